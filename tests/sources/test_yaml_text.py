"""YAML."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from reading import data, faults, rows, told

from carbondocs.values.figure import plain

FIGURES = st.from_regex(r"-?(?:0|[1-9][0-9]{0,20})\.[0-9]{1,20}", fullmatch=True)


@given(FIGURES)
def test_a_number_keeps_its_digits(token: str) -> None:
    value = data(f"a: {token}", "yaml")["a"]
    assert isinstance(value, Decimal)
    assert plain(value) == token


@given(st.dictionaries(st.text(min_size=1), st.text(), min_size=1, max_size=4))
def test_quoted_text_is_read_back(value: dict[str, str]) -> None:
    assert data(yaml.safe_dump(value, allow_unicode=False, default_style='"'), "yaml") == value


@pytest.mark.parametrize(
    "text",
    ["0012", "12:30", "yes", "no", "on", "off", "y", "1_000", "0x1F", "0o17", "010", "+1", ".5", "1.", "1e5", ".nan",
     ".inf", "2025-1-1", "2025-02-30", "2025-01-01 08:00:00", "2025-01-01T08:00:00Z", "=", "CFP-0001-2026-101-0001"],
)  # fmt: skip
def test_text_that_looks_like_something_else_stays_text(text: str) -> None:
    assert data(f"a: {text}", "yaml") == {"a": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("68.30", Decimal("68.30")),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("2025-01-31", date(2025, 1, 31)),
        ('"68.30"', "68.30"),
        ("'2025-01-31'", "2025-01-31"),
        ('""', ""),
        ("|\n  68.30", "68.30"),
        ("[1, two]", [1, "two"]),
        ("{b: 1}", {"b": 1}),
    ],
)
def test_plain_scalars_have_the_few_types_of_the_data(text: str, value: object) -> None:
    found = data(f"a: {text}", "yaml")["a"]
    assert found == value
    assert type(found) is type(value)


def test_several_documents_are_several_rows() -> None:
    found = rows("a: 1\n---\n- a: 2\n- a: 3\n", "yaml", "data.yaml")
    assert [(row.source, row.data["a"]) for row in found] == [
        ("data.yaml [0]", 1),
        ("data.yaml [1]", 2),
        ("data.yaml [2]", 3),
    ]


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        ("a: 1\nb: {c: 1, c: 2}", "source.repeated", "data:2:11"),
        ("a: &x 1", "source.alias", "data:1:4"),
        ("a: 1\nb: *x", "source.alias", "data:2:4"),
        ("&x a: 1", "source.alias", "data:1:1"),
        ("a: {<<: {b: 1}}", "source.merge", "data:1:5"),
        ("a: !!python/object/apply:os.system [ls]", "source.tag", "data:1:4"),
        ("a: !!str 1", "source.tag", "data:1:4"),
        ("a: ! 1", "source.tag", "data:1:4"),
        ("a: !mine {}", "source.tag", "data:1:4"),
        ("!!float a: 1", "source.tag", "data:1:1"),
        ("? [a, b]\n: 1", "source.key", "data:1:3"),
        ("a: 1\n b: 2", "source.syntax", "data:2:3"),
        ("a: [1, 2", "source.syntax", "data:2:1"),
        ("a: 1\nb: \x07", "source.control", "data:2:4"),
        ("a:\n\t- 1", "source.syntax", "data:2:1"),
    ],
)
def test_a_fault_is_placed_by_line_and_column(content: str, code: str, place: str) -> None:
    assert told(content, "yaml") == [(code, place)]


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    levels = "".join(
        f"{name}: &{name} [{', '.join(f'*{before}' for _ in range(9))}]\n" for before, name in ("ab", "bc")
    )
    (fault,) = faults(f"a: &a [lol]\n{levels}", "yaml")
    assert fault.code == "source.alias"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
@pytest.mark.parametrize("depth", [41, 20_000])
def test_deep_nesting_is_refused(opening: str, depth: int) -> None:
    (fault,) = faults(opening * depth, "yaml")
    assert fault.code in {"source.depth", "source.key"}


def test_forty_levels_are_read() -> None:
    assert data("{a: " * 40 + "1" + "}" * 40, "yaml")
