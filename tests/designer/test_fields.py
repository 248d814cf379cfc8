"""Every name that a template may use is told, with its meaning in both languages."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import pytest

from carbondocs.designer.fields import FieldName, meanings
from carbondocs.designer.fields_page import all_fields, beside, lines, plain
from carbondocs.designer.shapes import context_of, members
from carbondocs.designer.type_names import GROUP, TypeName, type_name
from carbondocs.kinds import kind, kinds
from carbondocs.language import Phrase

ROOT = Path(__file__).parents[2]


def walked(fields: tuple[FieldName, ...]) -> list[FieldName]:
    return [each for field in fields for each in field.walk()]


@pytest.mark.parametrize("name", kinds())
def test_every_field_has_its_meaning_in_both_languages(name: str) -> None:
    fields = walked(all_fields(kind(name)))
    assert len(fields) > 20
    assert {f"{each.owner}.{each.name}" for each in fields if not (each.meaning.zh and each.meaning.en)} == set()


def test_so_have_the_names_that_single_templates_see() -> None:
    fields = [each for group in beside().values() for each in walked(group)]
    assert {each.path for each in fields} >= {"density", "border.ground[]", "page.width", "colours"}
    assert all(each.meaning.zh and each.meaning.en for each in fields)


@pytest.mark.parametrize("name", kinds())
def test_what_a_kind_requires_is_there_and_has_its_clause(name: str) -> None:
    found = {field.path.removesuffix("[]"): field for field in all_fields(kind(name))}
    required = meanings(name).required
    assert required
    assert set(required) <= found.keys()
    assert [each for each in required if not found[each].meaning.clause] == []


@pytest.mark.parametrize("name", kinds())
def test_no_meaning_is_left_over(name: str) -> None:
    own = meanings(name).types[context_of(kind(name)).__name__]
    assert set(own) <= set(members(context_of(kind(name))))


def test_fields_are_nested_with_examples_of_the_sample() -> None:
    found = {field.path: field for field in walked(all_fields(kind("cfp-certificate")))}
    assert found["dates[].label"].example == "发证日期："
    assert found["annex.rows[].name"].type == TypeName("各语言文本", "text in the languages")
    assert found["colours"].example.startswith("dark #0B4D3A, leaf #2E8B57")
    assert found["annex"].optional
    assert found["number"].meaning.clause == "《产品碳足迹标识认证通用实施规则（试行）》附件3、附件4"
    assert found["label.value.outline.path"].example.startswith("M")


def test_lines_speak_the_language_of_the_terminal() -> None:
    fields = all_fields(kind("cfp-certificate"))
    chinese, english = ("\n".join(lines(fields, tongue)) for tongue in ("zh_CN", "en"))
    assert "dates[]  (列表：标签和内容)  发证日期、换证日期（仅换证时）、有效期至" in chinese
    assert "label  (标识)" in chinese
    assert "annex  (附页，可为空)" in chinese
    assert "dates[]  (list of label with text)" in english
    for text in (chinese, english):
        assert "{{ colours.dark }}" in text


@pytest.mark.parametrize("name", kinds())
def test_types_have_names_in_both_languages(name: str) -> None:
    beside_them = tuple(field for group in beside().values() for field in group)
    names = {field.type for field in walked((*all_fields(kind(name)), *beside_them))}
    assert [each.zh for each in names if re.search("[A-Za-z]", each.zh.partition("之一：")[0])] == []
    assert [each.en for each in names if re.search(r"[A-Z]", each.en.replace("QR", ""))] == []
    assert GROUP not in names


def test_types_are_named_as_they_are() -> None:
    record = {"Phrase": GROUP}
    for shape, zh, en in (
        (int, "整数", "whole number"),
        (float | None, "小数", "decimal"),
        (date, "日期", "date"),
        (tuple[str, ...], "列表：文本", "list of text"),
        (Mapping[str, float], "按名称：小数", "names of decimal"),
        (str | Phrase, "文本或各语言文本", "text or text in the languages"),
        (Literal["left", "right"], "之一：left、right", "one of left, right"),
        (None, "无", "nothing"),
    ):
        assert type_name(shape, record) == TypeName(zh, en)


def test_data_is_nested_as_the_fields_are() -> None:
    data = {field["path"]: field for field in plain(all_fields(kind("cfp-certificate")))}
    assert [part["path"] for part in data["footprint"]["fields"]][:2] == ["footprint.label", "footprint.value"]


def test_the_page_is_fresh() -> None:
    spec = importlib.util.spec_from_file_location("build_fields_page", ROOT / "scripts" / "build_fields_page.py")
    assert spec is not None
    assert spec.loader is not None
    builder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(builder)
    assert builder.PAGE.read_text(encoding="utf-8") == builder.page()
