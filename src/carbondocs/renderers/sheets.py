"""Labels on sheets: single-label PDFs put on the pages of one PDF as forms.

Each different label is embedded once, however many copies of it there are, and is cut off at its trim.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING

from carbondocs.errors import UsageError, one
from carbondocs.flow import Rendition
from carbondocs.graphics.imposition import Cell, Grid, LabelStock, cells, crop_marks, fit

if TYPE_CHECKING:
    import pikepdf

MAX_COPIES = 10_000
MAX_OFFSET = 20.0
"""In mm: no printer is further off."""

_POINTS_PER_MM = 72 / 25.4
_HAIRLINE = 0.25  # pt
_MARKS = "/Marks"


@dataclass(frozen=True)
class Layout:
    """How labels are laid out on their sheets.

    ``start`` is the first free label of the first page, counted row by row from 1; ``copies`` is how many each label
    has, one after the other; ``offset``, in mm to the right and down, makes up for a printer that is off.

    UsageError: a number is out of bounds.
    """

    start: int = 1
    copies: int = 1
    offset: tuple[float, float] = (0.0, 0.0)
    crop_marks: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.copies <= MAX_COPIES:
            raise UsageError(
                one(
                    "sheet.copies",
                    "{copies} copies can't be made.",
                    "Give a number of 1 to {most}.",
                    copies=self.copies,
                    most=MAX_COPIES,
                )
            )
        check_offset(self.offset)


def check_offset(offset: tuple[float, float]) -> None:
    """UsageError where an offset is more than any printer needs, or no number."""
    if not all(-MAX_OFFSET <= shift <= MAX_OFFSET for shift in offset):
        raise UsageError(
            one(
                "sheet.offset",
                "The offset {x},{y} is out of bounds.",
                "Give at most {most} mm to each side; the calibration page tells how to find it.",
                x=offset[0],
                y=offset[1],
                most=f"{MAX_OFFSET:g}",
            )
        )


class Sheets:
    """A PDF of label sheets that grows label by label; its pages are as large as the stock's.

    On a grid all cells have the size of the first label.
    """

    def __init__(self, stock: LabelStock | Grid, layout: Layout | None = None) -> None:
        import pikepdf

        self._stock = stock
        self._layout = layout or Layout()
        self._cells: Iterator[Cell] | None = None
        self._document = pikepdf.new()
        self._forms: dict[bytes, _Form] = {}
        self._marks: pikepdf.Object | None = None
        self._page = _Page()

    def fitted(self, width: float, height: float) -> float:
        """The width in mm that a label of that size has on these sheets: its own, or less where the cells are less.

        InvalidValue: it doesn't fit a page of the grid.
        """
        return fit(self._stock_for(width, height), width, height).scale * width

    def add(self, label: bytes) -> None:
        """Put a label, a PDF of one page whose trim box is the label, on the next free cells, one for each copy.

        It is scaled down to fit its cell. InvalidValue: it doesn't fit a page of the grid. UsageError:
        ``Layout.start`` is beyond the sheet.
        """
        form = self._form(label)
        stock = self._stock_for(form.width, form.height)
        place = fit(stock, form.width, form.height)
        if self._cells is None:
            self._cells = cells(stock, self._layout.start)
        for cell in islice(self._cells, self._layout.copies):
            if self._page.number != cell.page:
                self._finish_page(stock)
                self._page = _Page(cell.page)
            bottom = stock.page_height - cell.y - place.y - place.scale * form.height
            self._page.put(form, place.scale, cell.x + place.x, bottom)

    def pdf(self) -> Rendition:
        """The sheets; nothing can be added afterwards."""
        from pikepdf import ObjectStreamMode

        if isinstance(self._stock, LabelStock):
            self._finish_page(self._stock)
        packed, pages = BytesIO(), len(self._document.pages)
        self._document.save(packed, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        self._document.close()
        return Rendition("pdf", packed.getvalue(), pages)

    def _stock_for(self, width: float, height: float) -> LabelStock:
        if isinstance(self._stock, Grid):
            self._stock = self._stock.stock(width, height)
        return self._stock

    def _form(self, label: bytes) -> _Form:
        digest = hashlib.sha256(label).digest()
        if digest not in self._forms:
            self._forms[digest] = _embedded(label, self._document, f"/L{len(self._forms) + 1}")
        return self._forms[digest]

    def _finish_page(self, stock: LabelStock) -> None:
        from pikepdf import Dictionary, Stream

        if not self._page.forms:
            return
        shown = {name: form.x_object for name, form in self._page.forms.items()}
        right, down = self._layout.offset
        content = [f"{_matrix(1, right, -down)} cm", *self._page.content]
        if self._layout.crop_marks:
            if self._marks is None:
                self._marks = _marks(stock, self._document)
            shown[_MARKS] = self._marks
            content.append(f"{_MARKS} Do")
        page = self._document.add_blank_page(page_size=(_points(stock.page_width), _points(stock.page_height)))
        page.obj.Contents = Stream(self._document, "\n".join(content).encode())
        page.obj.Resources = Dictionary(XObject=Dictionary(shown))


@dataclass(frozen=True)
class _Form:
    """A label in the sheets' document; its size in mm."""

    name: str
    x_object: pikepdf.Object
    width: float
    height: float


@dataclass
class _Page:
    """A page that is being filled."""

    number: int = -1
    content: list[str] = field(default_factory=list)
    forms: dict[str, _Form] = field(default_factory=dict)

    def put(self, form: _Form, scale: float, left: float, bottom: float) -> None:
        """Show a label with its lower left corner there, in mm from that of the page."""
        self.content.append(f"q {_matrix(scale, left, bottom)} cm {form.name} Do Q")
        self.forms[form.name] = form


def _embedded(label: bytes, document: pikepdf.Pdf, name: str) -> _Form:
    """The label as a form of its own, deflated at once, so that nothing of the label's document is kept."""
    import pikepdf

    with pikepdf.open(BytesIO(label)) as source:
        (page,) = source.pages
        left, bottom, right, top = (float(side) for side in page.trimbox.as_list())
        drawn = page.as_form_xobject()
        x_object = pikepdf.Stream(document, zlib.compress(drawn.read_bytes()), Filter=pikepdf.Name.FlateDecode)
        for key in [key for key in ("/Resources", "/Group") if key in drawn]:
            x_object[key] = document.copy_foreign(source.make_indirect(drawn[key]))
    x_object.Type, x_object.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    x_object.BBox = pikepdf.Array([left, bottom, right, top])
    x_object.Matrix = pikepdf.Array([1, 0, 0, 1, -left, -bottom])
    shown = document.make_indirect(x_object)
    return _Form(name, shown, (right - left) / _POINTS_PER_MM, (top - bottom) / _POINTS_PER_MM)


def _marks(stock: LabelStock, document: pikepdf.Pdf) -> pikepdf.Object:
    """The crop marks as a form of the page's size, in the ink of all plates."""
    from pikepdf import Array, Name, Stream

    lines = [
        f"{_points(mark.x1):.4f} {_points(stock.page_height - mark.y1):.4f} m "
        f"{_points(mark.x2):.4f} {_points(stock.page_height - mark.y2):.4f} l S"
        for mark in crop_marks(stock)
    ]
    stream = Stream(document, "\n".join([f"{_HAIRLINE} w 0 G", *lines]).encode())
    stream.Type, stream.Subtype = Name.XObject, Name.Form
    stream.BBox = Array([0, 0, _points(stock.page_width), _points(stock.page_height)])
    return document.make_indirect(stream)


def _points(millimetres: float) -> float:
    return millimetres * _POINTS_PER_MM


def _matrix(scale: float, x: float, y: float) -> str:
    """Scaling, then a shift by ``x`` and ``y`` mm, as operands of cm."""
    return f"{scale:.6f} 0 0 {scale:.6f} {_points(x):.4f} {_points(y):.4f}"
