"""Mending block tags of Word templates: paragraph and row tags in place of plain ones, where nothing is lost by it.

A pair becomes ``{%p`` where both its tags, and each else between them, stand alone in their paragraphs, and ``{%tr``
where it goes over whole rows: its tags stand in rows of their own, or first and last in the rows they repeat, and
then get rows of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from carbondocs.designer.blocks import balance
from carbondocs.designer.tags import Tag, scan
from carbondocs.designer.word_source import SPACE, Paragraph, W, WordSource
from carbondocs.diagnostics import Diagnostic, Message, Severity, message

_MORE_THAN_TEXT = tuple(f"{W}{name}" for name in ("drawing", "pict", "object", "sectPr", "fldChar", "fldSimple"))


def mend_blocks(source: WordSource) -> list[Diagnostic]:
    """Mend the block tags in the paragraphs of a source whose every block is closed; what was done."""
    tags = scan(source)[0]
    found = balance(source, tags)
    if found.findings:
        return []
    mending = _Mending(source, tags)
    for first, last in found.pairs:
        if not first.scope and not last.scope:
            mending.pair(first, last, found.pairs)
    mending.apply()
    return mending.done


@dataclass
class _Mending:
    """The changes to one source: what is to stand in place of tags, and the rows to be added beside others."""

    source: WordSource
    tags: Sequence[Tag]
    done: list[Diagnostic] = field(default_factory=list)
    _texts: dict[Tag, str] = field(default_factory=dict)
    _rows: list[tuple[Any, Any]] = field(default_factory=list)

    def pair(self, first: Tag, last: Tag, pairs: Sequence[tuple[Tag, Tag]]) -> None:
        """Change a pair of tags, if it should and can be changed."""
        begin, end = self.source.paragraph(first.start), self.source.paragraph(last.start)
        whole = [first, *self._else_of(first, last, pairs), last]
        if begin.cells != end.cells:
            self._to_rows(whole)
        elif begin is not end and all(map(self._alone, whole)) and self._leaves_some(begin, end):
            self._texts.update({tag: self._scoped(tag, "p") for tag in whole})
            self._tell(first, "block.paragraph", message("Block tags were made paragraph tags."))

    def apply(self) -> None:
        """Put the changes into the paragraphs and tables."""
        for add, row in self._rows:
            add(row)
        for tag in sorted(self._texts, key=lambda tag: tag.start, reverse=True):
            self._put(tag, self._texts[tag])

    def _to_rows(self, whole: Sequence[Tag]) -> None:
        first, last = whole[0], whole[-1]
        rows = [self._row(tag) for tag in whole]
        tables = {id(row.getparent()) if row is not None else None for row in rows}
        owned = [row is not None and _said(row) == self._raw(tag) for tag, row in zip(whole, rows, strict=True)]
        edges = [owned[0] or self._at_edge(first, rows[0], 0), owned[-1] or self._at_edge(last, rows[-1], -1)]
        if len(tables) != 1 or None in tables or not all([*owned[1:-1], *edges]) or any(map(_merged, rows)):
            return
        if rows[0] is rows[-1] and owned[0]:
            return
        for tag, row, own in zip(whole, rows, owned, strict=True):
            if own:
                self._texts[tag] = self._scoped(tag, "tr")
            else:
                self._texts[tag] = ""
                add = row.addprevious if tag is first else row.addnext
                self._rows.append((add, _row_of(row, self._scoped(tag, "tr"))))
        self._tell(first, "block.row", message("Block tags were made row tags."))

    def _else_of(self, first: Tag, last: Tag, pairs: Sequence[tuple[Tag, Tag]]) -> list[Tag]:
        """The else and elif of a pair itself, not those of the pairs in it."""
        inner = [pair for pair in pairs if first.start < pair[0].start and pair[1].start < last.start]
        return [
            tag
            for tag in self.tags
            if tag.word in {"else", "elif"}
            and first.start < tag.start < last.start
            and not any(one.start < tag.start < other.start for one, other in inner)
        ]

    def _alone(self, tag: Tag) -> bool:
        """Whether a paragraph holds a tag and nothing else."""
        paragraph = self.source.paragraph(tag.start)
        more = next(paragraph.element.iter(*_MORE_THAN_TEXT), None)
        return not tag.scope and more is None and paragraph.text.strip() == self._raw(tag)

    def _leaves_some(self, begin: Paragraph, end: Paragraph) -> bool:
        """Whether a cell keeps a paragraph if all from one to the other vanish; Word can't open an empty cell."""
        if not begin.cells:
            return True
        held = [each for each in self.source.paragraphs if each.cells == begin.cells]
        return held[0] is not begin or held[-1] is not end

    def _row(self, tag: Tag) -> Any:
        """The table's row that a tag stands in, or None."""
        cells = self.source.paragraph(tag.start).cells
        return next(cells[-1].iterancestors(f"{W}tr"), None) if cells and not tag.scope else None

    def _at_edge(self, tag: Tag, row: Any, index: int) -> bool:
        """Whether a tag is the first (0) or last (-1) text of a row and stands in its first or last cell."""
        if row is None:
            return False
        said, raw = _said(row), self._raw(tag)
        cell = self.source.paragraph(tag.start).cells[-1]
        return row.findall(f"{W}tc")[index] is cell and (said.startswith(raw) if index == 0 else said.endswith(raw))

    def _raw(self, tag: Tag) -> str:
        return self.source.text[tag.start : tag.end]

    def _scoped(self, tag: Tag, scope: str) -> str:
        return f"{{%{scope} {tag.says} %}}"

    def _put(self, tag: Tag, text: str) -> None:
        """Put a text in place of a tag, which stands in one piece of its paragraph; nothing may take it away."""
        paragraph = self.source.paragraph(tag.start)
        at = tag.start - self.source.starts[self.source.line_of(tag.start) - 1]
        begin, piece = next(each for each in reversed(paragraph.pieces) if each[0] <= at)
        old = piece.text or ""
        piece.text = old[: at - begin] + text + old[at - begin + tag.end - tag.start :]
        piece.set(SPACE, "preserve")
        holder = paragraph.element.getparent()
        if not _said(paragraph.element) and len(holder.findall(f"{W}p")) > 1 and not text:
            holder.remove(paragraph.element)

    def _tell(self, tag: Tag, code: str, words: Message) -> None:
        self.done.append(Diagnostic(code, words, place=self.source.place(tag.start), severity=Severity.NOTE))


def _said(element: Any) -> str:
    """The text in a row or paragraph."""
    return "".join(element.itertext(f"{W}t")).strip()


def _merged(row: Any) -> bool:
    """Whether a row shares cells with those above or below."""
    return row.find(f".//{W}vMerge") is not None


def _row_of(row: Any, text: str) -> Any:
    """A row like another, with nothing in its cells but a text in the first."""
    made = deepcopy(row)
    made.attrib.clear()
    for heading in made.findall(f"{W}trPr/{W}tblHeader"):
        heading.getparent().remove(heading)
    for cell in made.findall(f"{W}tc"):
        for block in list(cell):
            if block.tag != f"{W}tcPr":
                cell.remove(block)
        paragraph = cell.makeelement(f"{W}p")
        cell.append(paragraph)
        if text:
            run = paragraph.makeelement(f"{W}r")
            written = run.makeelement(f"{W}t")
            written.text, text = text, ""
            run.append(written)
            paragraph.append(run)
    return made
