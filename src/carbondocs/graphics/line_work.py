"""Flat SVG as PDF operators: the label mark and the QR code of each document, without the detour over cairo.

Only what such drawings are made of is known here: filled paths, rectangles and ellipses in groups. A drawing with
anything else is left to `raster.svg_to_pdf`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from math import cos, isclose, radians, sin
from typing import Any
from xml.etree.ElementTree import ParseError

_SVG = "{http://www.w3.org/2000/svg}"
_POINTS_PER_MM = 72 / 25.4
_ARC = 0.5522847498  # handles of the cubic Bézier that is a quarter of a circle: 4/3·(√2 − 1)

_MILLIMETRES = re.compile(r"(\d+(?:\.\d+)?)mm")
_COLOUR = re.compile("#([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})")
_TRANSFORM = re.compile(r"(translate|rotate|scale)\(([-0-9. ]+)\)")
_STEP = re.compile(r"([A-Za-z])([-0-9., ]*)")
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)")

_KNOWN = {
    f"{_SVG}svg": {"width", "height", "viewBox", "role"},
    f"{_SVG}title": set[str](),
    f"{_SVG}desc": set[str](),
    f"{_SVG}g": {"fill"},
    f"{_SVG}rect": {"x", "y", "width", "height", "rx", "fill"},
    f"{_SVG}ellipse": {"cx", "cy", "rx", "ry", "transform", "fill"},
    f"{_SVG}path": {"d", "transform", "fill"},
}


class _Beyond(Exception):
    """The drawing has something that is not known here."""


@dataclass(frozen=True)
class LineWork:
    """PDF operators that fill a box of ``width`` × ``height`` pt, whose origin is at the lower left."""

    content: bytes = field(repr=False)
    width: float
    height: float


def line_work(svg: str) -> LineWork | None:
    """The drawing as PDF operators; None where it has more than flat fills, or is no sound SVG."""
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(svg.encode(), forbid_dtd=True)
        width, height = (_points(root.get(side, "")) for side in ("width", "height"))
        left, top, across, down = _numbers(root.get("viewBox", ""))
        if root.tag != f"{_SVG}svg" or left or top or not isclose(width * down, height * across, rel_tol=1e-3):
            return None
        operators = [_concat(width / across, 0, 0, -height / down, 0, height), *_painted(root, "#000000")]
    except (_Beyond, ParseError, ValueError):
        return None
    return LineWork("\n".join(operators).encode(), width, height)


def flat_pdf(svg: str) -> bytes | None:
    """The drawing as a PDF of one page, as `raster.svg_to_pdf` would make it; None where `line_work` gives none."""
    import pikepdf

    flat = line_work(svg)
    if flat is None:
        return None
    packed = BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(flat.width, flat.height))
        page.obj.Contents = pikepdf.Stream(document, flat.content)
        document.save(packed, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return packed.getvalue()


def _painted(element: Any, fill: str) -> Iterator[str]:
    if not set(element.keys()) <= _KNOWN.get(element.tag, set()):
        raise _Beyond
    fill = element.get("fill", fill)
    shape = _SHAPES.get(element.tag.removeprefix(_SVG))
    if shape:
        yield f"q {_colour(fill)} rg"
        if transform := element.get("transform"):
            yield from _placed(transform)
        yield from shape(element)
        yield "f Q"
    elif element.tag not in _KNOWN:
        raise _Beyond
    for child in element:
        yield from _painted(child, fill)


def _placed(transforms: str) -> Iterator[str]:
    if _TRANSFORM.sub("", transforms).strip():
        raise _Beyond
    for name, arguments in _TRANSFORM.findall(transforms):
        yield _transform(name, _numbers(arguments))


def _transform(name: str, numbers: list[float]) -> str:
    if name == "translate":
        x, y = numbers
        return _concat(1, 0, 0, 1, x, y)
    if name == "scale":
        (scale,) = numbers
        return _concat(scale, 0, 0, scale, 0, 0)
    angle, x, y = numbers
    c, s = cos(radians(angle)), sin(radians(angle))
    return _concat(c, s, -s, c, x - c * x + s * y, y - s * x - c * y)


def _rectangle(element: Any) -> Iterator[str]:
    x, y, width, height, r = (float(element.get(name, 0)) for name in ("x", "y", "width", "height", "rx"))
    if not r:
        yield _operator("re", x, y, width, height)
        return
    right, bottom, k = x + width, y + height, r * (1 - _ARC)
    yield _operator("m", x + r, y)
    yield _operator("l", right - r, y)
    yield _operator("c", right - k, y, right, y + k, right, y + r)
    yield _operator("l", right, bottom - r)
    yield _operator("c", right, bottom - k, right - k, bottom, right - r, bottom)
    yield _operator("l", x + r, bottom)
    yield _operator("c", x + k, bottom, x, bottom - k, x, bottom - r)
    yield _operator("l", x, y + r)
    yield _operator("c", x, y + k, x + k, y, x + r, y)


def _ellipse(element: Any) -> Iterator[str]:
    x, y, rx, ry = (float(element.get(name, 0)) for name in ("cx", "cy", "rx", "ry"))
    h, v = rx * _ARC, ry * _ARC
    yield _operator("m", x + rx, y)
    yield _operator("c", x + rx, y + v, x + h, y + ry, x, y + ry)
    yield _operator("c", x - h, y + ry, x - rx, y + v, x - rx, y)
    yield _operator("c", x - rx, y - v, x - h, y - ry, x, y - ry)
    yield _operator("c", x + h, y - ry, x + rx, y - v, x + rx, y)


def _path(element: Any) -> Iterator[str]:
    x = y = 0.0
    for command, arguments in _STEP.findall(element.get("d", "")):
        numbers = _numbers(arguments)
        if command == "H":
            (x,) = numbers
            yield _operator("l", x, y)
        elif command == "V":
            (y,) = numbers
            yield _operator("l", x, y)
        elif command in "ML":  # further points after a move are lines
            for index, (x, y) in enumerate(_groups(numbers, 2)):
                yield _operator("m" if command == "M" and index == 0 else "l", x, y)
        elif command == "C":
            for *handles, x, y in _groups(numbers, 6):
                yield _operator("c", *handles, x, y)
        elif command == "Q":
            for a, b, u, v in _groups(numbers, 4):
                yield _operator("c", (x + 2 * a) / 3, (y + 2 * b) / 3, (u + 2 * a) / 3, (v + 2 * b) / 3, u, v)
                x, y = u, v
        elif command in "Zz":
            yield "h"
        else:
            raise _Beyond


_SHAPES = {"rect": _rectangle, "ellipse": _ellipse, "path": _path}


def _groups(numbers: list[float], size: int) -> Iterable[tuple[float, ...]]:
    return zip(*[iter(numbers)] * size, strict=True)


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]


def _points(length: str) -> float:
    match = _MILLIMETRES.fullmatch(length)
    if match is None:
        raise _Beyond
    return float(match[1]) * _POINTS_PER_MM


def _colour(fill: str) -> str:
    match = _COLOUR.fullmatch(fill)
    if match is None:
        raise _Beyond
    return " ".join(f"{int(part, 16) / 255:.4g}" for part in match.groups())


def _operator(name: str, *operands: float) -> str:
    return f"{' '.join([f'{operand:.3f}' for operand in operands])} {name}"


def _concat(*matrix: float) -> str:
    return f"{' '.join(f'{number:.6f}' for number in matrix)} cm"
