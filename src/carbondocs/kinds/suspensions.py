"""The times in which a certificate was suspended: what is recorded of them, and that their dates agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.kinds.base import Broken
from carbondocs.values.dates import Day
from carbondocs.values.model import Model
from carbondocs.values.status import Status
from carbondocs.values.text import Line


class Suspension(Model):
    """A time in which the certificate could not be used."""

    suspended_on: Day = Field(title="暂停日期")
    resumed_on: Day | None = Field(None, title="恢复日期", description="Absent: it still lasts.")
    ground: Line | None = Field(None, title="暂停原因")
    ground_en: Line | None = Field(None, title="暂停原因（英文）")

    def covers(self, start: date, end: date) -> bool:
        """Whether it was suspended on all days from ``start`` to the day before ``end``."""
        return self.suspended_on <= start and (self.resumed_on is None or end <= self.resumed_on)


def suspensions_are_over(suspensions: tuple[Suspension, ...], status: Status, clause: str) -> Iterator[Broken]:
    """Each ended, no earlier than it began; a certificate whose status is valid has none that lasts."""
    for index, suspension in enumerate(suspensions):
        path, start, end = f"suspensions[{index}].resumed_on", suspension.suspended_on, suspension.resumed_on
        if end is None and status is Status.VALID:
            problem = message("It is suspended since {start}, yet its status is valid.", start=start)
            hint = message("Add the day on which it was resumed, or correct the status.")
            yield Broken(path, InvalidValue("suspension.open", problem, hint, clause))
        elif end and end < start:
            problem = message("It was resumed on {end}, before its suspension on {start}.", start=start, end=end)
            hint = message("Correct the wrong date.")
            yield Broken(path, InvalidValue("suspension.reversed", problem, hint, clause))


def suspended_after_issue(suspensions: tuple[Suspension, ...], issued_on: date | None, clause: str) -> Iterator[Broken]:
    """No certificate is suspended before it is issued."""
    for index, suspension in enumerate(suspensions):
        if issued_on and suspension.suspended_on < issued_on:
            problem = message("It was suspended before it was issued on {issued}.", issued=issued_on)
            error = InvalidValue("suspension.early", problem, message("Correct the wrong date."), clause)
            yield Broken(f"suspensions[{index}].suspended_on", error)
