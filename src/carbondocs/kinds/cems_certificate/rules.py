"""The rules between the fields of a certificate of a carbon emission management system.

The clauses are those of CCAI-S-C07:2024《碳排放管理体系认证实施规则》.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.graphics.print_size import least_width
from carbondocs.kinds.base import Broken, Setting
from carbondocs.kinds.cems_certificate.claims import claims
from carbondocs.kinds.cems_certificate.mark import certificate_mark, printed_size
from carbondocs.kinds.cems_certificate.record import (
    STANDARD,
    VALIDITY_YEARS,
    CemsCertificate,
    decided,
    due_end,
    last_day,
)
from carbondocs.kinds.cems_certificate.surveillance_rules import SURVEILLANCE_RULES
from carbondocs.kinds.certificates import english_is_given
from carbondocs.kinds.life_rules import (
    issued_by_today,
    not_expired,
    reissued_in_life,
    somebody_signs,
    status_is_valid,
)
from carbondocs.kinds.suspensions import suspended_after_issue, suspensions_are_over
from carbondocs.kinds.systems import RULE, broken
from carbondocs.values.body_number import BodyNumber
from carbondocs.values.status import Status


def _valid_for_three_years(record: CemsCertificate, setting: Setting) -> Iterator[Broken]:
    due = due_end(record, setting.issuer.profile.validity_end)
    if record.expires_on and record.expires_on != due:
        yield broken(
            "expires_on",
            "validity.length",
            message(
                "The certificate ends on {given}; issued on {issued} and valid for {years} years it ends on {due}.",
                given=record.expires_on,
                issued=record.issued_on,
                years=VALIDITY_YEARS,
                due=due,
            ),
            message("Give {due}, leave expires_on out, or change validity_end in the issuer's profile.", due=due),
            "11.1",
        )


def _not_expired(record: CemsCertificate, setting: Setting) -> Iterator[Broken]:
    if record.status is Status.VALID:
        end = last_day(record, setting.issuer.profile.validity_end)
        hint = message("Recertify and give the new issued_on, or correct the date.")
        yield from not_expired(end, setting, hint, f"{RULE}11.1, 11.4(1)")


def _status_allows_a_certificate(record: CemsCertificate, _: Setting) -> Iterator[Broken]:
    clause = "11.4" if record.status is Status.CANCELLED else "11.3"
    yield from status_is_valid(record.status, f"{RULE}{clause}")


def _issued_by_today(record: CemsCertificate, setting: Setting) -> Iterator[Broken]:
    yield from issued_by_today(record.issued_on, setting)


def _decided_before_issue(record: CemsCertificate, _: Setting) -> Iterator[Broken]:
    if decided(record) > record.issued_on:
        problem = message(
            "The decision on {decided} follows the issue on {issued}.", decided=decided(record), issued=record.issued_on
        )
        yield broken("decided_on", "decision.late", problem, message("Correct the wrong date."), "8.5.2")


def _first_issue_is_kept(record: CemsCertificate, _: Setting) -> Iterator[Broken]:
    first, count = record.first_issued_on or record.issued_on, record.recertifications
    if first > record.issued_on:
        problem = message(
            "The first issue on {first} follows the issue on {issued}.", first=first, issued=record.issued_on
        )
        yield broken("first_issued_on", "first_issue.late", problem, message("Correct the wrong date."), "9.2")
    elif count is not None and bool(count) is not (first < record.issued_on):
        problem = message(
            "Recertifications: {count}; with an issue on {issued}, the first one can't be {first}.",
            count=count,
            first=first,
            issued=record.issued_on,
        )
        hint = message("Recertification keeps the first date of issue: give it, or correct recertifications.")
        yield broken("first_issued_on", "first_issue.lost", problem, hint, "9.2")


def _reissued_within_validity(record: CemsCertificate, setting: Setting) -> Iterator[Broken]:
    end = last_day(record, setting.issuer.profile.validity_end)
    yield from reissued_in_life(record.reissued_on, record.issued_on, end, f"{RULE}11.2")


def _numbers_of_sub_certificates_follow(record: CemsCertificate, _: Setting) -> Iterator[Broken]:
    if record.main_number:
        yield from _follows("number", record.number, record.main_number)
    seen: set[str] = set()
    for index, site in enumerate(record.sites):
        path, number = f"sites[{index}].certificate_number", site.certificate_number
        if not number:
            continue
        yield from _follows(path, number, record.number)
        if str(number) in seen:
            problem = message("Two sites have the sub-certificate {number}.", number=number)
            yield broken(path, "subcertificate.twice", problem, message("Number each site's anew."), "10.1 a)")
        seen.add(str(number))


def _follows(path: str, number: BodyNumber, main: BodyNumber) -> Iterator[Broken]:
    if not re.fullmatch(re.escape(str(main)) + "-[1-9][0-9]*", str(number)):
        problem = message("{number} is no sub-certificate of {main}.", number=number, main=main)
        hint = message("Number it {main}-1, {main}-2 and so on.", main=main)
        yield broken(path, "subcertificate.number", problem, hint, "10.1 a)")


def _certified_by_the_standard(record: CemsCertificate, _: Setting) -> Iterator[Broken]:
    if not any(STANDARD in criterion.version for criterion in record.criteria):
        problem = message("{standard} is not among the criteria, by which every such system is certified.",
                          standard=STANDARD)  # fmt: skip
        hint = message("Add it with its version; a sector's requirements stand beside it, not in its place.")
        yield broken("criteria", "criteria.standard", problem, hint, "3, 10.1 d)")


def _versions_are_versions(record: CemsCertificate, _: Setting) -> Iterator[Broken]:
    for index, criterion in enumerate(record.criteria):
        if not re.search("[0-9A-Z]", criterion.version):
            problem = message("{version} is no version of {name}.", version=criterion.version, name=criterion.name)
            hint = message("Give designation and year, as in {example}.", example=f"{STANDARD}:2023")
            yield broken(f"criteria[{index}].version", "criteria.version", problem, hint, "10.1 d)")


def _organization_code_agrees(record: CemsCertificate, _: Setting) -> Iterator[Broken]:
    code = record.organization.credit_code
    if not code.organization_code_agrees:
        problem = message("The organisation code in {code} has a wrong check character.", code=code)
        hint = message("Compare all 18 characters with the business licence; characters 9 to 17 are the code.")
        clause = f"GB 11714-1997; {RULE}10.1 b)"
        yield Broken("organization.credit_code", InvalidValue("credit_code.organization", problem, hint, clause))


def _scope_claims_no_footprint(record: CemsCertificate, _: Setting) -> Iterator[Broken]:
    for path, words in claims(record):
        problem = message("The scope claims “{words}”; the certificate of a management system can't.", words=words)
        hint = message("Say which activities and places the system covers; footprints have certificates of their own.")
        yield broken(path, "scope.claim", problem, hint, "10.1 c), 10.3.6")


def _suspensions_are_over(record: CemsCertificate, _: Setting) -> Iterator[Broken]:
    yield from suspensions_are_over(record.suspensions, record.status, f"{RULE}11.3")


def _suspended_after_issue(record: CemsCertificate, _: Setting) -> Iterator[Broken]:
    yield from suspended_after_issue(record.suspensions, record.issued_on, f"{RULE}11.3")


def _signed(record: CemsCertificate, setting: Setting) -> Iterator[Broken]:
    yield from somebody_signs(record.signatory, setting, f"{RULE}10.1 f)")


def _mark_can_be_read(record: CemsCertificate, setting: Setting) -> Iterator[Broken]:
    try:
        mark = certificate_mark(record, setting)
    except InvalidValue as error:
        yield Broken("number", error)
        return
    if least_width(mark.width, mark.needs) > printed_size(mark)[0]:
        problem = message("Number or body's name are too long to be read below the mark.")
        hint = message("Shorten the number, or give short_name in the issuer's profile.")
        yield broken("number", "mark.too_small", problem, hint, "10.2, 10.3.4")


def _english_is_given(record: CemsCertificate, setting: Setting) -> Iterator[Broken]:
    organization = record.organization
    wanted = {
        "organization.name_en": organization.name_en,
        "organization.address_en": organization.address_en,
        "scope_en": record.scope_en,
        **{f"criteria[{index}].name_en": criterion.name_en for index, criterion in enumerate(record.criteria)},
    }
    for index, site in enumerate(record.sites):
        english = {"name_en": site.name_en, "address_en": site.address_en, "scope_en": site.scope_en or not site.scope}
        wanted |= {f"sites[{index}].{name}": str(text) if text else None for name, text in english.items()}
    for index, suspension in enumerate(record.suspensions):
        if suspension.ground:
            wanted[f"suspensions[{index}].ground_en"] = suspension.ground_en
    for index, audit in enumerate(record.surveillance):
        if audit.result and not setting.locale.knows(audit.result):
            wanted[f"surveillance[{index}].result_en"] = audit.result_en
    yield from english_is_given(wanted, setting)


def _no_suspension_ahead(record: CemsCertificate, setting: Setting) -> Iterator[Broken]:
    for index, one in enumerate(record.suspensions):
        if (one.resumed_on or one.suspended_on) > setting.today:
            problem = message("The suspension lies in the future.")
            path = f"suspensions[{index}]"
            yield broken(path, "suspension.future", problem, message("Check the year."), "11.3")


RULES = (
    _valid_for_three_years,
    _not_expired,
    _status_allows_a_certificate,
    _issued_by_today,
    _decided_before_issue,
    _first_issue_is_kept,
    _reissued_within_validity,
    _numbers_of_sub_certificates_follow,
    _certified_by_the_standard,
    _versions_are_versions,
    _organization_code_agrees,
    _scope_claims_no_footprint,
    *SURVEILLANCE_RULES,
    _suspensions_are_over,
    _suspended_after_issue,
    _no_suspension_ahead,
    _signed,
    _mark_can_be_read,
    _english_is_given,
)
