"""Reading back what was rendered: the text of PDF and Word files, what of it can be seen, and QR codes."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from carbondocs.renderers.word_package import unpack

_DPI = 200
_STORIES = re.compile(r"word/(?:document|header[^/]*|footer[^/]*)\.xml")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LINE_HYPHEN = "\ufffe"  # what pdfium makes of a hyphen at the end of a line
_NUMBER = re.compile(r"\d+")
_PICTURE = re.compile(rb'<wp:docPr\b[^>]*\bname="picture:([^"]*)"')
_TWINS = {  # characters of the shipped faces that are drawn alike, so that a PDF may tell the one for the other
    "·": "•‧・∙", "-": "‐", "/": "∕", "`": "‵", "~": "∼〜", "–": "‒", "...": "⋯⁝", "..": "⁚", "\u0301": "ˊ",
    "⎜": "⎟⎢⎥⎪", "fi": "\uf001", "fl": "\uf002", "墫": "壿", "郎": "郞", "㖈": "䎛", "㘽": "㦳",
    "": "\u00ad\u200b\u200c\u200d\u2060\ufeff",
}  # fmt: skip
_ONE_OF_TWINS = str.maketrans({twin: one for one, twins in _TWINS.items() for twin in twins})


def squeezed(text: str) -> str:
    """A text without white space, ligatures, capitals and twins, which each format tells in its own way."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold().translate(_ONE_OF_TWINS)


@dataclass(frozen=True)
class Glyph:
    """A printed character and the box of its ink, in pt from the page's lower left corner; ``line`` is the height, in
    pt, that its font gives to a line of its size."""

    char: str
    left: float
    bottom: float
    right: float
    top: float
    line: float


@dataclass(frozen=True)
class ReadPage:
    """A page of a PDF: its characters, its size in pt, and its picture in grey."""

    glyphs: tuple[Glyph, ...] = field(repr=False)
    width: float
    height: float
    image: Any = field(repr=False)

    @property
    def scale(self) -> float:
        """Pixels of the picture to a pt."""
        return _DPI / 72


def pdf_pages(content: bytes) -> tuple[ReadPage, ...]:
    """The pages of a PDF, as pdfium sees them."""
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        return tuple(_page(page) for page in document)


def pdf_texts(content: bytes) -> tuple[str, ...]:
    """The text of each page of a PDF, for which no page is drawn."""
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        return tuple(page.get_textpage().get_text_range() for page in document)


def page_texts(pages: Sequence[str]) -> tuple[str, ...]:
    """The text of all pages as it stands, and as it goes on from page to page: without the running heads and feet in
    between, which come last. Where lines end with hyphens, that is read with these, and as if they only part words."""
    readings = (squeezed("".join(pages)), _flowing(pages))
    hyphens = ("-", "") if any(_LINE_HYPHEN in reading for reading in readings) else ("-",)
    return tuple(reading.replace(_LINE_HYPHEN, hyphen) for hyphen in hyphens for reading in readings)


def _flowing(pages: Sequence[str]) -> str:
    lines = [[squeezed(line) for line in page.splitlines()] for page in pages]
    counts = Counter(line for held in lines for line in set(map(_numberless, held)))
    often = max(2, len(pages) // 3)
    bodies, around = [], []
    for held in lines:
        running = [counts[_numberless(line)] >= often for line in held]
        begin = next((index for index, runs in enumerate(running) if not runs), len(held))
        end = len(held) - next((index for index, runs in enumerate(reversed(running)) if not runs), 0)
        bodies += held[begin:end]
        around += [*held[:begin], *held[end:]]
    return "".join((*bodies, *around))


def _numberless(line: str) -> str:
    return _NUMBER.sub("#", line)


def _page(page: Any) -> ReadPage:
    text = page.get_textpage()
    image = page.render(scale=_DPI / 72).to_pil().convert("L")
    return ReadPage(tuple(_glyphs(text)), page.get_width(), page.get_height(), image)


def _glyphs(text: Any) -> Iterator[Glyph]:
    characters = text.get_text_range()
    exact = len(characters) == text.count_chars()
    for index in range(text.count_chars()):
        char = characters[index] if exact else text.get_text_range(index, 1)
        if char.strip():
            _, low, _, high = text.get_charbox(index, loose=True)
            left, bottom, right, top = text.get_charbox(index)
            yield Glyph(char, left, bottom, right, top, high - low)


@dataclass(frozen=True)
class ReadWord:
    """A Word file: the texts of its body, headers and footers, and its pictures by name with how often."""

    stories: tuple[str, ...]
    pictures: Mapping[str, int]
    code: bytes | None = field(repr=False)

    @property
    def text(self) -> str:
        """All texts."""
        return "".join(self.stories)


def word_file(content: bytes) -> ReadWord:
    """A Word file: the text of its body, headers and footers."""
    from lxml import etree

    parts = unpack(content)
    stories = [name for name in sorted(parts) if _STORIES.fullmatch(name)]
    texts = tuple("".join(etree.fromstring(parts[name]).itertext(f"{_W}t")) for name in stories)
    pictures = Counter(found[1].decode() for name in stories for found in _PICTURE.finditer(parts[name]))
    return ReadWord(texts, pictures, parts.get("word/media/qr.png"))


def can_scan() -> bool:
    """Whether there is a reader of QR codes, which comes with the extra ``carbondocs[check]``."""
    return find_spec("zxingcpp") is not None


@dataclass(frozen=True)
class Code:
    """A QR code that was read: what it says, and its side in pixels."""

    text: str
    side: float


def codes(image: Any) -> tuple[Code, ...]:
    """The QR codes of a picture."""
    import zxingcpp

    found = []
    for code in zxingcpp.read_barcodes(image):
        if "QR" in str(code.format):
            corner, other = code.position.top_left, code.position.top_right
            found.append(Code(code.text, ((corner.x - other.x) ** 2 + (corner.y - other.y) ** 2) ** 0.5))
    return tuple(found)


@lru_cache(maxsize=1)
def png(content: bytes) -> Any:
    """A picture file on white, in grey."""
    from PIL import Image

    with Image.open(BytesIO(content)) as image:
        flat = Image.new("RGBA", image.size, "white")
        flat.alpha_composite(image.convert("RGBA"))
        return flat.convert("L")


def mm(pixels: float) -> float:
    """A length on a page's picture, in mm."""
    return pixels / _DPI * 25.4
