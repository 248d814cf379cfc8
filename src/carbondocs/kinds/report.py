"""A report put together: its headings, tables and figures are numbered here, and its tables' columns made to fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from carbondocs.graphics.pictures import Picture, for_print
from carbondocs.kinds.parts import Fact
from carbondocs.kinds.report_blocks import Block, Column, Facts, Figure, Heading, Part, Signature, Table, Text
from carbondocs.language import Locale
from carbondocs.values.choice import Choice
from carbondocs.values.formulas import subscripted
from carbondocs.values.prose import Prose
from carbondocs.values.prose_blocks import Paragraph, Run, breadth

PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 160.0, 247.0  # mm of text on A4 with margins of 25 mm
TALLEST_FIGURE = 95.0  # mm

_CHINESE = "零一二三四五六七八九十"
_MOST_LEVELS = 3
_GIVE = 0.35
_WORD = re.compile(r"(?<![!-~])[!-~]{1,10}(?![!-~])")
_TITLE_MM, _PADDING_MM = 1.86, 3.4  # half an em of 五号; both sides of a cell


@dataclass
class Outline:
    """Collects a report's blocks, and numbers its headings, tables and figures."""

    locale: Locale
    parts: list[Part] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    _blocks: list[Block] = field(default_factory=list)
    _landscape: bool = False
    _levels: list[int] = field(default_factory=lambda: [0] * _MOST_LEVELS)
    _tables: int = 0
    _figures: int = 0

    def turn(self, *, landscape: bool) -> None:
        """Go on with pages of the other orientation."""
        if landscape != self._landscape:
            self._close()
            self._landscape = landscape

    def finished(self) -> tuple[Part, ...]:
        """All parts."""
        self._close()
        return tuple(self.parts)

    def heading(self, level: int, text: str, *, numbered: bool = True) -> None:
        """A heading with the next number of its level, or without one."""
        self._levels[level - 1] += 1
        self._levels[level:] = [0] * (_MOST_LEVELS - level)
        anchor = "section-" + "-".join(map(str, self._levels[:level]))
        self._blocks.append(Heading(level, self._number(level) if numbered else "", text, anchor))

    def text(self, prose: Prose) -> None:
        """A long text."""
        self._blocks.append(Text(prose.blocks))

    def line(self, text: str) -> None:
        """A short text that is one paragraph as it stands."""
        self._blocks.append(Text((Paragraph((Run(text),)),)))

    def facts(self, facts: Iterable[Fact]) -> None:
        """Labels with their values."""
        self._blocks.append(Facts(tuple(facts)))

    def table(self, caption: str, columns: Sequence[Column], rows: Iterable[Sequence[str]], **more: Any) -> None:
        """A table with the next number, as wide as the page's text; ``more`` are further fields of a Table.

        A column's width says how much it needs beside the others; what it holds says the rest.
        """
        self._tables += 1
        numbered = str(self.locale.say("表{number} {caption}", number=str(self._tables), caption=caption))
        width = LANDSCAPE_WIDTH if self._landscape else PORTRAIT_WIDTH
        body = tuple(tuple(map(subscripted, row)) for row in rows)
        self._blocks.append(Table(numbered, fitted(columns, body, width), body, **more))

    def picture(self, picture: Picture, caption: str) -> None:
        """A picture with the next number, as large as it may be."""
        name = f"figure-{len(self.pictures) + 1}"
        width = min(PORTRAIT_WIDTH * 0.86, TALLEST_FIGURE * picture.aspect)
        self.pictures[name] = for_print(picture, width)
        self.figure(name, caption, width, width / picture.aspect)

    def figure(self, name: str, caption: str, width: float, height: float) -> None:
        """A figure that a drawing of the pack makes, with the next number; width and height in mm."""
        self._figures += 1
        numbered = str(self.locale.say("图{number} {caption}", number=str(self._figures), caption=caption))
        self._blocks.append(Figure(name, numbered, round(width, 2), round(height, 2)))

    def signature(self, body: Fact, date: Fact) -> None:
        """The place where the body signs."""
        self._blocks.append(Signature(body, date))

    def _close(self) -> None:
        if self._blocks:
            self.parts.append(Part(tuple(self._blocks), self._landscape))
            self._blocks = []

    def _number(self, level: int) -> str:
        """一、（一） 1. in Chinese; 1, 1.1, 1.1.1 in English."""
        if self.locale.main == "en":
            return ".".join(map(str, self._levels[:level]))
        count = self._levels[level - 1]
        return (f"{chinese(count)}、", f"（{chinese(count)}）", f"{count}.")[level - 1]


def fitted(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: float) -> tuple[Column, ...]:
    """The columns of a table that is ``width`` mm wide.

    A column gets what it asks for beside the others, more or less by up to a third for what its cells hold on
    average, so that no row is high by one full cell beside empty ones; and hardly less than its title and the units and
    model numbers in it take.
    """
    scale = width / sum(column.width for column in columns)
    loads = [sum(breadth(row[index]) for row in rows) / column.width for index, column in enumerate(columns)]
    usual = sum(loads) / len(loads) or 1.0
    asked = [
        column.width * scale * min(max((1 + load / usual) / 2, 1 - _GIVE), 1 + _GIVE)
        for column, load in zip(columns, loads, strict=True)
    ]
    least = [
        min(column.width * scale * (1 + _GIVE), max(_title_width(column), _word_width(row[index] for row in rows)))
        for index, column in enumerate(columns)
    ]
    spare = [max(wish - floor, 0.0) for wish, floor in zip(asked, least, strict=True)]
    share = (width - sum(least)) / (sum(spare) or 1.0)
    widths = [floor + more * share for floor, more in zip(least, spare, strict=True)]
    return tuple(replace(column, width=round(given, 2)) for column, given in zip(columns, widths, strict=True))


def _title_width(column: Column) -> float:
    return max(breadth(line) for line in column.title.split("\n")) * _TITLE_MM + _PADDING_MM


def _word_width(texts: Iterable[str]) -> float:
    """What the longest short word in Latin letters takes."""
    longest = max((len(word) for text in texts for word in _WORD.findall(text)), default=0)
    return longest * _TITLE_MM + _PADDING_MM if longest else 0.0


def worded(choice: Choice, locale: Locale) -> str:
    """A choice in the document's main language."""
    return choice.chinese if locale.main == "zh_CN" else str(choice).replace("_", " ")


def chinese(number: int) -> str:
    """A number from 1 to 99 in Chinese: 一, 十三, 二十."""
    tens, ones = divmod(number, 10)
    words = (_CHINESE[tens] if tens > 1 else "") + "十" if tens else ""
    return words + (_CHINESE[ones] if ones or not tens else "")
