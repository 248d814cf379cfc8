"""The process that renders for the preview, so that the page stays awake and what is endless can be stopped."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any

from carbondocs.designer.preview.wishes import Studio
from carbondocs.errors import CarbonDocsError, TemplateError, one

_START_SECONDS = 60
_GLANCE = 0.1  # s between two questions whether the result is still wanted


class GivenUp(Exception):
    """Nobody wants the result any more."""


def _never() -> bool:
    return False


class Worker:
    """One process at a time, started when there is something to do and again when it had to be stopped.

    ``make`` gives what does the work, in the process itself.
    """

    def __init__(self, make: Callable[[Studio], Any], studio: Studio) -> None:
        self._make, self._studio = make, studio
        self._lock = threading.Lock()
        self._process: Any = None
        self._pipe: Connection | None = None
        self._begun = 0.0

    def run(
        self,
        seconds: float,
        method: str,
        *arguments: object,
        tell: Callable[..., None] | None = None,
        given_up: Callable[[], bool] = _never,
    ) -> Any:
        """What that method of the one who works gives; CarbonDocsError as it raises it, or where it takes longer.

        ``tell`` is called with what the method tells on its way. Once ``given_up`` is true, the process is ended and
        GivenUp raised.
        """
        with self._turn(given_up):
            try:
                pipe = self._started()
                self._begun = monotonic()
                pipe.send((method, arguments, tell is not None))
                result = self._result(pipe, seconds, tell, given_up)
            except (EOFError, OSError) as error:
                self.stop()
                raise _ended() from error
            finally:
                self._begun = 0.0
        if isinstance(result, CarbonDocsError):
            raise result
        if isinstance(result, BaseException):
            raise _ended(result) from result
        return result

    @contextmanager
    def _turn(self, given_up: Callable[[], bool]) -> Iterator[None]:
        while not self._lock.acquire(timeout=_GLANCE):
            if given_up():
                raise GivenUp
        try:
            yield
        finally:
            self._lock.release()

    def _result(
        self, pipe: Connection, seconds: float, tell: Callable[..., None] | None, given_up: Callable[[], bool]
    ) -> Any:
        end = monotonic() + seconds
        while True:
            while not pipe.poll(max(0.0, min(_GLANCE, end - monotonic()))):
                if given_up():
                    self.stop()
                    raise GivenUp
                if monotonic() >= end:
                    self.stop()
                    raise _too_long(seconds)
            on_the_way, content = pipe.recv()
            if not on_the_way:
                return content
            if tell:
                tell(*content)

    def interrupt(self, after: float = 0.0) -> None:
        """End what is being done, if it has gone on for so many seconds; who waits for it is told."""
        if self._begun and monotonic() - self._begun >= after:
            self.stop()

    def stop(self) -> None:
        """End the process, whatever it does."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()

    def _started(self) -> Connection:
        if self._process is None or not self._process.is_alive() or self._pipe is None:
            context = multiprocessing.get_context("spawn")
            self._pipe, other = context.Pipe()
            self._process = context.Process(target=_work, args=(other, self._make, self._studio), daemon=True)
            self._process.start()
            other.close()
            if not self._pipe.poll(_START_SECONDS):
                raise EOFError
            self._pipe.recv()
        return self._pipe


def _work(pipe: Connection, make: Callable[[Studio], Any], studio: Studio) -> None:
    """What goes on in the process: one task after another."""
    worker = make(studio)
    pipe.send("ready")
    while True:
        try:
            method, arguments, heard = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        more = {"tell": lambda *told: pipe.send((True, told))} if heard else {}
        try:
            result = getattr(worker, method)(*arguments, **more)
        except KeyboardInterrupt:
            return
        except CarbonDocsError as error:
            result = error
        except Exception as error:  # whatever an edited template brings about, the page tells it
            result = RuntimeError(f"{type(error).__name__}: {error}")
        pipe.send((False, result))


def _too_long(seconds: float) -> TemplateError:
    return TemplateError(
        one(
            "template.time",
            "The document wasn't done after {seconds} s, and was stopped.",
            "Look at the loops of the template, and at drawings and styles that were just changed.",
            seconds=f"{seconds:g}",
        )
    )


def _ended(reason: object = "") -> TemplateError:
    return TemplateError(
        one(
            "template.ended",
            "The document could not be made: {reason}.",
            "Undo the last change; if it was a sound one, tell us.",
            reason=reason or "–",
        )
    )
