"""What the headings of a table mean: field names (``applicant.name``) or Chinese titles (认证委托人名称).

``products.name`` is the name of the first product; ``products[1].name`` that of the second.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum, auto
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from carbondocs.values.quantity import Quantity

Path = tuple[str | int, ...]

_ASIDE = re.compile(r"[（(][^（()）]*[)）]")  # 生产者（制造商） is 生产者 as well
_CLOSE = 0.75  # 生产者名称 must not be taken for 生产企业名称, another party
_INDEX = re.compile(r"\[([0-9]{1,3})\]")


class Reading(Enum):
    """What the cells under a heading are read as."""

    TEXT = auto()
    TEXTS = auto()
    FIGURE = auto()
    DAY = auto()


@dataclass(frozen=True)
class Leaf:
    """A field that one cell can fill: its names from the record down, and their titles.

    ``lists`` are the positions in ``names`` of lists of models; ``bare`` says that the name of the holder alone
    means this field too, as ``footprint`` means ``footprint.value``.
    """

    names: tuple[str, ...]
    titles: tuple[str, ...]
    lists: frozenset[int]
    reading: Reading
    bare: bool = False


@dataclass(frozen=True)
class Column:
    """What a heading means: the path of a value in the data, and how its cells are read."""

    path: Path
    reading: Reading


PROBLEMS_HEADING = "问题 Problems"
ORIGIN_HEADING = "出处 Row"
"""The headings that lists of errors have beside those of their source; what stands below is no data."""

PROBLEMS = Column(("\0problems",), Reading.TEXT)
ORIGIN = Column(("\0origin",), Reading.TEXT)

_REMARKS = {"问题problems": PROBLEMS, "出处row": ORIGIN}


class Headings:
    """All headings that a record knows."""

    def __init__(self, record: type[BaseModel]) -> None:
        found = list(leaves(record))
        self._by_name: dict[str, Leaf] = {}
        self._by_title: dict[str, Leaf] = {}
        for leaf in found:
            self._add(leaf, leaf.names, leaf.titles)
        for leaf in found:
            if leaf.bare:
                self._add(leaf, leaf.names[:-1], leaf.titles[:-1])
            if leaf.names[-1] == "text":  # 功能单位/声明单位 means its text
                self._add(leaf, leaf.names[:-1], leaf.titles[:-1])
            self._by_title.setdefault(_title_key(_ASIDE.sub("", "".join(leaf.titles))), leaf)
        last_titles = Counter(_title_key(leaf.titles[-1]) for leaf in found)
        for leaf in found:
            if last_titles[_title_key(leaf.titles[-1])] == 1:
                self._by_title.setdefault(_title_key(leaf.titles[-1]), leaf)

    def _add(self, leaf: Leaf, names: tuple[str, ...], titles: tuple[str, ...]) -> None:
        self._by_name.setdefault(".".join(names), leaf)
        self._by_title.setdefault(_title_key("".join(titles)), leaf)

    def resolve(self, heading: str) -> Column | None:
        """The column that a heading means, or None where it is unknown."""
        name = "".join(heading.split()).lower()
        if leaf := self._by_name.get(_INDEX.sub("", name)):
            return _column(leaf, _indexes(name), [".".join(leaf.names[: end + 1]) for end in range(len(leaf.names))])
        title = _title_key(heading)
        if leaf := self._by_title.get(_INDEX.sub("", title)):
            titles = [_title_key("".join(leaf.titles[: end + 1])) for end in range(len(leaf.titles))]
            return _column(leaf, _indexes(title), titles)
        return _REMARKS.get(title.lower())

    def nearest(self, heading: str) -> str:
        """The known heading that looks most like ``heading``, or nothing."""
        known = [*self._by_name, *self._by_title]
        bare = _INDEX.sub("", heading).replace(" ", "")
        close = get_close_matches(bare, known, n=1, cutoff=_CLOSE)
        return next(iter(close or get_close_matches(_title_key(bare), known, n=1, cutoff=_CLOSE)), "")


def leaves(record: type[BaseModel]) -> Iterator[Leaf]:
    """The fields of a record that a cell can fill, in the order of the record."""
    for name, info in record.model_fields.items():
        title = info.title or name
        holder, listed = _held(info.annotation)
        if holder is None:
            bare = record is Quantity and name == "value"
            yield Leaf((name,), (title,), frozenset(), _reading(info.annotation), bare)
            continue
        for leaf in leaves(holder):
            inner = {position + 1 for position in leaf.lists}
            lists = frozenset({0} | inner if listed else inner)
            yield Leaf((name, *leaf.names), (title, *leaf.titles), lists, leaf.reading, leaf.bare)


def list_fields(record: type[BaseModel]) -> dict[str, tuple[str, type[BaseModel]]]:
    """The fields of a record that hold lists of models, by name and by title."""
    found = {}
    for name, info in record.model_fields.items():
        holder, listed = _held(info.annotation)
        if holder is not None and listed:
            found[sheet_key(name)] = found[sheet_key(info.title or name)] = name, holder
    return found


def sheet_key(title: str) -> str:
    """A sheet's title in the form in which list_fields() knows names and titles."""
    return _title_key(title).lower()


def _held(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """The model that a field holds, if any, and whether it holds a list of them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False
    listed = get_origin(annotation) in (tuple, list)
    for argument in get_args(annotation):
        holder, inner = _held(argument)
        if holder is not None:
            return holder, listed or inner
    return None, listed


def _reading(annotation: Any) -> Reading:
    if _held(annotation)[1]:
        return Reading.TEXTS
    types = list(_types(annotation))
    if Reading.TEXTS in types:
        return Reading.TEXTS
    if date in types:
        return Reading.DAY
    return Reading.FIGURE if Decimal in types or int in types else Reading.TEXT


def _types(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in (tuple, list):
        yield Reading.TEXTS
    elif arguments := get_args(annotation):
        for argument in arguments:
            yield from _types(argument)
    else:
        yield annotation


def _title_key(title: str) -> str:
    """Full-width and half-width alike, without the points and spaces that may stand between titles."""
    return "".join(unicodedata.normalize("NFKC", title).replace(".", "").split())


def _indexes(heading: str) -> dict[str, int]:
    """The indexes in a heading, each by what stands before it."""
    found: dict[str, int] = {}
    before = ""
    for position, part in enumerate(_INDEX.split(heading)):
        if position % 2:
            found[before] = int(part)
        else:
            before += part
    return found


def _column(leaf: Leaf, indexes: dict[str, int], prefixes: list[str]) -> Column | None:
    path: list[str | int] = []
    for position, (name, prefix) in enumerate(zip(leaf.names, prefixes, strict=True)):
        path.append(name)
        if position in leaf.lists:
            path.append(indexes.pop(prefix, 0))
    if leaf.reading is Reading.TEXTS and prefixes[-1] in indexes:  # standards[1]: one text of a list, whole
        return Column((*path, indexes.pop(prefixes[-1])), Reading.TEXT) if len(indexes) == 1 else None
    return None if indexes else Column(tuple(path), leaf.reading)
