"""What the loops of a Word template leave to be put right: the columns of tables, and the numbers of bookmarks.

A table whose columns a loop makes tells how wide they are in its alternative text (its description), in mm:
“columns 26 52.5 80”; “rows 11” after it is the least height of its rows, room for signatures. The description is
taken out when that is done.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from carbondocs.renderers.word_package import Parts, serialised

_DOCUMENT = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMBER = r"\d+(?:\.\d+)?"
_MEASURES = re.compile(rf"columns(?P<columns>(?: {_NUMBER})+)(?: rows (?P<height>{_NUMBER}))?")
_TWIPS = 1440 / 25.4  # to the mm


def settle_flow(parts: Parts) -> None:
    """Give the body's tables their columns, and each of its bookmarks a number of its own."""
    from lxml import etree

    root = etree.fromstring(parts[_DOCUMENT])
    for description in list(root.iter(f"{_W}tblDescription")):
        told = _MEASURES.fullmatch(description.get(f"{_W}val", ""))
        if told:
            _fit(description.getparent().getparent(), told)
            description.getparent().remove(description)
    _number_bookmarks(root)
    parts[_DOCUMENT] = serialised(root)


def _fit(table: Any, told: re.Match[str]) -> None:
    edges, place = [0], 0.0
    for column in told["columns"].split():
        place += float(column)
        edges.append(round(place * _TWIPS))
    widths = [right - left for left, right in pairwise(edges)]
    grid = table.find(f"{_W}tblGrid")
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        grid.append(grid.makeelement(f"{_W}gridCol", {f"{_W}w": str(width)}))
    _child(_child(table, "tblPr"), "tblW").set(f"{_W}w", str(edges[-1]))
    height = round(float(told["height"] or 0) * _TWIPS)
    for row in table.iterfind(f"{_W}tr"):
        for cell, width in zip(row.iterfind(f"{_W}tc"), widths, strict=False):
            _child(_child(cell, "tcPr"), "tcW").attrib.update({f"{_W}w": str(width), f"{_W}type": "dxa"})
        if height and row.find(f"{_W}trPr/{_W}tblHeader") is None:
            _child(_child(row, "trPr"), "trHeight").attrib.update({f"{_W}val": str(height), f"{_W}hRule": "atLeast"})


def _child(element: Any, name: str) -> Any:
    """The child of that name; where there is none, a new one in front, where the schema wants these."""
    found = element.find(f"{_W}{name}")
    if found is None:
        found = element.makeelement(f"{_W}{name}")
        element.insert(0, found)
    return found


def _number_bookmarks(root: Any) -> None:
    """A loop repeats the number that a bookmark has in the template; an end belongs to the last start of its number."""
    numbers: dict[str, str] = {}
    starts = 0
    for mark in root.iter(f"{_W}bookmarkStart", f"{_W}bookmarkEnd"):
        if mark.tag == f"{_W}bookmarkStart":
            numbers[mark.get(f"{_W}id")] = str(starts)
            starts += 1
        mark.set(f"{_W}id", numbers.get(mark.get(f"{_W}id"), mark.get(f"{_W}id")))
