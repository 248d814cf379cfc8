"""What a renderer is, and the table of them."""

from __future__ import annotations

import atexit
import threading
from importlib import import_module
from typing import Protocol

from carbondocs.errors import LayoutError, one
from carbondocs.flow import Rendition
from carbondocs.kinds.base import Context, Setting
from carbondocs.templating.pack import Pack


class Renderer(Protocol):
    """Lays a context out in one format. Safe to call from several threads."""

    def render(self, pack: Pack, context: Context, setting: Setting) -> Rendition:
        """The document in this format; TemplateError or LayoutError where it can't be made."""
        ...


def too_long() -> LayoutError:
    """Refuses texts that don't fit the page they must fit, even at the closest spacing."""
    return LayoutError(
        one(
            "layout.overflow",
            "The texts are too long for one page, even at the closest spacing.",
            "Shorten the longest: names, certification unit, system boundary or standards.",
        )
    )


_RENDERERS = {"pdf": "PdfRenderer", "docx": "DocxRenderer"}
_made: dict[str, Renderer] = {}
_making = threading.Lock()
atexit.register(_made.clear)  # while the engines' libraries are still there to clean up after them


def renderer(name: str) -> Renderer:
    """The process's one renderer for a format; its engine is loaded on first use."""
    with _making:
        if name not in _made:
            module = import_module(f"carbondocs.renderers.{name}")
            _made[name] = getattr(module, _RENDERERS[name])()
        return _made[name]
