"""Where in a pack's templates that stands which a finished page shows, or lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from zipfile import BadZipFile

from carbondocs.designer.neighbours import between
from carbondocs.designer.reading import squeezed
from carbondocs.designer.shapes import context_of, members
from carbondocs.designer.sources import Source
from carbondocs.designer.uses import PICTURE, Use, loaded, uses
from carbondocs.designer.walk import Loaded
from carbondocs.designer.word_source import BODY, WordSource, stories, word_sources
from carbondocs.diagnostics import Message, Place
from carbondocs.errors import InvalidValue
from carbondocs.kinds.base import Kind
from carbondocs.renderers.word_package import unpack
from carbondocs.templating.environment import environment, word_environment
from carbondocs.templating.pack import Pack
from carbondocs.values.model import Model

_MOST = 3
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_MARKUP = ("name", "descr")


@dataclass
class Whereabouts:
    """The places of a pack's fields in its templates, read from these when they are first asked for."""

    pack: Pack
    built_in: Pack
    kind: Kind[Model]
    _texts: dict[str, Loaded | None] = field(default_factory=dict)
    _words: dict[str, tuple[WordSource, ...]] = field(default_factory=dict)
    _uses: dict[str, list[Use]] = field(default_factory=dict)
    _built_in_lines: dict[str, frozenset[str]] = field(default_factory=dict)

    def of_field(self, name: str, file: str) -> Place:
        """Where a sheet, drawing or Word file, with all that it takes in, uses a field or picture.

        Of several places those are told that aren't as in the built-in pack; or else those in the file itself. Where
        there is none, it is the file.
        """
        all_uses = [use for use in self._of(file) if use.field in {name, f"{PICTURE}{name}"}]
        return self._of_uses([use for use in all_uses if _on_page(use)] or all_uses, file)

    def of_section(self, name: str, file: str, around: Sequence[str], holder: str) -> Place:
        """Where a section of a Word file uses a field or picture, or should: ``around`` are the parts that are its
        headers and footers, ``holder`` is the part in which the built-in pack has it."""
        found = [use for use in self._of(file) if use.field in {name, f"{PICTURE}{name}"}]
        near = [use for use in found if isinstance(use.source, WordSource) and use.source.part in around]
        inside = near or [use for use in found if _in_body(use)]
        if near or holder == BODY:
            return self._of_uses(inside, file) if inside else self._lost(name, file)
        what = "header" if "header" in holder else "footer"
        told = _stories(self.pack, file)
        own = next((part for part in around if part in told and told[part][0].startswith(what)), "")
        path, spot = told[own] if own else _stories(self.built_in, file).get(holder, ("", ()))
        return Place(file, path, spot)

    def _lost(self, name: str, file: str) -> Place:
        """Where the body lacks the row of a table in which the built-in pack has a field; else the file."""
        theirs = [use for use in self.of_built_in._of(file) if use.field == name and _in_body(use)]
        for use in theirs[:1]:
            for own in self.words(file)[:1]:
                if isinstance(use.source, WordSource):
                    return between(own, use.source, use.source.paragraph(use.offset)) or Place(file)
        return Place(file)

    def _of_uses(self, found: Sequence[Use], file: str) -> Place:
        changed = [use for use in found if use.line.strip() not in self._lines(use.source.name)]
        nearest = [use for use in found if use.depth == min(each.depth for each in found)]
        told = changed or nearest
        return joined([_place(use) for use in [use for use in told if use.whole] or told], file)

    @cached_property
    def of_built_in(self) -> Whereabouts:
        """The places of the built-in pack."""
        return Whereabouts(self.built_in, self.built_in, self.kind)

    def of_text(self, text: str, file: str) -> Place:
        """Where a text is written that no field holds; the file, where it isn't found."""
        plain = squeezed(text)
        self._of(file)
        for source in (*self._words.get(file, ()), *(each[0] for each in self._texts.values() if each)):
            for start in source.starts:
                if plain in squeezed(source.line_at(start)):
                    return source.place(source.in_line(source.line_of(start), ""))
        return Place(file)

    def of_element(self, name: str, file: str) -> Place:
        """Where a sheet makes the element of that id, in full or after its first dash; else the sheet."""
        if found := self._text(file):
            for wanted in (f'id="{name}"', f'"{name.partition("-")[2]}"'):
                if (at := found[0].text.find(wanted)) >= 0:
                    return found[0].place(at)
        return Place(file)

    def words(self, file: str) -> tuple[WordSource, ...]:
        """The parts of a Word file of the pack."""
        if file not in self._words:
            self._words[file] = tuple(_word_parts(self.pack, file))
        return self._words[file]

    def _of(self, file: str) -> Sequence[Use]:
        if file not in self._uses:
            self._uses[file] = list(self._in_word(file) if file.endswith(".docx") else self._in_text(file))
        return self._uses[file]

    def _in_text(self, file: str) -> Iterable[Use]:
        top = self._text(file)
        return uses(top, members(context_of(self.kind)), self._text) if top else ()

    def _in_word(self, file: str) -> Iterator[Use]:
        for source in self.words(file):
            yield from _shown(source)
            if top := loaded(source, word_environment()):
                yield from uses(top, members(context_of(self.kind)), lambda _: None)

    def _text(self, name: str) -> Loaded | None:
        if name not in self._texts:
            self._texts[name] = None
            try:
                source = Source(name, self.pack.read(name).decode("utf-8", "replace"))
            except InvalidValue:
                return None
            self._texts[name] = loaded(source, environment(self.pack.folders))
        return self._texts[name]

    def _lines(self, name: str) -> frozenset[str]:
        """The lines, or paragraphs, of the built-in pack's file of that name."""
        if name not in self._built_in_lines:
            self._built_in_lines[name] = frozenset(map(str.strip, _built_in_text(self.built_in, name).splitlines()))
        return self._built_in_lines[name]


def joined(places: Sequence[Place], file: str = "") -> Place:
    """The first few of these places as one, each line once; of those in a Word file the first. Else the file."""
    told = list({lines(place): place for place in reversed(places)}.values())[::-1][:_MOST]
    if not told:
        return Place(file)
    word = next((place for place in told if place.path), Place())
    sources = dict.fromkeys(place.source for place in told)
    return Place(", ".join(sources), word.path, word.spot, word.text or told[0].text)


def lines(place: Place) -> tuple[str, ...]:
    """The files and lines of a place, without columns."""
    return tuple(each.rpartition(":")[0] or each for each in place.source.split(", "))


def _on_page(use: Use) -> bool:
    """Whether a sheet shows what is used there: not where that says something about an element, or is in its head."""
    if use.source.word or use.field.startswith(PICTURE):
        return True
    before = use.source.text[: use.offset]
    return before.rfind("<") <= before.rfind(">") and use.offset > use.source.text.find("</head>")


def _in_body(use: Use) -> bool:
    return isinstance(use.source, WordSource) and use.source.part == BODY


def _place(use: Use) -> Place:
    return use.source.place(use.offset)


def _shown(source: WordSource) -> Iterator[Use]:
    """The pictures that stand in a part of a Word file."""
    for start, paragraph in zip(source.starts, source.paragraphs, strict=True):
        for drawn in paragraph.element.iter(_DRAWN):
            names = {drawn.get(name, "").strip() for name in _MARKUP}
            for name in sorted(name for name in names if name.startswith(PICTURE)):
                yield Use(name, source, start, 0, whole=True)


def _word_parts(pack: Pack, name: str) -> Iterator[WordSource]:
    try:
        yield from word_sources(name, unpack(pack.read(name)))
    except (InvalidValue, BadZipFile, KeyError, ValueError, SyntaxError):
        return


def _stories(pack: Pack, name: str) -> Mapping[str, tuple[str, tuple[Message, ...]]]:
    """The parts of a Word file that its sections show, each with its path and how a designer calls it."""
    try:
        return stories(unpack(pack.read(name)))
    except (InvalidValue, BadZipFile, KeyError, ValueError, SyntaxError):
        return {}


def _built_in_text(pack: Pack, name: str) -> str:
    if name.endswith(".docx"):
        return "\n".join(source.text for source in _word_parts(pack, name))
    try:
        return pack.read(name).decode("utf-8", "replace")
    except InvalidValue:
        return ""
