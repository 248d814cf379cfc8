"""Text that a rendered Word file hides, traced to the places of its template that make it so."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from carbondocs.designer.sightings import Seen, Teller
from carbondocs.designer.tags import scan
from carbondocs.designer.word_looks import Fault, Looks, Unseen, looks_of, story_of, unseen
from carbondocs.designer.word_source import Paragraph, WordSource
from carbondocs.diagnostics import Diagnostic, Message, Place, Severity, message
from carbondocs.renderers.word_package import Parts

_TAG = re.compile(r"\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)|\{#.*?(?:#\}|$)", re.DOTALL)
_BLOCK = re.compile(r"\{[%#].*?(?:[%#]\}|$)", re.DOTALL)
_MOST_TEXT = 40


@dataclass(frozen=True)
class Cause:
    """A piece of the template that can't be read: its fault and place, and what its text may become."""

    fault: Fault
    story: str
    place: Place
    becomes: re.Pattern[str]

    @property
    def reason(self) -> tuple[str, str, str]:
        """By what such pieces are found again in a rendered file: its part, why, and the style."""
        return self.story, self.fault.why, self.fault.style


def causes(sources: Sequence[WordSource], parts: Parts) -> list[Cause]:
    """The pieces of a Word template that can't be read, tags of loops and conditions left out."""
    looks = looks_of(parts)
    return [cause for source in sources for cause in _causes(source, looks)]


def unseen_text(rendered: Parts, known: Sequence[Cause], file: str) -> Iterator[tuple[Hashable, Teller]]:
    """Text of a rendered Word file that can't be read, each with what tells it apart and how it is told."""
    for each in unseen(rendered):
        why, style = each.fault.why, each.fault.style
        reason = (each.story, why, style)
        alike = [cause for cause in known if cause.reason == reason]
        found = [cause for cause in alike if cause.becomes.fullmatch(each.text)] or alike
        if style or not found:
            yield ("layout.hidden", file, why, style), _teller(each, found[0].place if found else Place(file))
        else:
            for cause in found:
                yield ("layout.hidden", cause.place, why), _teller(each, cause.place)


def _causes(source: WordSource, looks: Looks) -> Iterator[Cause]:
    inside = {at for tag in scan(source)[0] for at in range(tag.start + 1, tag.end)}
    for start, paragraph in zip(source.starts, source.paragraphs, strict=True):
        for offset, run, text in _runs(paragraph):
            if _BLOCK.sub("", text).strip() and start + offset not in inside:
                pattern = ".*".join(re.escape(literal) for literal in _TAG.split(text))
                place = replace(source.place(start + offset), text=text.strip())
                for fault in looks.faults(run):
                    yield Cause(fault, story_of(source.part), place, re.compile(pattern, re.DOTALL))


def _runs(paragraph: Paragraph) -> Iterator[tuple[int, object, str]]:
    """The pieces of a paragraph by their runs: where each begins, and its text."""
    texts: dict[object, str] = {}
    starts: dict[object, int] = {}
    for offset, piece in paragraph.pieces:
        run = piece.getparent()
        starts.setdefault(run, offset)
        texts[run] = texts.get(run, "") + (piece.text or "")
    yield from ((starts[run], run, text) for run, text in texts.items())


def _teller(found: Unseen, place: Place) -> Teller:
    text = found.text.strip()
    words = {"text": text if len(text) <= _MOST_TEXT else f"{text[:_MOST_TEXT]}…", "what": found.fault.what}

    def tell(seen: Seen) -> Diagnostic:
        severity = Severity.ERROR if found.sure else Severity.WARNING
        problem = _problem(found.fault, {**words, **seen})
        return Diagnostic("layout.hidden", problem, _hint(found.fault), place, severity=severity)

    return tell


def _problem(fault: Fault, words: dict[str, object]) -> Message:
    return {
        "vanish": message("“{text}” is hidden in Word (seen with {trials}, in {locales}).", **words),
        "size": message(
            "“{text}” has {what} pt in Word, too small to be read (seen with {trials}, in {locales}).", **words
        ),
        "colour": message(
            "“{text}” can't be told from its ground in Word: its colour is {what} (seen with {trials}, in {locales}).",
            **words,
        ),
    }[fault.why]


def _hint(fault: Fault) -> Message:
    if fault.style:
        return {
            "vanish": message("Take “Hidden” out of the font of the style {style}.", style=fault.style),
            "size": message("Give the style {style} a larger font size.", style=fault.style),
            "colour": message(
                "Give the style {style} a font colour that differs from what is behind it.", style=fault.style
            ),
        }[fault.why]
    return {
        "vanish": message("Select it and take “Hidden” away under Font; of a row, under Table Properties."),
        "size": message("Select it and choose a larger font size."),
        "colour": message("Select it and choose a font colour that differs from what is behind it."),
    }[fault.why]
