"""What a footprint is counted for."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from carbondocs.values.model import Model
from carbondocs.values.text import Line


class FunctionalUnit(Model):
    """What the footprint is counted for."""

    kind: Literal["functional", "declared"] = Field(title="功能单位或声明单位")
    text: Line = Field(title="单位", description="Such as 1 kWh.")
    text_en: Line | None = Field(None, title="单位（英文）")
