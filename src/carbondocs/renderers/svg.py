"""SVG: the drawing of a pack as it is, at its trimmed size."""

from __future__ import annotations

from carbondocs.flow import Rendition
from carbondocs.graphics.canvas import Canvas
from carbondocs.kinds.base import Context, Setting
from carbondocs.kinds.drawn import DrawingContext
from carbondocs.templating.environment import fill, names
from carbondocs.templating.pack import Pack


class SvgRenderer:
    """Writes the drawing itself."""

    format = "svg"

    def render(self, pack: Pack, context: Context, setting: Setting) -> Rendition:  # noqa: ARG002
        """The document as SVG, without bleed or crop marks."""
        drawing = drawn(context)
        return Rendition(self.format, drawing_svg(pack, drawing, drawing.canvas.trimmed).encode(), 1)


def drawn(context: Context) -> DrawingContext:
    """The context of a drawing; TypeError for any other, which only a wrong kind can cause."""
    if not isinstance(context, DrawingContext):
        raise TypeError("a pack with a drawing needs a kind that is one")
    return context


def drawing_svg(pack: Pack, context: DrawingContext, canvas: Canvas) -> str:
    """The drawing on that canvas."""
    return fill(pack.folders, pack.manifest.drawing or "", {**names(context), "canvas": canvas})
