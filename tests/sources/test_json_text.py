"""JSON and JSON lines."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import data, faults, rows, told

from carbondocs.errors import DataError
from carbondocs.kinds.cfp_certificate.record import CfpCertificate
from carbondocs.sources import read_rows
from carbondocs.values.figure import plain

FIGURES = st.from_regex(r"-?(?:0|[1-9][0-9]{0,20})\.[0-9]{1,20}", fullmatch=True)


@given(FIGURES)
def test_a_number_keeps_its_digits(token: str) -> None:
    value = data(f'{{"a": {token}}}', "json")["a"]
    assert isinstance(value, Decimal)
    assert plain(value) == token


@given(st.integers())
def test_a_whole_number_is_exact(value: int) -> None:
    assert data(f'{{"a": {value}}}', "json") == {"a": value}


@pytest.mark.parametrize("token", ["1e5", "-0", "9" * 5000, "1E-7"])
def test_no_number_is_read_as_a_float(token: str) -> None:
    assert str(data(f'{{"a": {token}}}', "json")["a"]) == str(Decimal(token))


def test_an_exponent_beyond_bounds_stays_as_it_is_written() -> None:
    token = "1e" + "9" * 30
    assert data(f'{{"a": {token}}}', "json") == {"a": token}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), _JSON, max_size=4))
def test_what_json_writes_is_read_back(value: dict[str, object]) -> None:
    assert data(json.dumps(value), "json") == value


def test_a_list_gives_rows_that_are_counted_from_zero() -> None:
    found = rows('[{"a": 1}, {"a": 2}]', "json", "data.json")
    assert [(row.source, row.data["a"]) for row in found] == [("data.json [0]", 1), ("data.json [1]", 2)]
    assert str(found[1].place("products[3].footprint")) == "data.json [1] products[3].footprint"


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ('{"a": 1,\n "b": }', "data:2:7"),
        ('{"a": 1} // note', "data:1:10"),
        ("{'a': 1}", "data:1:2"),
        ('{"a": "x\ny"}', "data:1:9"),
        ('{"a": 0012}', "data:1:8"),
        ("{", "data:1:2"),
    ],
)
def test_a_syntax_error_is_placed(content: str, place: str) -> None:
    assert told(content, "json") == [("source.syntax", place)]


def test_names_given_twice_are_all_reported_with_their_paths() -> None:
    content = '{"a": 1, "a": 2, "products": [{}, {"name": "x", "name": "x"}]}'
    assert told(content, "json") == [("source.repeated", "data"), ("source.repeated", "data products[1]")]
    assert "name is given twice" in str(faults(content, "json")[1])


@pytest.mark.parametrize("token", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_are_not_finite_are_refused(token: str) -> None:
    assert told(f'{{"a": [{token}]}}', "json") == [("source.not_finite", "data a[0]")]


@pytest.mark.parametrize("content", ['{"a": "\\ud800"}', '{"a": {"\\udfff": 1}}'])
def test_half_a_character_is_refused(content: str) -> None:
    assert ("source.surrogate", "data a") in told(content, "json")


@pytest.mark.parametrize("depth", [41, 100_000])
def test_deep_nesting_is_refused(depth: int) -> None:
    content = '{"a": ' * depth + "1" + "}" * depth
    (fault,) = faults(content, "json")
    assert fault.code == "source.depth"


def test_forty_levels_are_read() -> None:
    assert data('{"a": ' * 40 + "1" + "}" * 40, "json")


def test_lines_are_rows_and_blank_ones_are_none() -> None:
    found = rows('\ufeff{"a": 68.30}\r\n\r\n{"a": 2}', "jsonl", "list.jsonl")
    assert [(row.source, str(row.data["a"])) for row in found] == [("list.jsonl:1", "68.30"), ("list.jsonl:3", "2")]


def test_broken_lines_are_all_reported_and_the_others_read() -> None:
    content = b'{"a": 1}\n{"a": \n[1]\n{"a": 2}\n{"a": 3, "a": 4}\n\xff\n'
    found: list[object] = []
    reader = read_rows(None, record=CfpCertificate, content=content, name="list.jsonl", format="jsonl")
    with pytest.raises(DataError) as caught:
        found.extend(row.data for row in reader)
    assert found == [{"a": 1}, {"a": 2}]
    assert [str(fault.place) for fault in caught.value.diagnostics] == [
        "list.jsonl:2:6",
        "list.jsonl:3",
        "list.jsonl:5",
        "list.jsonl:6:1",
    ]


def test_sound_lines_come_before_the_error() -> None:
    reader = read_rows(None, record=CfpCertificate, content=b'{\n{"a": 1}\n', format="jsonl")
    assert next(reader).data == {"a": 1}
    with pytest.raises(DataError):
        next(reader)


def test_lines_that_are_all_blank_hold_no_data() -> None:
    assert told("\n \n", "jsonl") == [("source.empty", "data")]
