"""How far a batch is: a bar on a terminal, a line now and then elsewhere, nothing where programs listen."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import click

from carbondocs.batch.run import Progress
from carbondocs.cli.speech import told

_SILENCE = 5.0  # s between two lines


class Display(Protocol):
    """Shows how far a batch is."""

    def checked(self, rows: int) -> None:
        """So many rows were checked."""
        ...

    def made(self, progress: Progress) -> None:
        """So much was made."""
        ...


@contextmanager
def display(report_format: str) -> Iterator[Display]:
    """A display that suits standard error; it is cleared in the end."""
    if report_format == "json":
        yield _Silence()
    elif sys.stderr.isatty():
        with _Bar() as bar:
            yield bar
    else:
        yield _Lines()


class _Pace:
    """How many documents end in a second, once the workers have started."""

    def __init__(self) -> None:
        self._first: tuple[float, int] | None = None

    def rate(self, ended: int) -> float:
        """The rate when so many have ended; 0 where it isn't known."""
        now = time.monotonic()
        if self._first is None:
            if ended:
                self._first = now, ended
            return 0.0
        began, before = self._first
        return (ended - before) / (now - began) if now > began else 0.0


class _Silence:
    def checked(self, rows: int) -> None:
        pass

    def made(self, progress: Progress) -> None:
        pass


class _Lines:
    """Plain lines, one at the beginning and then every few seconds."""

    def __init__(self) -> None:
        self._last = time.monotonic()
        self._pace: _Pace | None = None

    def checked(self, rows: int) -> None:
        if self._due():
            click.echo(told("Rows checked: {count}.", count=rows), err=True)

    def made(self, progress: Progress) -> None:
        ended = progress.made + progress.failed
        if self._pace is None:
            self._pace = _Pace()
            click.echo(told("To make: {count}.", count=progress.total), err=True)
            return
        rate = self._pace.rate(ended)
        if not self._due() and ended < progress.total:
            return
        if not rate:
            click.echo(
                told("{done} of {total}, {failed} failed.", done=ended, total=progress.total, failed=progress.failed),
                err=True,
            )
        else:
            click.echo(
                told(
                    "{done} of {total}, {rate} a second, {left} left, {failed} failed.",
                    done=ended,
                    total=progress.total,
                    rate=f"{rate:.1f}",
                    left=_clock((progress.total - ended) / rate),
                    failed=progress.failed,
                ),
                err=True,
            )

    def _due(self) -> bool:
        if time.monotonic() - self._last < _SILENCE:
            return False
        self._last = time.monotonic()
        return True


class _Bar:
    """A bar of rich, with count, rate, time left and failures."""

    def __enter__(self) -> _Bar:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns = (
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"), TimeRemainingColumn(), TextColumn("[red]{task.fields[failed]}"),
        )  # fmt: skip
        self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task(told("Checking"), total=None, rate="", failed="")
        self._pace: _Pace | None = None
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def checked(self, rows: int) -> None:
        self._bar.update(self._task, completed=rows)

    def made(self, progress: Progress) -> None:
        ended = progress.made + progress.failed
        if self._pace is None:
            self._pace = _Pace()
            self._bar.remove_task(self._task)
            self._task = self._bar.add_task(told("Making"), total=progress.total, rate="", failed="")
        rate = self._pace.rate(ended)
        self._bar.update(
            self._task,
            completed=ended,
            rate=f"{rate:.1f}/s" if rate else "",
            failed=told("{failed} failed", failed=progress.failed) if progress.failed else "",
        )


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
