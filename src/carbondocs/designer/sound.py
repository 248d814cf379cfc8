"""Data that was changed, brought back within the rules of its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from carbondocs.flow import Row
from carbondocs.kinds.base import Kind, Setting
from carbondocs.kinds.check import check
from carbondocs.values.model import Model

_STEP = re.compile(r"[^.\[\]]+")
_TRIES = 12


def sound(kind: Kind[Model], start: Row, data: Mapping[str, Any], setting: Setting) -> Row | None:
    """A row of the data, with what breaks a rule as it is in ``start``; None where that doesn't make it sound."""
    row = replace(start, data=deepcopy(dict(data)), cells={})
    for _ in range(_TRIES):
        checked, report = check(kind, row, setting)
        if checked is not None:
            return row
        taken_back = [
            _take_back(row.data, start.data, [_steps(place.path) for place in (error.place, *error.related)])
            for error in reversed(report.errors)  # the last first, for what is taken out of a list moves the rest
        ]
        if not any(taken_back):
            return None
    return None


def _steps(path: str) -> list[str | int]:
    return [_part(step) for step in _STEP.findall(path)]


def _part(step: str) -> str | int:
    return int(step) if step.isdecimal() else step


def _take_back(data: Any, start: Any, blamed: Sequence[Sequence[str | int]]) -> bool:
    """Put what stands at these paths in ``start`` into ``data``, or else at the nearest of what holds the first of
    them that differs; whether that changed anything."""
    put_back = [_put_back(data, start, path) for path in blamed]
    if any(put_back):
        return True
    first = blamed[0]
    return any(_put_back(data, start, first[:length]) for length in range(len(first) - 1, 0, -1))


def _put_back(data: Any, start: Any, path: Sequence[str | int]) -> bool:
    """Put what stands at the path in ``start`` into ``data``; where nothing does, take out what is there."""
    if not path:
        return False
    here, there = data, start
    for step in path[:-1]:
        here, there = _at(here, step), _at(there, step)
    given, found = _at(there, path[-1]), _at(here, path[-1])
    if not isinstance(here, dict | list) or given == found or (isinstance(here, list) and found is _MISSING):
        return False
    if given is _MISSING:
        del here[path[-1]]  # type: ignore[arg-type]
    else:
        here[path[-1]] = deepcopy(given)  # type: ignore[index]
    return True


_MISSING = object()


def _at(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return _MISSING
