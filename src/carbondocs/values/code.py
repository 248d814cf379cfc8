"""The base of numbers and codes that a registry gives out.

Such a code has one written form. It is never repaired: what deviates is refused, and the hint says how it
should look, since a repaired number might be somebody else's.
"""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from carbondocs.diagnostics import Message, message
from carbondocs.errors import InvalidValue
from carbondocs.values.wording import code_point, shown

_DASHES = re.compile("[\u2010-\u2015\u2212\u2500\u30fc\ufe58\ufe63\uff0d]+")


@dataclass(frozen=True, slots=True)
class Code(ABC):
    """A code of one written form, valid from its construction on; ``str()`` gives it back as written."""

    text: str

    name: ClassVar[str]
    """The first half of its diagnostic codes."""
    form: ClassVar[re.Pattern[str]]
    """What it looks like, as a whole."""
    example: ClassVar[str]
    clause: ClassVar[str]
    title: ClassVar[str]
    """Its Chinese name, the title in JSON Schema."""
    description: ClassVar[str]
    lower_case: ClassVar[bool] = False
    """Whether it may hold lower case letters."""

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise self._refusal(
                "type",
                message("This must be text, not {value}.", value=shown(self.text)),
                message('Write it in quotation marks: "{example}".', example=self.example),
            )
        self._check_characters()
        if not self.form.fullmatch(self.text):
            raise self._misshapen()
        if error := self._disagreement():
            raise error

    def __str__(self) -> str:
        return self.text

    @classmethod
    def parse(cls, text: object) -> Self:
        """The code that ``text`` writes; ``InvalidValue`` says how the text deviates from the form."""
        return text if isinstance(text, cls) else cls(text)  # type: ignore[arg-type]  # refused on construction

    @abstractmethod
    def _misshapen(self) -> InvalidValue:
        """Why a text of plain capitals, digits and hyphens isn't of the form."""

    def _disagreement(self) -> InvalidValue | None:
        """Why a text of the right form is wrong all the same, if it is."""
        return None

    def _hyphenated(self, text: str) -> str:
        """``text`` with hyphens where they belong, as far as that can be told."""
        return text

    def _refusal(self, fault: str, problem: Message, hint: Message | None = None) -> InvalidValue:
        return InvalidValue(f"{self.name}.{fault}", problem, hint or self._form_hint(), self.clause)

    def _check_characters(self) -> None:
        quote = shown(self.text)
        if any(char.isspace() for char in self.text):
            raise self._refusal("space", message('"{text}" holds white space, or has it around it.', text=quote))
        for char in self.text:
            if not char.isascii():
                problem = message(
                    '"{text}" holds "{char}" ({point}), which is no plain letter, digit or hyphen.',
                    text=quote,
                    char=shown(char),
                    point=code_point(char),
                )
                raise self._refusal("character", problem)
        if not self.lower_case and re.search("[a-z]", self.text):
            raise self._refusal("lower_case", message('"{text}" holds lower case letters.', text=quote))

    def _form_hint(self) -> Message:
        plain = _DASHES.sub("-", unicodedata.normalize("NFKC", self.text))
        bare = "".join(plain.split())
        candidate = self._hyphenated(bare if self.lower_case else bare.upper())
        if candidate != self.text and self.form.fullmatch(candidate):
            return message('Write "{candidate}", if that is what the registry shows.', candidate=candidate)
        return message('It should look like "{example}".', example=self.example)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {
            "type": "string",
            "pattern": f"^(?:{cls.form.pattern})$",
            "title": cls.title,
            "description": cls.description,
            "examples": [cls.example],
        }
