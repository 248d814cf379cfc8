"""Ctrl-C between two documents instead of in the middle of one."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def interruption() -> Iterator[Callable[[], bool]]:
    """Whether an interruption was asked for; a second one doesn't wait to be asked about.

    An engine that is stopped in the middle may swallow the interruption, or complain on the way out. Where SIGINT
    is ignored, as in a job in the background, it stays so.
    """
    asked: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        if asked:
            signal.default_int_handler(number, frame)
        asked.append(number)

    before = signal.getsignal(signal.SIGINT)
    if before is not signal.default_int_handler:
        yield lambda: False
        return
    signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(asked)
    finally:
        signal.signal(signal.SIGINT, before)


def interruptible(items: Iterable[T]) -> Iterator[T]:
    """The items; an interruption waits until the one in hand is done."""
    with interruption() as asked:
        for item in items:
            yield item
            if asked():
                raise KeyboardInterrupt
