"""The pictures of a Word file: placeholders, called “picture:seal” and so on, become what they stand for, or vanish.

A placeholder's box is as large as it is in the template, unless its title tells another size, such as “138 × 95 mm”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from carbondocs.graphics.qr import QUIET_ZONE, QrCode
from carbondocs.graphics.raster import svg_to_png
from carbondocs.kinds.base import Context, Setting
from carbondocs.renderers.drawings import drawing, layer
from carbondocs.renderers.word_package import Parts, declare, relationships_name, serialised
from carbondocs.templating.pack import Pack

_EMU = 36000  # to the mm
_DPI, _WHOLE_PAGE_DPI = 600, 300
_WHOLE_PAGE = 16_000  # mm²; more than that would be too heavy at the finer resolution
_FLAT_MM = 100  # a smaller drawing is a mark or a code, a larger one a chart or a watermark
_FEW_COLOURS = 32  # enough for line work and flat areas
PLACEHOLDER = "picture:"
"""What the name, or the alternative text, of a placeholder begins with."""

SUPPLIED = (
    "seal",
    "signature",
    "logo",
    "accreditation_1",
    "accreditation_2",
)  # what an issuer or the data may give, or not
_ROOT = re.compile(r"<svg\b[^>]*")
_SIZE = re.compile(r"""\s(?:width|height)=(?:"[^"]*"|'[^']*')""")
_TOLD_SIZE = re.compile(r"(?P<width>\d+(?:\.\d+)?) × (?P<height>\d+(?:\.\d+)?) mm")
_VIEW = re.compile(r"""\sviewBox=["']\s*\S+[\s,]+\S+[\s,]+(?P<width>[\d.]+)[\s,]+(?P<height>[\d.]+)""")

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_NO_RELATIONSHIPS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


@dataclass(frozen=True)
class _Figure:
    """What goes into a placeholder: its file, and its box in mm, from the placeholder's upper left corner."""

    content: bytes
    extension: str
    left: float
    top: float
    width: float
    height: float


class _Relationships:
    """The relationships of one part, through which it shows pictures."""

    def __init__(self, parts: Parts, part: str) -> None:
        from lxml import etree

        self._parts, self._part, self._name = parts, part, relationships_name(part)
        self._root = etree.fromstring(parts.get(self._name, _NO_RELATIONSHIPS))

    def embed(self, role: str, figure: _Figure) -> str:
        """The id by which the part shows the figure, whose file all parts share."""
        target = f"media/{role}.{figure.extension}"
        self._parts[f"word/{target}"] = figure.content
        declare(self._parts, figure.extension, f"image/{figure.extension}")
        name = f"picture-{role}"
        if all(relationship.get("Id") != name for relationship in self._root):
            self._root.append(self._root.makeelement(
                self._root.tag.replace("Relationships", "Relationship"), Id=name, Type=_IMAGE, Target=target
            ))  # fmt: skip
        return name

    def write(self) -> None:
        """Put the relationships back, without those of pictures that the part shows no longer."""
        content = self._parts[self._part]
        for relationship in list(self._root):
            if relationship.get("Type") == _IMAGE and b'"%s"' % relationship.get("Id").encode() not in content:
                self._root.remove(relationship)
        self._parts[self._name] = serialised(self._root)


def fill_pictures(parts: Parts, pack: Pack, context: Context, setting: Setting) -> None:
    """Fill each placeholder by its name, or remove it whole; number all drawings of the file."""
    from lxml import etree

    number = 0
    for name in sorted(parts):
        if not re.fullmatch(r"word/[^/]+\.xml", name) or b"<wp:docPr" not in parts[name]:
            continue
        root = etree.fromstring(parts[name])
        relationships = _Relationships(parts, name)
        for properties in list(root.iter(f"{_WP}docPr")):
            number += 1
            properties.set("id", str(number))
            if role := _role(properties):
                properties.set("name", f"{PLACEHOLDER}{role}")
                _fill(properties, role, relationships, pack, context, setting)
        parts[name] = serialised(root)
        relationships.write()


def _role(properties: Any) -> str:
    """What a placeholder stands for, by its name or its alternative text; nothing where it is no placeholder."""
    named = (properties.get(attribute, "").strip() for attribute in ("name", "descr"))
    return next((name.removeprefix(PLACEHOLDER) for name in named if name.startswith(PLACEHOLDER)), "")


def _fill(
    properties: Any, role: str, relationships: _Relationships, pack: Pack, context: Context, setting: Setting
) -> None:
    holder = properties.getparent()
    extent = holder.find(f"{_WP}extent")
    box = _box(properties, extent)
    figure = _figure(role, box, pack, context, setting)
    if figure is None:
        _remove(holder)
        return
    for blip in holder.iter(f"{_A}blip"):
        blip.set(_EMBED, relationships.embed(role, figure))
    for size in (extent, *holder.iter(f"{_A}ext")):
        if size.get("cx"):
            size.set("cx", str(round(figure.width * _EMU)))
            size.set("cy", str(round(figure.height * _EMU)))
    for axis, shift in (("positionH", figure.left), ("positionV", figure.top)):
        for offset in holder.iterfind(f"{_WP}{axis}/{_WP}posOffset"):
            offset.text = str(int(offset.text) + round(shift * _EMU))
    told = properties.get("descr", "")
    properties.set("descr", str(getattr(context, f"{role}_caption", "" if told.startswith("picture:") else told)))


def _box(properties: Any, extent: Any) -> tuple[float, float]:
    """The placeholder's size in mm; a title that tells it is taken out."""
    told = _TOLD_SIZE.fullmatch(properties.get("title", ""))
    if told is None:
        return int(extent.get("cx")) / _EMU, int(extent.get("cy")) / _EMU
    del properties.attrib["title"]
    return float(told["width"]), float(told["height"])


def _remove(holder: Any) -> None:
    """Remove a drawing, and the run that held it and nothing else."""
    drawing_element = holder.getparent()
    run = drawing_element.getparent()
    run.remove(drawing_element)
    if all(child.tag == f"{_W}rPr" for child in run):
        run.getparent().remove(run)


def _figure(role: str, box: tuple[float, float], pack: Pack, context: Context, setting: Setting) -> _Figure | None:
    if role == "layer":
        svg = layer(pack, context) if setting.stock == "plain" else None
        return _Figure(_layer_png(_sized(svg, *box)), "png", 0, 0, *box) if svg else None
    if role in context.pictures:
        picture = context.pictures[role]
        place = _fitted(box, picture.aspect)
        if picture.media_type != "image/svg+xml":
            return _Figure(picture.content, picture.media_type.removeprefix("image/"), *place)
        return _Figure(_clear_png(picture.content.decode(), *place[2:]), "png", *place)
    if role in SUPPLIED:
        return None
    subject = getattr(context, role, None)
    if role in pack.manifest.drawings and not subject:
        return None
    svg = drawing(pack, role, context)
    place = _outset(box, subject) if isinstance(subject, QrCode) else _fitted(box, _aspect(svg, box))
    drawn = _clear_png if max(box) > _FLAT_MM else _flat_png
    return _Figure(drawn(svg, *place[2:]), "png", *place)


def _fitted(box: tuple[float, float], aspect: float) -> tuple[float, float, float, float]:
    """The largest place of that aspect in the middle of the box."""
    width, height = min(box[0], box[1] * aspect), min(box[1], box[0] / aspect)
    return (box[0] - width) / 2, (box[1] - height) / 2, width, height


def _outset(box: tuple[float, float], code: QrCode) -> tuple[float, float, float, float]:
    """A QR code fills the box with its modules; the quiet zone reaches out of it."""
    side = min(box)
    module = side / code.modules
    return -QUIET_ZONE * module, -QUIET_ZONE * module, code.size * module, code.size * module


def _aspect(svg: str, box: tuple[float, float]) -> float:
    view = _VIEW.search(svg)
    return float(view["width"]) / float(view["height"]) if view else box[0] / box[1]


def _sized(svg: str, width: float, height: float) -> str:
    """The drawing with that size in mm."""
    size = f' width="{width:.3f}mm" height="{height:.3f}mm"'
    return _ROOT.sub(lambda root: _SIZE.sub("", root[0]) + size, svg, count=1)


@lru_cache(maxsize=32)
def _clear_png(svg: str, width: float, height: float) -> bytes:
    """A seal, a signature, a watermark, a chart: all but its ink is clear. Many documents may share it: it is kept."""
    dpi = _WHOLE_PAGE_DPI if width * height > _WHOLE_PAGE else _DPI
    return svg_to_png(_sized(svg, width, height), dpi=dpi, transparent=True, white_where_clear=True)


@lru_cache(maxsize=4)
def _flat_png(svg: str, width: float, height: float) -> bytes:
    """A mark or a code of one document: flat areas on white, quickly made."""
    return svg_to_png(_sized(svg, width, height), dpi=_DPI, transparent=False, colours=_FEW_COLOURS)


@lru_cache(maxsize=4)
def _layer_png(svg: str) -> bytes:
    return svg_to_png(svg, dpi=_WHOLE_PAGE_DPI, transparent=False, colours=_FEW_COLOURS)
