"""pdfium, MuPDF and Poppler show the same page, with every glyph, and nothing leaves its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from certificate_data import LOCALES, SAMPLES, rendered
from pdf_reading import POINTS_PER_MM, VIEWERS, Glyph, embedded_fonts, glyphs, picture, without_text
from PIL import Image, ImageChops, ImageStat

from carbondocs.faces import faces_in
from carbondocs.workspace import shipped

Tool = Callable[[str], str]

WIDTH, HEIGHT = 210 * POINTS_PER_MM, 297 * POINTS_PER_MM
INNER_RULE = 20 * POINTS_PER_MM
WATERMARK_SIZE = 26  # pt: only the letters of the watermark are larger, once turned; its dot is not
DPI = 100
PAGES = [("hard-case", "zh-CN", 0), ("one-product", "zh-CN+en", 0), ("45-products", "zh-CN+en", 2)]


def ink_of(glyph: Glyph, text_alone: Image.Image) -> float:
    """How many pixels a glyph blackens, in a picture that has nothing but the text."""
    scale = DPI / 72
    box = (
        int(glyph.left * scale) - 1,
        int(text_alone.height - glyph.top * scale) - 1,
        int(glyph.right * scale) + 2,
        int(text_alone.height - glyph.bottom * scale) + 2,
    )
    return float(ImageStat.Stat(text_alone.crop(box)).sum[0]) / 255


def unlike(document: bytes, shown: bytes, viewer: str, page: int, tool: Tool, folder: Path) -> list[str]:
    """The glyphs of ``document``, as pdfium shows them, of which ``viewer`` shows far less or more in ``shown``."""
    bare = without_text(document)

    def text_alone(content: bytes, name: str) -> Image.Image:
        grounds = (picture(given, name, tool, folder, page, DPI) for given in (content, bare))
        return ImageChops.difference(*grounds)

    expected, found = text_alone(document, "pdfium"), text_alone(shown, viewer)
    marks = [(glyph.char, ink_of(glyph, expected), ink_of(glyph, found)) for glyph in glyphs(document)[page]]
    assert len(marks) > 500
    assert min(wanted for _, wanted, _ in marks) > 0.3, "pdfium itself leaves a glyph out"
    return [char for char, wanted, given in marks if not 0.35 * wanted < given < 1.65 * wanted]


@pytest.mark.parametrize(("name", "locale", "page"), PAGES)
@pytest.mark.parametrize("viewer", VIEWERS[1:])
def test_every_viewer_shows_every_glyph(
    viewer: str, name: str, locale: str, page: int, tool: Tool, tmp_path: Path
) -> None:
    document = rendered(name, locale)
    assert unlike(document, document, viewer, page, tool, tmp_path) == []


@pytest.mark.parametrize("viewer", VIEWERS)
def test_a_page_without_its_chinese_glyphs_would_be_noticed(viewer: str, tool: Tool, tmp_path: Path) -> None:
    document = rendered("hard-case")
    missing = unlike(document, without_text(document, "Song"), viewer, 0, tool, tmp_path)
    assert len(missing) > 300
    assert unlike(document, without_text(document), viewer, 0, tool, tmp_path) == [
        glyph.char for glyph in glyphs(document)[0]
    ]


def coarse(document: bytes, viewer: str, page: int, tool: Tool, folder: Path) -> list[int]:
    """The greys of a page inside its border, in fields of about 4 mm."""
    image = picture(document, viewer, tool, folder, page, DPI)
    border = round(20 / 25.4 * DPI)
    inside = image.crop((border, border, image.width - border, image.height - border))
    return list(inside.resize((42, 64), Image.Resampling.BOX).tobytes())


@pytest.mark.parametrize("viewer", VIEWERS[1:])
def test_every_viewer_shows_the_same_page(viewer: str, tool: Tool, tmp_path: Path) -> None:
    document = rendered("one-product", "zh-CN+en")
    expected = coarse(document, "pdfium", 0, tool, tmp_path)
    found = coarse(document, viewer, 0, tool, tmp_path)
    assert max(abs(wanted - given) for wanted, given in zip(expected, found, strict=True)) < 40
    bare = coarse(without_text(document), viewer, 0, tool, tmp_path)
    assert max(abs(wanted - given) for wanted, given in zip(expected, bare, strict=True)) > 80


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", SAMPLES)
def test_all_fonts_are_embedded_and_shipped(name: str, locale: str) -> None:
    named = {
        "-".join([*face.family.split(), *["Bold"] * (face.weight == 700), *["Italic"] * face.italic])
        for face in faces_in(shipped("fonts"))
    }
    found = embedded_fonts(rendered(name, locale))
    assert len(found) > 1
    assert set(found) <= named
    assert all(found.values())


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", SAMPLES)
def test_all_text_lies_inside_the_inner_rule(name: str, locale: str) -> None:
    for page in glyphs(rendered(name, locale)):
        assert page
        assert min(glyph.left for glyph in page) >= INNER_RULE
        assert min(glyph.bottom for glyph in page) >= INNER_RULE
        assert max(glyph.right for glyph in page) <= WIDTH - INNER_RULE
        assert max(glyph.top for glyph in page) <= HEIGHT - INNER_RULE


def overlaps(page: tuple[Glyph, ...]) -> Iterator[tuple[str, str]]:
    """Pairs of glyphs whose ink boxes share more than a third of the smaller one."""
    by_height = sorted(
        (glyph for glyph in page if glyph.size < WATERMARK_SIZE and glyph.char != "·"), key=lambda glyph: glyph.bottom
    )
    for index, one in enumerate(by_height):
        for other in by_height[index + 1 :]:
            if other.bottom >= one.top:
                break
            width = min(one.right, other.right) - max(one.left, other.left)
            height = min(one.top, other.top) - other.bottom
            if width > 0 and height > 0 and 3 * width * height > min(_area(one), _area(other)):
                yield one.char, other.char


def _area(glyph: Glyph) -> float:
    return (glyph.right - glyph.left) * (glyph.top - glyph.bottom)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", SAMPLES)
def test_no_text_lies_on_another(name: str, locale: str) -> None:
    for page in glyphs(rendered(name, locale)):
        assert list(overlaps(page)) == []


def test_text_on_text_would_be_noticed() -> None:
    (page,) = glyphs(rendered())
    shifted = tuple(
        Glyph(glyph.char, glyph.left, glyph.bottom - 5, glyph.right, glyph.top - 5)
        for glyph in page
        if glyph.bottom > 400
    )
    assert len(list(overlaps(page + shifted))) > 100


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_facts_end_above_the_foot(name: str, locale: str) -> None:
    foot = (83 if locale == "zh-CN+en" else 81) * POINTS_PER_MM  # where it begins, from the page's lower edge
    page = [glyph for glyph in glyphs(rendered(name, locale))[0] if glyph.size < WATERMARK_SIZE]
    across = [glyph for glyph in page if glyph.bottom < foot < glyph.top]
    assert across == []
    above = sorted(glyph.bottom for glyph in page if glyph.bottom >= foot)
    below = sorted(glyph.top for glyph in page if glyph.top <= foot)
    assert above[0] - below[-1] > 1.5 * POINTS_PER_MM
