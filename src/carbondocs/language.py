"""The languages that documents and messages are set in.

Document texts are written in Chinese, the language of the prescribed forms, and looked up in a Babel catalogue
for English; messages are written in English and looked up for Chinese.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache, partial
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Literal

from carbondocs.diagnostics import Message
from carbondocs.errors import UsageError, one

Tongue = Literal["zh_CN", "en"]

_ADDED: dict[str, dict[str, str]] = {"documents.en": {}, "messages.zh_CN": {}}

_DAY_PATTERNS: dict[Tongue, str] = {"zh_CN": "yyyy年MM月dd日", "en": "d MMMM y"}


@dataclass(frozen=True)
class Phrase:
    """A text in the document's main language and, in a bilingual document, in its second one."""

    main: str
    also: str = ""

    def __str__(self) -> str:
        return self.main

    def __bool__(self) -> bool:
        return bool(self.main)


@dataclass(frozen=True)
class Locale:
    """The language or pair of languages of one document."""

    name: str
    main: Tongue
    also: Tongue | None = None

    @property
    def translated(self) -> bool:
        """Whether the document holds a courtesy translation beside or instead of the Chinese text."""
        return self.name != "zh-CN"

    @property
    def lang(self) -> str:
        """The main language as HTML and PDF name it."""
        return self.main.replace("_", "-")

    @property
    def tongues(self) -> tuple[Tongue, ...]:
        """The main language and, in a bilingual document, the second."""
        return (self.main, self.also) if self.also else (self.main,)

    def say(self, text: str, /, **values: Phrase | str) -> Phrase:
        """A fixed text of the documents catalogue, with its ``{named}`` gaps filled."""

        def worded(tongue: Tongue) -> str:
            template = _english(text) if tongue == "en" else text
            parts = {
                name: (value.also or value.main) if isinstance(value, Phrase) and tongue == self.also else str(value)
                for name, value in values.items()
            }
            return template.format_map(parts) if parts else template

        return Phrase(worded(self.main), worded(self.also) if self.also else "")

    def knows(self, text: str) -> bool:
        """Whether the documents catalogue holds this text."""
        return text in _catalogue("documents.en") or text in _ADDED["documents.en"]

    def pick(self, chinese: str, english: str | None = None) -> Phrase:
        """A text of the data; where its English is not given, the Chinese stands in its place."""
        if self.main == "en":
            return Phrase(english or chinese)
        return Phrase(chinese, english if english and self.also and english != chinese else "")

    def day(self, day: date) -> Phrase:
        """A date: 2026年03月16日, 16 March 2026."""
        return Phrase(_day(day, self.main), _day(day, self.also) if self.also else "")


_LOCALES = {
    locale.name: locale for locale in (Locale("zh-CN", "zh_CN"), Locale("en", "en"), Locale("zh-CN+en", "zh_CN", "en"))
}
LOCALES = tuple(_LOCALES)


def locale(name: str) -> Locale:
    """The locale of that name: ``zh-CN``, ``en`` or ``zh-CN+en``; anything else is a UsageError."""
    if name not in _LOCALES:
        raise UsageError(
            one("locale.unknown", "There is no language {name}.", "Use one of {known}.", name=name, known=LOCALES)
        )
    return _LOCALES[name]


def worded(text: Message, tongue: Tongue) -> str:
    """A message in that language."""
    if tongue == "en" or not text.template:
        return str(text)
    added = _ADDED["messages.zh_CN"].get(text.template, text.template)
    return text.worded(_catalogue("messages.zh_CN").get(text.template, added), "、", partial(worded, tongue=tongue))


def add_catalogues(folder: Path) -> None:
    """Look texts up in ``documents.en.po`` and ``messages.zh_CN.po`` of that folder too, where ours lack them."""
    for name, added in _ADDED.items():
        path = folder / f"{name}.po"
        if path.is_file():
            _ADDED[name] = {**_entries(path.read_bytes()), **added}


@lru_cache(maxsize=1024)
def _day(day: date, tongue: Tongue) -> str:
    from babel.dates import format_date

    return str(format_date(day, _DAY_PATTERNS[tongue], locale=tongue))


def _english(text: str) -> str:
    found = _catalogue("documents.en").get(text) or _ADDED["documents.en"].get(text)
    if found is None:
        raise LookupError(f"no catalogue documents.en.po has the English of {text}")
    return found


@cache
def _catalogue(name: str) -> dict[str, str]:
    return _entries((resources.files("carbondocs") / "catalogues" / f"{name}.po").read_bytes())


def _entries(content: bytes) -> dict[str, str]:
    from babel.messages.pofile import read_po

    return {str(entry.id): str(entry.string) for entry in read_po(BytesIO(content)) if entry.id and entry.string}
