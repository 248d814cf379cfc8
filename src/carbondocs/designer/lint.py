"""What can be told about a pack's templates without rendering them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from zipfile import BadZipFile

import jinja2
from jinja2 import nodes

from carbondocs.designer import fonts, pictures
from carbondocs.designer.blocks import balance, word_blocks
from carbondocs.designer.drawings import broken_drawings
from carbondocs.designer.fields import meanings
from carbondocs.designer.markup import unbalanced
from carbondocs.designer.names import Names
from carbondocs.designer.references import named, word_files
from carbondocs.designer.roots import printed, roots
from carbondocs.designer.shapes import context_of, members
from carbondocs.designer.signs import straightened
from carbondocs.designer.sources import Source
from carbondocs.designer.styles import Styles
from carbondocs.designer.tags import (
    WORD_ALONE,
    scan,
    single_braces,
    spaced,
    unscoped,
    without,
    without_open,
    wrong_tags,
)
from carbondocs.designer.unused_files import unused_files
from carbondocs.designer.walk import Loaded
from carbondocs.designer.word_source import WordSource, word_sources
from carbondocs.diagnostics import Diagnostic, Place, Severity, message
from carbondocs.errors import InvalidValue
from carbondocs.faces import Face
from carbondocs.kinds.base import Context, Kind
from carbondocs.renderers.word_package import unpack, unreadable
from carbondocs.templating.environment import environment, word_environment
from carbondocs.templating.jinja_words import in_our_words
from carbondocs.templating.pack import MANIFEST, Pack, find_pack
from carbondocs.values.model import Model


@dataclass
class Lint:
    """The check of one pack's templates. ``contexts`` are those of the kind's samples."""

    pack: Pack
    kind: Kind[Model]
    contexts: tuple[Context, ...]
    faces: tuple[Face, ...]
    findings: list[Diagnostic] = field(default_factory=list)
    _loaded: dict[str, Loaded | None] = field(default_factory=dict)
    _used: dict[tuple[str, ...], set[str]] = field(default_factory=dict)

    def run(self) -> list[Diagnostic]:
        """All findings, each once: the faults, then what nothing uses."""
        found = self.faults()
        for where, used in self._used.items():
            found += self._unused(used, where)
        return list(dict.fromkeys((*found, *unused_files(self.pack, find_pack(self.kind.name)))))

    def faults(self) -> list[Diagnostic]:
        """The findings that are about documents made with the pack, each once, in the order of the files."""
        self.findings += self._missing_files()
        self._used[self.pack.manifest.sheets] = self._text_templates()
        for name in word_files(self.pack.manifest):
            self._word(name)
        if self.pack.manifest.sheets:
            pages = Styles(self.pack, self.contexts)
            self.findings += pages.findings(find_pack(self.kind.name))
            self.findings += (finding for page in pages.whole_pages for finding in unbalanced(page))
        for context in self.contexts[:1]:
            self.findings += broken_drawings(self.pack, context)
        return list(dict.fromkeys(self.findings))

    @cached_property
    def pictures_known(self) -> frozenset[str]:
        """The names of the pictures that pages and Word files may show."""
        return pictures.known(self.pack, self.contexts)

    @cached_property
    def _environment(self) -> jinja2.Environment:
        return environment(self.pack.folders)

    def _missing_files(self) -> Iterator[Diagnostic]:
        for name in dict.fromkeys(named(self.pack.manifest)):
            try:
                self.pack.read(name)
            except InvalidValue as error:
                yield pictures.no_file(name, error, Place(MANIFEST))

    def _text_templates(self) -> set[str]:
        names = Names(self.kind.name, self._environment, self._load, self._shown)
        for name, seen in roots(self.pack.manifest, self.kind, self.contexts):
            if loaded := self._load(name):
                names.walk(*loaded, seen)
        self.findings += names.findings
        return names.used

    def _shown(self, source: Source, line: int, text: str) -> None:
        self.findings += pictures.shown(source, line, text, self.pack, self.pictures_known)

    def _load(self, name: str) -> Loaded | None:
        """A text template as it is written and, where it can be read at all, its tree; its findings are kept."""
        if name not in self._loaded:
            self._loaded[name] = None  # what includes itself without end is told by Jinja
            self._loaded[name] = self._read(name)
        return self._loaded[name]

    def _read(self, name: str) -> Loaded | None:
        try:
            written = Source(name, self.pack.read(name).decode("utf-8-sig"))
        except InvalidValue:
            return None
        except UnicodeDecodeError:
            self.findings.append(
                Diagnostic("file.encoding", message("The file isn't UTF-8."), message("Save it anew as UTF-8."),
                           Place(name))
            )  # fmt: skip
            return None
        self.findings += fonts.in_text(written, self.faces)
        tree = self._tree(written, self._environment)
        for missing in self._not_found(written, tree):
            self.findings.append(missing)
        return (written, tree) if tree else None

    def _not_found(self, source: Source, tree: nodes.Template | None) -> Iterator[Diagnostic]:
        for node in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport)) if tree else ():
            wanted = getattr(node.template, "value", None)  # type: ignore[attr-defined]
            if isinstance(wanted, str):
                try:
                    self.pack.read(wanted)
                except InvalidValue:
                    place = source.place(source.in_line(node.lineno, wanted))
                    hint = message("Put the file into the pack, or mend the name.")
                    yield Diagnostic(
                        "template.missing", message("There is no template {name}.", name=wanted), hint, place
                    )

    def _tree(self, written: Source, reads: jinja2.Environment) -> nodes.Template | None:
        """The tree of a source whose faults are told and then passed over; None where one remains."""
        straight, findings = straightened(written)
        tags, unclosed = scan(straight)
        wrong = list(wrong_tags(straight, tags, reads))
        sound = [tag for tag in tags if tag not in [each for each, _ in wrong]]
        paired = balance(straight, sound)
        self.findings += [*findings, *unclosed, *(finding for _, finding in wrong), *paired.findings]
        if isinstance(straight, WordSource):
            self.findings += [*spaced(straight, tags), *word_blocks(straight, sound, paired.pairs)]
        readable = replace(straight, text=without_open(straight))
        unread = [*(tag for tag, _ in wrong), *(tag for tag in tags if tag.word in WORD_ALONE)]
        text = paired.mended(without(unscoped(readable, tags), unread))
        try:
            return reads.parse(text)
        except jinja2.TemplateSyntaxError as error:
            told = [*unclosed, *wrong, *paired.findings]
            if not told:
                self.findings.append(_unread(straight, error))
            return None

    def _word(self, name: str) -> None:
        try:
            parts = unpack(self.pack.read(name))
            sources = list(word_sources(name, parts))
        except InvalidValue:
            return
        except (BadZipFile, KeyError, ValueError, SyntaxError) as error:
            self.findings.append(unreadable(error, name))
            return
        seen = members(context_of(self.kind))
        names = Names(self.kind.name, word_environment(), lambda _: None, lambda *_: None)
        for source in sources:
            self.findings += split_tags(source)
            self.findings += single_braces(source, frozenset(seen))
            if tree := self._tree(source, word_environment()):
                names.walk(source, tree, seen)
        self.findings += names.findings
        self.findings += pictures.placeholders(sources, self.pictures_known)
        self.findings += fonts.in_word(name, parts, sources)
        self._used[name,] = names.used | pictures.captions(parts)

    def _unused(self, used: set[str], where: Iterable[str]) -> Iterator[Diagnostic]:
        """The fields with text that nothing uses; the required ones are looked for on the pages."""
        required = meanings(self.kind.name).required
        texts = [name for name in printed(self.kind) if name not in used and name not in required]
        if texts and where:
            yield Diagnostic(
                "field.unused",
                message("These fields are not used: {fields}.", fields=", ".join(texts)),
                message("Nothing needs doing, unless they should be there."),
                Place(", ".join(where)),
                severity=Severity.NOTE,
            )


def split_tags(source: WordSource) -> Iterator[Diagnostic]:
    """The tags that Word has cut into pieces of different looks."""
    straight, _ = straightened(source)
    for tag in scan(straight)[0]:
        paragraph = source.paragraph(tag.start)
        begin = source.starts[source.line_of(tag.start) - 1]
        first, last = tag.start - begin, tag.end - 1 - begin
        inside = [at for at, _ in paragraph.pieces if first < at <= last]
        if inside:
            yield Diagnostic(
                "tag.split",
                message("Word has cut this tag into {count} pieces.", count=len(inside) + 1),
                message("Type it anew in one go without spelling marks, or run the check with --fix."),
                replace(source.place(tag.start), text=source.text[tag.start : tag.end]),
                severity=Severity.WARNING,
            )


def _unread(source: Source, error: jinja2.TemplateSyntaxError) -> Diagnostic:
    place = source.place(source.in_line(error.lineno, ""))
    return Diagnostic("template.syntax", *in_our_words(error.message or ""), place)
