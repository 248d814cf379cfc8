"""What holds for every document that rests on a product carbon footprint certificate: its number and its life.

The clauses are those of 产品碳足迹标识认证通用实施规则（试行）.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from carbondocs.diagnostics import Message, message
from carbondocs.errors import InvalidValue
from carbondocs.kinds.base import Broken, Setting
from carbondocs.values.certificate_number import CertificateNumber
from carbondocs.values.dates import validity_end

VALIDITY_YEARS = 2

RULE = "《产品碳足迹标识认证通用实施规则（试行）》"


def broken(path: str, code: str, problem: Message, hint: Message, clause: str = "") -> Broken:
    """A broken rule of 通用实施规则, or of no rule where there is no clause."""
    return Broken(path, InvalidValue(code, problem, hint, f"{RULE}{clause}" if clause else ""))


def number_of_the_body(path: str, number: CertificateNumber | None, setting: Setting) -> Iterator[Broken]:
    """The number's body code is that of the issuer's approval number (附件4)."""
    if number:
        try:
            number.check_body(setting.issuer.profile.approval_number)
        except InvalidValue as error:
            yield Broken(path, _of_the_sample(error) if setting.issuer.sample else error)


def _of_the_sample(error: InvalidValue) -> InvalidValue:
    hint = message("The sample issuer's profile was used; name your own with --issuer.")
    return InvalidValue(error.code, error.problem, hint, error.clause)


def number_of_the_year(path: str, number: CertificateNumber | None, issued_on: date | None) -> Iterator[Broken]:
    """The number's year is the year of issue (附件4)."""
    if number and issued_on:
        try:
            number.check_year(issued_on.year)
        except InvalidValue as error:
            yield Broken(path, error)


def end_of_validity(issued_on: date, setting: Setting) -> date:
    """The last day of a certificate issued on that day, by the body's convention (9.1.1)."""
    return validity_end(issued_on, VALIDITY_YEARS, setting.issuer.profile.validity_end)


def validity_length(issued_on: date, expires_on: date | None, setting: Setting) -> Iterator[Broken]:
    """Where both days are given, they lie 2 years apart (9.1.1)."""
    due = end_of_validity(issued_on, setting)
    if expires_on and expires_on != due:
        yield broken(
            "expires_on",
            "validity.length",
            message(
                "The certificate ends on {given}; issued on {issued} and valid for 2 years it ends on {due}.",
                given=expires_on,
                issued=issued_on,
                due=due,
            ),
            message("Give {due}, leave expires_on out, or change validity_end in the issuer's profile.", due=due),
            "9.1.1",
        )
