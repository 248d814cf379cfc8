"""Which tags of a template use which field, through loops, macros, imports and includes."""

from __future__ import annotations

import pytest

from carbondocs.designer.sources import Source
from carbondocs.designer.uses import Use, loaded, uses
from carbondocs.designer.walk import Loaded
from carbondocs.templating.environment import environment

READS = environment(())
PARTS = """{% macro dated(dates, word="") %}
{% for date in dates %}
<p>{{ word }} {{ date.text }}</p>
{% endfor %}
<img src="picture:seal">
{% endmacro %}
{% macro unused(dates) %}{{ dates }}{% endmacro %}"""


def known(name: str, text: str) -> Loaded | None:
    return loaded(Source(name, text), READS)


def found(text: str, **others: str) -> list[Use]:
    top = known("top", text)
    assert top
    return uses(top, ["title", "dates", "number"], lambda name: known(name, others[name]) if name in others else None)


def lines(name: str, text: str, **others: str) -> list[tuple[str, int, bool]]:
    return [
        (use.source.name, use.source.line_of(use.offset), use.whole)
        for use in found(text, **others)
        if use.field == name
    ]


def test_tags_and_what_loops_take_out() -> None:
    text = "{{ title }}\n{% for each in dates[:1] %}\n{{ each.text }}\n{% endfor %}{% if title.also %}{% endif %}"
    assert lines("title", text) == [("top", 1, True), ("top", 4, True)]
    assert lines("dates", text) == [("top", 2, True), ("top", 3, False)]


@pytest.mark.parametrize("how", ['{% from "parts" import dated %}\n{{ dated(dates) }}',
                                 '{% import "parts" as parts %}\n{{ parts.dated(dates) }}'])  # fmt: skip
def test_macros_that_are_called(how: str) -> None:
    assert lines("dates", how, parts=PARTS) == [("top", 2, True), ("parts", 2, True), ("parts", 3, False)]
    assert lines("picture:seal", how, parts=PARTS) == [("parts", 5, True)]


def test_includes_and_names_that_are_set() -> None:
    text = '{% set days = dates %}\n{% with first = days[0] %}{{ first }}{% endwith %}\n{% include "parts" %}'
    shown = lines("dates", text, parts="{{ days }}")
    assert [(name, line) for name, line, _ in shown] == [("top", 1), ("top", 2), ("top", 2), ("parts", 1)]


def test_what_can_not_be_read_or_found_uses_nothing() -> None:
    assert known("top", "{% if %}") is None
    assert lines("title", '{% include "elsewhere" %}{{ title }}') == [("top", 1, True)]


def test_macros_that_call_themselves_come_to_an_end() -> None:
    text = "{% macro again(x) %}{{ x }}{{ again([x]) }}{{ again(x) }}{% endmacro %}{{ again(title) }}"
    assert lines("title", text)
