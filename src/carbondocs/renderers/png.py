"""PNG of a drawing, at its trimmed size times its resolution."""

from __future__ import annotations

from math import floor, sqrt

from carbondocs.errors import LayoutError, one
from carbondocs.flow import Rendition
from carbondocs.graphics.canvas import Canvas
from carbondocs.graphics.raster import MAX_PIXELS, svg_to_png
from carbondocs.kinds.base import Context, Setting
from carbondocs.renderers.svg import drawing_svg, drawn
from carbondocs.templating.pack import Pack

_MM_PER_INCH = 25.4


class PngRenderer:
    """Draws pixels, on white or on nothing."""

    format = "png"

    def render(self, pack: Pack, context: Context, setting: Setting) -> Rendition:  # noqa: ARG002
        """The document as PNG, without bleed or crop marks; LayoutError where it would be too large."""
        drawing = drawn(context)
        canvas = drawing.canvas.trimmed
        _check_pixels(canvas)
        svg = drawing_svg(pack, drawing, canvas)
        return Rendition(self.format, svg_to_png(svg, dpi=canvas.dpi, transparent=canvas.ground == "transparent"), 1)


def _check_pixels(canvas: Canvas) -> None:
    area = canvas.width * canvas.height / _MM_PER_INCH**2
    if area * canvas.dpi**2 > MAX_PIXELS:
        raise LayoutError(
            one(
                "design.pixels",
                "At {dpi} dpi the picture would have {pixels} pixels; the limit is {limit}.",
                "Ask for at most {most} dpi at this size, or for SVG or PDF, which have no pixels.",
                dpi=canvas.dpi,
                pixels=f"{area * canvas.dpi**2:,.0f}",
                limit=f"{MAX_PIXELS:,}",
                most=floor(sqrt(MAX_PIXELS / area)),
            )
        )
