"""Names, addresses, lines and paragraphs."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from refusals import accepted, refused

from carbondocs.errors import InvalidValue
from carbondocs.values.text import Address, Line, Name, Paragraph, Text

_ANYTHING = st.text(st.characters(categories=None))


@pytest.mark.parametrize(
    ("given_text", "tidy"),
    [
        ("  福建绿能\n", "福建绿能"),
        ("绿能\u3000示范 \t 有限\u00a0公司", "绿能 示范 有限 公司"),
        ("ＡＢ（中国）", "ＡＢ（中国）"),
        ("Cafe\u0301", "Café"),
        ("A&B<C>", "A&B<C>"),
    ],
)
def test_white_space_is_tidied_and_characters_composed(given_text: str, tidy: str) -> None:
    assert accepted(Name, given_text) == tidy


def test_a_paragraph_keeps_its_line_breaks() -> None:
    assert accepted(Paragraph, " 一  二 \r\n三\r\r四\n\n") == "一 二\n三\n\n四"


@pytest.mark.parametrize(
    ("char", "code", "named"),
    [
        ("\x07", "text.control", "U+0007"),
        ("\x85", "text.control", "U+0085"),
        ("\u202e", "text.format", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u200b", "text.format", "U+200B ZERO WIDTH SPACE"),
        ("\ufeff", "text.format", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\ue000", "text.private_use", "U+E000"),
        ("\ud800", "text.surrogate", "U+D800"),
        ("\uffff", "text.unassigned", "U+FFFF"),
        ("\ufdd0", "text.unassigned", "U+FDD0"),
        ("\u2028", "text.separator", "U+2028 LINE SEPARATOR"),
        ("\u2029", "text.separator", "U+2029 PARAGRAPH SEPARATOR"),
        ("\u3164", "text.invisible", "U+3164 HANGUL FILLER"),
        ("\ufffd", "text.damaged", "U+FFFD REPLACEMENT CHARACTER"),
    ],
)
@pytest.mark.parametrize("kind", [Name, Paragraph])
def test_a_character_that_does_not_belong_is_named_with_its_place(kind: Any, char: str, code: str, named: str) -> None:
    error = refused(kind, f"绿能{char}公司")
    assert error.code == code
    assert named in str(error.problem)
    assert "Character 3 " in str(error.problem)


def test_a_line_break_does_not_belong_on_one_line() -> None:
    assert refused(Line, "一\n二").code == "text.newline"


@pytest.mark.parametrize(("kind", "limit"), [(Name, 120), (Address, 200), (Line, 300), (Paragraph, 2000)])
def test_length_has_its_limit(kind: Any, limit: int) -> None:
    assert accepted(kind, "长" * limit) == "长" * limit
    error = refused(kind, "长" * (limit + 1))
    assert error.code == "text.too_long"
    assert str(limit) in str(error.problem)
    assert str(limit + 1) in str(error.problem)


def test_five_hundred_characters_in_a_name_are_told_with_limit_and_length() -> None:
    error = refused(Name, "x" * 500)
    assert str(error.problem) == "This has 500 characters; at most 120 fit."
    assert "380" in str(error.hint)


@pytest.mark.parametrize("blank", ["", "  ", "\u3000\n"])
def test_blank_text_is_refused(blank: str) -> None:
    assert refused(Name, blank).code == "text.empty"


@pytest.mark.parametrize("value", [68, 6.8, True, None, b"name", ["name"]])
def test_what_is_no_text_is_not_turned_into_text(value: object) -> None:
    error = refused(Name, value)
    assert error.code == "text.type"
    assert "quotation marks" in str(error.hint)


@given(_ANYTHING)
def test_accepted_text_has_ink_and_no_control_character(text: str) -> None:
    try:
        tidy = Text(limit=2000, lines=True).tidied(text)
    except InvalidValue:
        return
    assert tidy.strip()
    for char in tidy.replace("\n", ""):
        assert unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1))
def test_tidying_twice_changes_nothing(text: str) -> None:
    try:
        tidy = Text(limit=2000).tidied(text)
    except InvalidValue:
        return
    assert Text(limit=2000).tidied(tidy) == tidy
    assert unicodedata.is_normalized("NFC", tidy)


@given(st.text("绿能A1", max_size=40), st.characters(categories=["Cc", "Cf", "Co"], exclude_characters="\t\r\n"))
def test_no_control_or_format_character_gets_through_in_any_place(text: str, char: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        Text(limit=120).tidied(text + char + "司")
    assert f"U+{ord(char):04X}" in str(caught.value.problem)


def test_schema_tells_the_limits() -> None:
    assert TypeAdapter(Name).json_schema() == {"type": "string", "minLength": 1, "maxLength": 120}
