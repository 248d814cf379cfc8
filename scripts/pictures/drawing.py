"""A sheet to draw on: plain shapes, arrows, dimensions, and texts as outlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from carbondocs.graphics.outlines import Anchor, outline

_FONTS = Path(__file__).parents[2] / "fonts"
HEI, BOLD = (_FONTS / f"CarbonDocsHei-{weight}.ttf" for weight in ("Regular", "Bold"))
DARK, LEAF, PALE, INK, GREY, WHITE = "#0B4D3A", "#2E8B57", "#EEF6F1", "#1A1F1C", "#6B746F", "#FFFFFF"
LINE, HAIR = 0.35, 0.2  # mm


@dataclass
class Drawing:
    """An SVG of the given size in mm, made of plain shapes; texts are outlines."""

    width: float
    height: float
    shapes: list[str] = field(default_factory=list)

    def path(self, data: str, *, fill: str = "none", stroke: str = "none", width: float = LINE, dash: str = "") -> None:
        """Any path."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self.shapes.append(f'<path d="{data}" fill="{fill}" stroke="{stroke}" stroke-width="{width}"{dashes}/>')

    def box(self, x: float, y: float, w: float, h: float, *, radius: float = 0, **paint: str | float) -> None:
        """A rectangle, its corners rounded by ``radius``."""
        attributes = {"fill": "none", "stroke": "none", "width": LINE, "dash": ""} | paint
        self.shapes.append(
            f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" rx="{radius:g}" fill="{attributes["fill"]}" '
            f'stroke="{attributes["stroke"]}" stroke-width="{attributes["width"]}"'
            + (f' stroke-dasharray="{attributes["dash"]}"/>' if attributes["dash"] else "/>")
        )

    def text(
        self, x: float, y: float, text: str, *, size: float = 3.2, anchor: Anchor = "middle",
        face: Path = HEI, ink: str = INK, turn: float = 0,
    ) -> None:  # fmt: skip
        """A line of text whose middle height stands at y."""
        letters = outline(text, face, size, anchor=anchor).path
        place = f"translate({x:g} {y:g}) rotate({turn:g}) translate(0 {size * 0.36:g})"
        self.shapes.append(f'<path transform="{place}" fill="{ink}" d="{letters}"/>')

    def arrow(self, points: Sequence[tuple[float, float]], colour: str = LEAF, width: float = LINE) -> None:
        """Straight strokes through the points, with a head at the last."""
        (x0, y0), (x, y) = points[-2:]
        across, down = (x > x0) - (x < x0), (y > y0) - (y < y0)
        ends = [*points[:-1], (x - across * 1.2, y - down * 1.2)]
        self.path("M" + "L".join(f"{a:g} {b:g}" for a, b in ends), stroke=colour, width=width)
        left, right = ((x - across * 1.9 + side * down * 0.9, y - down * 1.9 + side * across * 0.9) for side in (1, -1))
        self.path(f"M{x:g} {y:g}L{left[0]:g} {left[1]:g}L{right[0]:g} {right[1]:g}Z", fill=colour)

    def measure(self, start: tuple[float, float], end: tuple[float, float], text: str) -> None:
        """A dimension line with heads at both ends and its figure beside the middle."""
        middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        for far in (start, end):
            self.arrow([middle, far], GREY, HAIR)
        upright = start[0] == end[0]
        place = (middle[0] - 2.3, middle[1]) if upright else (middle[0], middle[1] + 2.5)
        self.text(*place, text, ink=GREY, turn=-90 if upright else 0)

    def leader(self, start: tuple[float, float], end: tuple[float, float], text: str, *, bend: bool = False) -> None:
        """A label at ``end`` with a hairline to the dot at ``start``, straight or first upright, then level."""
        way = f"V{end[1]:g}H{end[0]:g}" if bend else f"L{end[0]:g} {end[1]:g}"
        self.path(f"M{start[0]:g} {start[1]:g}{way}", stroke=GREY, width=HAIR)
        self.shapes.append(f'<circle cx="{start[0]:g}" cy="{start[1]:g}" r="0.55" fill="{GREY}"/>')
        rightwards = end[0] >= start[0]
        self.text(end[0] + (1 if rightwards else -1), end[1], text, anchor="start" if rightwards else "end")

    def svg(self) -> str:
        """The file."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width:g}mm" height="{self.height:g}mm" '
            f'viewBox="0 0 {self.width:g} {self.height:g}">\n' + "\n".join(self.shapes) + "\n</svg>\n"
        )
