"""What of a rendered page people can't read or machines can't scan: hidden, overlapping and cut-off text, QR codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args

from carbondocs.designer.reading import Code, Glyph, ReadPage, codes, mm
from carbondocs.diagnostics import Diagnostic, Message, Place, Severity, message
from carbondocs.errors import InvalidValue
from carbondocs.graphics.print_size import MODULE
from carbondocs.graphics.qr import Correction, QrCode, qr_code

_CELL = 24.0  # pt: the grid in which neighbours are looked for
_OVERLAP = 0.3  # of the smaller character
_CONTRAST = 28  # of 255 between the darkest and the lightest pixel of a character
_BEYOND = 1.0  # pt
_FEW = 2
_AROUND = 8


def unreadable(pages: Sequence[ReadPage], place: Place) -> Iterator[Diagnostic]:
    """Text that is cut off by the page's edge, lies over other text, or can't be told from its ground."""
    for number, page in enumerate(pages, 1):
        glyphs = page.glyphs
        problems: tuple[tuple[str, Message, list[int]], ...] = (
            ("layout.cut", message("Text on page {page} goes beyond its edge.", page=number), list(_beyond(page))),
            ("layout.overlap", message("Texts on page {page} lie over each other.", page=number), _overlapping(glyphs)),
            ("layout.hidden", message("Text on page {page} can't be seen.", page=number), list(_hidden(page))),
        )
        for code, problem, indices in problems:
            if len(indices) >= _FEW:
                where = Place(place.source, place.path, place.spot, _around(glyphs, indices))
                yield Diagnostic(code, problem, message("Give it more room, or mend its colour or position."), where)


def _beyond(page: ReadPage) -> Iterator[int]:
    for index, glyph in enumerate(page.glyphs):
        outside = max(-glyph.left, -glyph.bottom, glyph.right - page.width, glyph.top - page.height)
        if outside > _BEYOND:
            yield index


def _overlapping(glyphs: Sequence[Glyph]) -> list[int]:
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, glyph in enumerate(glyphs):
        for across in range(int(glyph.left // _CELL), int(glyph.right // _CELL) + 1):
            for up in range(int(glyph.bottom // _CELL), int(glyph.top // _CELL) + 1):
                cells[across, up].append(index)
    found = set[int]()
    for held in cells.values():
        for at, first in enumerate(held):
            for second in held[at + 1 :]:
                if abs(first - second) > 1 and _shared(glyphs[first], glyphs[second]) > _OVERLAP:  # italics lean over
                    found |= {first, second}
    return sorted(found)


def _shared(one: Glyph, other: Glyph) -> float:
    """How much of the smaller of two characters lies within the other's box."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.top, other.top) - max(one.bottom, other.bottom)
    if width <= 0 or height <= 0:
        return 0.0
    areas = ((glyph.right - glyph.left) * (glyph.top - glyph.bottom) for glyph in (one, other))
    return width * height / max(min(areas), 0.01)


def _hidden(page: ReadPage) -> Iterator[int]:
    scale = page.scale
    for index, glyph in enumerate(page.glyphs):
        left, right = int(glyph.left * scale), int(glyph.right * scale) + 1
        upper, lower = int((page.height - glyph.top) * scale), int((page.height - glyph.bottom) * scale) + 1
        box = (max(left, 0), max(upper, 0), min(right, page.image.width), min(lower, page.image.height))
        if box[0] >= box[2] or box[1] >= box[3]:
            continue  # told as cut off
        darkest, lightest = page.image.crop(box).getextrema()
        if lightest - darkest < _CONTRAST:
            yield index


def _around(glyphs: Sequence[Glyph], indices: Sequence[int]) -> str:
    first = indices[0]
    return "".join(glyph.char for glyph in glyphs[max(first - 2, 0) : first + _AROUND * 2])


def unscannable(
    images: Iterable[Any], code: QrCode, place: Place, clause: str, *, printed: bool
) -> Iterator[Diagnostic]:
    """The document's QR code where it can't be read from any of the pictures, or is too small in print."""
    found = next((each for image in images for each in codes(image) if _says(each, code)), None)
    if found is None:
        yield Diagnostic(
            "qr.unreadable",
            message("The QR code can't be scanned."),
            message("Keep it dark on white, undistorted, with 4 modules of white around it, and nothing over it."),
            place,
            clause,
        )
    elif printed and mm(found.side) / code.modules < MODULE * 0.97:
        least = f"{MODULE * code.modules:.1f}"
        yield Diagnostic(
            "qr.small",
            message("The QR code is {side} mm wide; telephones may not read it.", side=f"{mm(found.side):.1f}"),
            message("Make it at least {least} mm wide.", least=least),
            place,
            clause,
            Severity.WARNING,
        )


def _says(read: Code, code: QrCode) -> bool:
    """Whether that is the document's code: it is drawn the same for what was read."""
    for correction in get_args(Correction):
        try:
            if qr_code(read.text, correction).path == code.path:
                return True
        except InvalidValue:
            return False
    return False
