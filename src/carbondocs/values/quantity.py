"""A certified value: the digits as they were certified, with their unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.values.figure import FIGURE_SCHEMA, Figure, parse_figure, plain
from carbondocs.values.model import Model
from carbondocs.values.text import Line
from carbondocs.values.wording import shown

_LEAST_GROUPED = 5


def _parse_unit(value: object) -> object:
    if value in ("kgCO2e", "kgCO₂e"):
        return "kgCO2e"
    raise InvalidValue(
        "quantity.unit",
        message("The unit {value} isn't accepted.", value=shown(value)),
        message("Write kgCO2e or kgCO₂e, and convert the figure if it was in another unit."),
    )


_Unit = Annotated[Literal["kgCO2e"], BeforeValidator(_parse_unit, json_schema_input_type=Literal["kgCO2e", "kgCO₂e"])]


class Quantity(Model):
    """A mass of greenhouse gases in kgCO₂e, printed with the digits it was certified with.

    Data may give it as an object, or as the bare number. Two quantities are equal if they are written alike:
    68.30 isn't 68.3 on a certificate.
    """

    value: Figure = Field(title="数值", description="The figure; a string keeps every digit.")
    unit: _Unit = Field(default="kgCO2e", title="单位", description="Kilograms of CO₂ equivalents.")
    negative_reason: Line | None = Field(
        default=None, title="负值原因", description="Why the value is negative, for example by net removals."
    )

    @property
    def digits(self) -> str:
        """The figure as given; a negative one with a true minus sign (U+2212)."""
        return plain(self.value).replace("-", "−")

    @property
    def grouped(self) -> str:
        """The same digits, with a comma at every three of five or more integer digits."""
        whole, point, decimals = self.digits.partition(".")
        digits = whole.removeprefix("−")
        if len(digits) < _LEAST_GROUPED:
            return self.digits
        return f"{whole[: -len(digits)]}{int(digits):,}{point}{decimals}"

    @property
    def unit_text(self) -> str:
        """The unit as it is printed, with a subscript two (U+2082)."""
        return "kgCO₂e"

    def __eq__(self, other: object) -> bool:
        return self._written == other._written if isinstance(other, Quantity) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._written)

    @property
    def _written(self) -> tuple[str, str, str | None]:
        return self.digits, self.unit, self.negative_reason

    @model_validator(mode="before")
    @classmethod
    def _accept_bare_number(cls, data: object) -> object:
        if isinstance(data, Mapping | cls):
            return data
        parse_figure(data)  # here, so that a refusal names the field itself and not its ``value``
        return {"value": data}

    @model_validator(mode="after")
    def _explain_negative(self) -> Self:
        if self.value < 0 and not self.negative_reason:
            raise InvalidValue(
                "quantity.negative",
                message("{digits} is negative, and no reason is given.", digits=self.digits),
                message("Give the reason in negative_reason, or correct the value."),
            )
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        whole = handler(schema)
        if handler.mode == "validation":
            definition = handler.resolve_ref_schema(whole)
            asked = definition.copy()
            definition.clear()
            definition.update(title=asked.pop("title"), description=asked.pop("description"))
            definition["anyOf"] = [asked, *FIGURE_SCHEMA["anyOf"]]
        return whole
