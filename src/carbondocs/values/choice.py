"""Values that are chosen from a list, by their English or their Chinese word."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator


class Choice(StrEnum):
    """An enumeration whose members are written ``NAME = "value", "中文"``; data may give either word."""

    chinese: str

    def __new__(cls, value: str, chinese: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.chinese = chinese
        return member

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        return next((member for member in cls if member.chinese == value), None)


def _truth(value: object) -> object:
    return {"是": True, "否": False}.get(value, value) if isinstance(value, str) else value


YesNo = Annotated[bool, BeforeValidator(_truth)]
"""True or false; 是 and 否 do as well."""
