"""The lines of a paragraph, joined as Chinese is written.

A line that is broken in the source goes on without a space between two Chinese characters or beside a full-width
mark, and with a space elsewhere. It is a paragraph of its own where it is set in by an ideographic space, or begins
with a mark by which Chinese texts and standards count: （1） 1） 1、 一、 a) ① —— 注1：; and so it is where the line
before it ends with its sentence, for in a cell of Excel that is how paragraphs are parted. Behind a break that is
meant, it is a paragraph flush with the margin, because a broken line would be stretched where lines are justified.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from carbondocs.values.formulas import subscripted
from carbondocs.values.prose_blocks import Paragraph, Run, Runs, plain

if TYPE_CHECKING:
    from markdown_it.token import Token

_SPACES = re.compile(r"\s+")
_SET_IN = "\u3000"
_COUNTED = re.compile(
    r"[（(](?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z])[)）]"
    r"|(?:[0-9０-９]{1,3}|[A-Za-z])(?:[、)）]|[.．](?![0-9A-Za-z.]))"
    r"|[一二三四五六七八九十]{1,3}、"
    r"|注[0-9]{0,2}[：:]"
    r"|[①-⓿❶-➓㈠-㈩•·●○■□◆◇▪※★]|——|[-*+]\u3000"
)
_SET_APART = re.compile("[\u3400-\u9fff] [\u3400-\u9fff]")
_ENDS = ("。", "！", "？", "；", "：", "。”", "。）")
_MARKS = "“”‘’—…·"  # as wide as the rest of a Chinese text, whatever Unicode says


@dataclass
class _Line:
    """A line of the source and how the one before it was broken: ``""``, ``softbreak`` or ``hardbreak``."""

    broken_by: str
    text: str = ""
    runs: list[Run] = field(default_factory=list)

    @property
    def begins(self) -> bool:
        """Whether it begins a paragraph by how it looks."""
        return self.text.startswith(_SET_IN) or bool(_COUNTED.match(plain(self.runs)))


def paragraphs(tokens: Sequence[Token]) -> Iterator[Paragraph]:
    """The paragraphs that the inline ``tokens`` of a block make."""
    current: list[Run] = []
    flush = ended = False
    for line in _lines(tokens):
        if current and (line.begins or line.broken_by == "hardbreak" or ended):
            yield Paragraph(_merged(current), flush)
            current, flush = [], line.broken_by == "hardbreak" and not line.begins
        if current and line.runs and _apart(current[-1].text[-1], line.runs[0].text[0]):
            current.append(replace(current[-1], text=" "))
        current += line.runs
        ended = plain(line.runs).endswith(_ENDS)
    if current:
        yield Paragraph(_merged(current), flush)


def _lines(tokens: Sequence[Token]) -> Iterator[_Line]:
    line, marks = _Line(""), list[str]()
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            yield _trimmed(line)
            line = _Line(token.type)
        elif token.type == "emphasis_open":
            marks.append(token.markup)
        elif token.type == "emphasis_close":
            marks.pop()
        elif token.content:
            bold, italic = any(len(mark) > 1 for mark in marks), any(len(mark) != 2 for mark in marks)
            line.text += token.content
            line.runs.append(Run(subscripted(_SPACES.sub(" ", token.content)), bold, italic))
    yield _trimmed(line)


def _trimmed(line: _Line) -> _Line:
    """The line without the white space at its ends."""
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while line.runs:
            line.runs[end] = replace(line.runs[end], text=strip(line.runs[end].text))
            if line.runs[end].text:
                break
            line.runs.pop(end)
    return line


def _apart(left: str, right: str) -> bool:
    """Whether a space parts two characters between which the source breaks its line."""
    return not (_is_mark(left) or _is_mark(right) or (_is_wide(left) and _is_wide(right)))


def _is_mark(char: str) -> bool:
    return char in _MARKS or (_is_wide(char) and unicodedata.category(char).startswith("P"))


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _merged(runs: Sequence[Run]) -> Runs:
    """The runs with neighbours of one style joined.

    The space that sets an asterisk apart from a Chinese character goes where another one follows.
    """
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else Run("")
        if _SET_APART.fullmatch(last.text[-2:] + run.text[:1]):
            last = merged[-1] = replace(last, text=last.text[:-1])
        elif _SET_APART.fullmatch(last.text[-1:] + run.text[:2]):
            run = replace(run, text=run.text[1:])
        if merged and (run.bold, run.italic) == (last.bold, last.italic):
            merged[-1] = replace(run, text=last.text + run.text)
        else:
            merged.append(run)
    return tuple(merged)
