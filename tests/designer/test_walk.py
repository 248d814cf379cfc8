"""The walk through templates: which names are seen where, with types as with fields."""

from __future__ import annotations

import pytest

from carbondocs.designer.names import Names
from carbondocs.designer.sources import Source
from carbondocs.designer.uses import loaded, uses
from carbondocs.designer.walk import Load
from carbondocs.templating.environment import environment

READS = environment(())
CASES = {
    "a field": ("{{ title }}", ["title"], []),
    "an argument of the same name": ("{% macro m(title) %}{{ title }}{% endmacro %}{{ m(number) }}", ["number"], []),
    "an argument that is left out": ("{% macro m(title) %}{{ title }}{% endmacro %}{{ m() }}", [], []),
    "an argument by name": ("{% macro m(a, b) %}{{ b }}{{ c }}{% endmacro %}{{ m(b=title) }}", ["title"], ["c"]),
    "what a block sets": ("{% set title %}{{ number }}{% endset %}{{ title }}", ["number"], []),
    "what is set within a block": ("{% set a %}{% set b = title %}{% endset %}{{ b }}", ["title"], ["b"]),
    "what a loop sets": ("{% for each in title %}{% set a = each %}{{ a }}{% endfor %}{{ a }}", ["title"], ["a"]),
    "pairs": ("{% for a, b in title %}{{ a }}{{ b }}{% endfor %}", ["title"], []),
    "a call with a body": ("{% call(title) m(number) %}{{ title }}{% endcall %}", ["number"], ["m"]),
    "a macro of a module": ('{% import "parts" as p %}{{ p.shown(title) }}', ["title"], []),
    "a macro by its name in brackets": ('{% import "parts" as p %}{{ p["shown"](title) }}', ["title"], []),
    "what a module has not": ('{% import "parts" as p %}{{ p.hidden(title) }}', ["title"], ["hidden"]),
    "a module that is missing": ('{% import "gone" as p %}{{ p.shown(title) }}', ["title"], []),
    "an import from nowhere": ('{% from "gone" import shown %}{{ shown(title) }}', ["title"], []),
    "an import from what is empty": ('{% from "empty" import shown %}{{ shown(title) }}', ["title"], ["shown"]),
    "an include": ('{% set a = title %}{% include "inner" %}', ["title"], ["b"]),
}
OTHERS = {
    "parts": "{% macro shown(text) %}{{ text }}{% endmacro %}",
    "empty": "",
    "inner": "{{ a }}{{ b }}",
}


def loader() -> Load:
    trees = {name: loaded(Source(name, text), READS) for name, text in OTHERS.items()}
    return trees.get


@pytest.mark.parametrize("case", CASES)
def test_fields_that_are_used(case: str) -> None:
    text, used, _ = CASES[case]
    top = loaded(Source("top", text), READS)
    assert top
    assert sorted({use.field for use in uses(top, ["title", "number"], loader())}) == used


@pytest.mark.parametrize("case", CASES)
def test_names_that_are_not_known(case: str) -> None:
    text, _, unknown = CASES[case]
    names = Names("cfp-certificate", READS, loader(), lambda *_: None)
    top = loaded(Source("top", text), READS)
    assert top
    names.walk(*top, {"title": str, "number": int})
    assert [dict(finding.message.values)["name"] for finding in names.findings] == unknown
