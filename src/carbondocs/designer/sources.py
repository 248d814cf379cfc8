"""The text of a template as designers wrote it, with the place of each character in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from carbondocs.diagnostics import Place

_AROUND = 30
"""How many characters on each side are shown around a place."""


@dataclass(frozen=True)
class Source:
    """A template's text, or that of one part of a Word file, in which every paragraph is a line.

    ``name`` is the file's name in the pack. ``word`` says that the tags are those of a Word file.
    """

    name: str
    text: str = field(repr=False)
    word: bool = False

    def place(self, offset: int) -> Place:
        """The place of the character at ``offset``: file, line and column, and the text around it."""
        line = self.line_of(offset)
        column = offset - self.starts[line - 1] + 1
        return Place(f"{self.name}:{line}:{column}", "", (), self.around(offset))

    def line_of(self, offset: int) -> int:
        """The number of the line that holds the character, counted from 1."""
        return bisect_right(self.starts, offset)

    def in_line(self, line: int, wanted: str) -> int:
        """The offset of a text in a line, or else of the line's first character that isn't white."""
        start = self.starts[min(line, len(self.starts)) - 1]
        text = self.text[start:].partition("\n")[0]
        found = text.find(wanted) if wanted else -1
        return start + (found if found >= 0 else len(text) - len(text.lstrip()))

    def line_at(self, offset: int) -> str:
        """The line that holds the character."""
        return self.text[self.starts[self.line_of(offset) - 1] :].partition("\n")[0]

    def around(self, offset: int) -> str:
        """A piece of the line around a character."""
        line = self.line_at(offset)
        at = offset - self.starts[self.line_of(offset) - 1]
        begin, end = max(0, at - _AROUND), min(len(line), at + 2 * _AROUND)
        cut = line[begin:end].strip()
        return f"{'…' if begin and cut else ''}{cut}{'…' if end < len(line) else ''}"

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins."""
        return [0, *(index + 1 for index, character in enumerate(self.text) if character == "\n")]
