"""Every name that a template may use is told, with its meaning in both languages."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from carbondocs.designer.fields import FieldName, meanings
from carbondocs.designer.fields_page import all_fields, beside, lines, plain
from carbondocs.designer.shapes import context_of, members
from carbondocs.kinds import kind, kinds

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
    assert found["annex.rows[].name"].type == "text in the languages"
    assert found["annex"].optional
    assert found["number"].meaning.clause == "《产品碳足迹标识认证通用实施规则（试行）》附件3、附件4"
    assert found["label.value.outline.path"].example.startswith("M")


def test_lines_speak_the_language_of_the_terminal() -> None:
    text = "\n".join(lines(all_fields(kind("cfp-certificate")), "zh_CN"))
    assert "dates[]  (列表：Fact)  发证日期、换证日期（仅换证时）、有效期至" in text
    assert "label  (LabelContext)" in text


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
