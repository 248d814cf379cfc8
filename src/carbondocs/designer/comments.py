"""The findings of a check as comments in a copy of the Word template, at their places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from carbondocs.designer.word_source import W, body_paragraphs
from carbondocs.diagnostics import Diagnostic, Message, Severity, message
from carbondocs.renderers.word_package import packed, unpack

AUTHOR, INITIALS = "carbondocs", "cd"

_MARKS = {Severity.ERROR: message("error"), Severity.WARNING: message("warning"), Severity.NOTE: message("note")}


def of_file(findings: Sequence[Diagnostic], name: str) -> tuple[Diagnostic, ...]:
    """The findings about one file."""
    return tuple(finding for finding in findings if name in finding.place.source.split(", "))


def commented(content: bytes, findings: Sequence[Diagnostic], say: Callable[[Message], str]) -> bytes:
    """The Word file with a comment for each finding.

    What stands in a header, a footer or a style, where Word allows no comments, and what has no place of its own is
    told at the beginning of the text.
    """
    from docx import Document
    from docx.text.paragraph import Paragraph

    document = Document(BytesIO(content))
    body = document.element.body
    paragraphs = {paragraph.path: paragraph.element for paragraph in body_paragraphs(body)}
    first = next(iter(paragraphs.values()), None)
    for finding in findings:
        element = paragraphs.get(finding.place.path, first)
        if element is None:
            element = body.makeelement(f"{W}p")
            body.insert(0, element)
            first = element
        runs = _runs(Paragraph(element, document))
        words = _words(finding, say, in_place=finding.place.path in paragraphs)
        document.add_comment(runs, text=words, author=AUTHOR, initials=INITIALS)
    stored = BytesIO()
    document.save(stored)
    return packed(unpack(stored.getvalue()))


def _runs(paragraph: Any) -> list[Any]:
    """What a comment spans: all of a paragraph, or a new empty piece where it has none."""
    return list(paragraph.runs) or [paragraph.add_run()]


def _words(finding: Diagnostic, say: Callable[[Message], str], *, in_place: bool) -> str:
    place = "" if in_place else f"{finding.place.told(say)}\n"
    clause = f" [{finding.clause}]" if finding.clause else ""
    hint = f"\n→ {say(finding.hint)}" if finding.hint.template else ""
    return f"{place}{say(_MARKS[finding.severity])}: {say(finding.message)}{clause}{hint}"
