"""Who does the work: a crew takes tasks and gives back what became of them, in the order in which they end."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from carbondocs.errors import CarbonDocsError

T = TypeVar("T")
R = TypeVar("R")
T_contra = TypeVar("T_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True)
class Stopped:
    """Why a task has no result.

    ``error`` is of the set-up, which stops all others alike; ``unforeseen`` befell this one; ``ending`` is how the
    worker died that had it (SIGKILL, exit code 3); ``lethal`` was the end of every worker that had it.
    """

    error: CarbonDocsError | None = None
    unforeseen: str = ""
    ending: str = ""
    lethal: bool = False


@dataclass(frozen=True)
class Finished(Generic[T, R]):
    """A task with its result, or with what stopped it."""

    task: T
    result: R | Stopped


class Work(Protocol[T_contra, R_co]):
    """What is done with a task. It can be sent to other processes, as can tasks and results."""

    def __call__(self, task: T_contra) -> R_co:
        """Do it. CarbonDocsError: the set-up is wrong."""
        ...


class Crew(Protocol[T, R]):
    """Some workers, and the tasks that they have in hand."""

    @property
    def capacity(self) -> int:
        """How many tasks there can be in hand."""
        ...

    @property
    def busy(self) -> int:
        """How many tasks are in hand."""
        ...

    def submit(self, task: T) -> None:
        """Hand in a task; only where ``busy`` is below ``capacity``."""
        ...

    def next(self) -> Finished[T, R]:
        """The next task that ends; only where some are in hand. MachineError: there can be no workers."""
        ...

    def close(self) -> None:
        """Let all workers go; what is in hand then is given up."""
        ...


class Alone(Generic[T, R]):
    """Does the work in this process and this thread."""

    capacity = 1

    def __init__(self, work: Work[T, R]) -> None:
        self._work = work
        self._tasks: deque[T] = deque()

    @property
    def busy(self) -> int:
        return len(self._tasks)

    def submit(self, task: T) -> None:
        self._tasks.append(task)

    def next(self) -> Finished[T, R]:
        task = self._tasks.popleft()
        return Finished(task, done(self._work, task))

    def close(self) -> None:
        self._tasks.clear()


def done(work: Callable[[T], R], task: T) -> R | Stopped:
    """The result of some work, or what stopped it."""
    try:
        return work(task)
    except CarbonDocsError as error:
        return Stopped(error)
    except Exception as error:  # a row that nobody foresaw doesn't stop thousands
        return Stopped(unforeseen=f"{type(error).__name__}: {error}")


def as_finished(
    crew: Crew[T, R], tasks: Iterable[T], stop: Callable[[], bool] = lambda: False
) -> Iterator[Finished[T, R]]:
    """What became of the tasks, as they end; where ``stop`` says so, no new one is begun."""
    for task in tasks:
        if stop():
            break
        crew.submit(task)
        while crew.busy >= crew.capacity:
            yield crew.next()
    while crew.busy:
        yield crew.next()
