"""What is wrong, where, and what to do about it.

A diagnostic carries its words as a template and its values, so that the same finding can be told in
English or in Chinese long after it was made; ``str()`` gives English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

_CELL = re.compile(r"(?P<column>.+!(?P<letters>[A-Z]+))(?P<row>[0-9]+)")
_LISTED = "\x1f"


class Severity(StrEnum):
    """How much a finding weighs: an error stops the document, a warning doesn't, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Message:
    """A sentence with named gaps, kept apart from its values so that it can be translated."""

    template: str
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.worded(self.template)

    def worded(self, template: str, comma: str = ", ") -> str:
        """The sentence in the words of ``template``, its translation; ``comma`` parts what is listed in a gap."""
        if not self.values:
            return template
        return template.format_map({name: value.replace(_LISTED, comma) for name, value in self.values})


NOTHING = Message("")


def message(template: str, **values: object) -> Message:
    """A message from an English template with ``{named}`` gaps and the values, or lists of them, that fill them."""
    return Message(template, tuple((name, _filling(value)) for name, value in values.items()))


def _filling(value: object) -> str:
    """What stands in a gap; how a list is parted is left to the language that it is told in."""
    return _LISTED.join(map(str, value)) if isinstance(value, list | tuple) else str(value)


@dataclass(frozen=True)
class Place:
    """Where something is wrong: a file and the place in it (``products[3].footprint``, ``Sheet1!C17``).

    ``spot`` is the place in words, where it has any (table 2, row 3 cell 1), and ``text`` what stands there.
    """

    source: str = ""
    path: str = ""
    spot: tuple[Message, ...] = ()
    text: str = ""

    def __str__(self) -> str:
        return self.told(str)

    def told(self, say: Callable[[Message], str]) -> str:
        """The place as people read it, in the language that ``say`` speaks."""
        where = " ".join(map(say, self.spot)) or self.path
        place = " ".join(part for part in (self.source, where) if part)
        return f"{place}: {self.text}" if self.text else place


@dataclass(frozen=True)
class Diagnostic:
    """One finding.

    ``code`` is a stable name that programs can act on; ``clause`` names the rule that was broken, where one was;
    ``related`` are the places that ``place`` disagrees with.
    """

    code: str
    message: Message
    hint: Message = NOTHING
    place: Place = Place()
    clause: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Place, ...] = ()

    def __str__(self) -> str:
        clause = f" [{self.clause}]" if self.clause else ""
        place = f"{self.place}: " if str(self.place) else ""
        return f"{place}{self.severity}: {self.message}{self.aside}{clause}"

    @property
    def aside(self) -> str:
        """The related places in brackets, or nothing; the first and last cell in a column are one range."""
        return f" ({', '.join(_ranges(self.related))})" if self.related else ""


def _ranges(places: tuple[Place, ...]) -> list[str]:
    """The paths of places; two that are cells in one column of a sheet make a range."""
    paths = [place.path for place in places]
    if len(paths) == 2 and all(cells := [_CELL.fullmatch(path) for path in paths]):
        first, last = (cell for cell in cells if cell)
        if first["column"] == last["column"]:
            return [f"{paths[0]}:{last['letters']}{last['row']}"]
    return paths


@dataclass
class Report:
    """The findings of one document or run, in the order in which they were made."""

    findings: list[Diagnostic] = field(default_factory=list)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.findings)

    def add(self, *findings: Diagnostic) -> None:
        """Add findings."""
        self.findings.extend(findings)

    def extend(self, findings: Iterable[Diagnostic]) -> None:
        """Add all of ``findings``."""
        self.findings.extend(findings)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that stop a document."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)
