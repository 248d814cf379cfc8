"""Drawings as PDF forms: made once out of SVG, deflated once, and put into many documents as they are.

WeasyPrint would parse and deflate every drawing anew for each document. A form takes the place of its image
objects (FormImage) or lies under each page (underlay).
"""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any

from carbondocs.graphics.line_work import line_work
from carbondocs.graphics.raster import svg_to_pdf

_PIXELS_PER_POINT = 96 / 72
_ENDLESS = re.compile(rb"(?<![\w.])-?(?:inf|nan)(?![\w.])")
_OPAQUE = b"/a0 gs\n", b"/a0 gs "


@dataclass(frozen=True)
class Form:
    """A deflated content stream of plain line work, and its size in pt."""

    content: bytes = field(repr=False)
    width: float
    height: float

    def x_object(self, matrix: tuple[float, ...] = (1, 0, 0, 1, 0, 0)) -> Any:
        """The form as a pydyf stream."""
        import pydyf

        return pydyf.Stream(
            [self.content],
            pydyf.Dictionary(
                {
                    "Type": "/XObject",
                    "Subtype": "/Form",
                    "BBox": pydyf.Array([0, 0, self.width, self.height]),
                    "Matrix": pydyf.Array(matrix),
                    "Filter": "/FlateDecode",
                }
            ),
        )


@lru_cache(maxsize=64)
def form(svg: str) -> Form | None:
    """The drawing as a form; None where it has more than opaque line work, which a form can't hold by itself."""
    if flat := line_work(svg):
        return Form(zlib.compress(flat.content), flat.width, flat.height)
    return _form_by_cairo(svg)


def _form_by_cairo(svg: str) -> Form | None:
    import pikepdf

    with pikepdf.open(BytesIO(svg_to_pdf(svg))) as document:
        page = document.pages[0]
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        if set(resources.keys()) - {"/ExtGState"} or set(resources.get("/ExtGState", {}).keys()) - {"/a0"}:
            return None
        left, bottom, right, top = (float(side) for side in page.mediabox.as_list())
        content = page.obj.Contents.read_bytes()
    for state in _OPAQUE:
        content = content.replace(state, b"")
    return Form(zlib.compress(content), right - left, top - bottom)


class FormImage:
    """A form in the place of a WeasyPrint image."""

    def __init__(self, made: Form) -> None:
        self._form = made
        self.id = hashlib.sha256(made.content).hexdigest()[:16]

    def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[float, float, float]:  # noqa: ARG002
        """Width and height in CSS pixels, and their ratio."""
        width, height = self._form.width * _PIXELS_PER_POINT, self._form.height * _PIXELS_PER_POINT
        return width, height, width / height

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:  # noqa: ARG002
        """Show the form at that size in CSS pixels."""
        name = stream.add_image(self, False, 1)
        stream.transform(width, 0, 0, -height, 0, height)
        stream.draw_x_object(name)

    def get_x_object(self, interpolate: bool, ratio: float) -> Any:  # noqa: ARG002
        """The form, scaled to the unit square as PDF images are."""
        return self._form.x_object((1 / self._form.width, 0, 0, 1 / self._form.height, 0, 0))


def underlay(pdf: Any, made: Form) -> None:
    """Put a form of the page's size under each page of ``pdf``, a pydyf document that is being written."""
    import pydyf

    x_object, under = made.x_object(), pydyf.Stream([b"q /layer Do Q"])
    pdf.add_object(x_object)
    pdf.add_object(under)
    for number in pdf.pages["Kids"][::3]:
        page = pdf.objects[number]
        page["Contents"] = pydyf.Array([under.reference, page["Contents"]])
        resources = pdf.objects[int(page["Resources"].split()[0])]
        resources["XObject"]["layer"] = x_object.reference


def deflate(pdf: Any) -> None:
    """Deflate the streams of ``pdf``, a pydyf document that is being written.

    ArithmeticError where something was drawn with a number that no reader takes, and that would hide the rest.

    Left to itself, pydyf deflates each of them twice, once for the document's id, and at the slowest level.
    """
    import pydyf

    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.compress:
            content = b"\n".join(map(pydyf._to_bytes, stream.stream))
            if type(stream) is not pydyf.Stream and _ENDLESS.search(content):  # what WeasyPrint has drawn
                raise ArithmeticError("a number beyond all measure")
            stream.stream = [zlib.compress(content)]
            stream.extra["Filter"] = "/FlateDecode"
            stream.compress = False
