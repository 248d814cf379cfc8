"""The surface of a drawing that is a document by itself: its trimmed size, and what stands beyond the trim."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Ground = Literal["transparent", "white"]

MARK_OFFSET = 2.0
"""How far crop marks keep from the trim, in mm, where the bleed doesn't keep them further off."""

MARK_LENGTH = 4.0


@dataclass(frozen=True)
class Canvas:
    """``width`` and ``height`` are the trimmed size in mm, ``units`` the width in the units of the drawing.

    ``bleed`` is in mm; with ``crop_marks`` the sheet is larger still. ``dpi`` is for pixels.
    """

    width: float
    height: float
    units: float
    bleed: float = 0.0
    crop_marks: bool = False
    dpi: int = 600
    ground: Ground = "transparent"

    @property
    def trimmed(self) -> Canvas:
        """The same without anything beyond the trim."""
        return replace(self, bleed=0.0, crop_marks=False)

    @property
    def scale(self) -> float:
        """Units of the drawing in a mm."""
        return self.units / self.width

    @property
    def margin(self) -> float:
        """What stands beyond the trim on each side, in mm."""
        return max(self.bleed, MARK_OFFSET) + MARK_LENGTH if self.crop_marks else self.bleed

    @property
    def sheet_width(self) -> float:
        """The width of all, in mm."""
        return round(self.width + 2 * self.margin, 4)

    @property
    def sheet_height(self) -> float:
        """The height of all, in mm."""
        return round(self.height + 2 * self.margin, 4)

    @property
    def view_box(self) -> str:
        """All, in units of the drawing, whose origin is the trim's upper left corner."""
        corner = -self.margin * self.scale + 0.0
        sides = (self.sheet_width * self.scale, self.sheet_height * self.scale)
        return " ".join(f"{round(number, 4) + 0.0:g}" for number in (corner, corner, *sides))

    @property
    def overhang(self) -> float:
        """The bleed in units of the drawing."""
        return round(self.bleed * self.scale, 4)

    @property
    def marks(self) -> str:
        """The crop marks as path data, in mm from the trim's upper left corner."""
        near = max(self.bleed, MARK_OFFSET)
        far = near + MARK_LENGTH
        across = [f"M{x:g} {y:g}H{end:g}" for y in (0, self.height) for x, end in self._strokes(self.width, near, far)]
        down = [f"M{x:g} {y:g}V{end:g}" for x in (0, self.width) for y, end in self._strokes(self.height, near, far)]
        return "".join(across + down)

    @staticmethod
    def _strokes(side: float, near: float, far: float) -> tuple[tuple[float, float], ...]:
        return (-far, -near), (side + near, side + far)
