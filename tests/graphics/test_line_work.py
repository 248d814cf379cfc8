from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from carbondocs.graphics.line_work import LineWork, line_work
from carbondocs.graphics.raster import svg_to_png

SHAPES = (
    '<title>all that is known</title><rect width="60" height="72" rx="6.5" fill="#2E8B57"/>'
    '<g fill="#FFFFFF"><ellipse cx="13.7" cy="14" rx="7.5" ry="9.3" transform="rotate(-13 13.7 14)"/>'
    '<path d="M20 40C20 30 30 25 40 30Q50 35 50 45Q50 60 35 60L20 50Z"/></g>'
    '<path fill="#0B4D3A" transform="translate(25 35)" d="M0 0H12V12H0zM4-.5V6H6V2.5L8 2 9 1Z"/>'
    '<rect x="2" y="60" width="10" height="8"/>'
)


def svg(content: str, size: str = 'width="60mm" height="72mm" viewBox="0 0 60 72"') -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{content}</svg>'


def shown(work: LineWork, scale: float) -> Image.Image:
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(work.width, work.height))
    page.Contents = document.make_stream(work.content)
    pdf = BytesIO()
    document.save(pdf)
    picture: Image.Image = pypdfium2.PdfDocument(pdf.getvalue())[0].render(scale=scale).to_pil()
    return picture.convert("RGB")


def test_what_it_draws_is_what_cairo_draws() -> None:
    work = line_work(svg(SHAPES))
    assert work is not None
    by_cairo = Image.open(BytesIO(svg_to_png(svg(SHAPES), dpi=144, transparent=False))).convert("RGB")
    drawn = shown(work, 2).resize(by_cairo.size)
    difference = ImageChops.difference(drawn, by_cairo).convert("L").point(lambda value: 255 if value > 96 else 0)
    assert difference.histogram()[255] < 0.002 * by_cairo.width * by_cairo.height


def test_the_size_is_in_points() -> None:
    work = line_work(svg("", 'width="25.4mm" height="50.8mm" viewBox="0 0 10 20"'))
    assert work is not None
    assert (work.width, work.height) == pytest.approx((72, 144))


@pytest.mark.parametrize(
    "content",
    [
        '<circle r="3"/>',
        '<g transform="translate(1 1)"/>',
        '<path d="M0 0H9" stroke="#000000"/>',
        '<path d="M0 0l9 9z"/>',
        '<path d="M0 0C1 1 2 2Z"/>',
        '<rect width="9" height="9" fill="none"/>',
        '<rect width="9" height="9" fill="#00000080"/>',
        '<rect width="50%" height="9"/>',
        '<rect width="9" height="9" transform="skewX(9)"/>',
        '<image href="x.png"/>',
        "<g>",
    ],
)
def test_all_else_is_left_to_others(content: str) -> None:
    assert line_work(svg(content)) is None


@pytest.mark.parametrize(
    "size",
    [
        'viewBox="0 0 60 72"',
        'width="60mm" height="72mm"',
        'width="60mm" height="60mm" viewBox="0 0 60 72"',
        'width="60mm" height="72mm" viewBox="-30 0 60 72"',
        'width="60px" height="72px" viewBox="0 0 60 72"',
    ],
)
def test_a_size_that_needs_working_out_is_left_to_others(size: str) -> None:
    assert line_work(svg(SHAPES, size)) is None
