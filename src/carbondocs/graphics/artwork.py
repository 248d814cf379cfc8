"""Official artwork in the place of our own drawings: an SVG of the issuer's, read as if it were hostile.

Only shapes may be in it. What could run, load, or grow is refused by name, and so is text, which would need a font
on the printer's machine. Boxes for what differs from one label to the next are given by the id of a rectangle in the
artwork, which is taken out, or in mm from its upper left corner.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated
from xml.etree.ElementTree import Element, tostring

from pydantic import BeforeValidator, Field, StringConstraints

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.graphics.boxes import Box
from carbondocs.graphics.svg_safety import supplied_drawing, try_out
from carbondocs.graphics.svg_shapes import id_box, length_in_mm, view_box
from carbondocs.values.model import Model
from carbondocs.values.picture_name import PictureName
from carbondocs.workspace import Folder

MAX_BYTES = 2_000_000

_OWN = frozenset({"width", "height", "viewBox", "x", "y", "version", "id", "preserveAspectRatio", "baseProfile"})
_SLACK = 0.001  # of the drawing's width: what rounding in an editor may put a box over the edge
_UNEVEN = 0.005

ElementId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][\w.:-]*$", max_length=100)]
Place = ElementId | tuple[float, float, float, float]


def _colour(value: object) -> object:
    if not isinstance(value, str) or not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        raise InvalidValue(
            "issuer.colour",
            message("This is not a colour."),
            message("Write it like {example}: # and six digits from 0 to F.", example="#0B4D3A"),
        )
    return value


Colour = Annotated[str, BeforeValidator(_colour)]

_PLACE = "The id of a rectangle in the artwork, or [x, y, width, height] in mm from its upper left corner."


class LabelArtwork(Model):
    """The official artwork of the product carbon footprint label."""

    file: PictureName = Field(title="图样文件", description="An SVG of shapes alone.")
    value: Place = Field(title="数值框", description=_PLACE)
    unit: Place | None = Field(None, title="单位框", description="Absent where the artwork shows kgCO₂e itself.")
    qr: Place = Field(title="二维码框", description="With room for the quiet zone of 4 modules on each side.")
    ink: Colour = Field("#000000", title="数值颜色")
    paper: Colour = Field("#FFFFFF", title="数值底色", description="What value and unit stand on.")


class MarkArtwork(Model):
    """The official artwork of the mark of carbon emission management systems."""

    file: PictureName = Field(title="图样文件", description="An SVG of shapes alone.")
    number: Place = Field(title="证书编号框", description=_PLACE)
    name: Place | None = Field(None, title="机构名称框", description="Absent where the artwork names the body itself.")
    ink: Colour = Field("#000000", title="文字颜色")
    paper: Colour = Field("#FFFFFF", title="文字底色", description="What name and number stand on.")


@dataclass(frozen=True)
class Artwork:
    """A sound drawing: its shapes as SVG whose origin is the upper left corner, its size and boxes in its units."""

    content: str = field(repr=False)
    width: float
    height: float
    boxes: Mapping[str, Box]
    ink: str


def load_artwork(folder: Folder, profile: LabelArtwork | MarkArtwork) -> Artwork:
    """The artwork that a profile describes.

    Raises:
        InvalidValue: the file is missing, is no SVG, holds more than shapes, or lacks a box; ``path`` names the field.
    """
    root = _root(profile.file, folder.read(profile.file))
    left, top, width, height, per_mm = _view(root, profile.file)
    boxes = {}
    for role in ("value", "unit", "qr", "name", "number"):
        place = getattr(profile, role, None)
        if isinstance(place, str):
            found = id_box(root, place, profile.file)
            boxes[role] = Box(found.x - left, found.y - top, found.width, found.height)
        elif place is not None:
            boxes[role] = Box(*(length * per_mm for length in place))
    for role, box in boxes.items():
        _check_within(role, box, Box(0, 0, width, height), profile.file)
    content = _content(root, left, top)
    size = f'width="{100 * width / height:.4f}mm" height="100mm" viewBox="0 0 {width:g} {height:g}"'
    try_out(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{content}</svg>', profile.file)
    return Artwork(content, width, height, boxes, profile.ink)


def _root(name: str, content: bytes) -> Element:
    if len(content) > MAX_BYTES:
        raise InvalidValue(
            "artwork.large",
            message(
                "The artwork {name} has {size} bytes; the limit is {limit}.",
                name=name,
                size=len(content),
                limit=MAX_BYTES,
            ),
            message("Simplify its paths, and take out what isn't seen."),
        )
    return supplied_drawing(content, name)


def _view(root: Element, name: str) -> tuple[float, float, float, float, float]:
    """Left, top, width and height of the view box, and how many of its units a mm has."""
    box, width, height = view_box(root), length_in_mm(root.get("width")), length_in_mm(root.get("height"))
    if not box or not width or not height:
        raise InvalidValue(
            "artwork.size",
            message("The artwork {name} doesn't say how large it is.", name=name),
            message('Give its svg element a viewBox, and width and height with a unit: width="60mm".'),
        )
    if abs(width / height / (box[2] / box[3]) - 1) > _UNEVEN:
        raise InvalidValue(
            "artwork.size",
            message("The artwork {name} has a viewBox of another proportion than its width and height.", name=name),
            message("Mend them: it may be scaled in proportion only."),
        )
    return box[0], box[1], box[2], box[3], box[2] / width


def _check_within(role: str, box: Box, drawing: Box, name: str) -> None:
    if min(box.width, box.height) <= 0 or not drawing.holds(box, _SLACK * drawing.width):
        raise InvalidValue(
            "artwork.box",
            message("The box for {role} lies outside the artwork {name}, or has no size.", role=role, name=name),
            message("Give it as [x, y, width, height] in mm from the artwork's upper left corner."),
        )


def _content(root: Element, left: float, top: float) -> str:
    """The drawing as one group, moved so that its origin is its upper left corner."""
    for attribute in _OWN & set(root.attrib):
        del root.attrib[attribute]
    root.tag = "g"
    moved = Element("g", {"transform": f"translate({-left + 0.0:g} {-top + 0.0:g})"})
    moved.append(root)
    return tostring(moved, encoding="unicode")
