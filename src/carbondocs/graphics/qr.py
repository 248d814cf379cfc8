"""QR codes as one path: the one place that knows ``qrcode``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue

Correction = Literal["L", "M", "Q", "H"]

QUIET_ZONE = 4
"""Modules kept white on each side (ISO/IEC 18004)."""

_LONGEST = 1000

_Point = tuple[int, int]
_Ways = dict[_Point, list[_Point]]


@dataclass(frozen=True)
class QrCode:
    """A QR code whose dark modules are one path, in modules, from the outer corner of the quiet zone.

    ``modules`` is the side of the code itself, ``size`` that of the code with its quiet zone.
    """

    path: str
    modules: int
    size: int
    version: int


def qr_code(payload: str, correction: Correction = "M") -> QrCode:
    """The smallest QR code that holds ``payload`` with at least this error correction.

    Raises:
        InvalidValue: the payload is empty, is longer than 1000 characters, or doesn't fit into any QR code.
    """
    if not payload:
        raise InvalidValue("qr.empty", message("the QR code has nothing to say"), message("give it a URL"))
    if len(payload) > _LONGEST:
        raise _too_long(payload)
    matrix, version = _matrix(payload, correction)
    return QrCode(_traced(matrix), len(matrix), len(matrix) + 2 * QUIET_ZONE, version)


def _matrix(payload: str, correction: Correction) -> tuple[list[list[bool]], int]:
    import qrcode
    from qrcode import constants
    from qrcode.exceptions import DataOverflowError

    code = qrcode.QRCode(error_correction=getattr(constants, f"ERROR_CORRECT_{correction}"), border=QUIET_ZONE)
    code.add_data(payload)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as error:  # a version beyond 40 is told as a ValueError
        raise _too_long(payload) from error
    return [[bool(module) for module in row] for row in code.modules], code.version


def _too_long(payload: str) -> InvalidValue:
    return InvalidValue(
        "qr.too_long",
        message("{count} characters are too many for a QR code", count=len(payload)),
        message("shorten the URL; {longest} characters is the most", longest=_LONGEST),
    )


def _traced(matrix: list[list[bool]]) -> str:
    """The outlines of the dark areas: modules that touch share no edge, so that no renderer leaves a gap there."""
    ways = _ways(matrix)
    loops = []
    while ways:
        start = next(iter(ways))
        corners = list(_corners(ways, start))
        loops.append(_drawn(corners))
    return "".join(loops)


def _ways(matrix: list[list[bool]]) -> _Ways:
    """From each grid point, the points that an edge leads to, with the dark side on its right."""
    side = len(matrix)
    ways: _Ways = {}

    def light(x: int, y: int) -> bool:
        return not (0 <= x < side and 0 <= y < side and matrix[y][x])

    for y in range(side):
        for x in range(side):
            if light(x, y):
                continue
            for (dx, dy), begin, end in (
                ((0, -1), (x, y), (x + 1, y)),
                ((1, 0), (x + 1, y), (x + 1, y + 1)),
                ((0, 1), (x + 1, y + 1), (x, y + 1)),
                ((-1, 0), (x, y + 1), (x, y)),
            ):
                if light(x + dx, y + dy):
                    ways.setdefault(begin, []).append(end)
    return ways


def _corners(ways: _Ways, start: _Point) -> Iterator[_Point]:
    """Follow the edges round from ``start``, using them up, and tell the points where they turn."""
    here, heading = start, (0, 0)
    while True:
        ends = ways[here]
        # where two areas meet at a corner, turn right and stay with the one at hand
        right = (here[0] - heading[1], here[1] + heading[0])
        there = right if right in ends else ends[0]
        ends.remove(there)
        if not ends:
            del ways[here]
        step = (there[0] - here[0], there[1] - here[1])
        if step != heading:
            yield here
        here, heading = there, step
        if here == start:
            return


def _drawn(corners: list[_Point]) -> str:
    (x, y), *others = corners
    drawn = [f"M{x + QUIET_ZONE} {y + QUIET_ZONE}"]
    for nx, ny in others:
        drawn.append(f"H{nx + QUIET_ZONE}" if ny == y else f"V{ny + QUIET_ZONE}")
        x, y = nx, ny
    return "".join(drawn) + "z"
