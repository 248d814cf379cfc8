"""Long texts, read from Markdown by markdown-it.

What Markdown would change in silence is switched off: HTML, entities, quotes (a line may begin with ``>5 mm``), code
by indentation or backticks, underlined headings, definitions of links, typographic replacements. What has no place
in a report but would be taken for text is refused, with the line that holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from carbondocs.diagnostics import Message, message
from carbondocs.errors import InvalidValue
from carbondocs.values import prose_emphasis
from carbondocs.values.prose_blocks import Align, Block, Item, Paragraph, Run, Runs, table
from carbondocs.values.prose_lines import paragraphs
from carbondocs.values.wording import shown

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BULLETS = ("•", "–")  # by level
_DEEPEST = len(_BULLETS)
_MOST_COLUMNS = 12
_LONGEST_NUMBER = 3  # digits; a list doesn't count in years
_BAR = re.compile(r"(?<!\\)\|")
_RULED = re.compile(r"\s*(?=.*\|)\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")

_REFUSED: dict[str, tuple[str, Message, Message]] = {
    "heading_open": (
        "prose.heading",
        message("Line {line} is a heading: “{text}”."),
        message("The form has its own headings. Delete the #, or write \\# where it belongs to the text."),
    ),
    "hr": (
        "prose.rule",
        message("Line {line} is a horizontal rule: “{text}”."),
        message("Delete it, or write a backslash before it where it belongs to the text."),
    ),
    "fence": (
        "prose.code",
        message("Line {line} begins a block of code: “{text}”."),
        message("Delete the line of ` or ~ here and where the block ends."),
    ),
    "picture": (
        "prose.picture",
        message("Line {line} holds a picture: “{text}”."),
        message("Name pictures in their own fields; write \\! where the exclamation mark belongs to the text."),
    ),
    "list": (
        "prose.depth",
        message("Line {line} begins a list of the third level: “{text}”."),
        message("Lists have two levels. Join this one to the list around it, or write it as paragraphs."),
    ),
    "ruled": (
        "prose.table_heading",
        message("Line {line} rules off a table's heading, but the line before has other columns: “{text}”."),
        message("Give the heading and this line the same number of cells, with | between them."),
    ),
    "bar": (
        "prose.bar",
        message("Line {line} begins with | like a row, but there is no table: “{text}”."),
        message("Write | --- | --- | below the heading of the table, or \\| where the bar belongs to the text."),
    ),
    "below": (
        "prose.table_end",
        message("Line {line} stands right below a table and would become a row of it: “{text}”."),
        message("Put an empty line before it."),
    ),
    "cells": (
        "prose.table_row",
        message("Line {line} has {found} cells where the table's heading has {wanted}: “{text}”."),
        message("Give every row as many cells as the heading; write \\| for a bar that belongs to the text."),
    ),
    "columns": (
        "prose.table_columns",
        message("The table in line {line} has {found} columns; at most {most} fit: “{text}”."),
        message("Split the table, or turn its rows into columns."),
    ),
}


@lru_cache(maxsize=128)
def parse(source: str) -> tuple[Block, ...]:
    """The blocks of a text; ``InvalidValue`` names the line of what has no place in it. Time is linear."""
    return tuple(_Reader(source).read())


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("zero").enable(["table", "list", "fence", "hr", "heading", "newline", "escape"])
    prose_emphasis.install(markdown)
    return markdown


class _Reader:
    """Goes through the tokens of one text."""

    def __init__(self, source: str) -> None:
        self._source = source.split("\n")
        self._tokens = iter(_markdown().parse(source))
        self._level = 0
        self._marker = ""  # of the item that has just begun
        self._as_written = ""

    def read(self) -> Iterator[Block]:
        for token in self._tokens:
            if token.type in _REFUSED:
                raise self._refusal(token.type, _line(token))
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    yield from self._bare_marker()
                    self._level += 1
                    if self._level > _DEEPEST:
                        raise self._refusal("list", _line(token))
                case "bullet_list_close" | "ordered_list_close":
                    self._level -= 1
                case "list_item_open":
                    self._as_written = token.info + token.markup
                    self._marker = self._as_written if token.info else _BULLETS[self._level - 1]
                case "list_item_close":
                    yield from self._bare_marker()
                case "inline":
                    yield from self._paragraphs(token)
                case "table_open":
                    yield from self._bare_marker()
                    yield self._table(token)

    def _bare_marker(self) -> Iterator[Item]:
        """The marker of an item that begins without text, as it was written: a lone “-” may mean “none”."""
        if self._marker:
            yield Item(self._level, self._as_written, ())
            self._marker = ""

    def _paragraphs(self, inline: Token) -> Iterator[Paragraph | Item]:
        first, _ = inline.map or (0, 0)
        lines = inline.content.split("\n")
        for number, text in enumerate(lines, start=first + 1):
            if _RULED.fullmatch(text):
                raise self._refusal("ruled", number)
        barred = [number for number, text in enumerate(lines, start=first + 1) if text.lstrip().startswith("|")]
        if len(barred) > 1:
            raise self._refusal("bar", barred[0])
        for paragraph in paragraphs(self._children(inline)):
            if not self._level:
                yield paragraph
            elif len(self._marker) <= _LONGEST_NUMBER + 1:
                yield Item(self._level, self._marker, paragraph.runs)
            else:
                yield Paragraph((Run(f"{self._marker} "), *paragraph.runs))
            self._marker = ""

    def _table(self, opening: Token) -> Block:
        aligns: list[Align] = []
        rows: list[list[Runs]] = []
        for token in self._tokens:
            match token.type:
                case "th_open":
                    aligns.append(cast(Align, str(token.attrs.get("style", ":left")).partition(":")[2]))
                case "tr_open":
                    if rows:
                        self._check_row(_line(token), len(aligns))
                    rows.append([])
                case "inline":
                    rows[-1].append(next(paragraphs(self._children(token)), Paragraph(())).runs)
                case "table_close":
                    break
        if len(aligns) > _MOST_COLUMNS:
            raise self._refusal("columns", _line(opening), found=len(aligns), most=_MOST_COLUMNS)
        return table(aligns, rows)

    def _check_row(self, line: int, wanted: int) -> None:
        """Refuse a row of more or fewer cells than the heading: the surplus would be dropped."""
        cells = _BAR.split(self._source[line - 1].strip())
        if len(cells) == 1:
            raise self._refusal("below", line)
        if (found := len(cells) - (not cells[0]) - (not cells[-1])) != wanted:
            raise self._refusal("cells", line, found=found, wanted=wanted)

    def _children(self, inline: Token) -> Sequence[Token]:
        line, children = _line(inline), inline.children or []
        for child in children:
            line += child.type in {"softbreak", "hardbreak"}
            if child.type in _REFUSED:
                raise self._refusal(child.type, line)
        return children

    def _refusal(self, fault: str, line: int, **values: int) -> InvalidValue:
        code, problem, hint = _REFUSED[fault]
        text = shown(self._source[line - 1].strip())
        return InvalidValue(code, message(problem.template, line=line, text=text, **values), hint)


def _line(token: Token) -> int:
    """The line on which a token begins, from 1."""
    return (token.map or [0])[0] + 1
