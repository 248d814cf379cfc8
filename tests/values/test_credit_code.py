"""Unified social credit codes."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from refusals import accepted, refused

from carbondocs.errors import InvalidValue
from carbondocs.values.credit_code import CreditCode, with_check_character

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_FIRST17 = st.from_regex(f"[{_ALPHABET}]{{2}}[0-9]{{6}}[{_ALPHABET}]{{9}}", fullmatch=True)
_CODES = _FIRST17.map(with_check_character)
_REGISTERED = (
    "91350100M000100Y43",  # the example of GB 32100-2015
    "91341000MA2N0ABGXX",
    "11610923MB2900168E",
    "1134082855783407XL",
    "9144030071526726XG",
    "91110000600037341L",
)


@pytest.mark.parametrize("text", _REGISTERED)
def test_registered_codes_are_valid_in_both_check_characters(text: str) -> None:
    code = CreditCode.parse(text)
    assert str(code) == text
    assert code.organization_code == text[8:17]
    assert code.organization_code_agrees


def test_organization_code_may_disagree_where_the_whole_agrees() -> None:
    assert not CreditCode.parse(with_check_character("91350100M000100Y5")).organization_code_agrees


@pytest.mark.parametrize(
    ("text", "code", "problem"),
    [
        ("91350100M000100Y44", "check_character", 'is "4"; by the other 17 characters it would be "3"'),
        ("91310115MA1H8R7C6D", "check_character", 'would be "7"'),
        ("91350100M000100Y4Z", "letter", "letter Z"),
        ("91350100MO00100Y43", "letter", "letter O"),
        ("91350100m000100y43", "lower_case", "lower case"),
        ("９1350100M000100Y43", "character", "U+FF19 FULLWIDTH DIGIT NINE"),
        ("91350100-M000100Y4", "character", '"-"'),
        ("91350100 M000100Y43", "space", "white space"),
        ("91350100M000100Y4", "length", "17 characters"),
        ("", "length", "0 characters"),
        ("9135010AM000100Y43", "division", '"35010A"'),
        (913501000001000043, "type", "not 913501000001000043"),
    ],
)
def test_a_wrong_code_is_told_what_is_wrong(text: object, code: str, problem: str) -> None:
    error = refused(CreditCode, text)
    assert error.code == f"credit_code.{code}"
    assert problem in str(error.problem)
    assert error.clause == "GB 32100-2015"


@pytest.mark.parametrize("letter", "IOSVZ")
def test_each_letter_that_is_left_out_has_its_message(letter: str) -> None:
    error = refused(CreditCode, f"91350100M0{letter}0100Y43")
    assert error.code == "credit_code.letter"
    assert "left out" in str(error.hint)


@given(_CODES)
def test_round_trip(text: str) -> None:
    code = accepted(CreditCode, text)
    assert str(code) == text
    assert pickle.loads(pickle.dumps(code)) == code
    assert hash(code) == hash(CreditCode(text))


@given(_CODES, st.integers(0, 17), st.sampled_from(_ALPHABET))
def test_any_substitution_of_one_character_is_caught(text: str, place: int, char: str) -> None:
    other = text[:place] + char + text[place + 1 :]
    if other == text:
        assert str(CreditCode.parse(other)) == text
        return
    with pytest.raises(InvalidValue) as caught:
        CreditCode.parse(other)
    assert caught.value.code in {"credit_code.check_character", "credit_code.division"}


@given(_FIRST17)
def test_of_all_check_characters_one_alone_is_right_and_the_error_names_it(first17: str) -> None:
    valid = with_check_character(first17)
    for char in _ALPHABET.replace(valid[-1], ""):
        with pytest.raises(InvalidValue) as caught:
            CreditCode.parse(first17 + char)
        assert f'would be "{valid[-1]}"' in str(caught.value.problem)


@pytest.mark.parametrize("first17", ["", "91350100M000100Y43", "91350100MO00100Y4", "9135010AM000100Y4"])
def test_a_check_character_is_made_for_the_first_17_only(first17: str) -> None:
    with pytest.raises(InvalidValue):
        with_check_character(first17)
