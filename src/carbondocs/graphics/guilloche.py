"""The engraved ornament of a certificate: a woven band round the page, rosettes at its corners, a faint ground.

Every line is a wave: a strand of the band swings about the middle of its side, a line of a rosette about a circle.
The same wave drawn again and again, its phase moved on by an equal part of a turn, makes a weave:

- ``a·cos(nt + φ)`` fills a ribbon with straight edges: the leaf-green weave of the band, the rings of a rosette;
- ``(m + s·cos kt)·cos(nt + φ)`` swells and narrows the ribbon k times: the dark lenses of the band, the petals.

Corners need no mending. A side holds a whole number of lenses, hence of periods, so that both of its ends look alike;
its strands spring from the circle of one rosette and end on that of the next; and a set of phases is its own mirror
image, so each side is too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import hypot, tau

from carbondocs.errors import UsageError, one
from carbondocs.graphics.curves import (
    Harmonic,
    Knot,
    Point,
    Wave,
    circle,
    curve,
    loop,
    phases,
    rectangle,
    swelling_wave,
    wave,
)

BAND_EDGE = 9.0
"""From the edge of the page to the outer edge of the woven band, in mm; its rosettes stand out by 1 mm."""

BAND_WIDTH = 9.0
"""Width of the woven band, in mm."""

ROSETTE_RADIUS = 5.5
"""Radius of the rosettes, in mm; their centres are where the middles of two sides meet."""

CLEAR_EDGE = 20.5
"""From the edge of the page to the area that holds nothing but the faint ground, in mm."""

_AXIS = BAND_EDGE + BAND_WIDTH / 2
_RULE_EDGE = 19.8
_LENS_LENGTH = 28.0
_GROUND_SHARE = 0.345  # its radius, of the page's shorter side
_SHORTEST_SIDE = 100.0


@dataclass(frozen=True)
class Border:
    """The ornament of one page as SVG path data in mm, by role, in the order in which it is drawn."""

    ground: tuple[str, ...]
    leaf_strands: tuple[str, ...]
    dark_strands: tuple[str, ...]
    leaf_rosettes: tuple[str, ...]
    dark_rosettes: tuple[str, ...]
    rules: tuple[str, ...]


@lru_cache(maxsize=8)
def border(width: float, height: float) -> Border:
    """The ornament for a page of ``width`` × ``height`` mm.

    Raises:
        UsageError: a side of the page is shorter than 100 mm.
    """
    if min(width, height) < _SHORTEST_SIDE:
        raise UsageError(
            one(
                "page.small",
                "A page of {width} × {height} mm has no room for the border.",
                "Use a page whose sides are at least {least} mm long.",
                width=f"{width:g}",
                height=f"{height:g}",
                least=f"{_SHORTEST_SIDE:g}",
            )
        )
    sides = _sides(width, height)
    corners = [side.start for side in sides]
    return Border(
        ground=tuple(_ground(Point(width / 2, height / 2), _GROUND_SHARE * min(width, height))),
        leaf_strands=tuple(path for side in sides for path in _straight_weave(side)),
        dark_strands=tuple(path for side in sides for path in _lens_weave(side)),
        leaf_rosettes=tuple(path for corner in corners for path in _rosette_leaves(corner)),
        dark_rosettes=tuple(path for corner in corners for path in _rosette_lace(corner)),
        rules=(rectangle(_RULE_EDGE, _RULE_EDGE, width - _RULE_EDGE, height - _RULE_EDGE),),
    )


@dataclass(frozen=True)
class _Side:
    """One side of the band, clockwise: from the centre of a corner to that of the next, ``length`` mm away."""

    start: Point
    direction: Point
    length: float

    @property
    def lenses(self) -> int:
        return round((self.length - 2 * ROSETTE_RADIUS) / _LENS_LENGTH)

    @property
    def _turn(self) -> float:
        """Length of a lens in mm, divided by 2π."""
        return (self.length - 2 * ROSETTE_RADIUS) / (tau * self.lenses)

    def strand(self, deflection: Wave, frequency: int, per_period: int) -> str:
        """Path data of a strand that swings ``frequency`` times a lens, from one rosette's circle to the next's."""
        mirrored = Wave(tuple(Harmonic(a, n, -phase) for a, n, phase in deflection.harmonics))
        start, end = self._spring(deflection), tau * self.lenses - self._spring(mirrored)
        return curve(lambda t: self._knot(deflection, t), start, end, frequency, per_period)

    def _knot(self, deflection: Wave, t: float) -> Knot:
        """The strand at ``t``, which grows by 2π a lens from 0, where the side leaves the rosette's circle."""
        along, out, out_slope = ROSETTE_RADIUS + t * self._turn, deflection.value(t), deflection.slope(t)
        right, down = self.direction
        return Knot(
            self.start.x + right * along + down * out,
            self.start.y + down * along - right * out,
            right * self._turn + down * out_slope,
            down * self._turn - right * out_slope,
        )

    def _spring(self, deflection: Wave) -> float:
        """Where the strand leaves the rosette's circle for good: no later than at 0, no earlier than at its centre."""

        def inside(t: float) -> bool:
            return hypot(ROSETTE_RADIUS + t * self._turn, deflection.value(t)) < ROSETTE_RADIUS

        earliest = -ROSETTE_RADIUS / self._turn
        low = next(t for t in (earliest * share / 64 for share in range(1, 65)) if inside(t))
        high = low - earliest / 64
        for _ in range(20):
            middle = (low + high) / 2
            low, high = (middle, high) if inside(middle) else (low, middle)
        return high


def _sides(width: float, height: float) -> list[_Side]:
    left, top, right, bottom = _AXIS, _AXIS, width - _AXIS, height - _AXIS
    return [
        _Side(Point(left, top), Point(1, 0), right - left),
        _Side(Point(right, top), Point(0, 1), bottom - top),
        _Side(Point(right, bottom), Point(-1, 0), right - left),
        _Side(Point(left, bottom), Point(0, -1), bottom - top),
    ]


def _straight_weave(side: _Side) -> Iterator[str]:
    for phase in phases(10):
        yield side.strand(wave(4.4, 2, phase), frequency=2, per_period=3)


def _lens_weave(side: _Side) -> Iterator[str]:
    for phase in phases(10):
        yield side.strand(swelling_wave(2.75, -1.6, 1, 1, phase), frequency=1, per_period=4)


def _rosette_lace(centre: Point) -> Iterator[str]:
    yield circle(centre, ROSETTE_RADIUS)
    yield from _ring(centre, 2.4, 5.2, petals=9, lines=6)
    yield from _ring(centre, 0.45, 1.5, petals=5, lines=3)


def _rosette_leaves(centre: Point) -> Iterator[str]:
    yield from _ring(centre, 1.25, 3.9, petals=6, lines=5)


def _ground(centre: Point, radius: float) -> Iterator[str]:
    """A flower of twelve broad petals, twelve narrow ones between them, and a heart."""
    middle, tip = 0.64 * radius, 0.36 * radius
    for swell, lines in ((0.3, 8), (-0.3, 6)):
        for phase in phases(lines):
            petals = swelling_wave((1 - abs(swell)) * tip, swell * tip, 12, 12, phase, middle)
            yield loop(centre, petals, 12, 3)
    yield from _ring(centre, 0.11 * radius, 0.34 * radius, petals=8, lines=8)


def _ring(centre: Point, inner: float, outer: float, *, petals: int, lines: int) -> Iterator[str]:
    for phase in phases(lines):
        yield loop(centre, wave((outer - inner) / 2, petals, phase, (outer + inner) / 2), petals, 3)
