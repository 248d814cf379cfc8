"""SVG that people supply, let in only as plain shapes.

What a drawing could bring with it (scripts, texts, other files, entities) is refused, and so is path data that
isn't, on which CairoSVG would loop for ever.
"""

from __future__ import annotations

import math
import re
from xml.etree.ElementTree import Element, register_namespace, tostring

from carbondocs.diagnostics import Message, message
from carbondocs.errors import InvalidValue

MAX_ELEMENTS = 20_000
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = {
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title", "desc", "metadata",
    "defs", "style", "linearGradient", "radialGradient", "stop", "clipPath",
}  # fmt: skip
_LOADS = re.compile(r"@import|url\(\s*['\"]?(?!#)", re.IGNORECASE)
_ARGUMENTS = {"M": 2, "L": 2, "T": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}
_NUMBER = re.compile(r"[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?)")
_FLAG = re.compile(r"[\s,]*([01])")
_MORE = re.compile(r"\s*\S")
_COMMAND = re.compile(r"\s*([A-Za-z])")

register_namespace("", _SVG[1:-1])


def plain_svg(content: bytes) -> tuple[str, float]:
    """The drawing with a size of its own, and its aspect; InvalidValue where it isn't plain shapes with a viewBox."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise refused(message("it is not well-formed, or has a DOCTYPE")) from error
    if root.tag != f"{_SVG}svg":
        raise refused(message("its root is not svg"))
    width, height = _view(root)
    _drop_foreign(root)
    elements = list(root.iter())
    if len(elements) > MAX_ELEMENTS:
        raise refused(message("it has more than {limit} elements", limit=MAX_ELEMENTS))
    for element in elements:
        _check(element)
    root.set("width", f"{width / max(width, height) * 100:.4f}mm")
    root.set("height", f"{height / max(width, height) * 100:.4f}mm")
    return tostring(root, encoding="unicode"), width / height


def refused(reason: Message) -> InvalidValue:
    """The refusal of a drawing, with its reason."""
    return InvalidValue("picture.broken", message("The drawing can't be used: {reason}.", reason=reason), _REMEDY)


_REMEDY = message("Give an SVG of plain shapes with a viewBox; turn texts into paths, and take scripts and links out.")


def _view(root: Element) -> tuple[float, float]:
    try:
        box = [float(number) for number in root.get("viewBox", "").replace(",", " ").split()]
    except ValueError:
        box = []
    if len(box) != 4 or not all(map(math.isfinite, box)) or min(box[2:]) <= 0:
        raise refused(message("it has no viewBox"))
    return box[2], box[3]


def _drop_foreign(element: Element) -> None:
    """Take out what drawing programs note down for themselves."""
    for child in list(element):
        if isinstance(child.tag, str) and child.tag.startswith(_SVG):
            _drop_foreign(child)
        else:
            element.remove(child)
    for name in [name for name in element.attrib if name.startswith("{")]:
        if name.endswith("}href"):
            raise refused(message("it refers to something else ({name})", name=element.attrib[name][:60]))
        del element.attrib[name]


def _check(element: Element) -> None:
    name = str(element.tag).removeprefix(_SVG)
    if name not in _SHAPES:
        raise refused(message("it holds {name}", name=f"<{name}>"))
    for attribute, value in element.attrib.items():
        if attribute.lower().startswith("on") or attribute == "href":
            raise refused(message("it holds {name}", name=attribute))
        if _LOADS.search(value):
            raise refused(message("it refers to something else ({name})", name=value[:60]))
    if name == "style" and _LOADS.search(element.text or ""):
        raise refused(message("it refers to something else ({name})", name="style"))
    if name == "path" and not is_path_data(element.get("d", "")):
        raise refused(message("a path in it is broken"))


def is_path_data(data: str) -> bool:
    """Whether a text is path data by the grammar of SVG."""
    position, first = 0, True
    while _MORE.match(data, position):
        command = _COMMAND.match(data, position)
        if not command or command[1].upper() not in _ARGUMENTS or (first and command[1] not in "Mm"):
            return False
        end = _after_arguments(command[1].upper(), data, command.end())
        if end is None:
            return False
        position, first = end, False
    return True


def _after_arguments(command: str, data: str, position: int) -> int | None:
    """Where the arguments of a command end; None where they aren't whole groups of them."""
    count, taken = _ARGUMENTS[command], 0
    while count:
        pattern = _FLAG if command == "A" and taken % 7 in (3, 4) else _NUMBER
        found = pattern.match(data, position)
        if not found:
            break
        position, taken = found.end(), taken + 1
    return position if (taken % count == 0 and taken if count else True) else None
