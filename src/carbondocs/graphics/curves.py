"""Smooth curves as SVG path data: waves to draw, and the cubic Béziers that follow them.

A `Wave` is a short sum of cosines, so that its slope is exact. A curve made of waves is sampled a few times a period
and set as cubic Béziers through these knots, with its own tangents. Handles are ``4/3·tan(step/4)`` long, like those of
a circular arc: so they meet a cosine half-way between two knots as well, and three knots a period are enough.
Coordinates are rounded to 0.01 mm, and each step is counted from the rounded place before it, so that nothing drifts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, cos, sin, tan, tau
from typing import NamedTuple


class Point(NamedTuple):
    """A place on the page in mm; y grows downwards."""

    x: float
    y: float


class Knot(NamedTuple):
    """A point of a curve and the derivative there."""

    x: float
    y: float
    dx: float
    dy: float


class Harmonic(NamedTuple):
    """``amplitude·cos(frequency·t + phase)``."""

    amplitude: float
    frequency: int
    phase: float


@dataclass(frozen=True)
class Wave:
    """A sum of cosines over ``t``, in mm."""

    harmonics: tuple[Harmonic, ...]

    def value(self, t: float) -> float:
        """The wave at ``t``."""
        return sum(amplitude * cos(frequency * t + phase) for amplitude, frequency, phase in self.harmonics)

    def slope(self, t: float) -> float:
        """The derivative of the wave at ``t``."""
        return -sum(a * frequency * sin(frequency * t + phase) for a, frequency, phase in self.harmonics)


def swelling_wave(mean: float, swell: float, frequency: int, swells: int, phase: float, middle: float = 0.0) -> Wave:
    """``middle + (mean + swell·cos(swells·t))·cos(frequency·t + phase)``, its product written as a sum."""
    return Wave(
        (
            Harmonic(middle, 0, 0.0),
            Harmonic(mean, frequency, phase),
            Harmonic(swell / 2, frequency + swells, phase),
            Harmonic(swell / 2, frequency - swells, phase),
        )
    )


def wave(amplitude: float, frequency: int, phase: float, middle: float = 0.0) -> Wave:
    """``middle + amplitude·cos(frequency·t + phase)``."""
    return Wave((Harmonic(middle, 0, 0.0), Harmonic(amplitude, frequency, phase)))


def phases(count: int) -> list[float]:
    """``count`` equal parts of a turn, in radians."""
    return [tau * index / count for index in range(count)]


def curve(
    knot: Callable[[float], Knot], start: float, end: float, frequency: int, per_period: int, *, closed: bool = False
) -> str:
    """Path data of the curve ``knot(t)`` from ``start`` to ``end``.

    The curve follows a wave of that ``frequency`` and is set in at least ``per_period`` Béziers a period.
    """
    count = ceil(frequency * (end - start) * per_period / tau - 1e-9)
    step = (end - start) / count
    handle = 4 / 3 * tan(frequency * step / 4) / frequency
    first, *others = (knot(start + index * step) for index in range(count + 1))
    here = Point(round(first.x, 2), round(first.y, 2))
    path = [f"M{_numbers(here)}c{_numbers((first.dx * handle, first.dy * handle))} "]
    for x, y, dx, dy in others:
        there = Point(round(x, 2), round(y, 2))
        path.append(_numbers((x - dx * handle - here.x, y - dy * handle - here.y, there.x - here.x, there.y - here.y)))
        path.append("s")
        here = there
    path[-1] = "z" if closed else ""
    return "".join(path)


def loop(centre: Point, radius: Wave, frequency: int, per_period: int) -> str:
    """Path data of a closed curve whose distance from ``centre`` is ``radius``, clockwise from the top."""

    def knot(t: float) -> Knot:
        r, slope = radius.value(t), radius.slope(t)
        return Knot(
            centre.x + r * sin(t), centre.y - r * cos(t), slope * sin(t) + r * cos(t), r * sin(t) - slope * cos(t)
        )

    return curve(knot, 0.0, tau, frequency, per_period, closed=True)


def circle(centre: Point, radius: float) -> str:
    """Path data of a circle."""
    half = _numbers((radius, radius))
    return (
        f"M{_numbers((centre.x - radius, centre.y))}"
        f"a{half} 0 1 1 {_numbers((2 * radius, 0))}a{half} 0 1 1 {_numbers((-2 * radius, 0))}z"
    )


def rectangle(left: float, top: float, right: float, bottom: float) -> str:
    """Path data of an upright rectangle."""
    return f"M{_numbers((left, top))}H{_numbers((right,))}V{_numbers((bottom,))}H{_numbers((left,))}z"


def _numbers(values: tuple[float, ...]) -> str:
    return " ".join(_number(value) for value in values)


def _number(value: float) -> str:
    hundredths = round(value * 100)
    whole, part = divmod(abs(hundredths), 100)
    fraction = f".{part:02d}".rstrip("0") if part else ""
    return f"{'-' if hundredths < 0 else ''}{whole or (0 if not fraction else '')}{fraction}"
