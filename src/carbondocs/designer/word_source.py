"""Word templates as designers see them: paragraphs in the body, in cells of tables, in headers and footers.

Word cuts the text of a paragraph into pieces (runs) as it likes; here a paragraph is one line, and each piece knows
where it begins in it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from carbondocs.designer.sources import Source
from carbondocs.diagnostics import Message, Place, message
from carbondocs.renderers.word_package import Parts, relationships_name

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BODY = "word/document.xml"

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STORY = re.compile(r"word/(?:document|header[^/]*|footer[^/]*)\.xml")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its element, its place, the cells that hold it, the outermost first, and its pieces of text."""

    element: Any = field(repr=False)
    path: str
    spot: tuple[Message, ...]
    cells: tuple[Any, ...] = field(repr=False)
    pieces: tuple[tuple[int, Any], ...] = field(repr=False)
    text: str


@dataclass(frozen=True)
class WordSource(Source):
    """The body of a Word template, one of its headers or one of its footers."""

    part: str = ""
    paragraphs: tuple[Paragraph, ...] = ()

    def place(self, offset: int) -> Place:
        """The place of the character: the table, row and cell, or the paragraph, and the text around it."""
        paragraph = self.paragraph(offset)
        return Place(self.name, paragraph.path, paragraph.spot, self.around(offset))

    def paragraph(self, offset: int) -> Paragraph:
        """The paragraph that holds the character."""
        return self.paragraphs[self.line_of(offset) - 1]

    @cached_property
    def cell_paragraphs(self) -> dict[str, Paragraph]:
        """The paragraphs by their paths."""
        return {paragraph.path: paragraph for paragraph in self.paragraphs}


def word_sources(name: str, parts: Parts) -> Iterator[WordSource]:
    """The body, headers and footers of a Word file, in that order, those without text left out."""
    from lxml import etree

    told = stories(parts)
    for part in sorted((part for part in parts if _STORY.fullmatch(part)), key=lambda part: (part != BODY, part)):
        path, spot = told.get(part, (posixpath.basename(part).removesuffix(".xml"), (message("header or footer"),)))
        root = etree.fromstring(parts[part])
        blocks = root[0] if part == BODY else root
        paragraphs = tuple(_paragraphs(blocks, path, spot, ()))
        if paragraphs:
            text = "\n".join(paragraph.text for paragraph in paragraphs)
            yield WordSource(name, text, True, part, paragraphs)


def body_paragraphs(body: Any) -> Iterator[Paragraph]:
    """The paragraphs of a Word file's body."""
    return _paragraphs(body, "body", (message("body"),), ())


def stories(parts: Parts) -> dict[str, tuple[str, tuple[Message, ...]]]:
    """The parts that sections show, with how a designer calls them."""
    from lxml import etree

    found: dict[str, tuple[str, tuple[Message, ...]]] = {BODY: ("body", (message("body"),))}
    related = etree.fromstring(parts[relationships_name(BODY)])
    targets = {entry.get("Id"): f"word/{entry.get('Target')}" for entry in related}
    for number, section in enumerate(etree.fromstring(parts[BODY]).iter(f"{W}sectPr"), 1):
        for what in ("header", "footer"):
            for reference in section.iter(f"{W}{what}Reference"):
                page = reference.get(f"{W}type") or "default"
                part = targets.get(reference.get(_ID), "")
                found.setdefault(part, (f"{what}[{number}]/{page}", (_story(what, page, number),)))
    return found


def _story(what: str, page: str, number: int) -> Message:
    words = {
        ("header", "default"): message("header of section {number}", number=number),
        ("header", "first"): message("header of the first page of section {number}", number=number),
        ("header", "even"): message("header of the even pages of section {number}", number=number),
        ("footer", "default"): message("footer of section {number}", number=number),
        ("footer", "first"): message("footer of the first page of section {number}", number=number),
        ("footer", "even"): message("footer of the even pages of section {number}", number=number),
    }
    return words.get((what, page), message("header or footer"))


def _paragraphs(blocks: Any, path: str, spot: tuple[Message, ...], cells: tuple[Any, ...]) -> Iterator[Paragraph]:
    """All paragraphs under an element, with their places; alone in a cell, a paragraph is told by the cell."""
    found = list(_blocks(blocks))
    alone = bool(cells) and sum(block.tag == f"{W}p" for block in found) == 1
    paragraphs = tables = 0
    for block in found:
        if block.tag == f"{W}p":
            paragraphs += 1
            where = spot if alone else (*spot, message("paragraph {number}", number=paragraphs))
            yield _paragraph(block, f"{path}/paragraph[{paragraphs}]", where, cells)
            yield from _boxes(block, f"{path}/paragraph[{paragraphs}]", where, cells)
        else:
            tables += 1
            yield from _table(
                block, f"{path}/table[{tables}]", (*spot, message("table {number}", number=tables)), cells
            )


def _blocks(holder: Any) -> Iterator[Any]:
    """Paragraphs and tables, those in content controls too."""
    for block in holder:
        if block.tag in {f"{W}p", f"{W}tbl"}:
            yield block
        elif block.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"}:
            yield from _blocks(block)


def _table(table: Any, path: str, spot: tuple[Message, ...], cells: tuple[Any, ...]) -> Iterator[Paragraph]:
    for row_number, row in enumerate(_under(table, f"{W}tr"), 1):
        for number, cell in enumerate(_under(row, f"{W}tc"), 1):
            where = message("row {row} cell {cell}", row=row_number, cell=number)
            yield from _paragraphs(cell, f"{path}/row[{row_number}]/cell[{number}]", (*spot, where), (*cells, cell))


def _under(holder: Any, tag: str) -> Iterator[Any]:
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent"}:
            yield from _under(child, tag)


def _boxes(paragraph: Any, path: str, spot: tuple[Message, ...], cells: tuple[Any, ...]) -> Iterator[Paragraph]:
    """The paragraphs of text boxes that stand in a paragraph."""
    boxes = (box for box in paragraph.iter(f"{W}txbxContent") if not any(True for _ in box.iterancestors(_FALLBACK)))
    for number, box in enumerate(boxes, 1):
        yield from _paragraphs(
            box, f"{path}/box[{number}]", (*spot, message("text box {number}", number=number)), cells
        )


def _paragraph(element: Any, path: str, spot: tuple[Message, ...], cells: tuple[Any, ...]) -> Paragraph:
    pieces, text = [], ""
    for piece in element.iter(f"{W}t", f"{W}tab", f"{W}br"):
        if next(piece.iterancestors(f"{W}p")) is not element:
            continue
        pieces.append((len(text), piece))
        text += (piece.text or "").replace("\n", " ") if piece.tag == f"{W}t" else " "
    return Paragraph(element, path, spot, cells, tuple(pieces), text)
