"""What a footprint is counted for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from carbondocs.values.model import Model
from carbondocs.values.text import Line


def _in_english(value: object) -> object:
    return {"功能单位": "functional", "声明单位": "declared"}.get(str(value), value)


class FunctionalUnit(Model):
    """What the footprint is counted for."""

    kind: Annotated[Literal["functional", "declared"], BeforeValidator(_in_english)] = Field(
        title="单位类型", description="功能单位 and 声明单位 do as well."
    )
    text: Line = Field(title="单位", description="Such as 1 kWh.")
    text_en: Line | None = Field(None, title="单位（英文）")
