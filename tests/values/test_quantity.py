"""Certified values."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from refusals import accepted, refused

from carbondocs.values.model import Model
from carbondocs.values.quantity import Quantity

_DIGITS = st.from_regex(r"(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,9})?", fullmatch=True)


class _Record(Model):
    footprint: Quantity


@pytest.mark.parametrize("given_value", ["68.30", Decimal("68.30"), {"value": "68.30"}, {"value": Decimal("68.30")}])
def test_a_bare_number_is_a_quantity_in_the_default_unit(given_value: object) -> None:
    quantity = accepted(Quantity, given_value)
    assert (quantity.digits, quantity.unit, quantity.unit_text) == ("68.30", "kgCO2e", "kgCO₂e")


@pytest.mark.parametrize("unit", ["kgCO2e", "kgCO₂e"])
def test_either_way_of_writing_the_unit_is_the_same_unit(unit: str) -> None:
    assert accepted(Quantity, {"value": 1, "unit": unit}).unit == "kgCO2e"


@pytest.mark.parametrize("unit", ["tCO2e", "kgco2e", "kgCO2", "", None, 1])
def test_another_unit_is_refused_with_what_is_accepted(unit: object) -> None:
    error = refused(Quantity, {"value": 1, "unit": unit})
    assert error.code == "quantity.unit"
    assert "kgCO2e or kgCO₂e" in str(error.hint)


def test_a_negative_value_needs_a_reason() -> None:
    error = refused(Quantity, "-5.20")
    assert error.code == "quantity.negative"
    assert "−5.20" in str(error.problem)
    quantity = accepted(Quantity, {"value": "-5.20", "negative_reason": "生物源碳清除量大于排放量"})
    assert quantity.digits == "−5.20"


@pytest.mark.parametrize(
    ("value", "grouped"),
    [
        ("0", "0"),
        ("1234.50", "1234.50"),
        ("12345.60", "12,345.60"),
        ("1234567", "1,234,567"),
        ("0.123456", "0.123456"),
        ("-1234", "−1234"),
        ("-12345.6", "−12,345.6"),
    ],
)
def test_five_or_more_integer_digits_are_grouped(value: str, grouped: str) -> None:
    assert Quantity(value=Decimal(value), negative_reason="移除").grouped == grouped


@pytest.mark.parametrize(("value", "place"), [(68.35, ("footprint",)), ({"value": 68.35}, ("footprint", "value"))])
def test_a_refusal_names_the_place_as_the_data_has_it(value: object, place: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError) as caught:
        _Record.model_validate({"footprint": value})
    (found,) = caught.value.errors()
    assert found["loc"] == place
    assert found["ctx"]["error"].code == "quantity.float"


def test_a_json_number_is_read_as_a_float_and_refused() -> None:
    with pytest.raises(ValidationError, match="lost its digits"):
        _Record.model_validate_json('{"footprint": 68.35}')


def test_quantities_are_equal_if_they_are_written_alike() -> None:
    assert accepted(Quantity, "68.30") == accepted(Quantity, Decimal("68.30"))
    assert accepted(Quantity, "68.30") != accepted(Quantity, "68.3")
    assert len({accepted(Quantity, text) for text in ("68.30", "68.3", "68.30")}) == 2


@given(_DIGITS, st.booleans())
def test_digits_survive_every_passage(digits: str, negative: bool) -> None:
    signed = negative and Decimal(digits) != 0
    data = {"value": "-" + digits if signed else digits, "negative_reason": "移除" if signed else None}
    quantity = accepted(Quantity, data)
    assert quantity.digits == ("−" if signed else "") + digits
    assert quantity.grouped.replace(",", "") == quantity.digits
    assert pickle.loads(pickle.dumps(quantity)) == quantity
    assert Quantity.model_validate(quantity.model_dump()) == quantity
    assert Quantity.model_validate_json(quantity.model_dump_json()) == quantity


@given(_DIGITS)
def test_groups_have_three_digits(digits: str) -> None:
    first, *rest = accepted(Quantity, digits).grouped.partition(".")[0].split(",")
    assert all(len(group) == 3 for group in rest)
    assert len(first) <= (3 if rest else 4)


def test_schema_offers_the_object_and_the_bare_number() -> None:
    definition = _Record.model_json_schema()["$defs"]["Quantity"]
    assert [choice["type"] for choice in definition["anyOf"]] == ["object", "string", "number"]
    assert definition["anyOf"][0]["properties"]["unit"]["enum"] == ["kgCO2e", "kgCO₂e"]
    written = _Record.model_json_schema(mode="serialization")["$defs"]["Quantity"]
    assert written["type"] == "object"
