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
_SHEET_ROW = re.compile(r"!(?P<row>[0-9]+):(?P=row)$")
_TEXT_ROW = re.compile(
    r"(?<![^ ])row (?P<row>[0-9]+)(?:, column (?P<column>[0-9]+)(?: \((?P<heading>.*)\))?)?$", re.DOTALL
)
_LISTED, _PLACE = "\x1f", "\x1e"
_PLACES = re.compile(f"{_PLACE}([^{_PLACE}]*){_PLACE}")


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

    def worded(self, template: str, comma: str = ", ", say: Callable[[Message], str] = str) -> str:
        """The sentence in the words of ``template``, its translation.

        ``comma`` parts what is listed in a gap; ``say`` speaks the language of places.
        """
        if not self.values:
            return template
        listed = {name: value.replace(_LISTED, comma) for name, value in self.values}
        return template.format_map(
            {name: _PLACES.sub(lambda found: in_words(found[1], say), value) for name, value in listed.items()}
        )


NOTHING = Message("")


def message(template: str, **values: object) -> Message:
    """A message from an English template with ``{named}`` gaps and the values, or lists of them, that fill them.

    A Place is told in the words of the sentence's language.
    """
    return Message(template, tuple((name, _filling(value)) for name, value in values.items()))


def _filling(value: object) -> str:
    """What stands in a gap; how a list is parted is left to the language that it is told in."""
    if isinstance(value, list | tuple):
        return _LISTED.join(map(_filling, value))
    return f"{_PLACE}{value}{_PLACE}" if isinstance(value, Place) else str(value)


def in_words(place: str, say: Callable[[Message], str]) -> str:
    """A place as people read it, in the language that ``say`` speaks: row 7 for ``Sheet1!7:7``."""
    if found := _SHEET_ROW.search(place):
        return f"{place[: found.start()]} {say(message('row {row}', row=found['row']))}"
    if not (found := _TEXT_ROW.search(place)):
        return place
    row, column, heading = found.groups()
    if heading:
        words = message("row {row}, column {column} ({heading})", row=row, column=column, heading=heading)
    elif column:
        words = message("row {row}, column {column}", row=row, column=column)
    else:
        words = message("row {row}", row=row)
    return place[: found.start()] + say(words)


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
        return self._with_text(self._in(" ".join(map(str, self.spot)) or self.path))

    def told(self, say: Callable[[Message], str]) -> str:
        """The place as people read it, in the language that ``say`` speaks."""
        spot = " ".join(map(say, self.spot))
        return self._with_text(self._in(spot) if spot else in_words(self._in(self.path), say))

    def _in(self, where: str) -> str:
        return " ".join(part for part in (self.source, where) if part)

    def _with_text(self, place: str) -> str:
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
        return f"{place}{self.severity}: {self.message}{self.aside()}{clause}"

    def aside(self, say: Callable[[Message], str] | None = None) -> str:
        """The related places in brackets, or nothing; the first and last cell in a column are one range.

        ``say`` tells them in words of its language.
        """
        places = (in_words(place, say) if say else place for place in _ranges(self.related))
        return f" ({', '.join(places)})" if self.related else ""


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
