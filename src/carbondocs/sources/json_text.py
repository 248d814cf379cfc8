"""JSON read without loss: numbers keep their digits, and what a reader would have to guess is refused."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from carbondocs.diagnostics import Diagnostic, Place, message
from carbondocs.errors import DataError
from carbondocs.sources.faults import MAX_DEPTH, repeated, too_deep
from carbondocs.sources.inputs import position
from carbondocs.sources.tokens import number


class _Repeated(dict[str, Any]):
    """An object that gives a name twice, and which."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.names = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]


class _NotFinite(str):
    """``NaN`` or ``Infinity``, which Python's reader would take though JSON has no such numbers."""


def parse_json(text: str, name: str, line: int | None = None) -> Any:
    """The value of a JSON text, with ``Decimal`` for every number that isn't whole.

    DataError names line and column of a syntax error, and the path of every name that is given twice, number that
    isn't finite, and text that isn't Unicode. ``line`` is the number of the line in the file that the text is.
    """
    place = Place(f"{name}:{line}" if line else name)
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_float=number, parse_int=number, parse_constant=_NotFinite
        )
    except json.JSONDecodeError as error:
        raise DataError([_syntax(error, position(name, text[: error.pos], line or 1))]) from None
    except RecursionError:
        raise DataError([too_deep(place)]) from None
    if faults := list(_faults(value, place.source)):
        raise DataError(faults)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    return data if len(data) == len(pairs) else _Repeated(pairs)


def _syntax(error: json.JSONDecodeError, place: Place) -> Diagnostic:
    return Diagnostic(
        "source.syntax",
        message("This is not JSON: {reason}.", reason=error.msg),
        message("JSON wants double quotes, a comma between entries but none after the last, and no comments."),
        place,
    )


def _faults(value: Any, name: str, path: str = "", depth: int = 1) -> Iterator[Diagnostic]:
    if isinstance(value, _NotFinite):
        yield Diagnostic(
            "source.not_finite",
            message("{value} is not a number.", value=value),
            message("Give the figure that is meant."),
            Place(name, path),
        )
    elif isinstance(value, str):
        yield from _broken_text(value, name, path)
    elif isinstance(value, dict | list):
        if depth > MAX_DEPTH:
            yield too_deep(Place(name, path))
            return
        if isinstance(value, _Repeated):
            yield from (repeated(field, Place(name, path)) for field in value.names)
        for part, where in _parts(value, path):
            yield from _faults(part, name, where, depth + 1)
        if isinstance(value, dict):
            yield from _broken_text("".join(value), name, path)


def _parts(value: dict[str, Any] | list[Any], path: str) -> Iterator[tuple[Any, str]]:
    if isinstance(value, dict):
        for field, part in value.items():
            yield part, f"{path}.{field}" if path else field
    else:
        for index, part in enumerate(value):
            yield part, f"{path}[{index}]"


def _broken_text(text: str, name: str, path: str) -> Iterator[Diagnostic]:
    if any("\ud800" <= char <= "\udfff" for char in text):
        yield Diagnostic(
            "source.surrogate",
            message("A \\u escape stands for half a character here."),
            message("Write the character itself."),
            Place(name, path),
        )
