"""Rows of a list of errors, and the rows of earlier lists that they correct."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from carbondocs.diagnostics import Diagnostic, Message, Place, Severity, message
from carbondocs.flow import Row
from carbondocs.sources.headings import ORIGIN, ORIGIN_HEADING, PROBLEMS_HEADING
from carbondocs.store.entries import Entry, State
from carbondocs.store.journal import Journal
from carbondocs.values.findings import dotted

_CHINESE_ROW = re.compile("第([0-9]+)行$")  # as lists of errors tell it to readers of Chinese
_FEW = 5


@dataclass
class Corrections:
    """Finds what the rows of this run correct, among the rows of an edition that the journal knows.

    ``any`` tells whether there are such rows at all; ``faults`` those that don't rightly say what they correct.
    """

    journal: Journal
    edition: str
    faults: list[Diagnostic] = field(default_factory=list, init=False)
    any: bool = field(default=False, init=False)
    _met: dict[str, Place] = field(default_factory=dict, init=False)

    def corrected(self, row: Row, key: str, number: str) -> Entry | None:
        """The entry that a row of that key and number corrects; None where it doesn't tell, which is a fault then."""
        self.any = True
        origin = origin_of(row)
        found = self.journal.find(self.edition, place=origin) if origin else None
        if origin and origin not in self._met and not _may_be(found, key, number):  # the list isn't what it was
            other = self.journal.find(self.edition, key=key)
            found = other if _may_be(other, key, number) else found
        if not _may_be(found, key, number):
            self._blame(row, *(_made_already(found) if found else self._untold(origin)))
        self._met.setdefault(origin, row.place(""))
        return found

    def _blame(self, row: Row, code: str, problem: Message, hint: Message) -> None:
        self.faults.append(Diagnostic(code, problem, hint, row.place(dotted(ORIGIN.path))))

    def _untold(self, origin: str) -> tuple[str, Message, Message]:
        if not origin:
            problem = message("{origin} is empty: it must say which row this one corrects.", origin=ORIGIN_HEADING)
            return (
                "origin.empty",
                problem,
                message("Put back what stood there; a new row belongs in a list of its own."),
            )
        if origin in self._met:
            problem = message(
                "Two lines correct {row}: this one and {other}.", row=Place(origin), other=self._met[origin]
            )
            return "origin.twice", problem, message("Give each back what stood there.")
        problem = message("{row}, which this line corrects, isn't known here.", row=Place(origin))
        hint = message(
            "Run it with the kind, the options and the folder of the run that wrote this file; or, to make documents"
            " of their own, delete the columns {problems} and {origin}.",
            problems=PROBLEMS_HEADING,
            origin=ORIGIN_HEADING,
        )
        return "origin.unknown", problem, hint

    def all_faults(self) -> list[Diagnostic]:
        """The faults, and what the lines may be meant to correct, once all rows were met."""
        left = self.journal.failed_unmet(self.edition, _FEW) if self.faults else []
        if not left:
            return self.faults
        problem = message("Rows that failed and that no line corrects: {rows}", rows=[Place(place) for place in left])
        hint = message(
            "What stood in {origin} names one of them. A new row belongs in a list of its own.", origin=ORIGIN_HEADING
        )
        return [*self.faults, Diagnostic("origin.left", problem, hint, severity=Severity.NOTE)]


def origin_of(row: Row) -> str:
    """The place that a row had in an earlier list, in the words of the journal; empty where it says none."""
    return _CHINESE_ROW.sub(r"row \1", (row.origin or "").strip())


def _may_be(entry: Entry | None, key: str, number: str) -> bool:
    """Whether a correction of that key and number may be meant for an entry: one that is done has to be the same."""
    if entry is None or entry.state is not State.DONE:
        return entry is not None
    return entry.number == number if key.startswith("@") else entry.key == key


def _made_already(entry: Entry) -> tuple[str, Message, Message]:
    problem = message(
        "{row}, which this line corrects, was made already, as {name}.", row=Place(entry.place), name=entry.name
    )
    hint = message("This list of errors is an old one: take the latest, or correct the list itself and run that.")
    return "origin.made", problem, hint
