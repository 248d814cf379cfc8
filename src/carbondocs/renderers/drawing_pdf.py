"""PDF of a drawing: vectors alone, on a page whose boxes tell a printer the trim and the bleed."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from carbondocs.flow import Rendition
from carbondocs.graphics.canvas import Canvas
from carbondocs.graphics.line_work import flat_pdf
from carbondocs.graphics.raster import svg_to_pdf
from carbondocs.kinds.base import Context, Setting
from carbondocs.renderers.svg import drawing_svg, drawn
from carbondocs.templating.pack import Pack

if TYPE_CHECKING:
    from pikepdf import Rectangle

_POINTS_PER_MM = 72 / 25.4


class DrawingPdfRenderer:
    """Draws one page."""

    format = "pdf"

    def render(self, pack: Pack, context: Context, setting: Setting) -> Rendition:  # noqa: ARG002
        """The document as PDF, with bleed and crop marks where they are asked for."""
        drawing = drawn(context)
        svg = drawing_svg(pack, drawing, drawing.canvas)
        plain = flat_pdf(svg) or svg_to_pdf(svg)
        return Rendition(self.format, _boxed(plain, drawing.canvas, drawing.title.main, drawing.lang), 1)


def _boxed(pdf: bytes, canvas: Canvas, title: str, lang: str) -> bytes:
    """The page with its boxes, and the document with its title; the same content gives the same bytes."""
    import pikepdf

    packed = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        page = document.pages[0]
        page.mediabox = _box(canvas, canvas.margin)
        page.bleedbox = _box(canvas, canvas.bleed)
        page.trimbox = _box(canvas, 0.0)
        document.docinfo["/Title"] = title
        document.Root.Lang = pikepdf.String(lang)
        document.save(packed, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return packed.getvalue()


def _box(canvas: Canvas, beyond: float) -> Rectangle:
    """The trim and ``beyond`` mm on each side of it, in pt from the lower left corner of the sheet."""
    from pikepdf import Rectangle

    near = canvas.margin - beyond
    sides = (near, near, canvas.sheet_width - near, canvas.sheet_height - near)
    return Rectangle(*(round(side * _POINTS_PER_MM, 3) for side in sides))
