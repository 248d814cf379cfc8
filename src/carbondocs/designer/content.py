"""What a document must show, and what of it rendered pages lack.

The fields that a kind requires are named in its ``fields.toml``; what of their texts the built-in pack puts on its
pages, and as often, any other pack must put there too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from html import unescape
from typing import Any

from carbondocs.designer.fields import meanings
from carbondocs.designer.reading import squeezed
from carbondocs.graphics.outlines import Outline
from carbondocs.graphics.pictures import Picture
from carbondocs.graphics.qr import QrCode
from carbondocs.kinds.base import Context
from carbondocs.language import Phrase
from carbondocs.templating.environment import fill, names
from carbondocs.templating.pack import Pack

_HEAD = re.compile(r"<head\b.*?</head>|<style\b.*?</style>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_PICTURE = re.compile(r"picture:([^\"'()\s]+)")
_ELEMENT = re.compile(r"<img\b[^<>]*?\ssrc\s*=\s*[\"']?picture:([^\"'()\s>]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Wanted:
    """A text that a document must show: the field that it is of, and how often it stands on the built-in pages."""

    field: str
    text: str
    times: int


@dataclass(frozen=True)
class Expected:
    """All that a document must show: texts, pictures by name with how often, and shapes of drawings by field."""

    texts: tuple[Wanted, ...]
    pictures: Mapping[str, int]
    shapes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Sheets:
    """The pages of a pack before they are laid out: the text of each sheet, and the pictures with how often.

    ``elements`` are those of the pictures that are elements of their own, with how often.
    """

    texts: Mapping[str, str] = field(repr=False)
    pictures: Mapping[str, int]
    elements: Mapping[str, int] = field(default_factory=dict)


def sheets(pack: Pack, context: Context) -> Sheets:
    """The sheets of a pack filled in for a document; TemplateError where one is wrong."""
    texts, pictures, elements = {}, Counter[str](), Counter[str]()
    for name in pack.manifest.sheets:
        html = fill(pack.folders, name, {**names(context), "density": "normal"})
        pictures.update(_PICTURE.findall(html))
        elements.update(_ELEMENT.findall(html))
        texts[name] = squeezed(_plain(html))
    return Sheets(texts, pictures, elements)


def expected(kind_name: str, built_in: Pack, context: Context, shown: Sheets) -> Expected:
    """What the document must show, by what the kind requires and the built-in pack shows on its sheets."""
    required = meanings(kind_name).required or tuple(field.name for field in fields(context))
    values = {name: getattr(context, name, None) for name in required}
    if built_in.manifest.drawing:
        shapes = [(name, path) for name, value in values.items() for path in _paths(value)]
        drawn = fill(built_in.folders, built_in.manifest.drawing, names(context))
        return Expected((), {}, tuple((name, path) for name, path in shapes if path in drawn))
    whole = "".join(shown.texts.values())
    return Expected(tuple(_wanted(values, whole)), shown.pictures)


def other_texts(kind_name: str, context: Context) -> Iterator[tuple[str, str]]:
    """The texts of the fields that aren't required, which a pack may show or not."""
    required = meanings(kind_name).required
    return ((name, text) for name, text in all_texts(context) if name not in required)


def all_texts(context: Context) -> Iterator[tuple[str, str]]:
    """All texts that a document may show, each with its field before it."""
    for entry in fields(context):
        if entry.name not in {"lang", "name"}:
            yield from ((entry.name, text) for text in texts_of(getattr(context, entry.name)))


def texts_of(value: Any) -> Iterator[str]:
    """The texts of a field, in each of the document's languages."""
    if isinstance(value, Phrase):
        yield from (text for text in (value.main, value.also) if text)
    elif isinstance(value, str):
        if value and not isinstance(value, Enum):
            yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from texts_of(part)
    elif is_dataclass(value) and not isinstance(value, Outline | QrCode | Picture):
        for entry in fields(value):
            yield from texts_of(getattr(value, entry.name))


def _wanted(values: Mapping[str, Any], whole: str) -> Iterator[Wanted]:
    needed = "\0".join(squeezed(text) for value in values.values() for text in texts_of(value))
    for name, value in values.items():
        for text in dict.fromkeys(texts_of(value)):
            plain = squeezed(text)
            times = min(needed.count(plain), whole.count(plain)) if plain else 0
            if times:
                yield Wanted(name, text, times)


def _paths(value: Any) -> Iterator[str]:
    """The shapes of a field: outlined texts and codes."""
    if isinstance(value, Outline | QrCode):
        if value.path:
            yield value.path
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _paths(part)
    elif is_dataclass(value):
        for entry in fields(value):
            yield from _paths(getattr(value, entry.name))


@lru_cache(maxsize=64)
def _plain(html: str) -> str:
    """The text of a page without its head and its markup."""
    return unescape(_MARKUP.sub("", _HEAD.sub("", html)))
