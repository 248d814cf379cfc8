"""Mending what is safe in a pack: split tags, curly quotes and full-width signs in tags and style sheets, full-width
braces, and in Word spaces before p and tr, and the block tags where paragraph or row tags are meant.

The file as it was is kept beside the mended one, with the ending ``.bak``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from carbondocs.designer.filled import without_tags
from carbondocs.designer.mend_blocks import mend_blocks
from carbondocs.designer.signs import straightened
from carbondocs.designer.sources import Source
from carbondocs.designer.style_braces import plain_signs
from carbondocs.designer.tags import Tag, scan
from carbondocs.designer.word_source import SPACE, Paragraph, W, WordSource, word_sources
from carbondocs.diagnostics import Diagnostic, Severity, message
from carbondocs.renderers.word_package import Parts, packed, serialised, unpack
from carbondocs.store.files import write_atomically

_TEXTS = {".j2", ".html", ".css", ".svg"}
_BACKUP = ".bak"


@dataclass(frozen=True)
class Mended:
    """A file that was mended, where the one before is kept, and each thing that was done."""

    path: Path
    backup: Path
    changes: tuple[Diagnostic, ...]


def mend_pack(folder: Path) -> Iterator[Mended]:
    """Mend the files of a pack in place, each after a copy of it was made; OutputError where that can't be."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        if path.suffix in _TEXTS:
            content, changes = _text(path)
        elif path.suffix == ".docx":
            content, changes = _word(path)
        else:
            continue
        if changes:
            backup = _free(path)
            write_atomically(backup, path.read_bytes())
            write_atomically(path, content)
            yield Mended(path, backup, tuple(changes))


def _free(path: Path) -> Path:
    """The first name for a backup that is free."""
    names = (path.with_name(f"{path.name}{_BACKUP}{number if number > 1 else ''}") for number in range(1, 1000))
    return next(name for name in names if not name.exists())


def _text(path: Path) -> tuple[bytes, list[Diagnostic]]:
    try:
        source = Source(path.name, path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError:
        return b"", []
    plain, findings = straightened(source)
    changes = [_done(finding) for finding in findings]
    if path.name.endswith((".css", ".css.j2")):
        plain, more = _style(plain)
        changes += more
    return plain.text.encode(), changes


def _style(source: Source) -> tuple[Source, list[Diagnostic]]:
    """A style sheet with plain signs outside its tags, comments and quotes."""
    bare = without_tags(source.text)
    plain, remarks = plain_signs(bare)
    signs = zip(source.text, bare, plain, strict=True)
    text = "".join(mended if mended != found else kept for kept, found, mended in signs)
    words = message("Full-width signs of a style sheet were made plain.")
    return replace(source, text=text), [
        Diagnostic(remark.code, words, place=source.place(remark.offset), severity=Severity.NOTE) for remark in remarks
    ]


def _word(path: Path) -> tuple[bytes, list[Diagnostic]]:
    try:
        parts = unpack(path.read_bytes())
        sources = list(word_sources(path.name, parts))
    except (BadZipFile, KeyError, ValueError, SyntaxError):
        return b"", []
    changes: list[Diagnostic] = []
    for source in sources:
        changes += _story(source, parts)
    for source in word_sources(path.name, parts):
        if done := mend_blocks(source):
            changes += done
            _store(source, parts)
    return packed(parts) if changes else b"", changes


def _story(source: WordSource, parts: Parts) -> Iterator[Diagnostic]:
    """Mend one part of a Word file."""
    plain, findings = straightened(source)
    assert isinstance(plain, WordSource)
    yield from (_done(finding) for finding in findings)
    tags = scan(plain)[0]
    for tag in (tag for tag in tags if tag.spaced):
        plain = replace(plain, text=_tight(plain.text, tag))
        yield Diagnostic("tag.scope", message("The space before {word} was taken out of a tag.", word=tag.scope),
                         place=source.place(tag.start), severity=Severity.NOTE)  # fmt: skip
    changed = plain.text != source.text
    for number, paragraph in enumerate(source.paragraphs):
        begin = source.starts[number]
        text = plain.text[begin : begin + len(paragraph.text)]
        spans = [(tag.start - begin, tag.end - begin) for tag in tags if begin <= tag.start < begin + len(text)]
        split = [span for span in spans if any(span[0] < at < span[1] for at, _ in paragraph.pieces)]
        for start, _ in split:
            yield Diagnostic("tag.split", message("A split tag was joined."), place=source.place(begin + start),
                             severity=Severity.NOTE)  # fmt: skip
        if split or text != paragraph.text:
            changed = True
            _rewrite(paragraph, text, split)
    if changed:
        _store(source, parts)


def _tight(text: str, tag: Tag) -> str:
    """The text with the space before a tag's p, r, tr or tc put behind it; nothing else is moved."""
    begin, at = tag.start + 2, text.index(tag.scope, tag.start + 2)
    return f"{text[:begin]}{tag.scope}{text[begin:at]}{text[at + len(tag.scope) :]}"


def _store(source: WordSource, parts: Parts) -> None:
    parts[source.part] = serialised(source.paragraphs[0].element.getroottree().getroot())


def _rewrite(paragraph: Paragraph, text: str, joined: list[tuple[int, int]]) -> None:
    """Put the text into the paragraph's pieces; what is joined goes whole into the piece in which it begins."""
    starts = [at for at, _ in paragraph.pieces]
    owner = [max(index for index, start in enumerate(starts) if start <= at) for at in range(len(text))]
    for begin, end in joined:
        owner[begin:end] = [owner[begin]] * (end - begin)
    for index, (_, piece) in enumerate(paragraph.pieces):
        if piece.tag != f"{W}t":
            continue
        piece.text = "".join(character for at, character in enumerate(text) if owner[at] == index)
        piece.set(SPACE, "preserve")
        if not piece.text:
            _drop_if_empty(piece)


def _drop_if_empty(piece: Any) -> None:
    run = piece.getparent()
    run.remove(piece)
    if all(child.tag == f"{W}rPr" for child in run):
        run.getparent().remove(run)


def _done(finding: Diagnostic) -> Diagnostic:
    """What was wrong, as what was done about it."""
    words = {
        "tag.braces": message("Full-width braces were made plain."),
        "tag.quotes": message("Curly quotes and full-width signs of a tag were made plain."),
    }
    return Diagnostic(finding.code, words[finding.code], place=finding.place, severity=Severity.NOTE)
