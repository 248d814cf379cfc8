"""Approval numbers of certification bodies."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusals import accepted, refused

from carbondocs.values.approval_number import ApprovalNumber

APPROVALS = st.from_regex("CNCA-(R-[0-9]{4}-[0-9]{3,4}|RF-[0-9]{4}-[0-9]{2,3})", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "foreign", "year", "serial", "body_code"),
    [
        ("CNCA-R-2002-001", False, 2002, "001", "0001"),
        ("CNCA-R-2003-117", False, 2003, "117", "0117"),
        ("CNCA-R-2021-1234", False, 2021, "1234", "1234"),
        ("CNCA-RF-2002-07", True, 2002, "07", "F007"),
        ("CNCA-RF-2003-27", True, 2003, "27", "F027"),
        ("CNCA-RF-2019-127", True, 2019, "127", "F127"),
    ],
)
def test_parts_and_body_code(text: str, foreign: bool, year: int, serial: str, body_code: str) -> None:
    number = ApprovalNumber.parse(text)
    assert (number.foreign, number.year, number.serial, number.body_code) == (foreign, year, serial, body_code)


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("cnca-r-2002-001", "lower_case", "CNCA-R-2002-001"),
        ("CNCA－R-2002-001", "character", "CNCA-R-2002-001"),
        ("CNCA-RF-2002-０7", "character", "CNCA-RF-2002-07"),
        ("CNCARF200207", "form", "CNCA-RF-2002-07"),
        ("CNCA-R-2002-001 ", "space", "CNCA-R-2002-001"),
        ("CNCA-R-2002-01", "serial", "look like"),
        ("CNCA-RF-2002-0007", "serial", "look like"),
        ("CNCA-2002-001", "form", "look like"),
        ("", "form", "look like"),
        (2002001, "type", "quotation marks"),
    ],
)
def test_a_near_miss_is_refused_with_the_form_it_should_have(text: object, code: str, hint: str) -> None:
    error = refused(ApprovalNumber, text)
    assert error.code == f"approval_number.{code}"
    assert hint in str(error.hint)
    assert "附件4" in error.clause


@given(APPROVALS)
def test_round_trip(text: str) -> None:
    number = accepted(ApprovalNumber, text)
    assert str(number) == text
    assert accepted(ApprovalNumber, number) is number
    assert pickle.loads(pickle.dumps(number)) == number
    assert len(number.body_code) == 4
    assert number.body_code.startswith("F") is number.foreign
    assert number.body_code.endswith(number.serial)
