"""The rules of the verification report: what is refused, where, and by which clause."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from certificate_data import ABSENT, changed
from report_data import findings, primary, report, secondary, stage

from carbondocs import Renderer, UsageError
from carbondocs.flow import Row

DATUM = "stages[0].primary_data[0].conclusion"


def test_the_small_report_keeps_every_rule() -> None:
    assert findings(report()) == {}


@pytest.mark.parametrize(
    ("path", "value", "place", "code"),
    [
        ("team", report()["team"][:1], "team", "team.small"),
        ("team[0].full_time", False, "team", "team.full_time"),
        ("team[0].quantification", False, "team", "team.quantification"),
        ("team[1].role", "leader", "team", "team.leader"),
        ("team[0].role", "组员", "team", "team.leader"),
        ("reviewers", [], "reviewers", "review.missing"),
        ("reviewers[0].name", "赵示例", "reviewers[0].name", "review.partial"),
        ("verified_on.start", "2025-12-01", "verified_on", "dates.order"),
        ("compiled_on", "2026-01-14", "compiled_on", "dates.order"),
        ("compiled_on", "2099-01-14", "compiled_on", "dates.future"),
        ("stages[1].name", "原材料获取阶段", "stages[1].name", "stage.twice"),
        (DATUM, "不符合", DATUM, "datum.nonconforming"),
        ("scope.functional_unit.text", "每千瓦时电量", "scope.functional_unit.unit", "unit.unknown"),
        ("stages[0].results[0].unit", "kgCO2e/m2", "stages[0].results[0].unit", "unit.differs"),
        ("stages[0].total", "42.70", "stages[0].total", "total.disagrees"),
        ("footprint", "63.70", "footprint.value", "total.disagrees"),
        ("scope.boundary", "摇篮到坟墓", "scope.functional_unit.kind", "unit.declared"),
        ("product.process", "搅拌、涂布、辊压。", "product.process_flow", "figure.process"),
        ("objective", "不适用", "objective", "section.empty"),
        ("uncertainty", "无。", "uncertainty", "section.empty"),
        ("conclusion", "该产品为碳中和产品。", "conclusion", "claim.forbidden"),
        ("product.introduction", "已通过购买碳信用抵消排放。", "product.introduction", "claim.forbidden"),
        ("conclusion", "The product is carbon-neutral.", "conclusion", "claim.forbidden"),
    ],
)  # fmt: skip
def test_a_broken_rule_is_told_at_its_place(path: str, value: object, place: str, code: str) -> None:
    assert findings(changed(report(), path, value)).get(place) == code


def test_a_footprint_of_nothing_has_no_shares() -> None:
    data = report(stages=[stage("原材料获取阶段", "-25.57", "25.57")])
    assert findings(data) == {"stages": "footprint.zero"}


def test_results_need_data_behind_them() -> None:
    data = report(stages=[stage("原材料获取阶段", "1.5", rows=0)])
    assert findings(data) == {"stages[0].results": "stage.baseless"}


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"time": "2025"}, False),
        ({"time": "2023–2025"}, False),
        ({"time": "2022"}, True),
        ({"time": "近期"}, True),
        ({"region": "中国华东"}, False),
        ({"region": "全球"}, True),
        ({"time": "2019", "region": "欧洲", "justification": "该工艺全球相同，数据为最新可得。"}, False),
    ],
)
def test_older_or_foreign_data_need_a_justification(change: dict[str, str], wrong: bool) -> None:
    data = report(stages=[stage("阶段", "1.5", secondary_data=[secondary("铝箔", **change)])])
    assert (findings(data) == {"stages[0].secondary_data[0].justification": "datum.unjustified"}) is wrong


@pytest.mark.parametrize("given", ["42.69", "42.7", "43", "42.68845", "42.688"])
def test_a_given_total_agrees_at_its_own_digits(given: str) -> None:
    assert findings(changed(report(), "stages[0].total", given)) == {}


def test_a_total_that_disagrees_names_both_figures_and_the_cells() -> None:
    cells = {
        "stages[0].total": "生命周期阶段!C2",
        "stages[0].results[0].footprint": "量化结果!D2",
        "stages[0].results[1].footprint": "量化结果!D3",
    }
    row = Row(changed(report(), "stages[0].total", "40.00"), "报告.xlsx", cells=cells)
    (finding,) = Renderer().validate("cfp-verification-report", row)
    assert str(finding).startswith("报告.xlsx 生命周期阶段!C2: error: The total given is 40.00")
    assert "42.68845" in str(finding)
    assert "(量化结果!D2:D3)" in str(finding)


@pytest.mark.parametrize("text", ["本报告不涉及碳中和。", "结果未考虑碳抵消。", "This is not a carbon neutral claim."])
def test_to_deny_a_claim_is_none(text: str) -> None:
    assert findings(report(conclusion=text)) == {}


def test_plans_of_the_company_are_only_warned_of() -> None:
    data = changed(report(), "verified_party.profile", "公司计划 2050 年实现碳中和。")
    (finding,) = Renderer().validate("cfp-verification-report", Row(data))
    assert (finding.code, finding.severity, finding.clause) == ("claim.forbidden", "warning", "GB/T 24067-2024, 1")


def test_a_reason_makes_a_section_not_applicable() -> None:
    assert findings(report(uncertainty="不适用：全部数据为连续测量，经评审同意不作定量分析。")) == {}


REQUIRED = [name for name in report() if name not in {"number"}]


@pytest.mark.parametrize("field", REQUIRED)
def test_no_section_of_the_form_may_be_missing(field: str) -> None:
    assert findings(changed(report(), field, ABSENT))


@pytest.mark.parametrize("field", ["overview", "profile", "legal_representative", "credit_code"])
def test_the_verified_party_is_told_in_full(field: str) -> None:
    assert f"verified_party.{field}" in findings(changed(report(), f"verified_party.{field}", ABSENT))


def test_chinese_words_do_for_choices() -> None:
    data = deepcopy(report())
    data["team"][0].update(role="组长", full_time="是")
    data["stages"][0]["primary_data"][0].update(quality="连续测量", conclusion="符合")
    data["stages"][0]["secondary_data"][0].update(quality="国家因子")
    assert findings(data) == {}


def test_an_unknown_choice_is_refused_with_the_known_ones() -> None:
    data: dict[str, Any] = report(stages=[stage("阶段", "1.5", primary_data=[primary("电", quality="估计")])])
    (finding,) = Renderer().validate("cfp-verification-report", Row(data))
    assert finding.place.path == "stages[0].primary_data[0].quality"
    assert "continuous" in str(finding.hint) + str(finding.message)


def test_it_comes_in_chinese_and_english_only() -> None:
    with pytest.raises(UsageError, match="doesn't come in"):
        Renderer(locale="zh-CN+en").attempt("cfp-verification-report", Row(report()), ("pdf",))


def test_a_single_day_of_verification_will_do() -> None:
    assert findings(report(verified_on="2026-01-13")) == {}


def test_a_copied_row_makes_no_team() -> None:
    data = report()
    data["team"][1] = {**data["team"][0], "role": "member"}
    assert findings(data) == {"team[1].name": "team.twice"}


@pytest.mark.parametrize("words", ["/", "无", "最新", "不适用"])
def test_a_placeholder_justifies_nothing(words: str) -> None:
    data = report(stages=[stage("阶段", "1.5", secondary_data=[secondary("铝箔", time="2019", justification=words)])])
    assert findings(data) == {"stages[0].secondary_data[0].justification": "datum.unjustified"}


def test_no_datum_is_of_a_year_to_come() -> None:
    data = report(stages=[stage("阶段", "1.5", secondary_data=[secondary("铝箔", time="2031")])])
    assert findings(data) == {"stages[0].secondary_data[0].time": "datum.future"}
