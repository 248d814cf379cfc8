"""What a renderer is, and the table of them."""

from __future__ import annotations

import atexit
import threading
from dataclasses import replace
from importlib import import_module
from typing import Protocol

from carbondocs.diagnostics import Place
from carbondocs.errors import LayoutError, one
from carbondocs.flow import Rendition
from carbondocs.kinds.base import Context, Setting
from carbondocs.templating.pack import Pack


class Renderer(Protocol):
    """Lays a context out in one format. Safe to call from several threads."""

    def render(self, pack: Pack, context: Context, setting: Setting) -> Rendition:
        """The document in this format; TemplateError or LayoutError where it can't be made."""
        ...


def too_long(place: Place | None = None) -> LayoutError:
    """Refuses texts that don't fit the page they must fit, even at the closest spacing."""
    (finding,) = one(
        "layout.overflow",
        "The texts are too long for one page, even at the closest spacing.",
        "Shorten the longest: names, certification unit, system boundary or standards.",
    )
    return LayoutError([replace(finding, place=place or Place())])


_OF_PAGES = {"pdf": ("pdf", "PdfRenderer"), "docx": ("docx", "DocxRenderer")}
_OF_DRAWINGS = {
    "svg": ("svg", "SvgRenderer"),
    "pdf": ("drawing_pdf", "DrawingPdfRenderer"),
    "png": ("png", "PngRenderer"),
}
_made: dict[str, Renderer] = {}
_making = threading.Lock()
atexit.register(_made.clear)  # while the engines' libraries are still there to clean up after them


def renderer(name: str, pack: Pack) -> Renderer:
    """The process's one renderer for a format of such packs; its engine is loaded on first use."""
    module, made_by = (_OF_DRAWINGS if pack.manifest.drawing else _OF_PAGES)[name]
    with _making:
        if module not in _made:
            _made[module] = getattr(import_module(f"carbondocs.renderers.{module}"), made_by)()
        return _made[module]
