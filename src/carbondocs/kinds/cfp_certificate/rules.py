"""The rules between the fields of a product carbon footprint label certificate.

The clauses are those of 产品碳足迹标识认证通用实施规则（试行）.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.graphics.label import check_value, label_face
from carbondocs.kinds.base import Broken, Setting
from carbondocs.kinds.certificates import (
    english_is_given,
    english_of,
    english_pairs_up,
    organization_codes_agree,
)
from carbondocs.kinds.certified import (
    RULE,
    broken,
    end_of_validity,
    number_of_the_body,
    number_of_the_year,
    validity_length,
)
from carbondocs.kinds.cfp_certificate.record import CfpCertificate
from carbondocs.kinds.footprints import footprints_are_told_once, products_differ
from carbondocs.kinds.life_rules import (
    issue_is_dated,
    issued_by_today,
    not_expired,
    reissued_in_life,
    somebody_signs,
    status_is_valid,
)


def _number_is_of_the_body(record: CfpCertificate, setting: Setting) -> Iterator[Broken]:
    yield from number_of_the_body("number", record.number, setting)


def _number_is_of_the_year(record: CfpCertificate, _: Setting) -> Iterator[Broken]:
    yield from number_of_the_year("number", record.number, record.issued_on)


def _number_has_an_issue_date(record: CfpCertificate, _: Setting) -> Iterator[Broken]:
    yield from issue_is_dated(record.number, record.issued_on, f"{RULE}附件3")


def _signed(record: CfpCertificate, setting: Setting) -> Iterator[Broken]:
    if record.number:
        yield from somebody_signs(record.signatory, setting, f"{RULE}附件3")


def _issued_by_today(record: CfpCertificate, setting: Setting) -> Iterator[Broken]:
    yield from issued_by_today(record.issued_on, setting)


def _valid_for_two_years(record: CfpCertificate, setting: Setting) -> Iterator[Broken]:
    if not record.expires_on:
        return
    if not record.issued_on:
        yield broken(
            "expires_on",
            "validity.open",
            message("An expiry date without a date of issue can't be checked."),
            message("Add issued_on, or leave expires_on out too."),
            "9.1.1",
        )
        return
    yield from validity_length(record.issued_on, record.expires_on, setting)


def _reissued_within_validity(record: CfpCertificate, setting: Setting) -> Iterator[Broken]:
    if not record.reissued_on:
        return
    if not record.issued_on or not record.number:
        yield broken(
            "reissued_on",
            "reissue.draft",
            message("Only an issued certificate, with number and date of issue, can be reissued."),
            message("Add number and issued_on, which a reissue keeps, or leave reissued_on out."),
            "9.1.3",
        )
        return
    end = end_of_validity(record.issued_on, setting)
    yield from reissued_in_life(record.reissued_on, record.issued_on, end, f"{RULE}9.1.3")


def _status_allows_a_certificate(record: CfpCertificate, _: Setting) -> Iterator[Broken]:
    yield from status_is_valid(record.status, f"{RULE}9.1.7")


def _not_expired(record: CfpCertificate, setting: Setting) -> Iterator[Broken]:
    if record.issued_on:
        end = record.expires_on or end_of_validity(record.issued_on, setting)
        hint = message("Certify anew; a certificate's life can't be prolonged.")
        yield from not_expired(end, setting, hint, f"{RULE}9.1.1, 9.1.7")


def _products_differ(record: CfpCertificate, _: Setting) -> Iterator[Broken]:
    yield from products_differ(record.products)


def _footprints_are_told_once(record: CfpCertificate, _: Setting) -> Iterator[Broken]:
    yield from footprints_are_told_once(record.products, record.footprint, f"{RULE}附件3")


def _label_can_show_the_value(record: CfpCertificate, setting: Setting) -> Iterator[Broken]:
    certified = record.certified_footprint
    if certified:
        try:
            check_value(certified.grouped, label_face(setting.faces))
        except InvalidValue as error:
            yield Broken("footprint", error)


def _english_is_given(record: CfpCertificate, setting: Setting) -> Iterator[Broken]:
    wanted = {
        **english_of("applicant", record.applicant),
        **english_of("manufacturer", record.manufacturer),
        **english_of("factory", record.factory),
        "certification_unit_en": record.certification_unit_en,
        "system_boundary_en": record.system_boundary_en,
        "rules.specific_en": record.rules.specific_en,
        **{f"products[{index}].name_en": product.name_en for index, product in enumerate(record.products)},
    }
    yield from english_is_given(wanted, setting)


def _english_standards_pair_up(record: CfpCertificate, _: Setting) -> Iterator[Broken]:
    yield from english_pairs_up("standards", record.standards, record.standards_en)


def _organization_codes_agree(record: CfpCertificate, _: Setting) -> Iterator[Broken]:
    yield from organization_codes_agree(record, "applicant", "manufacturer", "factory")


RULES = (
    _number_is_of_the_body,
    _number_is_of_the_year,
    _number_has_an_issue_date,
    _signed,
    _issued_by_today,
    _valid_for_two_years,
    _reissued_within_validity,
    _status_allows_a_certificate,
    _not_expired,
    _products_differ,
    _footprints_are_told_once,
    _label_can_show_the_value,
    _english_is_given,
    _english_standards_pair_up,
    _organization_codes_agree,
)
