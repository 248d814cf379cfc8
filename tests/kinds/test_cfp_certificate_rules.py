"""Every rule of the product carbon footprint label certificate, broken alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from certificate_data import ABSENT, SAMPLES, changed, findings, issued_today, issuer_file, sample, told

from carbondocs import Severity

GENERAL = "《产品碳足迹标识认证通用实施规则（试行）》"
NUMBER = f"{GENERAL}附件4"


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_are_sound(name: str) -> None:
    assert findings(sample(name)) == ()


# path, what is put there, the finding's code, the clause it names
FIELDS = [
    ("number", "CFP-9999-2026-004-001", "certificate_number.length", NUMBER),
    ("number", "CFP99992026-004-0001", "certificate_number.hyphens", NUMBER),
    ("number", "CPF-9999-2026-004-0001", "certificate_number.prefix", NUMBER),
    ("number", "CFP-99A9-2026-004-0001", "certificate_number.body", NUMBER),
    ("number", "CFP-9999-1926-004-0001", "certificate_number.year", NUMBER),
    ("number", "CFP-9999-2026-0A4-0001", "certificate_number.product", NUMBER),
    ("number", "CFP-9999-2026-004-000X", "certificate_number.serial", NUMBER),
    ("number", "cfp-9999-2026-004-0001", "certificate_number.lower_case", NUMBER),
    ("number", 18, "certificate_number.type", NUMBER),
    ("number", "CFP-0001-2026-004-0001", "certificate_number.body_disagrees", NUMBER),
    ("number", "CFP-F999-2026-004-0001", "certificate_number.body_disagrees", NUMBER),
    ("number", "CFP-9999-2025-004-0001", "certificate_number.year_disagrees", NUMBER),
    ("applicant.credit_code", "91320412MA9XMP01XB", "credit_code.check_character", "GB 32100-2015"),
    ("factory.credit_code", "91320412MA9XMP01", "credit_code.length", "GB 32100-2015"),
    ("manufacturer.name", "名" * 500, "text.too_long", ""),
    ("applicant.name", "", "text.empty", ""),
    ("products[0].model", "LF\u200b314", "text.format", ""),
    ("certification_unit", "一行\n又一行", "text.newline", ""),
    ("functional_unit.kind", "physical", "field.choice", ""),
    ("standards", [], "field.length", ""),
    ("products", [], "field.length", ""),
    ("applicant", "江苏示例", "field.type", ""),
    ("data_period.end", "2025/12/31", "date.form", ""),
    ("data_period.end", "2025-02-30", "date.calendar", ""),
    ("footprint.unit", "tCO2e", "quantity.unit", ""),
    ("footprint.value", "六十八", "quantity.form", ""),
    ("footprint.value", "6.8e1", "quantity.exponent", ""),
    ("footprint.value", 68.35, "quantity.float", ""),
    ("footprint", 68.35, "quantity.float", ""),
    ("footprint.value", Decimal("68.349999999999994"), "quantity.float_digits", ""),
    ("footprint", "-3.5", "quantity.negative", ""),
    ("footprint.value", "123456789012.123456789", "label.too_long", ""),
    ("data_period.start", date(2026, 1, 1), "period.reversed", ""),
    ("issued_on", ABSENT, "issue.missing", f"{GENERAL}附件3"),
    ("expires_on", date(2028, 3, 16), "validity.length", f"{GENERAL}9.1.1"),
    ("expires_on", date(2029, 3, 15), "validity.length", f"{GENERAL}9.1.1"),
    ("reissued_on", date(2026, 3, 15), "reissue.date", f"{GENERAL}9.1.3"),
    ("reissued_on", date(2026, 3, 16), "reissue.date", f"{GENERAL}9.1.3"),
    ("reissued_on", date(2028, 3, 16), "reissue.date", f"{GENERAL}9.1.3"),
    ("status", "suspended", "status.forbids", f"{GENERAL}9.1.7"),
    ("status", "withdrawn", "status.forbids", f"{GENERAL}9.1.7"),
    ("status", "cancelled", "status.forbids", f"{GENERAL}9.1.7"),
    ("status", "sleeping", "field.choice", ""),
    ("footprint", ABSENT, "footprint.missing", f"{GENERAL}附件3"),
    ("products[0].footprint", "70", "footprint.disagrees", f"{GENERAL}附件3"),
    ("products[0].footprint", "68.350", "footprint.disagrees", f"{GENERAL}附件3"),
    ("standards_en", ["One", "Two"], "english.pairs", ""),
    ("verification_url", "ftp://example.com/1", "url.form", ""),
]


@pytest.mark.parametrize(("path", "value", "code", "clause"), FIELDS, ids=[f"{case[2]}-{case[0]}" for case in FIELDS])
def test_a_broken_rule_is_told_with_place_clause_and_remedy(path: str, value: Any, code: str, clause: str) -> None:
    found = {diagnostic.code: diagnostic for diagnostic in findings(changed(sample(), path, value))}
    assert code in found, list(found)
    assert found[code].severity is Severity.ERROR
    assert found[code].place.source == "data.yaml"
    # a rule between two fields stands at the object that holds both
    assert found[code].place.path in {path, path.rpartition(".")[0], "footprint"}
    assert found[code].clause.startswith(clause)
    assert bool(found[code].clause) is bool(clause)
    assert str(found[code].message)


@pytest.mark.parametrize(
    "path",
    [
        *("applicant", "factory.name", "manufacturer.address", "certification_unit", "products"),
        *("functional_unit", "functional_unit.text", "system_boundary", "data_period", "data_period.start"),
        *("footprint.value", "standards", "rules", "rules.specific"),
    ],
)
def test_a_missing_field_is_told_alone(path: str) -> None:
    assert told(changed(sample(), path, ABSENT)) == [("field.missing", path)]


@pytest.mark.parametrize("holder", ["", "applicant.", "footprint.", "data_period.", "rules."])
def test_an_unknown_field_is_told_alone(holder: str) -> None:
    assert told(changed(sample(), f"{holder}surprise", "1")) == [("field.unknown", f"{holder}surprise")]


def test_a_mistyped_field_is_told_with_the_right_name() -> None:
    (unknown, missing) = sorted(
        findings(changed(changed(sample(), "factory.adress", "某处"), "factory.address", ABSENT)),
        key=lambda found: found.code,
        reverse=True,
    )
    assert (unknown.code, str(unknown.hint)) == ("field.unknown", "Did you mean address?")
    assert (missing.code, missing.place.path) == ("field.missing", "factory.address")


def test_a_character_without_a_glyph_is_told_with_field_character_and_code_point() -> None:
    (found,) = findings(changed(sample(), "products[0].model", "LF\U0001f33f314"))
    assert (found.code, found.place.path) == ("glyph.missing", "products[0].model")
    assert "\U0001f33f" in str(found.message)
    assert "U+1F33F" in str(found.message)
    assert "products[0].model" in str(found.message)


def test_a_negative_value_with_a_reason_is_taken() -> None:
    quantity = {"value": "-3.5", "negative_reason": "生物质碳移除"}
    assert "quantity.negative" not in [code for code, _ in told(sample(footprint=quantity))]


@pytest.mark.parametrize(("convention", "end"), [("day_before", "2028-03-15"), ("same_day", "2028-03-16")])
def test_the_issuer_chooses_on_which_day_two_years_end(tmp_path: Path, convention: str, end: str) -> None:
    issuer = issuer_file(tmp_path, validity_end=convention, sample_day=date(2026, 3, 16))
    assert told(sample(expires_on=end), issuer=issuer) == []
    for other in {"2028-03-14", "2028-03-15", "2028-03-16", "2028-03-17"} - {end}:
        assert told(sample(expires_on=other), issuer=issuer) == [("validity.length", "expires_on")]


@pytest.mark.parametrize(
    ("approval", "number"),
    [("CNCA-R-2002-001", "CFP-0001-2026-004-0001"), ("CNCA-RF-2002-07", "CFP-F007-2026-004-0001")],
)
def test_the_number_bears_the_code_of_the_issuing_body(tmp_path: Path, approval: str, number: str) -> None:
    issuer = issuer_file(tmp_path, approval_number=approval, sample_day=date(2026, 3, 16))
    assert told(sample(number=number), issuer=issuer) == []
    assert told(sample(), issuer=issuer) == [("certificate_number.body_disagrees", "number")]


def test_a_reissue_keeps_number_and_expiry() -> None:
    reissued = sample("reissued")
    assert told(reissued) == []
    assert ("validity.length", "expires_on") in told(changed(reissued, "expires_on", date(2028, 3, 9)))
    assert ("certificate_number.year_disagrees", "number") in told(
        changed(reissued, "number", "CFP-9999-2027-004-0003")
    )


def test_a_draft_can_be_neither_reissued_nor_given_an_end() -> None:
    assert told(sample("draft", reissued_on=date(2026, 3, 10))) == [("reissue.draft", "reissued_on")]
    assert told(sample("draft", expires_on=date(2028, 3, 15))) == [("validity.open", "expires_on")]


@pytest.mark.parametrize(("today", "expired"), [(date(2028, 3, 15), False), (date(2028, 3, 16), True)])
def test_a_certificate_expires_after_its_last_day(tmp_path: Path, today: date, expired: bool) -> None:
    issuer = issuer_file(tmp_path, sample_day=today)
    assert told(sample(), issuer=issuer) == ([("status.expired", "expires_on")] if expired else [])
    assert told(sample(expires_on=ABSENT), issuer=issuer) == ([("status.expired", "expires_on")] if expired else [])


def test_a_real_issuers_today_is_the_clocks(tmp_path: Path) -> None:
    issuer = issuer_file(tmp_path)
    assert told(issued_today(), issuer=issuer) == []
    old = issued_today(number="CFP-9999-2020-004-0001", issued_on=date(2020, 3, 16))
    assert told(old, issuer=issuer) == [("status.expired", "expires_on")]


def test_products_have_a_footprint_each_or_one_in_common() -> None:
    many = sample("45-products")
    assert told(changed(many, "products[7].footprint", ABSENT)) == [("footprint.missing", "products[7].footprint")]
    without = {**many, "products": [{**product, "footprint": None} for product in many["products"]]}
    assert told(without) == [("footprint.missing", "footprint")]
    assert told({**without, "footprint": "68.35"}) == []
    disagreeing = told({**many, "footprint": many["products"][0]["footprint"]})
    assert disagreeing == [("footprint.disagrees", f"products[{index}].footprint") for index in range(1, 45)]


def test_a_product_stands_once() -> None:
    many = sample("45-products")
    products = [*many["products"][:5], {**many["products"][2], "footprint": "1.5"}, many["products"][2]]
    found = findings({**many, "products": products})
    assert [(one.code, one.place.path, one.related[0].path) for one in found] == [
        ("product.twice", "products[5]", "products[2]"),
        ("product.twice", "products[6]", "products[2]"),
    ]
    products[5], products[6] = ({**product, "model": model} for product, model in zip(products[5:], "AB", strict=True))
    assert told({**many, "products": products}) == []


@pytest.mark.parametrize("locale", ["en", "zh-CN+en"])
def test_missing_english_is_a_warning_in_a_translated_certificate_only(locale: str) -> None:
    data = changed(sample(), "factory.name_en", ABSENT)
    assert told(data) == []
    (warning,) = findings(data, locale=locale)
    assert (warning.code, warning.place.path, warning.severity) == ("english.missing", "factory.name_en", "warning")


def test_an_old_organisation_code_is_a_warning() -> None:
    (warning,) = findings(changed(sample(), "applicant.credit_code", "91320412MA9XMP011K"))
    assert (warning.code, warning.severity) == ("credit_code.organization", Severity.WARNING)
    assert warning.clause.startswith("GB 11714")
