"""The rules between the fields of a product carbon footprint label certificate.

The clauses are those of 产品碳足迹标识认证通用实施规则（试行）.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbondocs.diagnostics import Severity, message
from carbondocs.errors import InvalidValue
from carbondocs.graphics.label import check_value, label_face
from carbondocs.kinds.base import Broken, Setting
from carbondocs.kinds.certified import (
    broken,
    end_of_validity,
    number_of_the_body,
    number_of_the_year,
    validity_length,
)
from carbondocs.kinds.cfp_certificate.record import CfpCertificate
from carbondocs.values.status import Status


def _number_is_of_the_body(record: CfpCertificate, setting: Setting) -> Iterator[Broken]:
    yield from number_of_the_body("number", record.number, setting)


def _number_is_of_the_year(record: CfpCertificate, _: Setting) -> Iterator[Broken]:
    yield from number_of_the_year("number", record.number, record.issued_on)


def _number_has_an_issue_date(record: CfpCertificate, _: Setting) -> Iterator[Broken]:
    if record.number and not record.issued_on:
        yield broken(
            "issued_on",
            "issue.missing",
            message("A certificate with a number needs its date of issue."),
            message("Add issued_on."),
            "附件3",
        )


def _signed(record: CfpCertificate, setting: Setting) -> Iterator[Broken]:
    if record.number and not record.signatory and not setting.issuer.profile.signatory:
        yield broken(
            "signatory",
            "signatory.missing",
            message("Nobody signs the certificate."),
            message("Add signatory to the data, or to the issuer's profile."),
            "附件3",
        )


def _issued_by_today(record: CfpCertificate, setting: Setting) -> Iterator[Broken]:
    if record.issued_on and record.issued_on > setting.today:
        problem = message("The date of issue {issued} lies in the future.", issued=record.issued_on)
        yield Broken("issued_on", InvalidValue("issue.future", problem, message("Check the year.")), Severity.WARNING)


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
    due = end_of_validity(record.issued_on, setting)
    if not record.issued_on < record.reissued_on <= due:
        yield broken(
            "reissued_on",
            "reissue.date",
            message(
                "The reissue on {reissued} lies outside the certificate's life, {issued} to {due}.",
                reissued=record.reissued_on,
                issued=record.issued_on,
                due=due,
            ),
            message("Correct the date; a reissue keeps number and expiry, only reissued_on is new."),
            "9.1.3",
        )


def _status_allows_a_certificate(record: CfpCertificate, _: Setting) -> Iterator[Broken]:
    if record.status is not Status.VALID:
        yield broken(
            "status",
            "status.forbids",
            message("A certificate that is {status} can't be issued as a valid one.", status=record.status),
            message("Issue a status notice instead, or correct the status."),
            "9.1.7",
        )


def _not_expired(record: CfpCertificate, setting: Setting) -> Iterator[Broken]:
    if not record.issued_on:
        return
    end = record.expires_on or end_of_validity(record.issued_on, setting)
    if end < setting.today:
        yield broken(
            "expires_on",
            "status.expired",
            message("It expired on {end}; an expired certificate can't be issued as a valid one.", end=end),
            message("Certify anew; a certificate's life can't be prolonged."),
            "9.1.1, 9.1.7",
        )


def _footprints_are_told_once(record: CfpCertificate, _: Setting) -> Iterator[Broken]:
    given = [product.footprint is not None for product in record.products]
    if not any(given):
        if record.footprint is None:
            yield broken(
                "footprint",
                "footprint.missing",
                message("There is no footprint."),
                message("Add footprint, or a footprint to each product."),
                "附件3",
            )
        return
    for index, has_footprint in enumerate(given):
        if not has_footprint:
            yield broken(
                f"products[{index}].footprint",
                "footprint.missing",
                message("This product has no footprint, while others have their own."),
                message("Give every product its footprint, or none."),
                "附件3",
            )
    yield from _agreeing_footprints(record)


def _agreeing_footprints(record: CfpCertificate) -> Iterator[Broken]:
    if record.footprint is None:
        return
    for index, product in enumerate(record.products):
        if product.footprint and product.footprint.digits != record.footprint.digits:
            yield broken(
                f"products[{index}].footprint",
                "footprint.disagrees",
                message(
                    "The product's footprint {own} is not the certificate's {whole}.",
                    own=product.footprint.digits,
                    whole=record.footprint.digits,
                ),
                message("Leave footprint out where the products differ: the main page then refers to the annex."),
                "附件3",
            )


def _label_can_show_the_value(record: CfpCertificate, setting: Setting) -> Iterator[Broken]:
    certified = record.certified_footprint
    if certified:
        try:
            check_value(certified.grouped, label_face(setting.faces))
        except InvalidValue as error:
            yield Broken("footprint", error)


def _english_is_given(record: CfpCertificate, setting: Setting) -> Iterator[Broken]:
    if not setting.locale.translated:
        return
    wanted = {
        "applicant.name_en": record.applicant.name_en,
        "applicant.address_en": record.applicant.address_en,
        "manufacturer.name_en": record.manufacturer.name_en,
        "manufacturer.address_en": record.manufacturer.address_en,
        "factory.name_en": record.factory.name_en,
        "factory.address_en": record.factory.address_en,
        "certification_unit_en": record.certification_unit_en,
        "system_boundary_en": record.system_boundary_en,
        "rules.specific_en": record.rules.specific_en,
        **{f"products[{index}].name_en": product.name_en for index, product in enumerate(record.products)},
    }
    for path in (path for path, text in wanted.items() if not text):
        problem = message("There is no English for {field}; the Chinese stands in its place.", field=path)
        yield Broken(path, InvalidValue("english.missing", problem, message("Add it.")), Severity.WARNING)


def _organization_codes_agree(record: CfpCertificate, _: Setting) -> Iterator[Broken]:
    for role in ("applicant", "manufacturer", "factory"):
        code = getattr(record, role).credit_code
        if code and not code.organization_code_agrees:
            problem = message("The organisation code in {code} has a wrong check character.", code=code)
            hint = message("Compare it with the business licence; a few old codes are like this.")
            error = InvalidValue("credit_code.organization", problem, hint, "GB 11714-1997")
            yield Broken(f"{role}.credit_code", error, Severity.WARNING)


def _english_standards_pair_up(record: CfpCertificate, _: Setting) -> Iterator[Broken]:
    if record.standards_en and len(record.standards_en) != len(record.standards):
        yield broken(
            "standards_en",
            "english.pairs",
            message(
                "There are {english} standards in English and {chinese} in Chinese.",
                english=len(record.standards_en),
                chinese=len(record.standards),
            ),
            message("Give the English of every standard, in the same order, or none."),
        )


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
    _footprints_are_told_once,
    _label_can_show_the_value,
    _english_is_given,
    _english_standards_pair_up,
    _organization_codes_agree,
)
