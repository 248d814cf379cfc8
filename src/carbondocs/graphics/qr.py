"""QR codes as one path: the one place that knows ``qrcode``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue

Correction = Literal["L", "M", "Q", "H"]

QUIET_ZONE = 4
"""Modules kept white on each side (ISO/IEC 18004)."""

_LONGEST = 1000

_DARK, _LONG_RUN = re.compile("1+"), re.compile("0{5,}|1{5,}")
_LIKE_FINDERS = "10111010000", "00001011101"

_Rows = tuple[int, ...]
"""The modules of a code, a row each, the leftmost in the highest bit."""

_Point = tuple[int, int]
_Edges = dict[_Point, _Point]


@dataclass(frozen=True)
class QrCode:
    """A QR code whose dark modules are one path, in modules, from the outer corner of the quiet zone.

    ``modules`` is the side of the code itself, ``size`` that of the code with its quiet zone.
    """

    path: str
    modules: int
    size: int
    version: int


@lru_cache(maxsize=64)
def qr_code(payload: str, correction: Correction = "M") -> QrCode:
    """The smallest QR code that holds ``payload`` with at least this error correction.

    Raises:
        InvalidValue: the payload is empty, is longer than 1000 characters, or doesn't fit into any QR code.
    """
    rows, version = _encoded(payload, correction)
    return QrCode(_traced(rows), len(rows), len(rows) + 2 * QUIET_ZONE, version)


def qr_size(payload: str, correction: Correction) -> int:
    """How many modules such a code has on a side, with its quiet zone; refuses what `qr_code` refuses."""
    return 4 * int(_laid_in(payload, correction).version) + 17 + 2 * QUIET_ZONE


def _encoded(payload: str, correction: Correction) -> tuple[_Rows, int]:
    code = _laid_in(payload, correction)
    code.makeImpl(False, _best_mask(code))
    return _rows(code), code.version


def _laid_in(payload: str, correction: Correction) -> Any:
    """A code of the least version with ``payload`` in it, its modules not yet placed."""
    import qrcode
    from qrcode import constants
    from qrcode.exceptions import DataOverflowError

    if not payload:
        raise InvalidValue("qr.empty", message("the QR code has nothing to say"), message("give it a URL"))
    if len(payload) > _LONGEST:
        raise _too_long(payload)
    code = qrcode.QRCode(error_correction=getattr(constants, f"ERROR_CORRECT_{correction}"), border=QUIET_ZONE)
    code.add_data(payload)
    try:
        code.best_fit()
    except (DataOverflowError, ValueError) as error:  # a version beyond 40 is told as a ValueError
        raise _too_long(payload) from error
    return code


def _too_long(payload: str) -> InvalidValue:
    return InvalidValue(
        "qr.too_long",
        message("{count} characters are too many for a QR code", count=len(payload)),
        message("shorten the URL; {longest} characters is the most", longest=_LONGEST),
    )


def _rows(code: Any) -> _Rows:
    return tuple(int("".join("1" if module else "0" for module in row), 2) for row in code.modules)


def _best_mask(code: Any) -> int:
    """The mask with the lowest penalty. ``qrcode`` would lay the data out anew for each; here masks are switched."""
    code.makeImpl(True, 0)
    rows = _rows(code)
    masked = [tuple(map(int.__xor__, rows, switch)) for switch in _switches(code.version)]
    return min(range(len(masked)), key=lambda mask: _penalty(masked[mask]))


@lru_cache(maxsize=40)
def _switches(version: int) -> tuple[_Rows, ...]:
    """For each of the eight masks, what changes in a code of this version, whatever it holds, if mask 0 gives way."""
    import qrcode

    code = qrcode.QRCode(version=version)
    masked = []
    for mask in range(8):
        code.makeImpl(True, mask)
        masked.append(_rows(code))
    return tuple(tuple(map(int.__xor__, rows, masked[0])) for rows in masked)


def _penalty(rows: _Rows) -> int:
    """How hard the code is to read: long runs, blocks, what looks like a finder pattern, imbalance (7.8.3.1)."""
    side = len(rows)
    across = [f"{row:0{side}b}" for row in rows]
    lines = " ".join([*across, *map("".join, zip(*across, strict=True))])
    runs = sum(len(run) - 2 for run in _LONG_RUN.findall(lines))
    finders = 40 * sum(map(lines.count, _LIKE_FINDERS))
    pairs = [row ^ row >> 1 for row in rows]
    inner = (1 << side - 1) - 1
    blocks = 3 * sum(
        (~(row ^ below | pair | next_pair) & inner).bit_count()
        for row, below, pair, next_pair in zip(rows, rows[1:], pairs, pairs[1:], strict=False)
    )
    dark = sum(row.bit_count() for row in rows)
    return runs + finders + blocks + 10 * (abs(20 * dark - 10 * side * side) // (side * side))


def _traced(rows: _Rows) -> str:
    """The outlines of the dark areas: modules that touch share no edge, so that no renderer leaves a gap there."""
    edges = _edges(rows)
    loops = []
    while edges[0]:
        loops.append(_drawn(_corners(edges)))
    return "".join(loops)


def _edges(rows: _Rows) -> tuple[_Edges, ...]:
    """The edges of the dark areas from corner to corner: those to the right, down, to the left and up.

    The dark side is on the right of each.
    """
    side = len(rows)
    columns = [int("".join(column), 2) for column in zip(*(f"{row:0{side}b}" for row in rows), strict=True)]
    right: _Edges = {}
    down: _Edges = {}
    left: _Edges = {}
    up: _Edges = {}
    for y, (above, below) in enumerate(zip((0, *rows), (*rows, 0), strict=True)):
        right.update(((start, y), (end, y)) for start, end in _spans(below & ~above, side))
        left.update(((end, y), (start, y)) for start, end in _spans(above & ~below, side))
    for x, (before, after) in enumerate(zip((0, *columns), (*columns, 0), strict=True)):
        up.update(((x, end), (x, start)) for start, end in _spans(after & ~before, side))
        down.update(((x, start), (x, end)) for start, end in _spans(before & ~after, side))
    return right, down, left, up


def _spans(modules: int, side: int) -> list[tuple[int, int]]:
    return [run.span() for run in _DARK.finditer(f"{modules:0{side}b}")]


def _corners(edges: tuple[_Edges, ...]) -> list[_Point]:
    """One loop of edges, which are used up, as the points where it turns; it begins with an edge to the right."""
    start = here = next(iter(edges[0]))
    heading = 0
    corners = []
    while True:
        corners.append(here)
        here = edges[heading].pop(here)
        if here == start:
            return corners
        # where two areas meet at a corner, turn right and stay with the one at hand
        clockwise = (heading + 1) % 4
        heading = clockwise if here in edges[clockwise] else (heading - 1) % 4


def _drawn(corners: list[_Point]) -> str:
    """The loop as path data: it sets out to the right and turns at every corner."""
    (x, y), *others = corners
    steps = (f"V{y + QUIET_ZONE}" if number % 2 else f"H{x + QUIET_ZONE}" for number, (x, y) in enumerate(others))
    return f"M{x + QUIET_ZONE} {y + QUIET_ZONE}{''.join(steps)}z"
