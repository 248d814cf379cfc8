"""Lengths, transforms and rectangles of foreign SVG, as far as boxes need them."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.graphics.boxes import Box

_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96, "": 25.4 / 96}
_LENGTH = re.compile(r"\s*([0-9.]+)\s*([a-z]*)\s*")
_TRANSFORM = re.compile(r"([a-zA-Z]+)\s*\(([^)]*)\)")

_Scaling = tuple[float, float, float, float]
"""x and y scale, then x and y shift."""


def plain_number(text: str) -> float | None:
    """The number that ``text`` writes, without a unit or in px; None for anything else."""
    try:
        number = float(text.removesuffix("px"))
    except ValueError:
        return None
    return number if abs(number) < 1e9 else None


def length_in_mm(text: str | None) -> float | None:
    """A length in mm; None where it isn't one, or isn't positive."""
    match = _LENGTH.fullmatch(text or "")
    number = plain_number(match[1]) if match and match[2] in _MM else None
    return number * _MM[match[2]] if match and number else None


def view_box(root: Element) -> tuple[float, float, float, float] | None:
    """Left, top, width and height of what a drawing shows, in its own units; None where it doesn't say."""
    numbers = [plain_number(part) for part in root.get("viewBox", "").replace(",", " ").split()]
    match [number for number in numbers if number is not None]:
        case [left, top, width, height] if min(width, height) > 0:
            return left, top, width, height
        case _:
            return None


def id_box(root: Element, identity: str, name: str) -> Box:
    """The rectangle of that id in the artwork ``name``, in the units of its view box; it is taken out."""
    for way in _ways(root, ()):
        if way[-1].get("id") == identity:
            box = _box(way)
            if box is None or len(way) < 2:
                raise _unfit(identity, name)
            way[-2].remove(way[-1])
            return box
    raise InvalidValue(
        "artwork.box_missing",
        message("The artwork {name} has no element with the id {id}.", name=name, id=identity),
        message("Draw a rectangle where it belongs and give it that id, or give the box in mm."),
    )


def _ways(element: Element, above: tuple[Element, ...]) -> list[tuple[Element, ...]]:
    here = (*above, element)
    return [here, *(way for child in element for way in _ways(child, here))]


def _box(way: tuple[Element, ...]) -> Box | None:
    """The rectangle at the end of ``way``, through the transforms on it; None where it is none, or is turned."""
    rectangle = way[-1]
    given = [plain_number(rectangle.get(key, "0")) for key in ("x", "y", "width", "height")]
    corner = [number for number in given if number is not None]
    if rectangle.tag != "rect" or len(corner) < 4 or any(element.tag in {"defs", "symbol"} for element in way):
        return None
    x, y, width, height = corner
    for element in reversed(way):
        scaling = _scaling(element.get("transform", ""))
        if scaling is None:
            return None
        across, down, right, below = scaling
        x, y, width, height = x * across + right, y * down + below, width * across, height * down
    return Box(x, y, width, height)


def _scaling(transform: str) -> _Scaling | None:
    """A transform that moves and scales; None where it turns, mirrors or slants."""
    whole: _Scaling = (1.0, 1.0, 0.0, 0.0)
    for name, arguments in reversed(_TRANSFORM.findall(transform)):
        numbers = [plain_number(part) for part in arguments.replace(",", " ").split()]
        step = _step(name, [number for number in numbers if number is not None])
        if step is None or min(step[:2]) <= 0:
            return None
        whole = (whole[0] * step[0], whole[1] * step[1], whole[2] * step[0] + step[2], whole[3] * step[1] + step[3])
    return whole


def _step(name: str, numbers: list[float]) -> _Scaling | None:
    match name, numbers:
        case "translate", [x]:
            return 1.0, 1.0, x, 0.0
        case "translate", [x, y]:
            return 1.0, 1.0, x, y
        case "scale", [both]:
            return both, both, 0.0, 0.0
        case "scale", [x, y]:
            return x, y, 0.0, 0.0
        case "matrix", [a, 0.0, 0.0, d, x, y]:
            return a, d, x, y
        case _:
            return None


def _unfit(identity: str, name: str) -> InvalidValue:
    return InvalidValue(
        "artwork.box_shape",
        message("The element {id} in the artwork {name} is no upright rectangle.", id=identity, name=name),
        message("Make it a rectangle that isn't turned, or give the box in mm."),
    )
