"""The places of pages on contact sheets, and the pages put into them as forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Literal

Paper = Literal["a3", "a4"]

_MARGIN, _HEAD, _CAPTION, _GAP = 12.0, 18.0, 7.6, 5.0  # mm
_TALLEST = 1.42  # a page's height to its width; upright A4 has 1.414
_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Format:
    """The paper of the sheets: its size in mm, how many columns and rows of pages it has, and its text in pt."""

    width: float
    height: float
    columns: int
    rows: int
    size: str


FORMATS: dict[Paper, Format] = {"a3": Format(420, 297, 5, 2, "9.5"), "a4": Format(297, 210, 3, 1, "7.5")}


@dataclass(frozen=True)
class Shot:
    """What stands in one place: which page of a PDF it is, or what went wrong, or what isn't shown."""

    title: str
    detail: str
    content: bytes = field(default=b"", repr=False)
    number: int = 0
    trouble: str = ""
    note: str = ""


@dataclass(frozen=True)
class Cell:
    """The place of a shot: its left upper corner with the caption, its width, and the height of the page, in mm."""

    left: float
    top: float
    width: float
    height: float
    shot: Shot


@dataclass(frozen=True)
class Sheet:
    """One sheet with its cells."""

    cells: tuple[Cell, ...]


def placed(shots: Sequence[Shot], paper: Format) -> Iterator[Sheet]:
    """The shots on as many sheets as they need."""
    across = (paper.width - 2 * _MARGIN - (paper.columns - 1) * _GAP) / paper.columns
    down = (paper.height - _HEAD - _MARGIN / 2 - paper.rows * (_CAPTION + _GAP / 2)) / paper.rows
    each = paper.columns * paper.rows
    for first in range(0, len(shots), each):
        cells = (
            Cell(
                round(_MARGIN + index % paper.columns * (across + _GAP), 3),
                round(_HEAD + index // paper.columns * (down + _CAPTION + _GAP / 2), 3),
                round(across, 3),
                round(min(down, across * _TALLEST), 3),
                shot,
            )
            for index, shot in enumerate(shots[first : first + each])
        )
        yield Sheet(tuple(cells))


def with_pages(laid_out: bytes, sheets: Sequence[Sheet], paper: Format) -> bytes:
    """The PDF, whose last pages are the sheets, with each shot's page in the middle of its place."""
    import pikepdf

    contents = {cell.shot.content for sheet in sheets for cell in sheet.cells if cell.shot.content}
    opened = {content: pikepdf.open(BytesIO(content)) for content in contents}
    packed = BytesIO()
    with pikepdf.open(BytesIO(laid_out)) as document:
        for page in document.pages:  # a page leaves its upside-down axes to whatever comes behind it
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(b"\nQ\n")
        for index, sheet in enumerate(sheets, len(document.pages) - len(sheets)):
            for cell in sheet.cells:
                if cell.shot.content:
                    page = opened[cell.shot.content].pages[cell.shot.number]
                    _put(document, document.pages[index], page, _rectangle(cell, paper.height))
        document.save(packed, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    for each in opened.values():
        each.close()
    return packed.getvalue()


def _put(document: Any, sheet: Any, page: Any, place: Any) -> None:
    """Show the page in the middle of the place, as large as it allows."""
    from pikepdf import Name

    form = document.copy_foreign(page.as_form_xobject())
    names = sheet.obj.Resources.get("/XObject", {})
    name = sheet.add_resource(form, Name.XObject, Name(f"/page-{len(names)}"))
    shown = sheet.calc_form_xobject_placement(form, name, place, allow_shrink=True, allow_expand=True)
    sheet.contents_add(shown)


def _rectangle(cell: Cell, height: float) -> Any:
    """The place below the caption, in pt from the lower left corner of the sheet."""
    from pikepdf import Rectangle

    top = height - cell.top - _CAPTION
    sides = (cell.left, top - cell.height, cell.left + cell.width, top)
    return Rectangle(*(side * _POINTS_PER_MM for side in sides))
