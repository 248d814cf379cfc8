"""The life of a certificate between its issue and its end: surveillance audits, and the state on a given day.

The first audit is done within 12 months of the decision, each further one within 12 months of the one before
(CCAI-S-C07:2024, 9.1.1). In the last 6 months recertification takes the place of surveillance (11.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from carbondocs.kinds.cems_certificate.record import CemsCertificate, Surveillance, decided
from carbondocs.values.dates import months_after
from carbondocs.values.status import Status

INTERVAL = 12
"""The most months between two audits."""

_RECERTIFICATION = 6
_NOTICE = 3  # an audit is called due from so many months before its last day on


class State(StrEnum):
    """How a certificate stands on one day."""

    VALID = "valid"
    SURVEILLANCE_DUE = "surveillance due"
    SURVEILLANCE_OVERDUE = "surveillance overdue"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Audit:
    """One audit of the plan: the last day that the rule allows for it, the day it is due, and what is recorded."""

    latest: date
    due_on: date
    recorded: Surveillance


def latest_day(before: date) -> date:
    """The last day for the audit that follows a decision or an audit."""
    return months_after(before, INTERVAL)


def plan(record: CemsCertificate, end: date) -> tuple[Audit, ...]:
    """The audits recorded, and after them those still to come until recertification."""
    audits, before = [], decided(record)
    for entry in record.surveillance:
        latest = latest_day(before)
        audits.append(Audit(latest, entry.due_on or latest, entry))
        before = entry.done_on or entry.due_on or latest
    while (latest := latest_day(before)) <= months_after(end, -_RECERTIFICATION):
        audits.append(Audit(latest, latest, Surveillance()))
        before = latest
    return tuple(audits)


def state_on(day: date, record: CemsCertificate, end: date) -> State:
    """The state on ``day``, by what had happened until then; withdrawal and cancellation have no date and hold."""
    if record.status in {Status.WITHDRAWN, Status.CANCELLED}:
        return State(record.status.value)
    if day > end:
        return State.EXPIRED
    lasting = not record.suspensions and record.status is Status.SUSPENDED
    if lasting or any(one.covers(day, day + timedelta(days=1)) for one in record.suspensions):
        return State.SUSPENDED
    return _surveyed(day, record, end)


def _surveyed(day: date, record: CemsCertificate, end: date) -> State:
    entries = (entry for entry in record.surveillance if entry.done_on is None or entry.done_on > day)
    done = [entry.done_on for entry in record.surveillance if entry.done_on and entry.done_on <= day]
    latest = latest_day(max(done, default=decided(record)))
    if latest > months_after(end, -_RECERTIFICATION):
        return State.VALID
    due = min(latest, *[entry.due_on for entry in entries if entry.due_on], latest)
    if day > latest:
        return State.SURVEILLANCE_OVERDUE
    return State.SURVEILLANCE_DUE if day > months_after(due, -_NOTICE) else State.VALID


def told_until(record: CemsCertificate) -> date:
    """The last day on which anything of the record happened: it tells the certificate's life until then."""
    audits = (entry.done_on for entry in record.surveillance)
    suspensions = (day for one in record.suspensions for day in (one.suspended_on, one.resumed_on))
    return max(day for day in (record.issued_on, record.reissued_on, *audits, *suspensions) if day)
