"""A crew of Dask workers: a task whose worker dies is given to another, a few times, and in the end tried alone.

Dask blames a dead worker's end on every task that it had been given. The last trial, on a worker that has nothing
else to do, tells the one that kills its workers from those that only lay beside it.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from contextlib import suppress
from functools import lru_cache
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

from carbondocs.batch.crew import Crew, Finished, Stopped, Work, done
from carbondocs.batch.order import Order
from carbondocs.batch.portable import packed, unpacked
from carbondocs.batch.run import Batch
from carbondocs.batch.work import Made, StoringHere, Task, Typesetting
from carbondocs.errors import CarbonDocsError, MachineError, one
from carbondocs.store.objects import ObjectStorage

T = TypeVar("T")
R = TypeVar("R")

# what these have to say of workers and schedulers that died is told by us
_LOGS = [logging.getLogger(f"distributed.{part}") for part in ("batched", "client", "comm.core", "comm.tcp", "core")]

_PATIENCE = 10.0  # s: how long a cluster may take to answer
_LOOK_AGAIN = 5.0  # s: how often workers are counted
_LOOK = 0.2  # s between two looks at who is there
_FAREWELL = 5.0  # s
_EACH = 2  # tasks for a thread of a worker: one in hand, one ready


def cluster_crew(address: str, batch: Batch) -> Crew[Task, Made]:
    """The crew of a cluster for a batch: its workers put documents into a bucket, or hand them back for a folder."""
    if isinstance(batch.storage, ObjectStorage):
        return Cluster(address, batch.order, batch.making)
    return StoringHere(Cluster(address, batch.order, Typesetting(batch.order)), batch.storage)


class Cluster(Generic[T, R]):
    """The workers of a Dask cluster, all of which make the same documents as this machine would."""

    def __init__(self, address: str, order: Order, work: Work[T, R]) -> None:
        """Reach the cluster; MachineError where it isn't there, or one of its workers is another than this."""
        self._address = address
        self._client = _client(address)
        _hear(False)
        self._given = (packed(work), packed(order), order.parts)
        self._ended: SimpleQueue[Any] = SimpleQueue()
        self._tasks: dict[str, tuple[Any, T]] = {}
        self._suspects: deque[T] = deque()
        self._counted, self._threads = 0.0, 0
        try:
            self._check()
        except BaseException:
            self.close()
            raise

    @property
    def capacity(self) -> int:
        if time.monotonic() - self._counted > _LOOK_AGAIN:
            self._threads = sum(self._workers().values())
            self._counted = time.monotonic()
        return _EACH * self._threads

    @property
    def busy(self) -> int:
        return len(self._tasks) + len(self._suspects)

    def submit(self, task: T) -> None:
        self._handed(task)

    def next(self) -> Finished[T, R]:
        while self._tasks:
            future = self._awaited()
            _, task = self._tasks.pop(future.key)
            result = self._result(future)
            if result is not None:
                return Finished(task, result)
            self._suspects.append(task)
        return self._tried_alone(self._suspects.popleft())

    def close(self) -> None:
        self._suspects.clear()
        if self._client.status == "running":
            self._client.cancel([future for future, _ in self._tasks.values()])
        self._tasks.clear()
        self._client.close(timeout=_FAREWELL)
        _hear(True)

    def _handed(self, task: T, **where: Any) -> Any:
        future = self._client.submit(_perform, *self._given, task, pure=False, **where)
        self._tasks[future.key] = (future, task)
        future.add_done_callback(self._ended.put)
        return future

    def _awaited(self) -> Any:
        """The next task that has ended; MachineError where the cluster has gone."""
        while True:
            with suppress(Empty):
                future = self._ended.get(timeout=_PATIENCE)
                if future.key in self._tasks:  # and not given up before
                    return future
            self._workers()

    def _tried_alone(self, task: T) -> Finished[T, R]:
        """What a suspect comes to on a worker that has nothing else to do; nothing else is in hand then."""
        worker = next(iter(self._workers()))
        future = self._handed(task, workers=[worker], allow_other_workers=False)
        while not future.done() and worker in self._told_workers():
            time.sleep(_LOOK)
        del self._tasks[future.key]
        if future.done():
            return Finished(task, self._result(future) or Stopped(lethal=True))
        future.cancel()
        return Finished(task, Stopped(lethal=True))

    def _workers(self) -> dict[str, int]:
        """The addresses of the workers, with their threads; MachineError where in some seconds there are none."""
        until = time.monotonic() + _PATIENCE
        while True:
            found = self._told_workers()
            if found:
                return found
            if time.monotonic() > until:
                raise _gone(self._address)
            time.sleep(_LOOK)

    def _told_workers(self) -> dict[str, int]:
        try:
            return dict(self._client.nthreads())
        except (OSError, TimeoutError, ValueError) as error:  # the scheduler is no more, or the client has given it up
            raise _gone(self._address) from error

    def _result(self, future: Any) -> R | Stopped | None:
        """What a task came to; None where it was with workers that died."""
        from distributed import CancelledError, KilledWorker

        try:
            error = future.exception()
            if error is None:
                result: R | Stopped = future.result()
                return result
        except (OSError, TimeoutError, CancelledError) as gone:  # while it was fetched, or before
            raise _gone(self._address) from gone
        if isinstance(error, CancelledError):
            raise _gone(self._address)
        if isinstance(error, KilledWorker):
            return None
        return Stopped(_lacking(str(error)) if isinstance(error, ImportError) else None, unforeseen=repr(error))

    def _check(self) -> None:
        """Ask every worker whether it would make the same."""
        if not self._told_workers():
            raise _gone(self._address)
        _, order, parts = self._given
        for worker, answer in self._client.run(_differing, order, parts, on_error="return").items():
            if isinstance(answer, BaseException):
                raise _lacking(f"{worker}: {answer}")
            if answer:
                raise _another(worker, answer)


def _hear(what_dask_says: bool) -> None:
    for log in _LOGS:
        log.disabled = not what_dask_says


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise MachineError(
            one(
                "cluster.missing",
                "The library for clusters is missing: {reason}.",
                "Install it: pip install 'carbondocs[cluster]'.",
                reason=error,
            )
        ) from error
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False, name="carbondocs")  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise _gone(address) from error


def _perform(work: bytes, order: bytes, parts: dict[str, str], task: Any) -> Any:
    """What a worker does: the task, where it has what the order wants."""
    try:
        return done(_work(work, order, tuple(parts.items())), task)
    except CarbonDocsError as error:
        return Stopped(error)


@lru_cache(maxsize=1)
def _work(work: bytes, order: bytes, parts: tuple[tuple[str, str], ...]) -> Any:
    """The work, unpacked once for all tasks. MachineError: here it would come out otherwise."""
    if differing := _differing(order, dict(parts)):
        from distributed import get_worker

        raise _another(get_worker().address, differing)
    return unpacked(work)


def _differing(order: bytes, parts: dict[str, str]) -> list[str]:
    """Which parts of the setup are others on the worker where this runs."""
    here = unpacked(order).parts
    return [name for name, digest in parts.items() if here[name] != digest]


def _gone(address: str) -> MachineError:
    return MachineError(
        one(
            "cluster.gone",
            "The cluster {address} doesn't answer, or has no workers.",
            "Start its scheduler and workers, check the address; then run the same command again.",
            address=address,
        )
    )


def _lacking(reason: str) -> MachineError:
    return MachineError(
        one(
            "cluster.lacking",
            "A worker of the cluster can't run carbondocs: {reason}.",
            "Install the same version of carbondocs with its libraries on every worker.",
            reason=reason,
        )
    )


def _another(worker: str, differing: list[str]) -> MachineError:
    return MachineError(
        one(
            "cluster.another",
            "The worker {worker} would make other documents than this machine: {parts} differ there.",
            "Install the same version of carbondocs and its libraries on every worker, and give all of them the same"
            " folders of profile and templates under the same path.",
            worker=worker,
            parts=", ".join(differing),
        )
    )
