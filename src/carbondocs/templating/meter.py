"""What one filling of a template goes through and writes, how long that takes, and where it is stopped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import monotonic, thread_time

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue

MAX_STEPS = 200_000
"""How many rows, branches, macros and blocks one filling may go through."""
MAX_OUTPUT = 10_000_000
"""How many characters one filling may write, and make on the way."""
MAX_SECONDS = 30.0
"""How long one filling may work. It is the processor's time, so that a busy machine stops no sound template."""


@dataclass
class _Meter:
    steps: int = 0
    written: int = 0
    began: float = field(default_factory=monotonic)
    worked: float = field(default_factory=thread_time)

    @property
    def slow(self) -> bool:
        """Whether the time is up; the processor's is asked only where it can be, for that takes a while itself."""
        return monotonic() - self.began > MAX_SECONDS and thread_time() - self.worked > MAX_SECONDS


_meter: ContextVar[_Meter | None] = ContextVar("meter", default=None)


@contextmanager
def metered() -> Iterator[None]:
    """Count from nothing what is spent inside; one filling within another counts towards its own."""
    token = _meter.set(_Meter())
    try:
        yield
    finally:
        _meter.reset(token)


def spend(steps: int, written: int) -> str:
    """Note steps, and characters that are written; InvalidValue when it is more than any document needs.

    It gives the empty text, so that a template can call it. Outside a filling nothing is counted.
    """
    meter = _meter.get()
    if meter is not None:
        meter.steps += steps
        meter.written += written
        if meter.steps > MAX_STEPS:
            raise too_many_steps()
        if meter.written > MAX_OUTPUT:
            raise too_much()
        if steps and meter.slow:
            raise _too_slow()
    return ""


def too_many_steps() -> InvalidValue:
    """Refuses a template that goes on and on."""
    return InvalidValue(
        "template.endless",
        message("The template goes through more than {limit} rows and blocks.", limit=f"{MAX_STEPS:,}"),
        message("Look at its loops: one runs over too much, or stands inside another that does."),
    )


def too_much() -> InvalidValue:
    """Refuses a template that writes and writes."""
    return InvalidValue(
        "template.large",
        message("The template writes more than {limit} characters.", limit=f"{MAX_OUTPUT:,}"),
        message("Look at its loops, and at what it repeats or pads."),
    )


def _too_slow() -> InvalidValue:
    return InvalidValue(
        "template.slow",
        message("The template isn't filled in after {seconds} seconds of work.", seconds=f"{MAX_SECONDS:g}"),
        message("Look at its loops, and at what they do with long lists and texts."),
    )
