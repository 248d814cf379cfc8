"""Texts that PDF and Word show in different order: told where a designer swapped them in one alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from packs_to_break import BODY, chinese, copied, edit, edit_word, findings, one, only_the_sample

from carbondocs.designer.content import Wanted
from carbondocs.designer.order import Texts, out_of_order, swapped
from carbondocs.diagnostics import Severity

SHEET, WORD = "document.html.j2", "document.docx"
A, B, C = (Wanted(name, text, 1) for name, text in (("a", "alpha"), ("b", "beta"), ("c", "gamma")))
BUILT_IN = Texts(("alphabetagamma",), ("alphabetagamma", "foot"))


def pairs(own: Texts, built_in: Texts = BUILT_IN) -> list[tuple[str, str, bool]]:
    return [(each.first.field, each.second.field, each.word_differs) for each in swapped(own, built_in, (A, B, C))]


def test_texts_that_word_alone_has_swapped() -> None:
    assert pairs(Texts(("alphabetagamma",), ("betaalphagamma",))) == [("a", "b", True)]


def test_texts_that_the_sheet_alone_has_swapped() -> None:
    assert pairs(Texts(("alphagammabeta",), ("alphabetagamma",))) == [("c", "b", False)]


def test_a_text_that_passed_several_is_told_once() -> None:
    assert pairs(Texts(("alphabetagamma",), ("gammaalphabeta",))) == [("b", "c", True)]


def test_what_both_have_swapped_is_meant() -> None:
    own = Texts(("betaalphagamma",), ("betaalphagamma",))
    assert pairs(own) == []
    assert not out_of_order(own, (A, B, C))


def test_an_order_that_the_built_in_pack_has_is_none() -> None:
    own = Texts(("alphabetagamma",), ("betaalphagamma",))
    assert out_of_order(own, (A, B, C))
    assert pairs(own, own) == []


def test_what_moved_to_another_story_is_not_compared() -> None:
    assert pairs(Texts(("alphabetagamma",), ("betagamma", "alpha"))) == []


def test_texts_that_stand_twice_are_not_compared() -> None:
    assert pairs(Texts(("alphabetagamma",), ("betaalphagammabeta",))) == []


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    only_the_sample(monkeypatch)


@pytest.mark.usefixtures("few")
def test_lines_swapped_on_the_sheet_alone_are_a_warning_with_both_places(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    factory, unit = '{{ fact(factory, "factory", "party") }}', '{{ fact(certification_unit, "certification-unit") }}'
    edit(folder / SHEET, factory, "")
    edit(folder / SHEET, unit, f"{unit}\n  {factory}")
    finding = one(findings(folder, rendered=True), "content.order")
    assert finding.severity is Severity.WARNING
    assert "(factory)" in str(finding.message)
    assert "(certification_unit)" in str(finding.message)
    assert "(seen with one-product, in zh-CN, en, zh-CN+en)" in str(finding.message)
    assert finding.place.source.startswith(f"{SHEET}:")
    assert finding.place.source.endswith(f", {WORD}")
    assert "正文 表格1 第" in chinese(finding)
    assert str(finding.hint).startswith(f"{SHEET} has another order than the built-in pack: swap them in {WORD} too")


@pytest.mark.usefixtures("few")
def test_lines_swapped_in_word_alone_are_a_warning(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit_word(folder / WORD, *swapping("conformity", "validity"), part=BODY)
    finding = one(findings(folder, rendered=True), "content.order")
    assert str(finding.hint).startswith(f"{WORD} has another order than the built-in pack: swap them in {SHEET} too")


@pytest.mark.usefixtures("few")
def test_lines_swapped_in_both_are_right(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit_word(folder / WORD, *swapping("conformity", "validity"), part=BODY)
    edit(folder / SHEET, "text(conformity)", "text(swapped)")
    edit(folder / SHEET, "text(validity)", "text(conformity)")
    edit(folder / SHEET, "text(swapped)", "text(validity)")
    assert findings(folder, rendered=True) == ()


def swapping(one_name: str, other: str) -> tuple[tuple[str, str], ...]:
    """The changes that swap two fields, each of which stands once in each of its tags."""
    forms = ("%p if {}", "{{{{ {}.main", "%p if {}.also", "{{{{ {}.also")
    first = [(f"{form.format(one_name)} ", f"{form.format('swapped')} ") for form in forms]
    second = [(f"{form.format(other)} ", f"{form.format(one_name)} ") for form in forms]
    third = [(f"{form.format('swapped')} ", f"{form.format(other)} ") for form in forms]
    return (*first, *second, *third)
