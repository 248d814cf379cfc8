"""What the certificate shows of its life: 认证证书在有效期内的监督情况 (10.1 g)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from carbondocs.kinds.cems_certificate.record import CemsCertificate, Surveillance
from carbondocs.kinds.cems_certificate.surveillance import State, plan, state_on, told_until
from carbondocs.language import Locale, Phrase

_ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class LifeRow:
    """An audit, or an event between audits; what is still to come is blank."""

    event: Phrase
    due: Phrase
    done: Phrase
    result: Phrase


@dataclass(frozen=True)
class Life:
    """The table of surveillance, and the state until the day of the last thing it tells."""

    title: Phrase
    columns: tuple[Phrase, ...]
    rows: tuple[LifeRow, ...]
    state: State
    standing: Phrase


def life(record: CemsCertificate, end: date, locale: Locale) -> Life:
    """The audits and suspensions of a certificate that is valid until ``end``, in the order of their days."""
    until = told_until(record)
    state = state_on(until, record, end)
    dated = sorted([*_audits(record, end, locale), *_suspensions(record, locale)], key=lambda pair: pair[0])
    return Life(
        title=locale.say("认证证书在有效期内的监督情况"),
        columns=(locale.say("监督审核"), locale.say("应完成日期"), locale.say("完成日期"), locale.say("结果")),
        rows=tuple(row for _, row in dated),
        state=state,
        standing=locale.say("截至{day}：{state}", day=locale.day(until), state=state_name(state, locale)),
    )


def state_name(state: State, locale: Locale) -> Phrase:
    """A state in the document's languages."""
    say = locale.say
    return {
        State.VALID: say("有效"),
        State.SURVEILLANCE_DUE: say("有效，应接受监督审核"),
        State.SURVEILLANCE_OVERDUE: say("监督审核逾期"),
        State.SUSPENDED: say("暂停"),
        State.WITHDRAWN: say("撤销"),
        State.CANCELLED: say("注销"),
        State.EXPIRED: say("已到期"),
    }[state]


def _audits(record: CemsCertificate, end: date, locale: Locale) -> Iterator[tuple[date, LifeRow]]:
    for index, audit in enumerate(plan(record, end)):
        entry = audit.recorded
        ordinal = _ORDINALS[index] if index < len(_ORDINALS) else str(index + 1)
        yield (
            entry.done_on or audit.due_on,
            LifeRow(
                event=locale.say("第{count}次监督审核", count=_both(ordinal, str(index + 1), locale)),
                due=locale.day(audit.due_on),
                done=locale.day(entry.done_on) if entry.done_on else Phrase(""),
                result=_result(entry, locale),
            ),
        )


def _suspensions(record: CemsCertificate, locale: Locale) -> Iterator[tuple[date, LifeRow]]:
    for one in record.suspensions:
        ground = locale.pick(one.ground, one.ground_en) if one.ground else Phrase("")
        none = Phrase("—")
        yield one.suspended_on, LifeRow(locale.say("证书暂停"), none, locale.day(one.suspended_on), ground)
        if one.resumed_on:
            resumed = locale.say("恢复使用")
            yield one.resumed_on, LifeRow(locale.say("证书恢复"), none, locale.day(one.resumed_on), resumed)


def _result(entry: Surveillance, locale: Locale) -> Phrase:
    """The result in the body's own words; the usual ones have their English in the catalogue."""
    if not entry.result:
        return Phrase("")
    if not entry.result_en and locale.knows(entry.result):
        return locale.say(entry.result)
    return locale.pick(entry.result, entry.result_en)


def _both(chinese: str, english: str, locale: Locale) -> Phrase:
    """A word of the document that differs between its languages."""
    return Phrase(english) if locale.main == "en" else Phrase(chinese, english)
