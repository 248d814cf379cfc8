"""Where in a Word file's table a row is gone that the built-in pack's has: between which of those that are left."""

from __future__ import annotations

import re
from itertools import pairwise

from carbondocs.designer.word_source import BODY, Paragraph, WordSource
from carbondocs.diagnostics import Place, message

_ROW = re.compile(r"body/table\[\d+\]/row\[\d+\](?=/)")


def between(own: WordSource, built_in: WordSource, lost: Paragraph) -> Place | None:
    """The place between the rows that stand around the one of ``lost`` in the built-in pack's body; None where these
    don't follow each other."""
    row = _ROW.match(lost.path)
    if own.part != BODY or not row:
        return None
    theirs, rows = _rows(built_in), _rows(own)
    order, left = list(theirs), list(rows)
    at = order.index(row[0])
    if not 0 < at < len(order) - 1:
        return None
    around = [_text(theirs[order[each]]) for each in (at - 1, at + 1)]
    for first, second in pairwise(left):
        together = first.rpartition("/")[0] == second.rpartition("/")[0]
        if together and [_text(rows[first]), _text(rows[second])] == around:
            numbers = [each.rpartition("[")[2].rstrip("]") for each in (first, second)]
            beside = rows[first][0]
            told = message("between rows {first} and {last}", first=numbers[0], last=numbers[1])
            return Place(own.name, beside.path, (*beside.spot[:2], told))
    return None


def _rows(source: WordSource) -> dict[str, list[Paragraph]]:
    """The rows of the body's tables by their paths, each with its paragraphs."""
    found: dict[str, list[Paragraph]] = {}
    for paragraph in source.paragraphs:
        if row := _ROW.match(paragraph.path):
            found.setdefault(row[0], []).append(paragraph)
    return found


def _text(row: list[Paragraph]) -> str:
    return "\n".join(paragraph.text for paragraph in row)
