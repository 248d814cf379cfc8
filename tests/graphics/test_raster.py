"""SVG into PDF and PNG: exact sizes, the same bytes again, and nothing loaded from outside."""

import os
import subprocess
import sys
import zlib
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from carbondocs.errors import MachineError, TemplateError
from carbondocs.graphics.raster import svg_to_pdf, svg_to_png

XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SQUARES = '<path fill="#0B4D3A" d="M0 0h10v10h-10z"/><path fill="#2E8B57" d="M10 10h10v10h-10z"/>'


def drawing(content: str = SQUARES, *, width: str = "20mm", height: str = "20mm") -> str:
    return f'<svg {XMLNS} width="{width}" height="{height}" viewBox="0 0 20 20">{content}</svg>'


def pixels(png: bytes) -> Image.Image:
    image = Image.open(BytesIO(png))
    image.load()
    return image


@pytest.mark.parametrize(
    ("width", "height", "dpi", "size"),
    [
        ("210mm", "297mm", 96, (794, 1123)),
        ("60mm", "85mm", 600, (1417, 2008)),
        ("2in", "144pt", 72, (144, 144)),
        ("96", "192px", 300, (300, 600)),
        ("1.27cm", "6pc", 100, (50, 100)),
    ],
)
def test_a_png_has_exactly_its_size_times_the_resolution(
    width: str, height: str, dpi: float, size: tuple[int, int]
) -> None:
    image = pixels(svg_to_png(drawing(width=width, height=height), dpi=dpi, transparent=False))
    assert image.size == size
    assert image.info["dpi"] == pytest.approx((dpi, dpi), abs=0.02)


def test_a_flat_png_is_exact_and_has_a_palette() -> None:
    image = pixels(svg_to_png(drawing(), dpi=254, transparent=False))
    assert image.mode == "P"
    colours = image.convert("RGB")
    assert colours.getpixel((50, 50)) == (0x0B, 0x4D, 0x3A)
    assert colours.getpixel((150, 150)) == (0x2E, 0x8B, 0x57)
    assert colours.getpixel((150, 50)) == (255, 255, 255)


def test_a_transparent_png_keeps_its_ground_clear() -> None:
    image = pixels(svg_to_png(drawing(), dpi=254, transparent=True)).convert("RGBA")
    assert image.getpixel((150, 50)) == (0, 0, 0, 0)
    assert image.getpixel((50, 50)) == (0x0B, 0x4D, 0x3A, 255)


def test_a_png_of_many_colours_keeps_them_all() -> None:
    steps = "".join(f'<path fill="#{i:02x}{j:02x}40" d="M{i} {j}h1v1h-1z"/>' for i in range(20) for j in range(20))
    image = pixels(svg_to_png(drawing(steps), dpi=254, transparent=False))
    assert image.mode == "RGB"
    assert image.getpixel((195, 75)) == (19, 7, 0x40)


def test_a_png_holds_nothing_but_the_picture() -> None:
    png = svg_to_png(drawing(), dpi=96, transparent=False)
    kinds, position = [], 8
    while position < len(png):
        kinds.append(png[position + 4 : position + 8])
        position += 12 + int.from_bytes(png[position : position + 4])
    assert set(kinds) <= {b"IHDR", b"PLTE", b"tRNS", b"pHYs", b"IDAT", b"IEND"}


def test_a_pdf_has_one_page_and_no_dates() -> None:
    with pikepdf.open(BytesIO(svg_to_pdf(drawing(width="210mm", height="297mm")))) as document:
        assert [float(number) for number in document.pages[0].mediabox] == pytest.approx(
            [0, 0, 595.28, 841.89], abs=0.01
        )
        assert len(document.pages) == 1
        assert "/Info" not in document.trailer


def test_other_processes_write_the_same_bytes() -> None:
    script = (
        "import sys, zlib; from carbondocs.graphics.raster import svg_to_pdf, svg_to_png; svg = sys.stdin.read();"
        "print(zlib.crc32(svg_to_pdf(svg)), zlib.crc32(svg_to_png(svg, dpi=96, transparent=True)))"
    )
    here = (svg_to_pdf(drawing()), svg_to_png(drawing(), dpi=96, transparent=True))
    there = subprocess.run(
        [sys.executable, "-c", script],
        input=drawing(),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "SOURCE_DATE_EPOCH": "1"},
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assert there.split() == [str(zlib.crc32(content)) for content in here]


@pytest.mark.parametrize(
    "content",
    [
        '<image xlink:href="https://example.com/a.png" width="5" height="5"/>',
        '<image xlink:href="file:///etc/hostname" width="5" height="5"/>',
        '<image xlink:href="picture.png" width="5" height="5"/>',
        '<image xlink:href="data:image/png;base64,iVBORw0KGgo=" width="5" height="5"/>',
        '<use xlink:href="other.svg#part"/>',
        '<style>@import "https://example.com/a.css";</style>',
        "<style>@import url(a.css);</style>",
    ],
)
def test_nothing_is_loaded(content: str) -> None:
    for render in (svg_to_pdf, lambda svg: svg_to_png(svg, dpi=96, transparent=False)):
        with pytest.raises(TemplateError, match="would load"):
            render(drawing(content))


@pytest.mark.parametrize(
    "svg",
    [
        "<svg",
        "",
        drawing("<g>"),
        f'<!DOCTYPE svg [<!ENTITY a "b">]>{drawing("<text>&a;</text>")}',
        drawing().replace("0 0 20 20", "0 0 x 20"),
        drawing('<g id="a"><use xlink:href="#a"/></g>'),
    ],
)
def test_what_is_no_svg_is_refused(svg: str) -> None:
    with pytest.raises(TemplateError, match="can't be read as SVG"):
        svg_to_pdf(svg)


@pytest.mark.parametrize("width", ["", "100%", "0mm", "-5mm", "5em", "wide"])
def test_a_drawing_must_say_how_large_it_is(width: str) -> None:
    with pytest.raises(TemplateError, match="how large"):
        svg_to_pdf(drawing(width=width))


def test_a_png_beyond_the_limit_is_refused() -> None:
    with pytest.raises(TemplateError, match=r"8,?000 × 8,?000 pixels; the limit is 60,000,000"):
        svg_to_png(drawing(width="8in", height="8in"), dpi=1000, transparent=False)


def test_a_machine_without_cairo_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoCairo:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "cairosvg":
                raise OSError("no library called cairo was found")

    for name in [name for name in sys.modules if name.partition(".")[0] == "cairosvg"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [NoCairo(), *sys.meta_path])
    with pytest.raises(MachineError, match="cairo is missing"):
        svg_to_pdf(drawing())
