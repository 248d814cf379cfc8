"""Long texts on the first page of a Word file: its styles shrink until the page holds them, as far as one can tell.

Nothing here lays text out. Lines have exact heights, so the height of a page follows from how many lines its
paragraphs take; that is reckoned from the widths of their characters, with something to spare.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from carbondocs.renderers.base import too_long
from carbondocs.renderers.word_package import Parts, serialised

SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6)

_DOCUMENT, _RELATIONSHIPS, _STYLES = "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FIRST_WIDE = 0x2E80  # from here on characters are an em wide
_NARROW = 0.45  # in em: Latin text with its digits and spaces, a little more than it takes
_SPARE = 120  # twips


@dataclass(frozen=True)
class _Look:
    """What of a style matters here, in twips."""

    size: float
    line: float
    around: float

    def scaled(self, scale: float) -> _Look:
        return _Look(self.size * scale, self.line * scale, self.around * scale)


def fit_first_page(parts: Parts) -> None:
    """Shrink the styles of the first section's table, and what follows it, where they would overflow its page.

    LayoutError where even the smallest do.
    """
    from lxml import etree

    body = etree.fromstring(parts[_DOCUMENT])[0]
    styles = etree.fromstring(parts[_STYLES])
    section = next(body.iter(f"{_W}sectPr"))
    blocks = list(_until(section, body))
    flowing = {name for block in _from_table(blocks) for name in _style_names(block)}
    looks = {style.get(f"{_W}styleId"): _look(style) for style in styles.iter(f"{_W}style")}
    width, room = _room(section, parts, looks)
    for scale in SCALES:
        tried = {name: look.scaled(scale) if name in flowing else look for name, look in looks.items()}
        if sum(_height(block, width, tried) for block in blocks) + _SPARE <= room:
            break
    else:
        raise too_long()
    if scale < 1:
        for style in styles.iter(f"{_W}style"):
            if style.get(f"{_W}styleId") in flowing:
                _scale(style, scale)
        parts[_STYLES] = serialised(styles)


def _until(section: Any, body: Any) -> Iterator[Any]:
    for block in body:
        if block is section or section in block.iter(f"{_W}sectPr"):
            return
        yield block


def _from_table(blocks: list[Any]) -> list[Any]:
    first = next((index for index, block in enumerate(blocks) if block.tag == f"{_W}tbl"), len(blocks))
    return blocks[first:]


def _style_names(block: Any) -> set[str]:
    return {style.get(f"{_W}val") for style in block.iter(f"{_W}pStyle", f"{_W}rStyle")}


def _look(style: Any) -> _Look:
    size = style.find(f"{_W}rPr/{_W}sz")
    spacing = style.find(f"{_W}pPr/{_W}spacing")
    points = _number(size, "val", 22) / 2
    around = _number(spacing, "before", 0) + _number(spacing, "after", 0)
    return _Look(points * 20, _number(spacing, "line", points * 24), around)


def _number(element: Any, name: str, otherwise: float) -> float:
    return float(otherwise if element is None else element.get(f"{_W}{name}", otherwise))


def _room(section: Any, parts: Parts, looks: Mapping[str, _Look]) -> tuple[float, float]:
    """The width of the section's text, and the height between its margins or above its footer."""
    size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    width = _number(size, "w", 0) - _number(margins, "left", 0) - _number(margins, "right", 0)
    foot = sum(_height(block, width, looks) for block in _footer(section, parts))
    bottom = max(_number(margins, "bottom", 0), _number(margins, "footer", 0) + foot)
    return width, _number(size, "h", 0) - _number(margins, "top", 0) - bottom


def _footer(section: Any, parts: Parts) -> list[Any]:
    from lxml import etree

    reference = section.find(f"{_W}footerReference")
    if reference is None:
        return []
    targets = {entry.get("Id"): entry.get("Target") for entry in etree.fromstring(parts[_RELATIONSHIPS])}
    return list(etree.fromstring(parts[f"word/{targets[reference.get(_ID)]}"]))


def _height(block: Any, width: float, looks: Mapping[str, _Look]) -> float:
    if block.tag == f"{_W}p":
        return _paragraph_height(block, width, looks)
    margins = {side.tag[len(_W) :]: _number(side, "w", 0) for side in block.iterfind(f"{_W}tblPr/{_W}tblCellMar/*")}
    return sum(_row_height(row, margins, looks) for row in block.iter(f"{_W}tr"))


def _row_height(row: Any, margins: Mapping[str, float], looks: Mapping[str, _Look]) -> float:
    """The height of the tallest cell, whose margins are its table's where it has none of its own."""
    heights = [_number(row.find(f"{_W}trPr/{_W}trHeight"), "val", 0)]
    for cell in row.iter(f"{_W}tc"):
        own = {side.tag[len(_W) :]: _number(side, "w", 0) for side in cell.iterfind(f"{_W}tcPr/{_W}tcMar/*")}
        around = {"top": 0.0, "bottom": 0.0, "left": 0.0, "right": 0.0, **margins, **own}
        width = _number(cell.find(f"{_W}tcPr/{_W}tcW"), "w", 0) - around["left"] - around["right"]
        heights.append(
            around["top"]
            + around["bottom"]
            + sum(_paragraph_height(line, width, looks) for line in cell.iterfind(f"{_W}p"))
        )
    return max(heights)


def _paragraph_height(paragraph: Any, width: float, looks: Mapping[str, _Look]) -> float:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    look = looks.get("" if style is None else style.get(f"{_W}val"), looks["Normal"])
    long = sum(_run_width(run, look, looks) for run in paragraph.iter(f"{_W}r"))
    return look.around + look.line * max(1, math.ceil(long / width))


def _run_width(run: Any, paragraph: _Look, looks: Mapping[str, _Look]) -> float:
    style = run.find(f"{_W}rPr/{_W}rStyle")
    look = paragraph if style is None else looks.get(style.get(f"{_W}val"), paragraph)
    text = "".join(run.itertext(f"{_W}t"))
    return look.size * sum(1 if ord(character) >= _FIRST_WIDE else _NARROW for character in text)


def _scale(style: Any, scale: float) -> None:
    measures = {f"{_W}{name}" for name in ("line", "before", "after")}
    for spacing in style.iterfind(f"{_W}pPr/{_W}spacing"):
        for name in measures & set(spacing.keys()):
            spacing.set(name, str(round(float(spacing.get(name)) * scale)))
    for size in style.iter(f"{_W}sz", f"{_W}szCs"):
        size.set(f"{_W}val", str(max(1, round(_number(size, "val", 0) * scale))))
