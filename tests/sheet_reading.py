"""How the tests read sheets of labels back: where each label stands, by the operators of the PDF and by its ink."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import pikepdf
import pypdfium2
import zxingcpp
from PIL import Image

MM_PER_POINT = 25.4 / 72


class Shown(NamedTuple):
    """A label on a page, in mm: its left and top edge from those of the page, its size, and the name of its form."""

    x: float
    y: float
    width: float
    height: float
    form: str


def shown(sheets: bytes) -> list[list[Shown]]:
    """The labels of each page, in the order in which they are drawn; crop marks are none."""
    with pikepdf.open(BytesIO(sheets)) as document:
        return [list(_labels(page)) for page in document.pages]


def _labels(page: pikepdf.Page) -> Iterator[Shown]:
    height = float(page.mediabox[3])
    stack, matrix = [], pikepdf.Matrix()
    for instruction in pikepdf.parse_content_stream(page):
        operands = list(instruction.operands)
        match str(instruction.operator):
            case "q":
                stack.append(matrix)
            case "Q":
                matrix = stack.pop()
            case "cm":
                matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
            case "Do" if str(operands[0]).startswith("/L"):
                form = page.resources.XObject[str(operands[0])]
                placed = pikepdf.Matrix(*map(float, form.Matrix.as_list())) @ matrix
                left, bottom, right, top = map(float, form.BBox.as_list())
                (x, y), (end, above) = placed.transform((left, bottom)), placed.transform((right, top))
                sides = [side * MM_PER_POINT for side in (x, height - above, end - x, above - y)]
                yield Shown(sides[0], sides[1], sides[2], sides[3], str(operands[0]))


def page_sizes(sheets: bytes) -> set[tuple[float, float]]:
    """The sizes of the pages in mm, to a hundredth."""
    with pikepdf.open(BytesIO(sheets)) as document:
        boxes = [page.mediabox for page in document.pages]
    return {(round(float(box[2]) * MM_PER_POINT, 2), round(float(box[3]) * MM_PER_POINT, 2)) for box in boxes}


def pictured(sheets: bytes, dpi: float, page: int = 0) -> Image.Image:
    """A page as pdfium shows it, in grey."""
    with pypdfium2.PdfDocument(sheets) as document:
        picture: Image.Image = document[page].render(scale=dpi / 72).to_pil().convert("L")
    return picture


def ink_box(picture: Image.Image, dpi: float) -> tuple[float, ...] | None:
    """Left, top, right and bottom of the ink in mm: of the pixels that are covered by half; None without any."""
    box = picture.point([255 if grey < 128 else 0 for grey in range(256)]).getbbox()
    return tuple(side * 25.4 / dpi for side in box) if box else None


def inked_across(picture: Image.Image, dpi: float, y: float, lightest: int = 128) -> list[float]:
    """Where ink is on the level line ``y`` mm below the top: the middles of the dark pixels, in mm from the left."""
    row = picture.crop((0, int(y * dpi / 25.4), picture.width, int(y * dpi / 25.4) + 1))
    return [(at + 0.5) * 25.4 / dpi for at, grey in enumerate(row.tobytes()) if grey < lightest]


def inked_down(picture: Image.Image, dpi: float, x: float) -> list[float]:
    """Where ink is on the upright line ``x`` mm from the left, in mm from the top."""
    return inked_across(picture.transpose(Image.Transpose.TRANSPOSE), dpi, x)


def codes(picture: Image.Image) -> list[str]:
    """What the QR codes of a picture say, row by row."""
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [
        code.text for code in sorted(found, key=lambda code: (code.position.top_left.y // 20, code.position.top_left.x))
    ]
