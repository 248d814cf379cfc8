"""YAML read without loss and without guesses.

Plain scalars are null, ``true`` and ``false``, decimal numbers, ISO days, or else text: ``0012``, ``12:30`` and
``no`` stay what they are. Anchors, aliases, merge keys and tags are refused, so that a small file stays small and
no type is chosen by the data. Values are built from the parser's events, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from carbondocs.diagnostics import Diagnostic, Message, Place, message
from carbondocs.errors import DataError
from carbondocs.sources.faults import MAX_DEPTH, repeated, too_deep
from carbondocs.sources.inputs import position
from carbondocs.sources.tokens import scalar
from carbondocs.values.wording import code_point, shown

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None} | {
    word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")
}
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse_yaml(text: str, name: str) -> Iterator[Any]:
    """The values of all documents in a YAML text; DataError names the line and column of the first fault."""
    if found := _UNPRINTABLE.search(text):
        problem = message("{point} is a control character.", point=code_point(found[0]))
        place = position(name, text[: found.start()])
        raise DataError([Diagnostic("source.control", problem, message("Delete it."), place)])
    try:
        yield from _Builder(name, yaml.parse(text, Loader=_LOADER)).documents()
    except yaml.MarkedYAMLError as error:
        problem = message("This is not YAML: {reason}.", reason=error.problem or error.context)
        hint = message("Check indentation, quotes and colons there and in the line before.")
        place = _place(name, error.problem_mark or error.context_mark)
        raise DataError([Diagnostic("source.syntax", problem, hint, place)]) from None


class _Builder:
    """Turns the events of one text into values."""

    def __init__(self, name: str, events: Iterator[Event]) -> None:
        self._name = name
        self._events = events

    def documents(self) -> Iterator[Any]:
        while not isinstance(event := next(self._events), StreamEndEvent):
            if isinstance(event, DocumentStartEvent):
                yield self._value(next(self._events), depth=1)

    def _value(self, event: Event, depth: int) -> Any:
        self._check(event, depth)
        match event:
            case MappingStartEvent():
                return self._mapping(depth)
            case SequenceStartEvent():
                return self._sequence(depth)
            case ScalarEvent(implicit=(True, _)):  # neither quoted nor a block
                return _plain(event.value)
            case _:
                assert isinstance(event, ScalarEvent)
                return event.value

    def _mapping(self, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._key(event)
            if key in data:
                raise DataError([repeated(key, _place(self._name, event.start_mark))])
            data[key] = self._value(next(self._events), depth + 1)
        return data

    def _key(self, event: Event) -> str:
        self._check(event, depth=1)
        if not isinstance(event, ScalarEvent):
            raise self._refusal(
                event,
                "key",
                message("A list or mapping stands where the name of a field belongs."),
                message("Put braces and brackets that are text into quotation marks."),
            )
        if event.value == "<<":
            raise self._refusal(
                event, "merge", message("Merge keys (<<) aren't read."), message("Write the values out.")
            )
        return event.value

    def _sequence(self, depth: int) -> list[Any]:
        values = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            values.append(self._value(event, depth + 1))
        return values

    def _check(self, event: Event, depth: int) -> None:
        assert isinstance(event, NodeEvent)
        if isinstance(event, AliasEvent) or event.anchor is not None:
            raise self._refusal(
                event,
                "alias",
                message("Anchors (&) and aliases (*) aren't read."),
                message("Write the values out, and put a text that begins with & or * into quotation marks."),
            )
        if isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag is not None:
            raise self._refusal(
                event,
                "tag",
                message("The tag {tag} isn't read.", tag=shown(event.tag)),
                message("Take it out, and put a text that begins with ! into quotation marks."),
            )
        if isinstance(event, CollectionStartEvent) and depth > MAX_DEPTH:
            raise DataError([too_deep(_place(self._name, event.start_mark))])

    def _refusal(self, event: Event, code: str, problem: Message, hint: Message) -> DataError:
        return DataError([Diagnostic(f"source.{code}", problem, hint, _place(self._name, event.start_mark))])


def _plain(text: str) -> int | Decimal | str | bool | date | None:
    if text in _WORDS:
        return _WORDS[text]
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text  # the value type says that there is no such day
    return scalar(text)


def _place(name: str, mark: Any) -> Place:
    return Place(f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name)
