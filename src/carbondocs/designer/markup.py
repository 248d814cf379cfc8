"""The tags of pages as they are filled in: those that aren't closed, and those that close nothing.

A page that is filled in has no branches, so that a tag may open in one ``if`` and close in another. What HTML lets
designers leave out, such as ``</td>`` before ``</tr>``, is no fault.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from carbondocs.designer.filled import Filled
from carbondocs.designer.nearest import nearest
from carbondocs.designer.sources import Source
from carbondocs.diagnostics import Diagnostic, Message, Severity, message

_EMPTY = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_OF_THE_PAGE = frozenset(("html", "head", "body"))
_ROWS = ("table", "thead", "tbody", "tfoot")
_ENDS_WITH = {
    "td": ("tr", *_ROWS), "th": ("tr", *_ROWS), "tr": _ROWS, "thead": _ROWS, "tbody": _ROWS, "tfoot": _ROWS,
    "colgroup": _ROWS, "caption": _ROWS, "li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",), "p": (),
}  # fmt: skip
"""Elements whose end may be left out, with those whose end is theirs too."""
_NEXT = {
    "td": ("td", "th"), "th": ("td", "th"), "tr": ("td", "th", "tr"), "li": ("li",), "dt": ("dt", "dd"),
    "dd": ("dt", "dd"), "p": ("p",), "tbody": ("td", "th", "tr", "thead", "tbody"), "thead": ("colgroup",),
    "tfoot": ("td", "th", "tr", "thead", "tbody"),
}  # fmt: skip
"""Elements whose beginning ends those that stand open right around it."""
_COMMENT = re.compile(r"<!--(?![\s\S]*?-->)")


class _Open(NamedTuple):
    name: str
    at: int


def unbalanced(page: Filled) -> Iterator[Diagnostic]:
    """The findings about a page's tags, each at its line in the template."""
    if found := _COMMENT.search(page.text):
        problem = message("The comment has no end; the rest of the page isn't shown.")
        hint = message("Close it with {sign}.", sign="-->")
        yield Diagnostic("markup.comment", problem, hint, page.place(found.start()))
        return
    reader = _Reader(page)
    reader.feed(page.text)
    reader.close()
    reader.finish()
    yield from reader.findings


class _Reader(HTMLParser):
    """Reads a page and pairs its tags."""

    def __init__(self, page: Filled) -> None:
        super().__init__()
        self.findings: list[Diagnostic] = []
        self._page, self._lines = page, Source("", page.text).starts
        self._open: list[_Open] = []
        self._told = Counter[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Note what is opened; it may end what is open."""
        while self._open and self._open[-1].name in _NEXT.get(tag, ()):
            self._open.pop()
        if tag not in _EMPTY:
            self._open.append(_Open(tag, self._at()))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """In drawings that is an element; in pages the stroke at the end means nothing."""
        if not any(each.name == "svg" for each in self._open):
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Pair what is closed with what was opened last."""
        names = [each.name for each in self._open]
        if tag not in names:
            if tag in _EMPTY | _OF_THE_PAGE:
                return
            if self._told[tag]:  # what was told as open till another's end
                self._told[tag] -= 1
                return
            meant = nearest(tag, reversed(names))
            self._tell("markup.stray", _stray(tag), _instead(tag, meant), self._at(), Severity.ERROR)
            if not meant:
                return
            tag = meant
        self._close(tag)

    def finish(self) -> None:
        """Tell what is open at the end."""
        if outer := [each for each in self._open if each.name not in _OF_THE_PAGE]:
            self._open = [_Open("", 0), *outer]
            self._close("")

    def _close(self, tag: str) -> None:
        """Close the innermost of that name; what is open within it is told, if its end may not be left out there."""
        around = tag
        within = list[_Open]()
        while (last := self._open.pop()).name != tag:
            within.insert(0, last)
        for each in within:
            if around not in _ENDS_WITH.get(each.name, ()):
                severity = Severity.WARNING if each.name in _ENDS_WITH else Severity.ERROR
                self._tell("markup.open", _unclosed(each.name, tag), _put_end(each.name, tag), each.at, severity)
                self._told[each.name] += 1
            around = each.name

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _tell(self, code: str, problem: Message, hint: Message, at: int, severity: Severity) -> None:
        self.findings.append(Diagnostic(code, problem, hint, self._page.place(at), severity=severity))


def _stray(name: str) -> Message:
    return message("The tag </{name}> closes nothing: it is closed twice, or was never opened.", name=name)


def _instead(name: str, meant: str) -> Message:
    if meant:
        return message("Did you mean {nearest}?", nearest=f"</{meant}>")
    return message("Take it away, or put <{name}> where it begins.", name=name)


def _unclosed(name: str, other: str) -> Message:
    if not other:
        return message("The tag <{name}> isn't closed.", name=name)
    return message("The tag <{name}> isn't closed before </{other}>.", name=name, other=other)


def _put_end(name: str, other: str) -> Message:
    if not other:
        return message("Put </{name}> where it ends.", name=name)
    return message("Put </{name}> where it ends, before </{other}>.", name=name, other=other)
