"""Every rule of the certificate of a management system, broken alone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from certificate_data import ABSENT, changed
from system_data import RULE, SAMPLES, findings, sample, told

from carbondocs import Severity


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("locale", ["zh-CN", "en", "zh-CN+en"])
def test_the_samples_are_sound(name: str, locale: str) -> None:
    assert findings(sample(name), locale=locale) == ()


SITES = [{"name": "总部", "address": "某处", "certificate_number": "CEMS-9999-2026-0001-1"}] * 2

# path, what is put there, the finding's code, its place, the clause it names
BROKEN: list[tuple[str, Any, str, str, str]] = [
    ("expires_on", date(2029, 3, 16), "validity.length", "expires_on", f"{RULE}11.1"),
    ("expires_on", date(2028, 3, 15), "validity.length", "expires_on", f"{RULE}11.1"),
    ("expires_on", date(2026, 9, 15), "validity.length", "expires_on", f"{RULE}11.1"),
    ("issued_on", date(2023, 3, 1), "status.expired", "expires_on", f"{RULE}11.1, 11.4(1)"),
    ("status", "suspended", "status.forbids", "status", f"{RULE}11.3"),
    ("status", "withdrawn", "status.forbids", "status", f"{RULE}11.3"),
    ("status", "cancelled", "status.forbids", "status", f"{RULE}11.4"),
    ("decided_on", date(2026, 3, 17), "decision.late", "decided_on", f"{RULE}8.5.2"),
    ("first_issued_on", date(2026, 3, 17), "first_issue.late", "first_issued_on", f"{RULE}9.2"),
    ("recertifications", 1, "first_issue.lost", "first_issued_on", f"{RULE}9.2"),
    ("reissued_on", date(2026, 3, 16), "reissue.date", "reissued_on", f"{RULE}11.2"),
    ("reissued_on", date(2029, 3, 16), "reissue.date", "reissued_on", f"{RULE}11.2"),
    ("main_number", "CEMS-9999-2026-0009", "subcertificate.number", "number", f"{RULE}10.1 a)"),
    ("main_number", "CEMS-9999-2026", "subcertificate.number", "number", f"{RULE}10.1 a)"),
    ("sites", SITES, "subcertificate.twice", "sites[1].certificate_number", f"{RULE}10.1 a)"),
    ("sites", [{"name": "总部"}], "field.missing", "sites[0].address", f"{RULE}10.1 b)"),
    ("sites", [{"address": "某处"}], "field.missing", "sites[0].name", f"{RULE}10.1 h)"),
    ("criteria[0].version", ABSENT, "field.missing", "criteria[0].version", f"{RULE}10.1 d)"),
    ("criteria", ["《碳排放管理体系 要求及使用指南》"], "field.missing", "criteria[0].version", f"{RULE}10.1 d)"),
    ("criteria", ["碳排放管理体系"], "field.missing", "criteria[0].version", f"{RULE}10.1 d)"),
    ("criteria[0].version", "最新版", "criteria.version", "criteria[0].version", f"{RULE}10.1 d)"),
    ("criteria[0].version", "GB/T 24001-2016", "criteria.standard", "criteria", f"{RULE}3, 10.1 d)"),
    ("number", ABSENT, "field.missing", "number", f"{RULE}10.1 a)"),
    ("organization", ABSENT, "field.missing", "organization", f"{RULE}10.1 b)"),
    ("organization.credit_code", ABSENT, "field.missing", "organization.credit_code", f"{RULE}10.1 b)"),
    ("scope", ABSENT, "field.missing", "scope", f"{RULE}10.1 c)"),
    ("issued_on", ABSENT, "field.missing", "issued_on", f"{RULE}10.1 e)"),
    ("organization.credit_code", "91330200MA9XMP108A", "credit_code.check_character", "organization.credit_code",
     "GB 32100-2015"),
    ("number", "N" * 40, "mark.too_small", "number", f"{RULE}10.2, 10.3.4"),
    ("suspensions", [{"suspended_on": date(2026, 3, 16)}], "suspension.open", "suspensions[0].resumed_on",
     f"{RULE}11.3"),
    ("suspensions", [{"suspended_on": date(2026, 3, 1), "resumed_on": date(2026, 3, 2)}], "suspension.early",
     "suspensions[0].suspended_on", f"{RULE}11.3"),
    ("suspensions", [{"suspended_on": date(2026, 3, 17), "resumed_on": date(2026, 3, 18)}], "suspension.future",
     "suspensions[0]", f"{RULE}11.3"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value", "code", "place", "clause"),
    BROKEN,
    ids=[f"{case[2]}-{index}" for index, case in enumerate(BROKEN)],
)
def test_a_broken_rule_is_told_with_place_clause_and_remedy(
    path: str, value: Any, code: str, place: str, clause: str
) -> None:
    found = {diagnostic.code: diagnostic for diagnostic in findings(changed(sample(), path, value), locale="zh-CN")}
    assert code in found, list(found)
    assert found[code].severity is Severity.ERROR
    assert (found[code].place.source, found[code].place.path) == ("data.yaml", place)
    assert found[code].clause.startswith(clause)
    assert str(found[code].message)
    assert str(found[code].hint)


def test_an_organisation_code_that_fails_is_an_error() -> None:
    # the check character of the whole agrees, that of characters 9 to 17 doesn't
    (found,) = findings(sample(organization={**sample()["organization"], "credit_code": "91330200MA9XMP118C"}))
    assert (found.code, found.place.path) == ("credit_code.organization", "organization.credit_code")
    assert found.severity is Severity.ERROR
    assert found.clause == f"GB 11714-1997; {RULE}10.1 b)"


@pytest.mark.parametrize(
    "claim",
    [
        "聚丙烯的生产，产品碳足迹为1.85 kgCO2e/kg",
        "聚丙烯的生产，1.85 kgCO₂e",
        "年排放 12,000 tCO2e 的水泥生产",
        "每吨产品 850千克二氧化碳当量",
        "产品碳足迹数值：68.35",
        "碳中和聚丙烯的生产",
        "已实现碳中和的产品的生产",
        "零碳园区产品",
    ],
)
def test_a_scope_claims_no_footprint(claim: str) -> None:
    (found,) = findings(sample(scope=claim))
    assert (found.code, found.place.path) == ("scope.claim", "scope")
    assert found.clause == f"{RULE}10.1 c), 10.3.6"
    site = {"name": "总部", "name_en": "HQ", "address": "某处", "address_en": "Somewhere", "scope": claim,
            "scope_en": "A carbon footprint of 1.85 per kg"}  # fmt: skip
    assert told(sample(sites=[site])) == [("scope.claim", "sites[0].scope"), ("scope.claim", "sites[0].scope_en")]


@pytest.mark.parametrize(
    "scope",
    [
        "碳中和咨询服务及相关碳排放管理活动",
        "产品碳足迹核算软件的研发",
        "二氧化碳捕集装置的运行，年产 10 万吨食品级二氧化碳",
        "500 kg 以下电动车的生产",
        "50 MW 光伏电站的运行",
    ],
)
def test_a_scope_may_name_what_an_organisation_does(scope: str) -> None:
    assert told(sample(scope=scope)) == []


def test_criteria_may_be_written_as_one_text() -> None:
    assert told(sample(criteria=["CCAI-S-C06:2023《碳排放管理体系 要求及使用指南》"])) == [
        ("english.missing", "criteria[0].name_en")
    ]
    assert told(sample(criteria=ABSENT)) == []


def test_recertification_keeps_the_first_date_of_issue() -> None:
    assert told(sample("recertified")) == []
    assert told(sample("recertified", first_issued_on=ABSENT)) == [("first_issue.lost", "first_issued_on")]
    assert told(sample("recertified", recertifications=0)) == [("first_issue.lost", "first_issued_on")]
    assert told(sample("recertified", recertifications=ABSENT)) == []


@pytest.mark.parametrize(("today", "expired"), [(date(2029, 3, 15), False), (date(2029, 3, 16), True)])
def test_it_expires_after_its_last_day(today: date, expired: bool) -> None:
    day = timedelta(days=1)
    done = [{"done_on": date(2027, 3, 13), "result": "保持"}, {"done_on": date(2028, 3, 13) - day, "result": "保持"}]
    found = [code for code, _ in told(sample(surveillance=done), today)]
    assert found == (["status.expired"] if expired else [])


def test_one_run_reports_all_that_can_be_known() -> None:
    data = sample(scope=ABSENT, expires_on=date(2028, 3, 15), sites=[{"name": "总部"}])
    assert {code for code, _ in told(data)} >= {"field.missing", "validity.length"}
