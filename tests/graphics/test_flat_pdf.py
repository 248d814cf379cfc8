"""Flat drawings as PDF without cairo: the same page as by cairo, or none at all."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from carbondocs.graphics.line_work import flat_pdf
from carbondocs.graphics.qr import qr_code
from carbondocs.graphics.raster import svg_to_pdf

CODE = qr_code("https://example.org/verify")
SHAPES = f"""
<title>A drawing</title><desc>What it says is not drawn.</desc>
<rect x="2" y="3" width="30" height="20" fill="#2E8B57"/>
<g fill="#0B4D3A"><ellipse cx="45" cy="12" rx="8" ry="5" transform="rotate(-20 45 12)"/></g>
<path fill="#C8102E" transform="translate(4 28) scale(0.5) rotate(10 3 3)" d="M0 0L20 0C20 20 10 30 0 10Q5 5 0 0Z"/>
<path fill="#000000" transform="translate(28 26) scale({30 / CODE.size})" d="{CODE.path}"/>
"""


def drawing(shapes: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="60mm" height="60mm" viewBox="0 0 60 60">{shapes}</svg>'


def picture(pdf: bytes | None) -> Image.Image:
    assert pdf is not None
    with pypdfium2.PdfDocument(pdf) as document:
        shown: Image.Image = document[0].render(scale=4).to_pil().convert("L")
    return shown


def test_the_page_is_the_one_that_cairo_makes() -> None:
    flat, by_cairo = picture(flat_pdf(drawing(SHAPES))), picture(svg_to_pdf(drawing(SHAPES)))
    apart = ImageChops.difference(flat, by_cairo)
    assert ImageStat.Stat(apart).mean[0] < 0.5
    assert ImageStat.Stat(apart.reduce(3)).extrema[0][1] < 60
    assert ImageStat.Stat(flat).mean[0] < 220, "something is drawn"


def test_the_page_is_as_large_as_the_drawing_and_the_same_each_time() -> None:
    content = flat_pdf(drawing(SHAPES))
    assert content is not None
    assert content == flat_pdf(drawing(SHAPES))
    with pikepdf.open(BytesIO(content)) as document:
        assert [float(side) for side in document.pages[0].mediabox] == pytest.approx(
            [0, 0, 170.0787, 170.0787], abs=0.001
        )
        assert not document.docinfo


@pytest.mark.parametrize(
    "shape",
    [
        '<circle r="3"/>',
        '<rect width="3" height="3" opacity="0.5"/>',
        '<rect width="3" height="3" fill="url(#a)"/>',
        '<ellipse rx="3" ry="3" transform="skewX(3)"/>',
        '<ellipse rx="3" ry="3" transform="scale(1 2)"/>',
        '<ellipse rx="3" ry="3" transform="translate(3 3) and more"/>',
    ],
)
def test_a_drawing_with_more_than_flat_shapes_is_left_to_cairo(shape: str) -> None:
    assert flat_pdf(drawing(shape)) is None


def test_rounded_corners_are_all_alike() -> None:
    """Cairo's aren't quite, so that they can't be compared with."""
    rounded = picture(flat_pdf(drawing('<rect x="15" y="15" width="30" height="30" rx="9" fill="#000000"/>')))
    for turn in (Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.FLIP_TOP_BOTTOM):
        apart = ImageChops.difference(rounded, rounded.transpose(turn))
        assert ImageStat.Stat(apart.reduce(3)).extrema[0][1] < 60
