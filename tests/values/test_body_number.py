"""Numbers that a body gives its own certificates."""

from __future__ import annotations

import pytest
from refusals import accepted, refused

from carbondocs.values.body_number import BodyNumber


@pytest.mark.parametrize(
    "text", ["1", "CF-2026-0018", "001-26-CF/0018-R0L/3502-1", "CECC20260018", "cf-2026-a", "0" * 40]
)
def test_whatever_a_body_numbers_by_is_taken_as_written(text: str) -> None:
    assert str(accepted(BodyNumber, text)) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "form"), ("-1", "form"), ("CF--1", "form"), ("CF/", "form"), ("CF_1", "form"), ("CF.1", "form"),
        ("CF 1", "space"), ("CF-1\n", "space"), ("CF－1", "character"), ("碳-1", "character"),
        ("0" * 41, "length"), (18, "type"),
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: object, code: str) -> None:
    assert refused(BodyNumber, text).code == f"body_number.{code}"


def test_a_near_miss_is_shown_in_its_right_form_and_case() -> None:
    assert '"cf-2026/A1", if' in str(refused(BodyNumber, "cf－2026/A1").hint)
