"""A crew of Dask workers: a task whose worker dies is given to another, a few times."""

from __future__ import annotations

import time
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

_PATIENCE = 10.0  # s: how long a cluster may take to answer
_LOOK_AGAIN = 5.0  # s: how often workers are counted
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
        self._given = (packed(work), packed(order), order.parts)
        self._ended: SimpleQueue[Any] = SimpleQueue()
        self._tasks: dict[str, tuple[Any, T]] = {}
        self._counted, self._threads = 0.0, 0
        try:
            self._check()
        except BaseException:
            self.close()
            raise

    @property
    def capacity(self) -> int:
        if time.monotonic() - self._counted > _LOOK_AGAIN:
            self._threads = max(sum(self._client.nthreads().values()), 1)
            self._counted = time.monotonic()
        return _EACH * self._threads

    @property
    def busy(self) -> int:
        return len(self._tasks)

    def submit(self, task: T) -> None:
        future = self._client.submit(_perform, *self._given, task, pure=False)
        self._tasks[future.key] = (future, task)
        future.add_done_callback(self._ended.put)

    def next(self) -> Finished[T, R]:
        while True:
            with suppress(Empty):
                future = self._ended.get(timeout=_PATIENCE)
                _, task = self._tasks.pop(future.key)
                return Finished(task, self._result(future))
            if self._client.status != "running" or not self._client.nthreads():
                raise _gone(self._address)

    def close(self) -> None:
        self._client.cancel([future for future, _ in self._tasks.values()])
        self._tasks.clear()
        self._client.close()

    def _result(self, future: Any) -> R | Stopped:
        from distributed import KilledWorker

        if future.status in ("cancelled", "lost"):
            raise _gone(self._address)
        error = future.exception()
        if error is None:
            result: R | Stopped = future.result()
            return result
        if isinstance(error, KilledWorker):
            return Stopped(ending=type(error).__name__)
        return Stopped(_lacking(str(error)) if isinstance(error, ImportError) else None, unforeseen=repr(error))

    def _check(self) -> None:
        """Ask every worker whether it would make the same."""
        if not self._client.nthreads():
            raise _gone(self._address)
        _, order, parts = self._given
        for worker, answer in self._client.run(_differing, order, parts, on_error="return").items():
            if isinstance(answer, BaseException):
                raise _lacking(f"{worker}: {answer}")
            if answer:
                raise _another(worker, answer)


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
