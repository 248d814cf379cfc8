"""Values as messages quote them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbondocs.values.wording import code_point, shown


@pytest.mark.parametrize(
    ("value", "quote"),
    [
        ("绿能", "绿能"),
        (None, "null"),
        (True, "true"),
        (68, "68"),
        (1.5, "1.5"),
        (Decimal("68.30"), "68.30"),
        (date(2026, 3, 1), "2026-03-01"),
        ({"a": 1}, "dict"),
        ("a\x1b[31m", "a<U+001B>[31m"),
        ("x" * 61, "x" * 59 + "…"),
    ],
)
def test_value_is_shown_in_the_terms_of_the_data(value: object, quote: str) -> None:
    assert shown(value) == quote


def test_an_integer_too_long_for_python_to_write_is_shown() -> None:
    assert shown(10**5000).startswith("1")


@given(st.text())
def test_a_quote_holds_nothing_that_a_terminal_acts_upon(text: str) -> None:
    assert shown(text).isprintable()


def test_code_point_has_its_number_and_its_name_if_it_has_one() -> None:
    assert code_point("\u200b") == "U+200B ZERO WIDTH SPACE"
    assert code_point("\ue000") == "U+E000"
