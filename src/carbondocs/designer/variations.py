"""Data that tries a template out: the samples of a kind, and the extremes that are made of them.

All of it is made from the kind's Record and samples alone, so that a kind of another distribution has it too, and
all of it keeps the kind's rules: a change that breaks one is taken back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from typing import Any

from carbondocs.designer.record_shapes import Shape, changed, field_shapes
from carbondocs.designer.sound import sound
from carbondocs.diagnostics import Message, message
from carbondocs.flow import Row
from carbondocs.kinds import folder as kind_folder
from carbondocs.kinds.base import Kind, Setting
from carbondocs.sources import read_rows
from carbondocs.values.model import Model

MANY = 40
"""How many rows are many, where a list may have so many."""

_SMALLEST, _LARGEST = ("0.0012", "0.012", "0.12"), ("88888888.88", "128450.5", "9999.99")
_CHINESE_SHARE, _LATIN_SHARE, _MOST_LENGTH = 0.2, 0.36, 160  # of what a field may hold; Chinese is twice as wide
_MOST_TIMES, _SHORT = 4, 24  # what is short stays so: a unit, a region, a year
_MOST_PROSE = 600
_LATIN = re.compile(r"[ -~\u00a0-\u024f\u2010-\u201f]+")
_DATES_OF_ISSUE = ("issued_on", "reissued_on", "expires_on")
_SEEN_ONLY_WHERE_GIVEN = frozenset({"number", "issued_on"})


TITLES = {
    "sample": message("The sample"),
    "full": message("Every optional part"),
    "least": message("No optional part"),
    "longest": message("The longest texts"),
    "rows": message("Many rows"),
    "smallest": message("The smallest values"),
    "largest": message("The largest values"),
    "draft": message("A draft"),
}
"""The variations by name."""


@dataclass(frozen=True)
class Variation:
    """One set of data: a name that stays (``longest``), words for people, and the row."""

    name: str
    title: Message
    row: Row


def samples(kind: Kind[Model]) -> dict[str, Row]:
    """The samples of a kind by name, the one to start from first."""
    folder = kind_folder("samples", kind.name) / kind.name
    rows = {path.stem: next(iter(read_rows(path, record=kind.record))) for path in sorted(folder.glob("*.yaml"))}
    return {name: rows[name] for name in sorted(rows, key=lambda name: name != kind.sample)}


def variations(kind: Kind[Model], setting: Setting) -> tuple[Variation, ...]:
    """The sample of a kind and its extremes, as far as its rules allow each; those that change nothing are left out."""
    known = samples(kind)
    start = known[kind.sample]
    full = _with_options(kind, start, list(known.values()), setting)
    made: dict[str, Row | None] = {
        "sample": start,
        "full": full,
        "least": without_options(kind, start, setting),
        "longest": longest(kind, full, setting),
        "rows": _many_rows(kind, known, setting),
        "smallest": _with_figures(kind, start, _SMALLEST, setting),
        "largest": _with_figures(kind, start, _LARGEST, setting),
        "draft": draft(kind, start, setting),
    }
    seen: list[Mapping[str, Any]] = []
    found = []
    for name, row in made.items():
        if row is not None and row.data not in seen:
            seen.append(row.data)
            found.append(Variation(name, TITLES[name], row))
    return tuple(found)


def _with_options(kind: Kind[Model], start: Row, known: Sequence[Row], setting: Setting) -> Row:
    """The row with each field that some sample has, as long as it stays sound."""
    whole = _completed(start.data, [row.data for row in known], kind)
    for name in whole:
        more = {**start.data, name: whole[name]}
        start = sound(kind, start, more, setting) or start
    return start


def longest(kind: Kind[Model], row: Row, setting: Setting) -> Row | None:
    """The row with each text as long as such texts plausibly get."""
    data = changed(row.data, Shape(model=kind.record), _lengthened)
    kept = {name: part for name, part in row.data.items() if name == kind.unique}
    return sound(kind, row, {**data, **kept}, setting)


def without_options(kind: Kind[Model], row: Row, setting: Setting) -> Row | None:
    """The row with nothing that may be left out, but with what makes it a document and not a draft."""

    def stripped(value: Any, of: Shape) -> Any:
        if not (of.model and isinstance(value, Mapping)):
            return value
        needed = {name for name, _, info in field_shapes(of.model) if info.is_required()}
        return {name: part for name, part in value.items() if name in needed | _SEEN_ONLY_WHERE_GIVEN}

    return sound(kind, row, changed(row.data, Shape(model=kind.record), stripped), setting)


def draft(kind: Kind[Model], row: Row, setting: Setting) -> Row | None:
    """The row as a draft, without number and dates; None for kinds that have no drafts."""
    number = kind.record.model_fields.get(kind.unique)
    if number is None or number.is_required():
        return None
    kept = {name: part for name, part in row.data.items() if name not in {kind.unique, *_DATES_OF_ISSUE}}
    return sound(kind, row, kept, setting)


def _lengthened(value: Any, of: Shape) -> Any:
    if not isinstance(value, str):
        return value
    if of.prose and len(value) < _MOST_PROSE:
        return f"{value}\n\n{value}"
    if not of.text:
        return value
    latin = _LATIN.fullmatch(value) is not None
    length = min(int(of.text.limit * (_LATIN_SHARE if latin else _CHINESE_SHARE)), _MOST_LENGTH,
                 max(_MOST_TIMES * len(value), _SHORT))  # fmt: skip
    return value if len(value) >= length else _repeated(value, length, " " if latin else "")


def _repeated(text: str, length: int, space: str) -> str:
    """The text again and again, its end kept, for that is where a name says what it is and a standard its year."""
    whole = space.join([text] * (length // len(text) + 1))[-length:]
    return whole.partition(space)[2] if space and space in whole else whole.strip()


def _many_rows(kind: Kind[Model], known: Mapping[str, Row], setting: Setting) -> Row | None:
    """The sample with the most rows, and more of them where it has only a few."""

    def rows(data: Any) -> int:
        counts = [0]
        changed(data, Shape(model=kind.record), lambda value, of: _counted(value, of, counts))
        return sum(counts)

    fullest = max(known.values(), key=lambda row: rows(row.data))
    return sound(kind, fullest, changed(fullest.data, Shape(model=kind.record), _multiplied), setting)


def _counted(value: Any, of: Shape, counts: list[int]) -> Any:
    if of.item and of.item.model:
        counts.append(len(value))
    return value


def _multiplied(value: Any, of: Shape) -> Any:
    """A list of records with many of them; a list of few texts, such as standards, is none of rows."""
    if not (of.item and of.item.model and value) or (of.most or MANY) < MANY or len(value) >= MANY:
        return value
    return [deepcopy(value[index % len(value)]) for index in range(MANY)]


def _with_figures(kind: Kind[Model], row: Row, figures: Sequence[str], setting: Setting) -> Row | None:
    """The row with the first of these figures that its rules allow in the place of each certified one."""

    def put(value: Any, of: Shape, figure: str) -> Any:
        return figure if of.figure and value is not None else value

    tried = (changed(row.data, Shape(model=kind.record), partial(put, figure=figure)) for figure in figures)
    return next((found for data in tried if (found := sound(kind, row, data, setting))), None)


def _completed(data: Mapping[str, Any], others: Sequence[Mapping[str, Any]], kind: Kind[Model]) -> dict[str, Any]:
    """The data with what it leaves out taken from the first of the others that has it."""

    def filled(part: Any, theirs: Sequence[Any], of: Shape) -> Any:
        if of.item and isinstance(part, list | tuple):
            items = [item for other in theirs if isinstance(other, list | tuple) for item in other]
            return [filled(item, items, of.item) for item in part]
        if not (of.model and isinstance(part, Mapping)):
            return part
        whole = dict(part)
        for name, found, _ in field_shapes(of.model):
            given = [other[name] for other in theirs if isinstance(other, Mapping) and other.get(name) is not None]
            if name in whole or given:
                whole[name] = filled(whole.get(name, given[0] if given else None), given, found)
        return whole

    completed: dict[str, Any] = filled(data, others, Shape(model=kind.record))
    return completed
