"""Loops and conditions: whether each that begins ends, and in Word, whether it does so where it can."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from carbondocs.designer.sources import Source
from carbondocs.designer.tags import BLOCKS, WORD_ALONE, Tag
from carbondocs.designer.word_source import W, WordSource
from carbondocs.diagnostics import Diagnostic, Severity, message


@dataclass
class Balance:
    """Which block tags belong together; what is wrong; and the tags that must go, or be added, to mend it."""

    pairs: list[tuple[Tag, Tag]] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    extra: list[Tag] = field(default_factory=list)
    missing: dict[int, list[str]] = field(default_factory=dict)

    def mended(self, text: str) -> str:
        """The text in which every block ends; no line is moved."""
        for tag in self.extra:
            text = text[: tag.start] + " " * (tag.end - tag.start) + text[tag.end :]
        for at in sorted(self.missing, reverse=True):
            ends = "".join(f"{{% end{word} %}}" for word in self.missing[at])
            text = text[:at] + ends + text[at:]
        return text


def balance(source: Source, tags: list[Tag]) -> Balance:
    """Pair the block tags of a source."""
    found, open_tags = Balance(), list[Tag]()
    for tag in tags:
        word = tag.word
        if tag.kind != "block":
            continue
        if word in BLOCKS or (word == "set" and "=" not in tag.says):
            open_tags.append(tag)
        elif word in {"else", "elif"}:
            if not any(each.word in {"if", "for"} for each in open_tags):
                found.extra.append(tag)
                found.findings.append(_no_beginning(source, tag, "if"))
        elif word.startswith("end"):
            _close(source, tag, open_tags, found)
    for tag in reversed(open_tags):
        found.findings.append(_no_end(source, tag))
        found.missing.setdefault(len(source.text), []).append(tag.word)
    return found


def _close(source: Source, tag: Tag, open_tags: list[Tag], found: Balance) -> None:
    wanted = tag.word.removeprefix("end")
    if not any(each.word == wanted for each in open_tags):
        found.extra.append(tag)
        found.findings.append(_no_beginning(source, tag, wanted))
        return
    while (last := open_tags.pop()).word != wanted:
        found.findings.append(_no_end(source, last))
        found.missing.setdefault(tag.start, []).append(last.word)
    found.pairs.append((last, tag))


def _no_end(source: Source, tag: Tag) -> Diagnostic:
    ending = f"{{%{tag.scope + ' ' if tag.scope else ' '}end{tag.word} %}}"
    return Diagnostic(
        "block.open",
        message("{says} has no end.", says=tag.says),
        message("Put {ending} after the last of what it repeats or holds.", ending=ending),
        source.place(tag.start),
    )


def _no_beginning(source: Source, tag: Tag, wanted: str) -> Diagnostic:
    return Diagnostic(
        "block.stray",
        message("{says} has no beginning.", says=tag.says),
        message("Add the {wanted} that it belongs to, or take this tag away.", wanted=wanted),
        source.place(tag.start),
    )


def word_blocks(source: WordSource, tags: list[Tag], pairs: list[tuple[Tag, Tag]]) -> Iterator[Diagnostic]:
    """What of the block tags Word's paragraphs, rows and cells don't allow."""
    for first, last in pairs:
        yield from _pair(source, first, last)
    for tag in tags:
        yield from _alone(source, tag)


def _pair(source: WordSource, first: Tag, last: Tag) -> Iterator[Diagnostic]:
    begin, end = source.paragraph(first.start), source.paragraph(last.start)
    if first.scope != last.scope:
        yield Diagnostic(
            "block.scope",
            message("{first} begins with {begin} and ends with {end}.", first=first.says, begin=f"{{%{first.scope}",
                    end=f"{{%{last.scope}"),
            message("Let both have the same letters."),
            source.place(last.start),
        )  # fmt: skip
    elif begin.cells != end.cells and first.scope not in {"tr", "tc"}:
        yield _across_cells(source, first)
    elif begin is not end and not first.scope:
        yield Diagnostic(
            "block.paragraph",
            message("{says} goes over several paragraphs and leaves empty ones.", says=first.says),
            message("Write {{%p {says} %}} and {{%p end{word} %}}, alone in their paragraphs.",
                    says=first.says, word=first.word),
            source.place(first.start),
            severity=Severity.WARNING,
        )  # fmt: skip
    elif begin is end and first.scope in {"p", "tr", "tc"}:
        yield Diagnostic(
            "block.same",
            message("{says} begins and ends in one place, which is taken out as a whole.", says=first.says),
            message("Write {{% {says} %}} without {scope}, or give each tag a place of its own.",
                    says=first.says, scope=first.scope),
            source.place(first.start),
        )  # fmt: skip


def _across_cells(source: WordSource, tag: Tag) -> Diagnostic:
    return Diagnostic(
        "block.row",
        message("{says} begins in one cell of a table and ends in another; that tears the table apart.", says=tag.says),
        message("To repeat rows, write {{%tr {says} %}} in a row of its own above them, and {{%tr end{word} %}} "
                "in one below.", says=tag.says, word=tag.word),
        source.place(tag.start),
    )  # fmt: skip


_CELL_TAG = re.compile(r"\{%\s*(?:" + "|".join(WORD_ALONE) + r")\b[^%]*%\}")
"""A tag about its cell, which is read before any paragraph is taken out."""


def _alone(source: WordSource, tag: Tag) -> Iterator[Diagnostic]:
    if tag.kind != "block" or tag.scope not in {"p", "tr", "tc"}:
        return
    paragraph = source.paragraph(tag.start)
    if tag.scope in {"tr", "tc"} and not paragraph.cells:
        yield Diagnostic(
            "block.table",
            message("{{%{scope} stands outside a table.", scope=tag.scope),
            message("Write {{%p {says} %}} here.", says=tag.says),
            source.place(tag.start),
        )
        return
    lost = _beside(source, tag)
    if lost:
        yield Diagnostic(
            "block.lost",
            message("“{text}” stands beside {{%{scope} and is taken out with it.", text=lost, scope=tag.scope),
            message("Let the tag stand alone: {{%p in its paragraph, {{%{row} in its row.", row="tr"),
            source.place(tag.start),
        )  # fmt: skip


def _beside(source: WordSource, tag: Tag) -> str:
    """The text beside a tag that vanishes with what the tag stands in."""
    paragraph = source.paragraph(tag.start)
    begin = source.starts[source.line_of(tag.start) - 1]
    before, after = paragraph.text[: tag.start - begin], paragraph.text[tag.end - begin :]
    if tag.scope == "p":
        return _CELL_TAG.sub("", before + after).strip()
    holder = paragraph.cells[-1] if tag.scope == "tc" else next(paragraph.cells[-1].iterancestors(f"{W}tr"))
    text = "".join(holder.itertext(f"{W}t"))
    return text.replace(paragraph.text, before + after, 1).strip()
