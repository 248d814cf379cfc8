"""What kinds that are a drawing have in common: how it is put out, and the rules that its size keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pydantic import Field

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.graphics.canvas import Canvas, Ground
from carbondocs.kinds.base import Broken, Context
from carbondocs.language import Phrase
from carbondocs.values.model import Model

FORMATS = ("svg", "pdf", "png")

_SAME_HEIGHT = Decimal("0.1")


class Design(Model):
    """How a drawing is put out: lengths are in mm, and its trimmed size is what its width says."""

    width: Decimal = Field(Decimal(30), ge=5, le=1000, title="宽度（mm）", description="The trimmed width.")
    height: Decimal | None = Field(
        None, ge=5, le=3000, title="高度（mm）", description="Follows from the width; checked where it is given."
    )
    ground: Ground = Field("transparent", title="底", description="What is behind the drawing.")
    bleed: Decimal = Field(Decimal(0), ge=0, le=5, title="出血（mm）", description="In PDF, beyond the trimmed size.")
    crop_marks: bool = Field(False, title="裁切线", description="In PDF, outside the bleed.")
    dpi: int = Field(600, ge=72, le=2400, title="分辨率（DPI）", description="Of PNG.")

    def canvas(self, units: float, height: float) -> Canvas:
        """The canvas for a drawing of that width and height in its own units."""
        width = float(self.width)
        return Canvas(
            width,
            round(width * height / units, 4),
            units,
            float(self.bleed),
            self.crop_marks,
            self.dpi,
            self.ground,
        )


@dataclass(frozen=True)
class DrawingContext(Context):
    """What the template of a drawing may see beside what it shows: its canvas, and what the drawing is."""

    canvas: Canvas
    description: Phrase


def in_proportion(design: Design, units: float, height: float, clause: str) -> Iterator[Broken]:
    """A height that is given as well is the one that follows from the width, to a tenth of a mm."""
    due = design.width * Decimal(str(height)) / Decimal(str(units))
    if design.height is not None and abs(design.height - due) > _SAME_HEIGHT:
        yield Broken(
            "design.height",
            InvalidValue(
                "design.proportion",
                message(
                    "{width} × {height} mm would stretch the drawing, which may be scaled in proportion only.",
                    width=f"{design.width:f}",
                    height=f"{design.height:f}",
                ),
                message("Leave height out: for this width it is {due} mm.", due=f"{due:.1f}"),
                clause,
            ),
        )


def large_enough(design: Design, least: float, clause: str) -> Iterator[Broken]:
    """The drawing is at least ``least`` mm wide."""
    if float(design.width) < least:
        yield Broken(
            "design.width",
            InvalidValue(
                "design.too_small",
                message(
                    "At {width} mm it can't be read in print; with this content the smallest width is {least} mm.",
                    width=f"{design.width:f}",
                    least=f"{least:g}",
                ),
                message("Make it at least {least} mm wide, or shorten what it says.", least=f"{least:g}"),
                clause,
            ),
        )
