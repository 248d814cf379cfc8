"""The rules between the fields of a carbon footprint certificate; the clauses are those of 碳足迹认证规则.

The rule sets no length of validity: that is the body's decision.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbondocs.diagnostics import Message, message
from carbondocs.errors import InvalidValue
from carbondocs.kinds.base import Broken, Setting
from carbondocs.kinds.carbon_footprint_certificate.record import CarbonFootprintCertificate
from carbondocs.kinds.certificates import (
    english_is_given,
    english_of,
    english_pairs_up,
    organization_codes_agree,
    versions_are_named,
)
from carbondocs.kinds.footprints import footprints_are_told_once, products_differ
from carbondocs.kinds.life_rules import issue_is_dated, issued_by_today, not_expired, status_is_valid
from carbondocs.kinds.suspensions import Suspension, suspended_after_issue, suspensions_are_over
from carbondocs.values.dates import months_after
from carbondocs.values.status import Status

RULE = "《碳足迹认证规则》"
MOST_SUSPENDED = 6
"""The months that a suspension may last (6.2)."""


def _broken(path: str, code: str, problem: Message, hint: Message, clause: str) -> Broken:
    return Broken(path, InvalidValue(code, problem, hint, f"{RULE}{clause}"))


def _number_has_its_dates(record: CarbonFootprintCertificate, _: Setting) -> Iterator[Broken]:
    yield from issue_is_dated(record.number, record.issued_on, f"{RULE}5（8）")
    if record.number and not record.expires_on:
        problem = message("A certificate with a number needs the day until which it is valid.")
        hint = message("Add expires_on; the rule leaves the length of validity to the body.")
        yield _broken("expires_on", "validity.missing", problem, hint, "5（8）")


def _issued_by_today(record: CarbonFootprintCertificate, setting: Setting) -> Iterator[Broken]:
    yield from issued_by_today(record.issued_on, setting)


def _validity_follows_issue(record: CarbonFootprintCertificate, _: Setting) -> Iterator[Broken]:
    if record.issued_on and record.expires_on and record.expires_on <= record.issued_on:
        problem = message(
            "The certificate is valid until {end}, but was issued on {issued}.",
            end=record.expires_on,
            issued=record.issued_on,
        )
        yield _broken("expires_on", "validity.reversed", problem, message("Correct the wrong date."), "5（8）")


def _not_expired(record: CarbonFootprintCertificate, setting: Setting) -> Iterator[Broken]:
    hint = message("Certify anew, or correct the date.")
    yield from not_expired(record.expires_on, setting, hint, f"{RULE}5（8）")


def _status_allows_a_certificate(record: CarbonFootprintCertificate, _: Setting) -> Iterator[Broken]:
    clause = "6.2" if record.status is Status.SUSPENDED else "6.3"
    yield from status_is_valid(record.status, f"{RULE}{clause}")


def _suspensions_are_over(record: CarbonFootprintCertificate, _: Setting) -> Iterator[Broken]:
    yield from suspensions_are_over(record.suspensions, record.status, f"{RULE}6.2")


def _suspensions_are_short(record: CarbonFootprintCertificate, setting: Setting) -> Iterator[Broken]:
    for index, suspension in enumerate(record.suspensions):
        yield from _short_enough(f"suspensions[{index}].resumed_on", suspension, setting)


def _short_enough(path: str, suspension: Suspension, setting: Setting) -> Iterator[Broken]:
    last = months_after(suspension.suspended_on, MOST_SUSPENDED)
    if (suspension.resumed_on or setting.today) > last:
        problem = message(
            "Suspended on {start}, it could be resumed until {last}: a suspension lasts at most {months} months.",
            start=suspension.suspended_on,
            last=last,
            months=MOST_SUSPENDED,
        )
        hint = message("Correct the dates; a certificate that wasn't resumed in time is withdrawn.")
        yield _broken(path, "suspension.length", problem, hint, "6.2, 6.3（4）")


def _suspended_after_issue(record: CarbonFootprintCertificate, _: Setting) -> Iterator[Broken]:
    yield from suspended_after_issue(record.suspensions, record.issued_on, f"{RULE}6.2")


def _products_differ(record: CarbonFootprintCertificate, _: Setting) -> Iterator[Broken]:
    yield from products_differ(record.products)


def _footprints_are_told_once(record: CarbonFootprintCertificate, _: Setting) -> Iterator[Broken]:
    yield from footprints_are_told_once(record.products, record.footprint, f"{RULE}5（5）")


def _versions_are_named(record: CarbonFootprintCertificate, _: Setting) -> Iterator[Broken]:
    yield from versions_are_named("standards", record.standards, f"{RULE}5（6）")


def _english_standards_pair_up(record: CarbonFootprintCertificate, _: Setting) -> Iterator[Broken]:
    yield from english_pairs_up("standards", record.standards, record.standards_en)


def _english_rules_pair_up(record: CarbonFootprintCertificate, _: Setting) -> Iterator[Broken]:
    yield from english_pairs_up("rules", record.rules, record.rules_en)


def _english_is_given(record: CarbonFootprintCertificate, setting: Setting) -> Iterator[Broken]:
    remarks = enumerate(record.remarks)
    wanted = {
        **english_of("applicant", record.applicant),
        **english_of("factory", record.factory),
        "functional_unit.text_en": record.functional_unit.text_en,
        "system_boundary_en": record.system_boundary_en,
        **({"rules_en": record.rules_en[0] if record.rules_en else None} if record.rules else {}),
        **{f"products[{index}].name_en": product.name_en for index, product in enumerate(record.products)},
        **{f"remarks[{index}].text_en": remark.label_en and remark.text_en for index, remark in remarks},
    }
    yield from english_is_given(wanted, setting)


def _organization_codes_agree(record: CarbonFootprintCertificate, _: Setting) -> Iterator[Broken]:
    yield from organization_codes_agree(record, "applicant", "factory")


RULES = (
    _number_has_its_dates,
    _issued_by_today,
    _validity_follows_issue,
    _not_expired,
    _status_allows_a_certificate,
    _suspensions_are_over,
    _suspensions_are_short,
    _suspended_after_issue,
    _products_differ,
    _footprints_are_told_once,
    _versions_are_named,
    _english_standards_pair_up,
    _english_rules_pair_up,
    _english_is_given,
    _organization_codes_agree,
)
