"""The list that a batch works off, and which of its rows are to be made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from carbondocs.flow import Row
from carbondocs.store.entries import Entry, State


@dataclass(frozen=True)
class RowList:
    """Where rows come from: ``open`` gives them anew each time, ``label`` tells the list from others.

    ``stem`` names documents without a number.
    """

    open: Callable[[], Iterable[Row]]
    label: str
    stem: str


@dataclass(frozen=True)
class Choice:
    """Which rows to make: all that need it, by default.

    ``force`` makes those, too, that are there and unchanged; ``only_failed`` only those that failed before; ``since``
    only those that came, or whose data or pictures changed, on that day or later.
    """

    force: bool = False
    only_failed: bool = False
    since: date | None = None

    @property
    def partial(self) -> bool:
        """Whether some rows are left out."""
        return self.only_failed or self.since is not None

    def takes(self, before: Entry | None, changed_on: str) -> bool:
        """Whether a row is chosen, by its entry so far and the day on which its data came."""
        if self.only_failed and (before is None or before.state is not State.FAILED):
            return False
        return self.since is None or changed_on >= self.since.isoformat()
