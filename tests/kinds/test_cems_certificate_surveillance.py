"""Surveillance: its intervals, what is recorded of it, and the state of a certificate on a given day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from system_data import RULE, findings, sample, told

from carbondocs import Severity
from carbondocs.kinds.cems_certificate.record import CemsCertificate
from carbondocs.kinds.cems_certificate.surveillance import State, plan, state_on, told_until

END = date(2027, 5, 19)
TODAY = date(2026, 3, 16)


def audited(*audits: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A certificate of 20 May 2024 with those audits."""
    return sample("suspended-history", surveillance=list(audits), suspensions=[], **changes)


def done(day: date, result: str | None = "保持", due: date | None = None) -> dict[str, Any]:
    return {"done_on": day, "result": result, "due_on": due}


FIRST = done(date(2025, 4, 28))


@pytest.mark.parametrize(
    ("audits", "expected"),
    [
        ([done(date(2025, 5, 20))], []),
        ([done(date(2025, 5, 21))], [("surveillance.late", "surveillance[0].done_on")]),
        ([FIRST, done(date(2026, 3, 10))], []),
        ([done(date(2024, 11, 20)), done(date(2025, 11, 21))], [("surveillance.late", "surveillance[1].done_on")]),
        ([FIRST, {"due_on": date(2026, 4, 28)}], []),
        ([FIRST, {"due_on": date(2026, 4, 29)}], [("surveillance.gap", "surveillance[1].due_on")]),
        ([{**FIRST, "due_on": date(2025, 5, 21)}], [("surveillance.gap", "surveillance[0].due_on")]),
        ([FIRST, done(date(2025, 4, 1))], [("surveillance.order", "surveillance[1].done_on")]),
        ([done(date(2024, 5, 20)), FIRST], [("surveillance.order", "surveillance[0].done_on")]),
        ([done(date(2025, 4, 28), None)], [("surveillance.result", "surveillance[0].result")]),
        ([FIRST, {"result": "保持"}], [("surveillance.undone", "surveillance[1].done_on")]),
        ([FIRST, done(date(2026, 3, 17))], [("surveillance.future", "surveillance[1].done_on")]),
        ([done(date(2025, 4, 28), "不合格")], [("surveillance.failed", "surveillance[0].result")]),
        ([], [("surveillance.overdue", "surveillance")]),
        ([{"due_on": date(2025, 4, 1)}, done(date(2026, 3, 10))],
         [("surveillance.skipped", "surveillance[0].done_on")]),
    ],
)  # fmt: skip
def test_the_intervals_of_the_rule_are_kept(audits: list[dict[str, Any]], expected: list[tuple[str, str]]) -> None:
    found = findings(audited(*audits), TODAY)
    assert [(one.code, one.place.path) for one in found if one.code != "english.missing"] == expected
    for one in found:
        if one.code.startswith("surveillance"):
            assert one.severity is Severity.ERROR
            assert one.clause.startswith((f"{RULE}9.1.1(1)", f"{RULE}10.1 g)", f"{RULE}11.3"))


def test_the_first_interval_counts_from_the_decision() -> None:
    late = done(date(2025, 5, 20))
    assert told(audited(late, decided_on=date(2024, 5, 19)), TODAY) == [
        ("surveillance.late", "surveillance[0].done_on")
    ]


def test_a_gap_that_a_suspension_covers_is_a_warning() -> None:
    late = audited(done(date(2025, 8, 1)))
    late["suspensions"] = [{"suspended_on": date(2025, 5, 21), "resumed_on": date(2025, 8, 4)}]
    (found,) = findings(late, TODAY)
    assert (found.code, found.severity) == ("surveillance.late", Severity.WARNING)
    late["suspensions"] = [{"suspended_on": date(2025, 6, 1), "resumed_on": date(2025, 8, 4)}]
    (found,) = findings(late, TODAY)
    assert (found.code, found.severity) == ("surveillance.late", Severity.ERROR)


def test_a_failed_audit_followed_by_a_suspension_is_taken() -> None:
    data = audited(done(date(2025, 4, 28), "不合格"))
    data["suspensions"] = [{"suspended_on": date(2025, 4, 28), "resumed_on": date(2025, 6, 3)}]
    assert [code for code, _ in told(data, TODAY)] == ["english.missing"]


def record(**changes: Any) -> CemsCertificate:
    return CemsCertificate.model_validate(sample("suspended-history", **changes))


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2024, 5, 20), State.VALID),
        (date(2025, 2, 20), State.VALID),
        (date(2025, 2, 21), State.SURVEILLANCE_DUE),
        (date(2025, 4, 27), State.SURVEILLANCE_DUE),
        (date(2025, 4, 28), State.VALID),
        (date(2025, 8, 31), State.VALID),
        (date(2025, 9, 1), State.SUSPENDED),
        (date(2025, 11, 13), State.SUSPENDED),
        (date(2025, 11, 14), State.VALID),
        (date(2026, 1, 29), State.SURVEILLANCE_DUE),
        (date(2026, 4, 28), State.SURVEILLANCE_DUE),
        (date(2026, 4, 29), State.SURVEILLANCE_OVERDUE),
        (date(2027, 5, 19), State.SURVEILLANCE_OVERDUE),
        (date(2027, 5, 20), State.EXPIRED),
    ],
)
def test_the_state_follows_from_the_day(day: date, state: State) -> None:
    assert state_on(day, record(), END) is state


@pytest.mark.parametrize("status", ["withdrawn", "cancelled"])
def test_withdrawal_and_cancellation_hold(status: str) -> None:
    assert state_on(date(2030, 1, 1), record(status=status), END) == status


def test_a_suspension_without_a_record_holds() -> None:
    assert state_on(TODAY, record(status="suspended", suspensions=[]), END) is State.SUSPENDED


def test_in_the_last_months_recertification_takes_the_place_of_surveillance() -> None:
    second = [done(date(2025, 4, 28)), done(date(2026, 1, 10))]
    third = record(surveillance=second)
    assert state_on(date(2027, 1, 11), third, END) is State.VALID
    assert len(plan(third, END)) == 2


def test_what_is_to_come_is_planned_by_the_rule() -> None:
    fresh = CemsCertificate.model_validate(sample())
    audits = plan(fresh, date(2029, 3, 15))
    assert [audit.due_on for audit in audits] == [date(2027, 3, 13), date(2028, 3, 13)]
    early = record(surveillance=[done(date(2024, 9, 1))], suspensions=[])
    assert [audit.latest for audit in plan(early, END)] == [date(2025, 5, 20), date(2025, 9, 1), date(2026, 9, 1)]


def test_the_life_is_told_until_the_last_thing_recorded() -> None:
    assert told_until(record()) == date(2025, 11, 14)
    assert told_until(record(suspensions=[])) == date(2025, 4, 28)
    assert told_until(CemsCertificate.model_validate(sample())) == date(2026, 3, 16)
