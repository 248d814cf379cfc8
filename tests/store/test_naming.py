"""File names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import PureWindowsPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbondocs.errors import UsageError
from carbondocs.store.naming import MAX_BYTES, file_name
from carbondocs.values.model import Model


class Holder(Model):
    """A model within the fields."""

    name: str


FIELDS: Mapping[str, Any] = {
    "number": "CFP-0001-2026-101-0001",
    "applicant": {"name": "江苏示例储能科技有限公司", "name_en": None},
    "factory": Holder(name="溧阳分公司"),
    "products": [{"name": "甲"}, {"name": "乙"}],
    "footprint": {"value": Decimal("1E-7")},
    "issued_on": date(2026, 3, 16),
    "signatory": None,
}
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{d}{n}" for d in ("com", "lpt") for n in "0123456789¹²³"
}


def is_safe(name: str) -> bool:
    """Whether all three systems take the name as it is, and show it as it is."""
    return (
        0 < len(name.encode()) <= MAX_BYTES
        and not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u200b-\u200f\ufeff]', name)
        and not name.startswith((".", " "))
        and not name.endswith((".", " "))
        and name.partition(".")[0].rstrip().lower() not in _DEVICES
        and not PureWindowsPath(name).is_absolute()
        and PureWindowsPath(name).name == name
        and unicodedata.is_normalized("NFC", name)
    )


@given(st.text(st.characters(categories=None)), st.sampled_from(["", "-en"]), st.sampled_from(["", ".pdf", ".docx"]))
def test_no_value_makes_a_name_unsafe(value: str, variant: str, extension: str) -> None:
    name = file_name("{number}_{x}", {"number": value, "x": value}, value, variant, extension)
    assert is_safe(name)
    assert name.endswith(f"{variant}{extension}")
    assert is_safe(file_name("{x}", {"x": value}, "document"))


@given(
    st.sampled_from(sorted(_DEVICES)), st.sampled_from(["", ".", ".x", " ", " .x", "_", "_" * 300 + "x"]), st.booleans()
)
def test_names_of_devices_are_avoided(device: str, tail: str, upper: bool) -> None:
    value = (device.upper() if upper else device) + tail
    assert is_safe(file_name("{x}", {"x": value}, "document", extension=".pdf"))
    assert is_safe(file_name(value, {}, "document", extension=".pdf"))


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=50, max_size=400))
def test_a_long_name_is_cut_at_a_character(value: str) -> None:
    name = file_name("{x}", {"x": value}, "", "-en", ".pdf")
    stem = name.removesuffix("-en.pdf")
    assert value.startswith(stem)
    assert len(stem) == min(len(value), (MAX_BYTES - 8) // 3)


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{number}", "CFP-0001-2026-101-0001"),
        ("{number}_{applicant.name}", "CFP-0001-2026-101-0001_江苏示例储能科技有限公司"),
        ("证书 {products[1].name}", "证书 乙"),
        ("{factory.name}", "溧阳分公司"),
        ("{footprint.value}", "0.0000001"),
        ("{issued_on}", "2026-03-16"),
        ("{applicant.name_en}_{products[0].name}", "甲"),
        ("{signatory.name}", "draft"),
        ("{products[7].name}", "draft"),
        ("", "draft"),
        ("a:b?c", "a_b_c"),
        ("  a \t b  ", "a b"),
        ("aux", "_aux"),
        ("Cafe\u0301", "Café"),
    ],
)
def test_patterns_are_filled_from_the_fields(pattern: str, name: str) -> None:
    assert file_name(pattern, FIELDS, "draft") == name


def test_values_with_separators_stay_in_the_folder() -> None:
    assert file_name("{x}", {"x": "../../etc/passwd"}, "document") == "etc_passwd"


def test_where_the_fallback_is_empty_too_there_is_a_last_resort() -> None:
    assert file_name("{x}", {"x": None}, "??", "-en", ".pdf") == "document-en.pdf"


@pytest.mark.parametrize("pattern", ["../{number}", "{number}/a", "a\\b", "a..b", "/etc/{number}"])
def test_a_pattern_that_leads_elsewhere_is_wrong_usage(pattern: str) -> None:
    with pytest.raises(UsageError, match="leads to another folder"):
        file_name(pattern, FIELDS, "draft")


@pytest.mark.parametrize(
    ("pattern", "hint"),
    [
        ("{numbr}", "Name one of number."),
        ("{applicant.nam}", "Name one of name."),
        ("{factory.nmae}", "Name one of name."),
        ("{factory.model_config}", "Name one of name."),
        ("{factory.__class__}", "Name one of name."),
        ("{issued_on.year}", "Name a single value, such as number or applicant.name."),
        ("{number[0]}", "Name a single value, such as number or applicant.name."),
        ("{applicant}", "Name one of name, name_en."),
        ("{factory}", "Name one of name."),
        ("{products}", "Name one of products[0].name."),
        ("{products.name}", "Name one of products[0].name."),
        ("{}", "Name one of applicant, factory, footprint, issued_on, number, products, signatory."),
        ("{products[99999].name}", "Name one of products."),
        ("{number!r}", "Name one of number."),
        ("{number:>99999999}", "Name one of number."),
        ("{number", "Put each field between a pair of braces."),
        ("{{number}}", "Put each field between a pair of braces."),
    ],
)
def test_a_field_that_does_not_exist_is_wrong_usage(pattern: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        file_name(pattern, FIELDS, "draft")
    assert str(caught.value.diagnostics[0].hint) == hint
