"""How long a certificate takes: carbondocs beside plain WeasyPrint and docxtpl with LibreOffice.

Each contender runs in a process of its own and makes the same certificates: one first, by which everything is
loaded, then all of the batch. CPU is that of the process and of those that it started.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

import click
from contenders import CONTENDERS
from records import records
from rich.console import Console
from rich.table import Table

_FIRST = "carbondocs-pdf"  # what the others are compared with


@dataclass(frozen=True)
class Result:
    """What one contender took; times in ms, ``cpu`` and ``wall`` for each certificate once it is warm.

    ``start`` is what it loads ahead of time, ``first`` the first certificate; both are CPU. ``memory`` is the most
    that any one of its processes held, in MiB, ``size`` what it wrote for a certificate, in KiB.
    """

    name: str
    cpu: float
    wall: float
    start: float
    first: float
    memory: float
    size: float


def measure(name: str, count: int) -> Result:
    """Let a contender make ``count`` certificates in this process, which should have done nothing else."""
    one, *batch = records(count + 1)
    began = _cpu()
    make = CONTENDERS[name].start()
    started = _cpu()
    with tempfile.TemporaryDirectory() as scratch:
        make([one], _folder(scratch, "first"))
        ready, then = _cpu(), time.perf_counter()
        make(batch, _folder(scratch, "batch"))
        cpu, wall = _cpu() - ready, (time.perf_counter() - then) * 1000
        written = [file.stat().st_size for file in Path(scratch, "batch").iterdir()]
    memory = max(getrusage(who).ru_maxrss for who in (RUSAGE_SELF, RUSAGE_CHILDREN)) / 1024
    size = sum(written) / 1024 / count
    return Result(name, cpu / count, wall / count, started - began, ready - started, memory, size)


def _folder(scratch: str, name: str) -> Path:
    folder = Path(scratch, name)
    folder.mkdir()
    return folder


def _cpu() -> float:
    """CPU of this process and of those it waited for, in ms."""
    uses = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return 1000 * sum(use.ru_utime + use.ru_stime for use in uses)


def measured_apart(name: str, count: int) -> Result | str:
    """The result of a contender in a process of its own, or why there is none."""
    if lack := CONTENDERS[name].lacks():
        return lack
    command = [sys.executable, __file__, "--count", str(count), "--measure", name]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["it failed"])[-1]
    return Result(**json.loads(done.stdout))


def table(results: Sequence[Result], count: int) -> Table:
    """The results side by side."""
    shown = Table("", title=f"{count} certificates: ms, peak memory and size of each")
    for heading in ("CPU", "ratio", "wall", "start", "first", "MiB", "KiB"):
        shown.add_column(heading, justify="right", no_wrap=True)
    base = next((result.cpu for result in results if result.name == _FIRST), None)
    for result in results:
        ratio = f"{result.cpu / base:.1f}" if base else ""
        numbers = (result.wall, result.start, result.first, result.memory, result.size)
        shown.add_row(
            CONTENDERS[result.name].title, f"{result.cpu:.1f}", ratio, *(f"{number:,.0f}" for number in numbers)
        )
    return shown


def watch_memory(count: int, console: Console) -> None:
    """Make ``count`` certificates in this process and tell, on the way, how much memory it holds."""
    make = CONTENDERS[_FIRST].start()
    stops = {min(100, count), *(count * quarter // 4 for quarter in range(1, 5))}
    with tempfile.TemporaryDirectory() as scratch:
        for number, record in enumerate(records(count), 1):
            make([record], Path(scratch))
            for file in Path(scratch).iterdir():
                file.unlink()
            if number in stops:
                console.print(f"after {number:,} certificates: {_resident():.0f} MiB")


def _resident() -> float:
    """The memory that this process holds now, in MiB, as Linux tells it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


@click.command(help=__doc__)
@click.option("--count", default=100, show_default=True, type=click.IntRange(1, 5000), help="Certificates to make.")
@click.option("--only", multiple=True, type=click.Choice(list(CONTENDERS)), help="Measure this one; may be repeated.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the results to this file, too.")
@click.option("--memory", type=click.IntRange(1, 9999), help="Watch the memory over so many certificates instead.")
@click.option("--measure", "alone", type=click.Choice(list(CONTENDERS)), hidden=True)
def main(count: int, only: tuple[str, ...], json_file: Path | None, memory: int | None, alone: str | None) -> None:
    console = Console()
    if alone:
        click.echo(json.dumps(asdict(measure(alone, count))))
    elif memory:
        watch_memory(memory, console)
    else:
        found = [(name, measured_apart(name, count)) for name in only or CONTENDERS]
        results = [result for _, result in found if isinstance(result, Result)]
        console.print(table(results, count))
        for name, result in found:
            if isinstance(result, str):
                console.print(f"{CONTENDERS[name].title}: left out. {result}", soft_wrap=True, markup=False)
        if json_file:
            json_file.write_text(json.dumps([asdict(result) for result in results], indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
