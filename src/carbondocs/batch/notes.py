"""Findings and lines of tables in the form in which the journal keeps them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from carbondocs.diagnostics import Diagnostic, Message, Place, Severity
from carbondocs.flow import Line, RawCell, Row

_TYPES: dict[str, Any] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "Decimal": Decimal,
}


def noted_findings(findings: Iterable[Diagnostic]) -> str:
    """Findings as JSON."""
    return json.dumps(
        [
            [
                finding.code,
                _noted(finding.message),
                _noted(finding.hint),
                [finding.place.source, finding.place.path],
                finding.clause,
                finding.severity,
                [[place.source, place.path] for place in finding.related],
            ]
            for finding in findings
        ],
        ensure_ascii=False,
    )


def findings_of(noted: str) -> tuple[Diagnostic, ...]:
    """Findings out of their JSON."""
    return tuple(
        Diagnostic(
            code,
            _message(problem),
            _message(hint),
            Place(*place),
            clause,
            Severity(severity),
            tuple(Place(*one) for one in related),
        )
        for code, problem, hint, place, clause, severity, related in json.loads(noted)
    )


def noted_lines(row: Row) -> str:
    """The lines of a row as JSON; a row out of another source than a table makes a line of its own."""
    lines = row.lines or (Line("", tuple(_flat(row.data))),)
    return json.dumps(
        [[line.sheet, [[c.heading, _tagged(c.value), c.number_format, c.place] for c in line.cells]] for line in lines],
        ensure_ascii=False,
    )


def lines_of(noted: str) -> tuple[Line, ...]:
    """The lines of a row out of their JSON."""
    return tuple(
        Line(sheet, tuple(RawCell(heading, _untagged(value), shown, place) for heading, value, shown, place in cells))
        for sheet, cells in json.loads(noted or "[]")
    )


def _noted(text: Message) -> list[object]:
    return [text.template, text.values]


def _message(noted: list[Any]) -> Message:
    return Message(noted[0], tuple((name, value) for name, value in noted[1]))


def _tagged(value: object) -> object:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    kind = type(value).__name__
    return {kind: str(value) if kind == "Decimal" else value.isoformat()} if kind in _TYPES else str(value)  # type: ignore[attr-defined]


def _untagged(value: object) -> object:
    if isinstance(value, dict):
        ((kind, text),) = value.items()
        return _TYPES[kind](text)
    return value


def _flat(value: object, path: str = "") -> Iterator[RawCell]:
    """The values of nested data as cells, each under the heading by which a table would give it."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _flat(part, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list | tuple):
        for index, part in enumerate(value):
            yield from _flat(part, f"{path}[{index}]")
    elif value is not None:
        yield RawCell(path, value if isinstance(value, bool) else str(value), "@", path)
