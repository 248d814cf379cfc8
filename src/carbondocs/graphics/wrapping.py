"""Text broken into lines of a given width: at spaces and between ideographs, as Chinese typesetting has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from carbondocs.graphics.outlines import outline

_NEVER_FIRST = frozenset("，。、；：！？）》」』】〕”’…—·,.;:!?)]}%‰℃/")
_NEVER_LAST = frozenset("（《「『【〔“‘([{")
_IDEOGRAPHS = 0x2E80
_CUT = "…"


def text_width(text: str, face: Path, size: float) -> float:
    """The advance width of ``text`` at that em."""
    return size * sum(outline(character, face, 1).width for character in text)


def wrapped(text: str, face: Path, size: float, width: float, most: int) -> tuple[str, ...]:
    """``text`` in as few lines as the width asks for, of about the same length; after ``most`` it is cut with “…”.

    A word or number that is wider than a line is broken between its characters.

    Raises:
        InvalidValue: the face lacks a character.
    """
    lines = _filled(text, face, size, width)
    if len(lines) > most:
        return (*_stripped(lines[: most - 1]), _cut("".join(lines[most - 1 :]), face, size, width))
    unbroken = [text_width(chunk.strip(), face, size) for chunk in _chunks(text)]
    least = max([size, *(length for length in unbroken if length <= width)])
    while width >= least and len(closer := _filled(text, face, size, width)) == len(lines):
        lines, width = closer, width - size / 2
    return _stripped(lines)


def _filled(text: str, face: Path, size: float, width: float) -> list[str]:
    """Lines as full as they may be, with the spaces at their ends."""
    lines = [""]
    for chunk in _chunks(text):
        if not _fits(lines[-1] + chunk, face, size, width) and lines[-1]:
            lines.append("")
        while not _fits(lines[-1] + chunk, face, size, width) and len(chunk) > 1:
            fitting = max(1, _fitting(chunk, face, size, width))
            lines[-1:] = [chunk[:fitting], ""]
            chunk = chunk[fitting:]
        lines[-1] += chunk
    return lines


def _stripped(lines: list[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines)


def _chunks(text: str) -> Iterator[str]:
    """What stays together: words, numbers with their units, ideographs with their punctuation."""
    start = 0
    for index in range(1, len(text)):
        if _may_break(text[:index], text[index]):
            yield text[start:index]
            start = index
    yield text[start:]


def _may_break(before: str, after: str) -> bool:
    last = before[-1]
    if after in _NEVER_FIRST or last in _NEVER_LAST or after == " " or before.rstrip()[-1:].isdigit():
        return False
    return last == " " or max(ord(last), ord(after)) >= _IDEOGRAPHS


def _fits(line: str, face: Path, size: float, width: float) -> bool:
    return text_width(line.strip(), face, size) <= width


def _fitting(text: str, face: Path, size: float, width: float) -> int:
    """How many of its characters fit."""
    return next(count for count in range(len(text), -1, -1) if _fits(text[:count], face, size, width))


def _cut(text: str, face: Path, size: float, width: float) -> str:
    room = width - text_width(_CUT, face, size)
    kept = text.strip()
    return kept[: _fitting(kept, face, size, room)].rstrip("".join(_NEVER_LAST) + " ，、；：,;:-") + _CUT
