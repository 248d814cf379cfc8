"""Pages as pictures: of one PDF, and of what two of them differ in."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_SCALE = 6.0
"""Pixels to the pt at most."""
_KEPT = 12
_MOST_PIXELS = 40_000_000


@dataclass(frozen=True)
class PageSize:
    """Width and height in pt."""

    width: float
    height: float


class Album:
    """The PDFs that the page may still ask pictures of, by their digests. PDFium draws one page at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._documents: OrderedDict[str, bytes] = OrderedDict()
        self.picture = lru_cache(maxsize=64)(self._picture)
        self.difference = lru_cache(maxsize=32)(self._difference)

    def put(self, content: bytes) -> tuple[str, Sequence[PageSize]]:
        """Keep a PDF: its key, and the sizes of its pages."""
        key = hashlib.sha256(content).hexdigest()[:24]
        with self._lock:
            self._documents[key] = content
            self._documents.move_to_end(key)
            while len(self._documents) > _KEPT:
                self._documents.popitem(last=False)
            document = _opened(content)
            try:
                return key, [PageSize(*page.get_size()) for page in document]
            finally:
                document.close()

    def _picture(self, key: str, number: int, scale: float) -> bytes:
        """A page, counted from 0, as PNG; KeyError or IndexError where there is none."""
        return _png(self._drawn(key, number, scale))

    def _difference(self, key: str, other: str, number: int, scale: float) -> bytes:
        """What a page and the one of the same number in ``other`` have in common in grey; what only the first has in
        green, only the second in red, and what is of another colour in amber."""
        mine, theirs = (self._drawn_or_blank(each, number, scale) for each in (key, other))
        return _png(_difference(mine, theirs))

    def _drawn_or_blank(self, key: str, number: int, scale: float) -> Image | None:
        try:
            return self._drawn(key, number, scale)
        except IndexError:
            return None

    def _drawn(self, key: str, number: int, scale: float) -> Image:
        with self._lock:
            document = _opened(self._documents[key])
            try:
                if not 0 <= number < len(document):
                    raise IndexError(number)
                page = document[number]
                width, height = page.get_size()
                scale = min(scale, MAX_SCALE, (_MOST_PIXELS / (width * height)) ** 0.5)
                image: Image = page.render(scale=scale).to_pil().convert("RGB")
                return image
            finally:
                document.close()


def _opened(content: bytes) -> Any:
    from pypdfium2 import PdfDocument

    return PdfDocument(content)


def _png(image: Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def _difference(mine: Image | None, theirs: Image | None) -> Image:
    from PIL import Image, ImageChops

    size = max((each.size for each in (mine, theirs) if each), default=(1, 1))
    sheets = [Image.new("RGB", size, "white") for _ in range(2)]
    for sheet, drawn in zip(sheets, (mine, theirs), strict=True):
        if drawn:
            sheet.paste(drawn)
    ink = [ImageChops.invert(sheet.convert("L")) for sheet in sheets]
    common = ImageChops.darker(*ink).point(lambda value: value * 2 // 5)
    only = [_stronger(ImageChops.subtract(ink[here], ink[1 - here])) for here in (0, 1)]
    bands = ImageChops.difference(*sheets).split()
    colour = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    colour = _stronger(ImageChops.subtract(colour, ImageChops.difference(*ink)), 8)
    red = _less(common, (only[0], 1.0))
    green = _less(common, (only[0], 0.4), (only[1], 1.0), (colour, 0.35))
    blue = _less(common, (only[0], 0.7), (only[1], 0.9), (colour, 1.0))
    return Image.merge("RGB", (red, green, blue))


def _stronger(image: Image, times: int = 3) -> Image:
    """A difference that is seen, but for what rounding makes of the same."""
    return image.point(lambda value: 0 if value < 5 else min(255, value * times))


def _less(common: Image, *inks: tuple[Image, float]) -> Image:
    """White paper less these inks."""
    from PIL import ImageChops

    paper = ImageChops.invert(common)
    for ink, share in inks:
        paper = ImageChops.subtract(paper, ink.point(lambda value, share=share: int(value * share)))
    return paper
