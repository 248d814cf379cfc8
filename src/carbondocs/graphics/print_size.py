"""What a drawing must keep in print to be read: the smallest sizes, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from carbondocs.graphics.qr import Correction, qr_size

MODULE = 0.33
"""The least side of a QR code's module in mm: four dots of a 300 dpi printer, and what a telephone's camera still
tells apart at a hand's breadth."""

DIGITS = 1.2
"""The least height of the value's digits in mm."""

SMALL_PRINT = 1.2
"""The least em of all other text in mm."""

_STRONGEST_FIRST: tuple[Correction, ...] = ("H", "Q", "M", "L")
_TINY = 1e-6


@dataclass(frozen=True)
class Need:
    """A part of a drawing that is ``units`` large in it and must be ``millimetres`` large in print."""

    units: float
    millimetres: float


def code_need(payload: str, side: float) -> Need:
    """What a QR code of ``payload`` needs that is ``side`` units wide with its quiet zone, at the least correction."""
    return Need(side, qr_size(payload, "L") * MODULE)


def least_width(units: float, needs: Iterable[Need]) -> float:
    """The smallest width in mm, in tenths, of a drawing ``units`` wide at which every need is met."""
    least = max(need.millimetres / need.units for need in needs) * units
    return ceil(round(least * 10, 6)) / 10


def correction_for(payload: str, side: float) -> Correction | None:
    """The strongest error correction whose modules are large enough in a code of ``side`` mm; None if none is."""
    return next((level for level in _STRONGEST_FIRST if qr_size(payload, level) * MODULE <= side + _TINY), None)
