r"""Long texts of a report: paragraphs, lists, emphasis and small tables, written in Markdown.

What has a meaning:

- an empty line parts paragraphs. A broken line goes on (see ``prose_lines`` for where it doesn't); two spaces or a
  backslash at its end keep the break;
- ``-``, ``*``, ``+`` or a number with ``.`` or ``)``, each followed by a space, begin an item of a list. Lists have
  two levels, and numbers stay as they were written;
- ``**bold**`` and ``*emphasis*``, which is set in Kai (see ``prose_emphasis`` for where it begins and ends);
- tables with ``|``, whose second line rules off the heading and aligns the columns: ``| --- | ---: |``;
- ``[text](https://…)`` becomes the text and its address in brackets;
- a backslash takes the meaning from the character behind it.

Headings, horizontal rules, blocks of code and pictures are refused. All else is text as it stands: ``A&B<C>``,
``&nbsp;``, ``>5 mm``, backticks, lines that are set in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from carbondocs.values.prose_blocks import Block
from carbondocs.values.prose_markdown import parse
from carbondocs.values.text import Text

_LIMIT = 50_000
_NEWLINE = re.compile("\r\n?|\n")
_TAB = 4


@dataclass(frozen=True)
class _Source(Text):
    """Text whose white space has a meaning: where a line is set in, and two spaces at its end."""

    def _spaced(self, text: str) -> str:
        lines = (line.expandtabs(_TAB) if line.strip() else "" for line in _NEWLINE.split(text))
        return "\n".join(lines).rstrip("\n")


_SOURCE = _Source(limit=_LIMIT, lines=True)


class Prose(str):
    """A text of 1 to 50,000 characters in Markdown. ``InvalidValue`` names the line of what it can't hold."""

    blocks: tuple[Block, ...]
    """What the text is made of, ready to be set."""

    def __new__(cls, value: object) -> Self:
        made = super().__new__(cls, _SOURCE.tidied(value))
        made.blocks = parse(made)
        return made

    @classmethod
    def _of(cls, value: object) -> Self:
        return value if isinstance(value, cls) else cls(value)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls._of, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {
            "type": "string",
            "title": "正文",
            "description": "Long text in Markdown: paragraphs, lists of two levels, **bold**, *emphasis*, tables.",
            "minLength": 1,
            "maxLength": _LIMIT,
        }
