"""The pictures of a Word file: placeholders, named “picture:seal” and so on, become what they stand for, or vanish."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from carbondocs.graphics.qr import QUIET_ZONE, QrCode
from carbondocs.graphics.raster import svg_to_png
from carbondocs.kinds.base import Context, Setting
from carbondocs.renderers.drawings import drawing, layer
from carbondocs.renderers.word_package import Parts, relationships_name
from carbondocs.templating.pack import Pack

_EMU = 36000  # to the mm
_DPI, _WHOLE_PAGE_DPI, _WHOLE_PAGE_MM = 600, 300, 100
_LAYER_COLOURS = 32
_SUPPLIED = ("seal", "signature", "logo")  # what an issuer or the data may give, or not
_SIZE = re.compile(r'\s(?:width|height)="[^"]*"')

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
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
            role = properties.get("name", "").removeprefix("picture:")
            if role != properties.get("name"):
                _fill(properties, role, relationships, pack, context, setting)
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        relationships.write()
