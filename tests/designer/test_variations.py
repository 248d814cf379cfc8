"""The extremes of a kind: made of its Record and samples, and kept within its rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from carbondocs.designer.variations import MANY, Variation, draft, samples, variations
from carbondocs.faces import faces_in
from carbondocs.issuer import sample_issuer
from carbondocs.kinds import kind, kinds
from carbondocs.kinds.base import Setting
from carbondocs.kinds.check import check, strings
from carbondocs.language import locale
from carbondocs.workspace import shipped

SETTING = Setting(sample_issuer(), locale("zh-CN"), date(2026, 6, 1), faces_in(shipped("fonts")))


def varied(name: str) -> dict[str, Variation]:
    return {variation.name: variation for variation in variations(kind(name), SETTING)}


def texts(data: Any) -> dict[str, str]:
    return dict(strings(data))


@pytest.mark.parametrize("name", sorted(kinds()))
def test_every_variation_keeps_the_rules_of_its_kind(name: str) -> None:
    found = varied(name)
    assert {"sample", "full", "longest"} <= found.keys()
    for variation in found.values():
        checked, report = check(kind(name), variation.row, SETTING)
        assert checked is not None, (variation.name, report.errors)


def test_the_longest_texts_are_longer_and_nothing_else_is_changed() -> None:
    found = varied("cfp-certificate")
    long, full = texts(found["longest"].row.data), texts(found["full"].row.data)
    assert long.keys() == full.keys()
    assert len(long["applicant.name"]) == 24
    assert long["applicant.name"].endswith("有限公司")
    assert long["number"] == full["number"]
    assert long["applicant.credit_code"] == full["applicant.credit_code"]


def test_the_longest_report_has_longer_names_units_and_texts() -> None:
    found = varied("cfp-verification-report")
    long, full = texts(found["longest"].row.data), texts(found["full"].row.data)
    assert len(long["client.name"]) == 24
    for path in ("product.name", "team[0].duty", "stages[0].name", "stages[0].primary_data[0].unit", "objective",
                 "stages[0].results[0].name", "scope.functional_unit.text"):  # fmt: skip
        assert len(long[path]) > len(full[path]), path
    bound = ("scope.functional_unit.unit", "number", "client.credit_code")
    assert [long[path] for path in bound] == [full[path] for path in bound]


def test_parts_that_may_be_left_out_are_all_there_or_all_gone() -> None:
    found = varied("cfp-certificate")
    full, least = found["full"].row.data, found["least"].row.data
    assert {"reissued_on", "signatory", "verification_url"} & full.keys()
    required = {field for field, info in kind("cfp-certificate").record.model_fields.items() if info.is_required()}
    assert required <= least.keys()
    assert least.keys() - required <= {"number", "issued_on", "footprint"}


def test_rows_are_many() -> None:
    assert len(varied("cfp-certificate")["rows"].row.data["products"]) >= MANY
    assert len(varied("cems-certificate")["rows"].row.data["sites"]) >= MANY


def test_values_are_small_and_large() -> None:
    found = varied("cfp-certificate")
    assert found["smallest"].row.data["footprint"] == "0.0012"
    assert found["largest"].row.data["footprint"] == "88888888.88"


def test_a_draft_has_no_number_and_no_dates_of_issue() -> None:
    chosen = kind("cfp-certificate")
    made = draft(chosen, samples(chosen)[chosen.sample], SETTING)
    assert made is not None
    assert not {"number", "issued_on", "expires_on"} & made.data.keys()


def test_kinds_without_drafts_have_none() -> None:
    chosen = kind("cems-certificate")
    assert draft(chosen, samples(chosen)[chosen.sample], SETTING) is None
