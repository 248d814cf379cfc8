"""What the headings of a table mean: field names (``applicant.name``) or Chinese titles (认证委托人名称).

``products.name`` is the name of the first product; ``products[1].name`` that of the second.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from carbondocs.sources.leaves import Leaf, Reading

Path = tuple[str | int, ...]

_ASIDE = re.compile(r"[（(][^（()）]*[)）]")  # 生产者（制造商） is 生产者 as well
_CLOSE = 0.75  # 生产者名称 must not be taken for 生产企业名称, another party
_DATE = "日期"
_ALIKE, _FEW = 0.5, 3
_INDEX = re.compile(r"\[([0-9]{1,3})\]")


@dataclass(frozen=True)
class Column:
    """What a heading means: the path of a value in the data, how its cells are read, and what they may hold."""

    path: Path
    reading: Reading
    choices: tuple[Any, ...] = ()


PROBLEMS_HEADING = "问题 Problems"
ORIGIN_HEADING = "出处 Row"
"""The headings that lists of errors have beside those of their source; what stands below is no data."""

PROBLEMS = Column(("\0problems",), Reading.TEXT)
ORIGIN = Column(("\0origin",), Reading.TEXT)

_REMARKS = {"问题problems": PROBLEMS, "出处row": ORIGIN}


class Headings:
    """All headings that some fields are known by."""

    def __init__(self, fields: Iterable[Leaf]) -> None:
        self._fields = found = list(fields)
        self._by_name: dict[str, Leaf] = {}
        self._by_title: dict[str, Leaf] = {}
        for leaf in found:
            self._add(leaf, leaf.names, leaf.titles)
        for leaf in found:
            if _speaks_for_holder(leaf):
                self._add(leaf, leaf.names[:-1], leaf.titles[:-1])
            self._by_title.setdefault(title_key(_ASIDE.sub("", "".join(leaf.titles))), leaf)
        shorter = {leaf: set(map(title_key, _shorter(leaf))) for leaf in found}
        times = Counter(title for titles in shorter.values() for title in titles)
        for leaf, titles in shorter.items():
            for title in titles:
                if times[title] == 1:
                    self._by_title.setdefault(title, leaf)

    def _add(self, leaf: Leaf, names: tuple[str, ...], titles: tuple[str, ...]) -> None:
        self._by_name.setdefault(".".join(names), leaf)
        self._by_title.setdefault(title_key("".join(titles)), leaf)

    def resolve(self, heading: str) -> Column | None:
        """The column that a heading means, or None where it is unknown."""
        name = "".join(heading.split()).lower()
        if leaf := self._by_name.get(_INDEX.sub("", name)):
            return _column(leaf, _indexes(name), [".".join(leaf.names[: end + 1]) for end in range(len(leaf.names))])
        title = title_key(heading)
        if leaf := self._by_title.get(_INDEX.sub("", title)):
            titles = [title_key("".join(leaf.titles[: end + 1])) for end in range(len(leaf.titles))]
            return _column(leaf, _indexes(title), titles)
        return _REMARKS.get(title.lower())

    def label(self, leaf: Leaf) -> str:
        """The shortest Chinese heading that means this field and no other, and tells what it is."""
        labels = (title for title in _shorter(leaf, leaf.apart) if self._by_title.get(title_key(title)) == leaf)
        return next(labels, "".join(leaf.titles))

    def labels(self) -> list[str]:
        """The labels of all fields, in order."""
        return [self.label(leaf) for leaf in self._fields]

    def nearest(self, heading: str, used: Collection[Path] = ()) -> str:
        """The known heading that looks most like ``heading``, or nothing.

        Where all but a few columns are ``used``, it is likely one of the others, and needn't look much like it.
        """
        rest = [label for label in self.labels() if not ((meant := self.resolve(label)) and meant.path in used)]
        if len(rest) <= _FEW and (alike := get_close_matches(title_key(heading), rest, n=1, cutoff=_ALIKE)):
            return alike[0]
        part = title_key(heading)
        if len(part) > 1 and (holding := [label for label in rest if part in title_key(label)]):
            return min(holding, key=len)
        spare = {leaf.path for label in rest if (leaf := self.resolve(label))}
        known = [
            name for name in (*self._by_name, *self._by_title) if (one := self.resolve(name)) and one.path in spare
        ]
        bare = _INDEX.sub("", heading).replace(" ", "")
        close = get_close_matches(bare, known, n=1, cutoff=_CLOSE)
        return next(iter(close or get_close_matches(title_key(bare), known, n=1, cutoff=_CLOSE)), "")


def _speaks_for_holder(leaf: Leaf) -> bool:
    """Whether the holder's title alone means this field: 功能单位/声明单位 is its text."""
    return leaf.bare or (leaf.names[-1] == "text" and len(leaf.names) > 1)


def _shorter(leaf: Leaf, least: int = 1) -> Iterator[str]:
    """The last titles of a field, ``least`` of them or more, the shortest first."""
    if _speaks_for_holder(leaf):
        yield from ("".join(leaf.titles[start:-1]) for start in range(len(leaf.titles) - 2, -1, -1))
    yield from (_welded(leaf.titles[start:]) for start in range(len(leaf.titles) - least, -1, -1))


def _welded(titles: tuple[str, ...]) -> str:
    """Titles in one, without the words that two of them would double: 核查日期 and 起始日期 are 核查起始日期."""
    whole = ""
    for title in titles:
        shared = next((n for n in range(len(title), 1, -1) if whole.endswith(title[:n])), 0)
        if not shared and title.endswith(_DATE):
            whole = whole.removesuffix(_DATE)
        whole += title[shared:]
    return whole


def title_key(title: str) -> str:
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
    return None if indexes else Column(tuple(path), leaf.reading, leaf.choices)
