"""The sections of a finished Word file: what each of their pages shows, in its header, its body and its footer."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from carbondocs.designer.reading import squeezed
from carbondocs.designer.uses import PICTURE
from carbondocs.designer.word_source import BODY, W
from carbondocs.renderers.word_package import Parts, relationships_name

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SETTINGS = "word/settings.xml"
_OFF = {"0", "false", "off"}
_References = dict[tuple[str, str], str]
"""The parts that are headers and footers, by ``header`` or ``footer`` and the pages that they are for."""


@dataclass(frozen=True)
class Story:
    """What a section has of the body, or one of its headers or footers: its part, its text, squeezed, its pictures."""

    part: str
    text: str = field(repr=False)
    pictures: Mapping[str, int]

    def count(self, wanted: str) -> int:
        """How often it shows a text, squeezed, or a picture, written ``picture:name``."""
        name = wanted.removeprefix(PICTURE)
        return self.text.count(wanted) if name == wanted else self.pictures.get(name, 0)


@dataclass(frozen=True)
class Section:
    """A section: for each kind of page that it has, what such a page shows."""

    pages: tuple[tuple[Story, ...], ...]

    def count(self, wanted: str) -> int:
        """How often the text or picture is shown, on the pages that show it least."""
        return min(sum(story.count(wanted) for story in page) for page in self.pages)

    def holder(self, wanted: str) -> str:
        """The first part that shows the text or picture; nothing where none does."""
        return next((story.part for page in self.pages for story in page if story.count(wanted)), "")

    @property
    def around(self) -> tuple[str, ...]:
        """The parts that are its headers and footers."""
        return tuple(dict.fromkeys(story.part for page in self.pages for story in page if story.part != BODY))


def sections(parts: Parts) -> tuple[Section, ...]:
    """The sections of a Word file, in their order."""
    from lxml import etree

    facing = _SETTINGS in parts and _on(etree.fromstring(parts[_SETTINGS]).find(f"{W}evenAndOddHeaders"))
    related = {entry.get("Id"): entry.get("Target") for entry in etree.fromstring(parts[relationships_name(BODY)])}
    around: _References = {}
    found = []
    for blocks, section in _cut(etree.fromstring(parts[BODY])[0]):
        around = {**around, **dict(_references(section, related))}
        kinds = ["first"] if _on(section.find(f"{W}titlePg")) else ["default", *(["even"] if facing else [])]
        body = _story(BODY, blocks)
        found.append(Section(tuple(tuple(_page(kind, body, around, parts)) for kind in kinds)))
    return tuple(found)


def _cut(body: Any) -> Iterator[tuple[list[Any], Any]]:
    """The blocks of each section, with what says how it is laid out."""
    blocks: list[Any] = []
    for block in body:
        blocks.append(block)
        section = next(block.iter(f"{W}sectPr"), None)
        if section is not None:
            yield blocks, section
            blocks = []


def _references(section: Any, related: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], str]]:
    for what in ("header", "footer"):
        for reference in section.iterfind(f"{W}{what}Reference"):
            target = related.get(reference.get(_ID), "")
            part = posixpath.normpath(posixpath.join("word", target)).lstrip("/")
            yield (what, reference.get(f"{W}type") or "default"), part


def _page(kind: str, body: Story, around: _References, parts: Parts) -> Iterator[Story]:
    from lxml import etree

    yield body
    for what in ("header", "footer"):
        part = around.get((what, kind), "")
        if part in parts:
            yield _story(part, [etree.fromstring(parts[part])])


def _story(part: str, blocks: list[Any]) -> Story:
    shown = [each for block in blocks for each in block.iter(f"{W}t", _DRAWN) if not _is_fallback(each)]
    text = "".join(each.text or "" for each in shown if each.tag != _DRAWN)
    names = (each.get("name", "") for each in shown if each.tag == _DRAWN)
    pictures = Counter(name.removeprefix(PICTURE) for name in names if name.startswith(PICTURE))
    return Story(part, squeezed(text), pictures)


def _is_fallback(element: Any) -> bool:
    return next(element.iterancestors(_FALLBACK), None) is not None


def _on(setting: Any) -> bool:
    return setting is not None and setting.get(f"{W}val") not in _OFF
