"""What a kind of document is: its Record, the rules between the fields, and the Context that its templates see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from carbondocs.diagnostics import Message, Severity
from carbondocs.errors import InvalidValue, UsageError, one
from carbondocs.faces import Face
from carbondocs.flow import Stock
from carbondocs.graphics.pictures import Picture
from carbondocs.issuer import Issuer
from carbondocs.language import LOCALES, Locale, Phrase
from carbondocs.values.model import Model

R = TypeVar("R", bound=Model)


@dataclass(frozen=True)
class Setting:
    """What a document is made under, beside its data."""

    issuer: Issuer
    locale: Locale
    today: date
    faces: tuple[Face, ...]
    stock: Stock = "plain"


@dataclass(frozen=True)
class Broken:
    """A rule that the data breaks: where (a path in the data), what, how to mend it, and by which clause.

    ``related`` are paths of other values that it disagrees with.
    """

    path: str
    error: InvalidValue
    severity: Severity = Severity.ERROR
    related: tuple[str, ...] = ()


Rule = Callable[[R, Setting], Iterable[Broken]]


def broken(
    path: str,
    code: str,
    problem: Message,
    hint: Message,
    clause: str = "",
    *,
    severity: Severity = Severity.ERROR,
    related: tuple[str, ...] = (),
) -> Broken:
    """A broken rule, all told at once."""
    return Broken(path, InvalidValue(code, problem, hint, clause), severity, related)


@dataclass(frozen=True)
class Context:
    """What every template may see: the document's language, its pictures, and how it is marked."""

    lang: str
    title: Phrase
    name: str
    watermark: Phrase
    colours: Mapping[str, str]
    pictures: Mapping[str, Picture]


@dataclass(frozen=True)
class Kind(Generic[R]):
    """One type of document.

    ``context`` works out what a template may see from a Record, its pictures by path in the data, and a Setting;
    ``sample`` is the sample to start from; ``text_faces`` are the families that set the data; ``file_name`` is the
    pattern of the files' names; ``unique`` is the field that tells documents of one list apart, if one does;
    ``number`` is the field of the number that a document bears, where that is another;
    ``locales`` are the languages that it comes in, the usual one first.
    """

    name: str
    title: Mapping[str, str]
    record: type[R]
    rules: tuple[Rule[R], ...]
    context: Callable[[R, Mapping[str, Picture], Setting], Context]
    sample: str
    formats: tuple[str, ...] = ("pdf", "docx")
    text_faces: tuple[str, ...] = field(default=("CarbonDocs Latin", "CarbonDocs Song", "CarbonDocs Hei"))
    file_name: str = "{number}"
    unique: str = "number"
    number: str = ""
    locales: tuple[str, ...] = LOCALES

    @property
    def number_field(self) -> str:
        """The field of the number that a document bears."""
        return self.number or self.unique

    @property
    def locale(self) -> str:
        """What such documents are usually set in."""
        return self.locales[0]

    def speak(self, locale: Locale) -> None:
        """UsageError where this kind doesn't come in that language."""
        if locale.name not in self.locales:
            raise UsageError(
                one(
                    "locale.kind",
                    "{kind} doesn't come in {locale}.",
                    "Use one of {known}.",
                    kind=self.name,
                    locale=locale.name,
                    known=self.locales,
                )
            )
