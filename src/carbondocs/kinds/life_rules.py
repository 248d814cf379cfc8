"""Rules that every certificate's life follows: it is dated and signed, valid when it is issued, and ends in time.

Each kind names the clause of its own rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from carbondocs.diagnostics import Message, Severity, message
from carbondocs.errors import InvalidValue
from carbondocs.kinds.base import Broken, Setting
from carbondocs.kinds.certificates import Signatory
from carbondocs.values.status import Status


def issue_is_dated(number: object, issued_on: date | None, clause: str) -> Iterator[Broken]:
    """A certificate with a number has a date of issue."""
    if number and not issued_on:
        problem = message("A certificate with a number needs its date of issue.")
        yield Broken("issued_on", InvalidValue("issue.missing", problem, message("Add issued_on."), clause))


def issued_by_today(issued_on: date | None, setting: Setting) -> Iterator[Broken]:
    """A date of issue in the future is worth a second look."""
    if issued_on and issued_on > setting.today:
        problem = message("The date of issue {issued} lies in the future.", issued=issued_on)
        yield Broken("issued_on", InvalidValue("issue.future", problem, message("Check the year.")), Severity.WARNING)


def somebody_signs(signatory: Signatory | None, setting: Setting, clause: str) -> Iterator[Broken]:
    """The data or the issuer's profile names who signs."""
    if not signatory and not setting.issuer.profile.signatory:
        problem = message("Nobody signs the certificate.")
        hint = message("Add signatory to the data, or to the issuer's profile.")
        yield Broken("signatory", InvalidValue("signatory.missing", problem, hint, clause))


def status_is_valid(status: Status, clause: str) -> Iterator[Broken]:
    """Only a valid certificate is issued."""
    if status is not Status.VALID:
        problem = message("A certificate that is {status} can't be issued as a valid one.", status=status)
        hint = message("Issue a status notice instead, or correct the status.")
        yield Broken("status", InvalidValue("status.forbids", problem, hint, clause))


def not_expired(end: date | None, setting: Setting, hint: Message, clause: str) -> Iterator[Broken]:
    """A certificate's last day has not passed."""
    if end and end < setting.today:
        problem = message("It expired on {end}; an expired certificate can't be issued as a valid one.", end=end)
        yield Broken("expires_on", InvalidValue("status.expired", problem, hint, clause))


def reissued_in_life(reissued_on: date | None, issued_on: date, end: date, clause: str) -> Iterator[Broken]:
    """A reissue follows the issue and lies within the validity."""
    if reissued_on and not issued_on < reissued_on <= end:
        problem = message(
            "The reissue on {reissued} lies outside the certificate's life, {issued} to {due}.",
            reissued=reissued_on,
            issued=issued_on,
            due=end,
        )
        hint = message("Correct the date; a reissue keeps number and expiry, only reissued_on is new.")
        yield Broken("reissued_on", InvalidValue("reissue.date", problem, hint, clause))
