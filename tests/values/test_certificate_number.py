"""Certificate numbers and what they must agree with."""

from __future__ import annotations

import dataclasses
import pickle
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from refusals import accepted, refused

from carbondocs.errors import InvalidValue
from carbondocs.values.approval_number import ApprovalNumber
from carbondocs.values.certificate_number import CertificateNumber

_FORM = r"CFP-(?:[0-9]{4}|F[0-9]{3})-20[0-9]{2}-[0-9]{3}-[0-9]{4}"
_NUMBERS = st.from_regex(_FORM, fullmatch=True)
_APPROVALS = st.from_regex("CNCA-(R-[0-9]{4}-[0-9]{3,4}|RF-[0-9]{4}-[0-9]{2,3})", fullmatch=True).map(
    ApprovalNumber.parse
)


def test_parts() -> None:
    number = CertificateNumber.parse("CFP-F007-2026-101-0042")
    assert (number.body_code, number.year, number.product_code, number.serial) == ("F007", 2026, "101", "0042")


@pytest.mark.parametrize(
    ("text", "code", "problem"),
    [
        ("cfp-0001-2026-101-0001", "lower_case", "lower case"),
        ("CFP－0001－2026－101－0001", "character", "U+FF0D FULLWIDTH HYPHEN-MINUS"),
        ("CFP-０００１-2026-101-0001", "character", "U+FF10 FULLWIDTH DIGIT ZERO"),
        ("CFP—0001—2026—101—0001", "character", "U+2014 EM DASH"),
        ("CFP-0001-2026-101-0001\n", "space", "white space"),
        ("CFP 0001 2026 101 0001", "space", "white space"),
        ("CFP000120261010001", "hyphens", "missing or misplaced"),
        ("CFP-0001-2026101-0001", "hyphens", "missing or misplaced"),
    ],
)
def test_a_near_miss_is_refused_and_its_right_form_is_shown(text: str, code: str, problem: str) -> None:
    error = refused(CertificateNumber, text)
    assert error.code == f"certificate_number.{code}"
    assert problem in str(error.problem)
    assert '"CFP-0001-2026-101-0001", if' in str(error.hint)


@pytest.mark.parametrize(
    ("text", "code", "problem"),
    [
        ("CFP-001-2026-101-0001", "length", "has 17 characters"),
        ("CFP-0001-2026-101-00012", "length", "has 19 characters"),
        ("", "length", "has 0 characters"),
        ("CFQ-0001-2026-101-0001", "prefix", '"CFQ"'),
        ("CFP-G001-2026-101-0001", "body", '"G001"'),
        ("CFP-0001-1926-101-0001", "year", '"1926"'),
        ("CFP-0001-2026-1A1-0001", "product", '"1A1"'),
        ("CFP-0001-2026-101-000B", "serial", '"000B"'),
    ],
)
def test_a_wrong_part_is_named(text: str, code: str, problem: str) -> None:
    error = refused(CertificateNumber, text)
    assert error.code == f"certificate_number.{code}"
    assert problem in str(error.problem)
    assert "CFP-0001-2026-101-0001" in str(error.hint)
    assert "附件4" in error.clause


def test_a_number_is_not_text() -> None:
    assert refused(CertificateNumber, 120261010001).code == "certificate_number.type"


@given(_NUMBERS)
def test_round_trip(text: str) -> None:
    number = accepted(CertificateNumber, text)
    assert str(number) == text
    assert pickle.loads(pickle.dumps(number)) == number
    assert {number, CertificateNumber(text)} == {number}
    assert TypeAdapter(CertificateNumber).dump_json(number).decode() == f'"{text}"'
    parts = (number.body_code, f"{number.year}", number.product_code, number.serial)
    assert "-".join(("CFP", *parts)) == text


@given(_NUMBERS, st.data())
def test_no_other_text_is_accepted(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    other = text[:place] + data.draw(st.text(max_size=2)) + text[place + 1 :]
    assume(not re.fullmatch(_FORM, other))
    with pytest.raises(InvalidValue) as caught:
        CertificateNumber.parse(other)
    assert str(caught.value.problem)


@given(_NUMBERS.map(CertificateNumber.parse), _APPROVALS)
def test_a_number_agrees_with_the_body_whose_code_it_has_and_no_other(
    number: CertificateNumber, approval: ApprovalNumber
) -> None:
    own = CertificateNumber.parse(str(number).replace(number.body_code, approval.body_code, 1))
    own.check_body(approval)
    if number.body_code != approval.body_code:
        with pytest.raises(InvalidValue) as caught:
            number.check_body(approval)
        assert caught.value.code == "certificate_number.body_disagrees"
        for side in (str(number), number.body_code, str(approval), approval.body_code):
            assert side in str(caught.value.problem)


@pytest.mark.parametrize("year", [2025, 2027])
def test_year_of_issue_must_agree(year: int) -> None:
    number = CertificateNumber.parse("CFP-0001-2026-101-0001")
    number.check_year(2026)
    with pytest.raises(InvalidValue, match=rf"2026, .* {year}") as caught:
        number.check_year(year)
    assert caught.value.code == "certificate_number.year_disagrees"


def test_a_number_never_changes() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        CertificateNumber.parse("CFP-0001-2026-101-0001").text = "CFP"  # type: ignore[misc]


def test_schema_has_pattern_title_and_example() -> None:
    schema = TypeAdapter(CertificateNumber).json_schema()
    assert schema["title"] == "证书编号"
    assert re.match(schema["pattern"], schema["examples"][0])
    assert not re.match(schema["pattern"], "CFP-0001-2026-101-00012")
