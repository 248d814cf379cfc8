"""The process that renders for the preview, so that the page stays awake and what is endless can be stopped."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any

from carbondocs.designer.preview.wishes import Studio
from carbondocs.errors import CarbonDocsError, TemplateError, one

_START_SECONDS = 60


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

    def run(self, seconds: float, method: str, *arguments: object) -> Any:
        """What that method of the one who works gives; CarbonDocsError as it raises it, or where it takes longer."""
        with self._lock:
            try:
                pipe = self._started()
                self._begun = monotonic()
                pipe.send((method, arguments))
                if not pipe.poll(seconds):
                    self.stop()
                    raise _too_long(seconds)
                result = pipe.recv()
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
            method, arguments = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            result = getattr(worker, method)(*arguments)
        except KeyboardInterrupt:
            return
        except CarbonDocsError as error:
            result = error
        except Exception as error:  # whatever an edited template brings about, the page tells it
            result = RuntimeError(f"{type(error).__name__}: {error}")
        pipe.send(result)


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
