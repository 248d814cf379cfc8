"""A ring, its sectors and the lines that cut it, as paths of plain fills, which every renderer draws alike."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, cos, hypot, pi, sin, tan

Point = tuple[float, float]

_ARC = pi / 4  # the longest that one curve takes


@dataclass(frozen=True)
class Ring:
    """A ring around ``x``, ``y`` between two radii; angles are radians, clockwise from twelve o'clock."""

    x: float
    y: float
    hole: float
    radius: float

    def at(self, angle: float, radius: float) -> Point:
        """The point at that angle and distance; y points down."""
        return self.x + radius * sin(angle), self.y - radius * cos(angle)

    def sector(self, start: float, sweep: float) -> str:
        """The path of a sector; of the whole ring where ``sweep`` is a full turn."""
        outer, inner = self._arc(self.radius, start, sweep), self._arc(self.hole, start + sweep, -sweep)
        joint = "ZM" if sweep >= 2 * pi * (1 - 1e-9) else "L"
        return (
            f"M{_written(self.at(start, self.radius))}{outer}"
            f"{joint}{_written(self.at(start + sweep, self.hole))}{inner}Z"
        )

    def cut(self, angle: float, width: float) -> str:
        """The path of a line of that width across the ring."""
        return stroke(width, self.at(angle, self.hole - width), self.at(angle, self.radius + width))

    def _arc(self, radius: float, start: float, sweep: float) -> str:
        pieces = max(1, ceil(abs(sweep) / _ARC))
        step = sweep / pieces
        handle = 4 / 3 * tan(step / 4) * radius
        curves = []
        for piece in range(pieces):
            before, after = start + piece * step, start + (piece + 1) * step
            (a, b), (c, d) = self.at(before, radius), self.at(after, radius)
            curves.append(
                "C"
                + " ".join(
                    _written(point)
                    for point in (
                        (a + handle * cos(before), b + handle * sin(before)),
                        (c - handle * cos(after), d - handle * sin(after)),
                        (c, d),
                    )
                )
            )
        return "".join(curves)


def stroke(width: float, *points: Point) -> str:
    """The path of a line through ``points``, filled and not stroked."""
    pieces = []
    for (a, b), (c, d) in pairwise(points):
        length = hypot(c - a, d - b)
        if length:
            u, v = (b - d) / length * width / 2, (c - a) / length * width / 2
            corners = ((a + u, b + v), (c + u, d + v), (c - u, d - v), (a - u, b - v))
            pieces.append(f"M{'L'.join(map(_written, corners))}Z")
    return "".join(pieces)


def _written(point: Point) -> str:
    return " ".join(f"{round(number, 4) + 0.0:.7g}" for number in point)
