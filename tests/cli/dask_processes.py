"""A Dask cluster of the tests: a scheduler and workers, each a process on loopback."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

SCHEDULER = """
import asyncio
from distributed import Scheduler
async def main():
    async with Scheduler(host="127.0.0.1", port=0, dashboard=False, dashboard_address=None) as scheduler:
        print(scheduler.address, flush=True)
        await scheduler.finished()
asyncio.run(main())
"""
_WORKER = """
import asyncio, sys
from distributed import Worker
async def main():
    async with Worker(sys.argv[1], nthreads=1, dashboard=False, dashboard_address=None) as worker:
        print(worker.address, flush=True)
        await worker.finished()
asyncio.run(main())
"""
_NURSED = """
import asyncio, sys
from distributed import Nanny
async def main():
    async with Nanny(sys.argv[1], nthreads=1, dashboard=False, dashboard_address=None, preload=sys.argv[2:]) as nanny:
        print(nanny.worker_address, flush=True)
        await nanny.finished()
if __name__ == "__main__":
    asyncio.run(main())
"""


class Dask(NamedTuple):
    """The address of a cluster, and its processes."""

    address: str
    scheduler: subprocess.Popen[str]
    workers: list[subprocess.Popen[str]]


@contextmanager
def running(code: str, *arguments: str | Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process of the cluster, and its address."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


@contextmanager
def cluster(*preambles: str) -> Iterator[Dask]:
    """A cluster of workers, each after that Python."""
    with ExitStack() as stack:
        scheduler, address = stack.enter_context(running(SCHEDULER))
        workers = [stack.enter_context(running(before + _WORKER, address))[0] for before in preambles]
        yield Dask(address, scheduler, workers)


@contextmanager
def nursed_cluster(count: int, preload: Path) -> Iterator[Dask]:
    """A cluster of so many workers that are started anew where they die, each after the Python of a file."""
    with ExitStack() as stack:
        scheduler, address = stack.enter_context(running(SCHEDULER))
        nannies = [stack.enter_context(running(_NURSED, address, preload)) for _ in range(count)]
        yield Dask(address, scheduler, [nanny for nanny, _ in nannies])


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something is so; where it never is, the test fails."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "nothing happens"
        time.sleep(0.005)
