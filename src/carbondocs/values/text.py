"""Text of a record: names, addresses, lines and paragraphs.

White space is tidied: what surrounds the text goes, and every run of spaces, tabs, no-break and ideographic
spaces becomes one plain space. Characters are brought to NFC, so that one text has one spelling; full-width
forms stay as they were written. A character that can't be seen, or that means nothing to another reader, is
refused by name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from carbondocs.diagnostics import Message, message
from carbondocs.errors import InvalidValue
from carbondocs.values.wording import code_point, shown

_SPACES = re.compile("[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_NEWLINE = re.compile("\r\n?|\n")
# Letters and marks by their category, yet without any ink: fillers and joiners.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_REPLACEMENT = "\ufffd"

_REFUSED: dict[str, tuple[str, Message]] = {
    "Cc": ("text.control", message("Character {position} is {point}, a control character.")),
    "Cf": ("text.format", message("Character {position} is {point}, an invisible format character.")),
    "Co": ("text.private_use", message("Character {position} is {point}, a private-use character.")),
    "Cs": ("text.surrogate", message("Character {position} is {point}, half of a surrogate pair.")),
    "Cn": ("text.unassigned", message("Character {position} is {point}, which is no character in Unicode {version}.")),
    "Zl": ("text.separator", message("Character {position} is {point}, a separator that other programs don't show.")),
    "Zp": ("text.separator", message("Character {position} is {point}, a separator that other programs don't show.")),
}
_INKLESS = ("text.invisible", message("Character {position} is {point}, which leaves no ink."))
_DAMAGED = ("text.damaged", message("Character {position} is {point}: the text was read in the wrong encoding."))


@dataclass(frozen=True)
class Text:
    """What a text field accepts: 1 to ``limit`` characters, on one line or on several.

    It stands in ``Annotated[str, Text(limit=…)]``.
    """

    limit: int
    lines: bool = False

    def tidied(self, value: object) -> str:
        """``value`` with its white space tidied, in NFC; ``InvalidValue`` says why it can't be accepted."""
        if not isinstance(value, str):
            raise InvalidValue(
                "text.type",
                message("This must be text, not {value}.", value=shown(value)),
                message("Put it in quotation marks, so that it is read as text and every character of it stays."),
            )
        text = self._spaced(unicodedata.normalize("NFC", value))
        self._check_length(text)
        for position, char in enumerate(text, start=1):
            self._check_character(position, char)
        return text

    def _spaced(self, text: str) -> str:
        return "\n".join(_tidy_lines(text)).strip("\n")

    def _check_length(self, text: str) -> None:
        if not text:
            raise InvalidValue(
                "text.empty",
                message("This is empty."),
                message("Fill it in; leave the field out altogether if it is optional."),
            )
        if len(text) > self.limit:
            raise InvalidValue(
                "text.too_long",
                message("This has {length} characters; at most {limit} fit.", length=len(text), limit=self.limit),
                message("Shorten it; characters that must go: {excess} or more.", excess=len(text) - self.limit),
            )

    def _check_character(self, position: int, char: str) -> None:
        if char == "\n":
            if not self.lines:
                raise InvalidValue(
                    "text.newline",
                    message("Character {position} is a line break, but this stands on one line.", position=position),
                    message("Put a space in its place."),
                )
        elif fault := _fault(char):
            code, problem = fault
            values = {"position": position, "point": code_point(char), "version": unicodedata.unidata_version}
            raise InvalidValue(
                code, message(problem.template, **values), message("Delete it, or type the text anew without it.")
            )

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.str_schema(min_length=1, max_length=self.limit)
        return core_schema.no_info_before_validator_function(self.tidied, text)


def _tidy_lines(text: str) -> Iterator[str]:
    for line in _NEWLINE.split(text):
        yield _SPACES.sub(" ", line).strip(" ")


@lru_cache(maxsize=8192)
def _fault(char: str) -> tuple[str, Message] | None:
    if char in _INVISIBLE:
        return _INKLESS
    if char == _REPLACEMENT:
        return _DAMAGED
    return _REFUSED.get(unicodedata.category(char))


Name = Annotated[str, Text(limit=120)]
"""A name on one line, of 1 to 120 characters."""

Person = Annotated[str, Text(limit=40)]
"""A person's name on one line, of 1 to 40 characters."""

Address = Annotated[str, Text(limit=200)]
"""An address on one line, of 1 to 200 characters."""

Line = Annotated[str, Text(limit=300)]
"""Any other text on one line (a specification, a unit, a standard, a scope), of 1 to 300 characters."""

Paragraph = Annotated[str, Text(limit=2000, lines=True)]
"""Running text of 1 to 2000 characters; it may break into lines."""
