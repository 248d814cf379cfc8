"""Formulas are typed without subscripts, and printed with them."""

from __future__ import annotations

import pytest

from carbondocs.values.formulas import subscripted


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("kgCO2e/kWh", "kgCO₂e/kWh"),
        ("CO2、CH4 和 N2O", "CO₂、CH₄ 和 N₂O"),
        ("0.11 tCO2/GJ", "0.11 tCO₂/GJ"),
        ("SF6、NF3", "SF₆、NF₃"),
        ("CO₂e", "CO₂e"),
        ("型号 XCO2、CO2A-1、LF314", "型号 XCO2、CO2A-1、LF314"),
    ],
)
def test_greenhouse_gases_have_their_digits_set_low(typed: str, printed: str) -> None:
    assert subscripted(typed) == printed
