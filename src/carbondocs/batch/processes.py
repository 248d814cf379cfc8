"""A crew of processes on this machine: renewed after some hundred documents, replaced where one dies."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import DupFd
from typing import Any, Generic, TypeVar

from carbondocs.batch.crew import Finished, Stopped, Work, done
from carbondocs.errors import MachineError, UsageError, one

T = TypeVar("T")
R = TypeVar("R")

LIFETIME = 500
"""After how many tasks a process makes way for a new one, so that no engine's leak adds up."""

_READY = "ready"
_FAREWELL = 5.0  # s


class Processes(Generic[T, R]):
    """Workers in processes of their own; ``keep`` are the files that stay open as long as one of them lives.

    Each holds one task, and one lies ready for whoever is first. A worker that dies takes but its task along. Ctrl-C
    is for the parent alone.
    """

    def __init__(self, work: Work[T, R], count: int, keep: Sequence[int] = (), lifetime: int = LIFETIME) -> None:
        """Start the processes; UsageError where this one may have no children."""
        if multiprocessing.current_process().daemon:
            raise UsageError(
                one(
                    "workers.daemon",
                    "This process may not start others, as it is a worker itself.",
                    "Ask for 1 worker, which does everything in this process.",
                )
            )
        self.capacity = count + 1
        self._work = work
        self._keep = tuple(keep)
        self._lifetime = lifetime
        self._members: list[_Member[T]] = []
        self._leaving: list[BaseProcess] = []
        self._ready: deque[T] = deque()
        try:
            self._members.extend(self._new() for _ in range(count))
        except BaseException:
            self.close()
            raise

    @property
    def busy(self) -> int:
        return len(self._ready) + sum(member.task is not None for member in self._members)

    @property
    def pids(self) -> list[int]:
        """The process ids of the workers."""
        return [member.process.pid or 0 for member in self._members]

    def submit(self, task: T) -> None:
        self._ready.append(task)
        self._hand_out()

    def next(self) -> Finished[T, R]:
        while True:
            ready = wait([member.pipe for member in self._members])
            for member in [member for member in self._members if member.pipe in ready]:
                try:
                    answer = member.pipe.recv()
                except (EOFError, OSError):
                    if finished := self._mourn(member):
                        return finished
                    continue
                if answer == _READY:
                    member.begin()
                else:
                    return self._received(member, answer)

    def close(self) -> None:
        for member in self._members:
            member.pipe.close()
            if member.task is not None:
                member.process.terminate()
        for process in [*self._leaving, *(member.process for member in self._members)]:
            process.join(_FAREWELL)
            if process.is_alive():
                process.kill()
                process.join()
        self._leaving.clear()
        self._members.clear()
        self._ready.clear()

    def _received(self, member: _Member[T], answer: R | Stopped) -> Finished[T, R]:
        assert member.task is not None
        finished: Finished[T, R] = Finished(member.task, answer)
        member.task = None
        member.done += 1
        self._hand_out()
        return finished

    def _hand_out(self) -> None:
        """Give what lies ready to those who are idle, and to a new one where one has done enough."""
        for member in list(self._members):
            if self._ready and member.task is None:
                fit = self._renew(member) if member.done >= self._lifetime else member
                fit.give(self._ready.popleft())

    def _mourn(self, member: _Member[T]) -> Finished[T, R] | None:
        """Replace a process that died; its task has failed, where it had begun one."""
        member.process.join()
        if not member.ready:
            raise MachineError(
                one(
                    "workers.start",
                    "The worker processes can't start: they end with {ending}.",
                    "Free some memory. A script that calls this must do so below `if __name__ == '__main__':`.",
                    ending=_ending(member.process.exitcode),
                )
            )
        task = member.task
        self._renew(member)
        self._hand_out()
        if task is None:
            return None
        return Finished(task, Stopped(ending=_ending(member.process.exitcode)))

    def _renew(self, member: _Member[T]) -> _Member[T]:
        member.pipe.close()
        self._leaving = [process for process in (*self._leaving, member.process) if process.is_alive()]
        new = self._members[self._members.index(member)] = self._new()
        return new

    def _new(self) -> _Member[T]:
        context = multiprocessing.get_context("spawn")
        ours, its = context.Pipe()
        kept = _Kept(self._keep)
        process = context.Process(target=_serve, args=(its, self._work, kept), daemon=True)
        process.start()
        its.close()
        return _Member(ours, process)


class _Member(Generic[T]):
    """A process, the pipe to it, and the task that it holds, which is sent as soon as it is ready."""

    def __init__(self, pipe: Connection, process: BaseProcess) -> None:
        self.pipe = pipe
        self.process = process
        self.ready = False
        self.task: T | None = None
        self.done = 0

    def give(self, task: T) -> None:
        self.task = task
        if self.ready:
            self._send()

    def begin(self) -> None:
        self.ready = True
        if self.task is not None:
            self._send()

    def _send(self) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # it has died, which next() will find
            self.pipe.send(self.task)


class _Kept:
    """Descriptors that a new process gets as well."""

    def __init__(self, descriptors: Sequence[int]) -> None:
        self._descriptors = descriptors

    def __getstate__(self) -> list[Any]:
        return [DupFd(descriptor) for descriptor in self._descriptors]

    def __setstate__(self, state: list[Any]) -> None:
        self._descriptors = [kept.detach() for kept in state]


def _serve(pipe: Connection, work: Work[Any, Any], kept: _Kept) -> None:  # noqa: ARG001
    """A worker's life: task after task, until its pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        pipe.send(_READY)
        while True:
            pipe.send(done(work, pipe.recv()))


def _ending(code: int | None) -> str:
    """How a process ended, as people name it: SIGKILL, exit code 3."""
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"
