"""A span of days."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.values.dates import Day
from carbondocs.values.model import Model


class Period(Model):
    """From one day to another, both included; it may be a single day."""

    start: Day = Field(title="起始日期", description="The first day.")
    end: Day = Field(title="结束日期", description="The last day.")

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if self.end < self.start:
            raise InvalidValue(
                "period.reversed",
                message("The period ends on {end}, before it starts on {start}.", start=self.start, end=self.end),
                message("Exchange the two dates, or correct the wrong one."),
            )
        return self


def _of_one_day(value: object) -> object:
    return value if isinstance(value, Mapping | Period) else {"start": value, "end": value}


Days = Annotated[Period, BeforeValidator(_of_one_day)]
"""A period, or a single day in its place."""
