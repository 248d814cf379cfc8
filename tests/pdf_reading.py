"""How the tests read PDF back: with pdfium, MuPDF and Poppler, as text, as boxes and as pictures."""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
from PIL import Image

POINTS_PER_MM = 72 / 25.4
VIEWERS = ("pdfium", "mutool", "pdftoppm")


class Glyph(NamedTuple):
    """A character and the box of its ink, in pt from the page's lower left corner."""

    char: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """The longer side."""
        return max(self.right - self.left, self.top - self.bottom)


def squeezed(text: str) -> str:
    """A text without white space, ligatures and capitals, which readers of PDF tell each in their own way."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


@cache
def pages(content: bytes) -> tuple[str, ...]:
    """The text of each page, by pdfium."""
    with pypdfium2.PdfDocument(content) as document:
        return tuple(page.get_textpage().get_text_range() for page in document)


def read(content: bytes, reader: str, tool: Callable[[str], str], folder: Path) -> str:
    """The text of all pages, by ``pdfium``, ``mutool`` or ``pdftotext``."""
    if reader == "pdfium":
        return "\n".join(pages(content))
    path = _stored(content, folder)
    options = {"mutool": ("draw", "-q", "-F", "txt", str(path)), "pdftotext": ("-raw", str(path), "-")}[reader]
    return subprocess.run([tool(reader), *options], capture_output=True, check=True, timeout=60).stdout.decode()


@cache
def glyphs(content: bytes) -> tuple[tuple[Glyph, ...], ...]:
    """The inked characters of each page."""
    with pypdfium2.PdfDocument(content) as document:
        return tuple(tuple(_glyphs(page.get_textpage())) for page in document)


def _glyphs(text: pypdfium2.PdfTextPage) -> Iterator[Glyph]:
    for index in range(text.count_chars()):
        char = text.get_text_range(index, 1)
        if char.strip():
            yield Glyph(char, *text.get_charbox(index))


def picture(
    content: bytes, viewer: str, tool: Callable[[str], str], folder: Path, page: int = 0, dpi: int = 100
) -> Image.Image:
    """A page as ``pdfium``, ``mutool`` or ``pdftoppm`` shows it, in grey."""
    if viewer == "pdfium":
        with pypdfium2.PdfDocument(content) as document:
            shown: Image.Image = document[page].render(scale=dpi / 72).to_pil()
            return shown.convert("L")
    path, number = _stored(content, folder), str(page + 1)
    target = folder / "page.png"
    options = {
        "mutool": ("draw", "-q", "-r", str(dpi), "-o", str(target), str(path), number),
        "pdftoppm": ("-png", "-singlefile", "-r", str(dpi), "-f", number, str(path), str(target.with_suffix(""))),
    }[viewer]
    subprocess.run([tool(viewer), *options], capture_output=True, check=True, timeout=60)
    with Image.open(target) as image:
        return image.convert("L")


def without_text(content: bytes, face: str = "") -> bytes:
    """The same document with all text taken out, or that in the faces whose name holds ``face``."""
    with pikepdf.open(BytesIO(content)) as document:
        for page in document.pages:
            fonts: Any = page.Resources.get("/Font", pikepdf.Dictionary())
            gone = {name for name, font in fonts.items() if face in str(font.BaseFont)}
            kept, font = [], ""
            for step in pikepdf.parse_content_stream(page):
                font = str(step.operands[0]) if str(step.operator) == "Tf" else font
                if str(step.operator) not in {"Tj", "TJ"} or font not in gone:
                    kept.append(step)
            page.Contents = document.make_stream(pikepdf.unparse_content_stream(kept))
        target = BytesIO()
        document.save(target)
        return target.getvalue()


def embedded_fonts(content: bytes) -> dict[str, bool]:
    """The fonts of a document by their names, without the mark of a subset, and whether each is embedded."""
    with pikepdf.open(BytesIO(content)) as document:
        found = {}
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                name = str(item.FontName).lstrip("/")
                found[name.partition("+")[2] or name] = "/FontFile2" in item
        return found


def _stored(content: bytes, folder: Path) -> Path:
    path = folder / "read.pdf"
    path.write_bytes(content)
    return path
