"""Templates filled in, with the place in the templates that each character came from.

Marks of signs that no text has are put before each line and each tag of a template; they go through Jinja with the
text around them, and are taken out of what it writes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jinja2

from carbondocs.designer.sources import Source
from carbondocs.diagnostics import Place
from carbondocs.errors import InvalidValue
from carbondocs.templating.environment import TEMPLATE_FAULTS, environment
from carbondocs.templating.pack import Pack
from carbondocs.templating.sandbox import filled

_BEGIN, _END, _ZERO = "\ue000", "\ue001", 0xE010
_MARK = re.compile(f"{_BEGIN}([\ue010-\ue019]+){_END}")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OPEN = re.compile(r"\{[{%#]")
_VALUE = re.compile(r"[\w.%-]*\{\{.*?\}\}[\w.%-]*|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_ANY = "var(--x)"


@dataclass(frozen=True)
class _Origin:
    """Where a piece of text came from: all of it from one tag, or character by character from a line."""

    source: Source
    offset: int
    tag: bool


@dataclass(frozen=True)
class Filled:
    """A filled template: its text, and where the pieces of it begin and came from."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[_Origin, ...]

    def place(self, offset: int) -> Place:
        """The place in a template that the character at ``offset`` came from."""
        index = max(bisect_right(self.starts, offset) - 1, 0)
        origin = self.origins[index]
        return origin.source.place(origin.offset + (0 if origin.tag else offset - self.starts[index]))


class Filler:
    """Fills the text templates of a pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._origins: list[_Origin] = []
        self._environment = environment(pack.folders).overlay(loader=jinja2.FunctionLoader(self._marked))

    def fill(self, template: str, names: Mapping[str, Any]) -> Filled | None:
        """The template filled in; None where it can't be, which others tell."""
        try:
            return self._read(filled(self._environment.get_template(template), names))
        except TEMPLATE_FAULTS:
            return None

    def unfilled(self, name: str) -> Filled | None:
        """A file of the pack with each tag made blank or any value, so that the rest of a style can be read.

        None where it isn't there, is no text, or has a tag that isn't closed.
        """
        try:
            source = Source(name, self._pack.read(name).decode("utf-8-sig"))
        except (InvalidValue, UnicodeDecodeError):
            return None
        text = without_tags(source.text)
        return None if _OPEN.search(text) else Filled(text, (0,), (_Origin(source, 0, tag=False),))

    def _marked(self, name: str) -> str | None:
        try:
            source = Source(name, self._pack.read(name).decode("utf-8-sig"))
        except (InvalidValue, UnicodeDecodeError):
            return None
        pieces, at = list[str](), 0
        for tag in _TAG.finditer(source.text):
            pieces += [*self._lines(source, at, tag.start()), self._mark(source, tag.start(), tag=True), tag[0]]
            at = tag.end()
        return "".join([*pieces, *self._lines(source, at, len(source.text))])

    def _lines(self, source: Source, begin: int, end: int) -> Iterator[str]:
        at = begin
        for line in source.text[begin:end].splitlines(keepends=True):
            yield self._mark(source, at, tag=False) + line
            at += len(line)

    def _mark(self, source: Source, offset: int, *, tag: bool) -> str:
        digits = "".join(chr(_ZERO + int(digit)) for digit in str(len(self._origins)))
        self._origins.append(_Origin(source, offset, tag))
        return f"{_BEGIN}{digits}{_END}"

    def _read(self, marked: str) -> Filled:
        pieces, starts, origins, length, at = list[str](), list[int](), list[_Origin](), 0, 0
        for found in _MARK.finditer(marked):
            pieces.append(marked[at : found.start()])
            length += len(pieces[-1])
            starts.append(length)
            origins.append(self._origins[int("".join(str(ord(digit) - _ZERO) for digit in found[1]))])
            at = found.end()
        return Filled("".join([*pieces, marked[at:]]), tuple(starts), tuple(origins))


def without_tags(text: str) -> str:
    """A template with each tag made blank or any value; nothing else in it is moved."""
    return _VALUE.sub(_any_value, text)


def _any_value(tag: re.Match[str]) -> str:
    """What takes the place of a tag, with its unit, without moving anything: a variable, which suits every property."""
    blank = re.sub(r"[^\n]", " ", tag[0])
    return _ANY + blank[len(_ANY) :] if "{{" in tag[0] and len(blank) >= len(_ANY) else blank
