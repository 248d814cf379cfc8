"""The rules of surveillance: its intervals, its order, and what is recorded of each audit (9.1.1, 10.1 g, 11.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from carbondocs.diagnostics import Severity, message
from carbondocs.kinds.base import Broken, Setting
from carbondocs.kinds.cems_certificate.record import CemsCertificate, Surveillance, decided, last_day
from carbondocs.kinds.cems_certificate.surveillance import State, latest_day, plan, state_on
from carbondocs.kinds.systems import broken

_INTERVAL = "9.1.1(1)"
_RECORD = "10.1 g)"
_FAILED = re.compile(r"不合格|不符合|不通过|未通过|暂停|撤销|fail|suspend|withdraw", re.IGNORECASE)


def surveillance_keeps_its_intervals(record: CemsCertificate, setting: Setting) -> Iterator[Broken]:
    """Each audit is planned and done within 12 months of the decision or of the audit before it."""
    end = last_day(record, setting.issuer.profile.validity_end)
    for index, audit in enumerate(plan(record, end)[: len(record.surveillance)]):
        done, path = audit.recorded.done_on, f"surveillance[{index}]"
        if done and done > audit.latest:
            yield _late(f"{path}.done_on", audit.latest, done, record)
        elif audit.due_on > audit.latest:
            yield broken(
                f"{path}.due_on",
                "surveillance.gap",
                message(
                    "The audit is due on {due}; it must be done by {latest}, 12 months after the decision or the audit "
                    "before it.",
                    due=audit.due_on,
                    latest=audit.latest,
                ),
                message("Plan it for {latest} or earlier, or leave due_on out.", latest=audit.latest),
                _INTERVAL,
            )


def _late(path: str, latest: date, done: date, record: CemsCertificate) -> Broken:
    suspended = any(one.covers(latest + timedelta(days=1), done) for one in record.suspensions)
    return broken(
        path,
        "surveillance.late",
        message(
            "The audit was done on {done}; it had to be done by {latest}, 12 months after the decision or the audit "
            "before it.",
            done=done,
            latest=latest,
        ),
        message("Correct the date. A certificate without surveillance is suspended until the audit: record that."),
        _INTERVAL,
        Severity.WARNING if suspended else Severity.ERROR,
    )


def surveillance_is_in_order(record: CemsCertificate, setting: Setting) -> Iterator[Broken]:
    """Audits follow the decision and one another, and none lies in the future or beyond the validity."""
    before, end = decided(record), last_day(record, setting.issuer.profile.validity_end)
    for index, entry in enumerate(record.surveillance):
        for name, day in (("due_on", entry.due_on), ("done_on", entry.done_on)):
            if day and not before < day <= end:
                yield broken(
                    f"surveillance[{index}].{name}",
                    "surveillance.order",
                    message(
                        "{day} is not between {before}, the decision or the audit before it, and the end on {end}.",
                        day=day,
                        before=before,
                        end=end,
                    ),
                    message("Correct the date, and give the audits in their order."),
                    _INTERVAL,
                )
        before = entry.done_on or entry.due_on or latest_day(before)


def surveillance_is_recorded_whole(record: CemsCertificate, setting: Setting) -> Iterator[Broken]:
    """What is done has its result; nothing has a result before it is done, and none is left out."""
    later_done = False
    for index, entry in reversed(list(enumerate(record.surveillance))):
        yield from _recorded(f"surveillance[{index}]", entry, setting.today)
        if later_done and not entry.done_on:
            yield broken(
                f"surveillance[{index}].done_on",
                "surveillance.skipped",
                message("This audit is not done, yet a later one is."),
                message("Add the day on which it was done, or take the entry out."),
                _RECORD,
            )
        later_done = later_done or bool(entry.done_on)


def _recorded(path: str, entry: Surveillance, today: date) -> Iterator[Broken]:
    if entry.done_on and entry.done_on > today:
        problem = message("The audit is recorded as done on {done}, which lies in the future.", done=entry.done_on)
        hint = message("Correct the date, or give it as due_on.")
        yield broken(f"{path}.done_on", "surveillance.future", problem, hint, _RECORD)
    if entry.done_on and not entry.result:
        problem = message("The audit was done on {done}, but its result is missing.", done=entry.done_on)
        yield broken(f"{path}.result", "surveillance.result", problem, message("Add the result."), _RECORD)
    if entry.result and not entry.done_on:
        problem = message("There is a result of an audit that is not done.")
        hint = message("Add done_on, or leave the result out.")
        yield broken(f"{path}.done_on", "surveillance.undone", problem, hint, _RECORD)


def a_failed_audit_suspends(record: CemsCertificate, _: Setting) -> Iterator[Broken]:
    """A certificate can't simply stay valid after an audit that was not passed (11.3)."""
    for index, entry in enumerate(record.surveillance):
        failed = entry.done_on and entry.result and _FAILED.search(entry.result)
        if failed and not any(one.suspended_on >= entry.done_on for one in record.suspensions if entry.done_on):
            yield broken(
                f"surveillance[{index}].result",
                "surveillance.failed",
                message("The result is {result}, yet no suspension is recorded after it.", result=entry.result),
                message("Add the suspension and the day on which it ended, or correct the result."),
                "11.3",
            )


def surveillance_is_not_overdue(record: CemsCertificate, setting: Setting) -> Iterator[Broken]:
    """A certificate whose surveillance is overdue today isn't valid today (11.1)."""
    end = last_day(record, setting.issuer.profile.validity_end)
    if state_on(setting.today, record, end) is State.SURVEILLANCE_OVERDUE:
        done = [entry.done_on for entry in record.surveillance if entry.done_on]
        yield broken(
            "surveillance",
            "surveillance.overdue",
            message(
                "Surveillance had to be done by {latest} and is not recorded.",
                latest=latest_day(max(done, default=decided(record))),
            ),
            message("Record the audit, or suspend the certificate and issue a status notice."),
            f"{_INTERVAL}, 11.1",
        )


SURVEILLANCE_RULES = (
    surveillance_keeps_its_intervals,
    surveillance_is_in_order,
    surveillance_is_recorded_whole,
    a_failed_audit_suspends,
    surveillance_is_not_overdue,
)
