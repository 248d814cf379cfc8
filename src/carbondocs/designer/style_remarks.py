"""Remarks on a style sheet: what is wrong there, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from carbondocs.designer.nearest import nearest
from carbondocs.diagnostics import Diagnostic, Message, Place, Severity, message

_MOST = 60


@dataclass(frozen=True)
class Remark:
    """What is wrong in a style sheet, at which character of it, and what to do."""

    offset: int
    code: str
    problem: Message
    hint: Message
    severity: Severity = Severity.WARNING

    def at(self, place: Place) -> Diagnostic:
        """The finding that the remark is in a template."""
        return Diagnostic(self.code, self.problem, self.hint, place, severity=self.severity)


def short(text: str) -> str:
    """A piece of a style sheet on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST else f"{line[:_MOST]}…"


def on_no_page(offset: int, name: str, names: frozenset[str]) -> Remark:
    """A rule names a class or id that no page of the pack has."""
    near = nearest(name, (each for each in names if each[0] == name[0]))
    return Remark(
        offset,
        "style.nowhere",
        message("No page has {name}; the rule does nothing.", name=name),
        message("Did you mean {nearest}?", nearest=near)
        if near
        else message("Give an element that name, or take the rule away."),
    )


def unknown_property(offset: int, name: str, known: frozenset[str]) -> Remark:
    """A property is none that pages know."""
    near = nearest(name, known)
    return Remark(
        offset,
        "style.property",
        message("Pages don't know the property {name}; it is ignored.", name=name),
        message("Did you mean {nearest}?", nearest=near) if near else message("Take it away, or use another property."),
    )


def no_semicolon(offset: int, name: str, following: str) -> Remark:
    """Two declarations run into each other."""
    return Remark(
        offset,
        "style.semicolon",
        message("{name} and {following} run into each other; both are ignored.", name=name, following=following),
        message("A ; seems to be missing before {following}.", following=following),
    )


def unfit(offset: int, name: str, value: str, meant: str, *, breaks: bool) -> Remark:
    """A property doesn't take its value; ``meant`` is the one that was most likely meant, if any."""
    return Remark(
        offset,
        "style.value",
        message("{name} can't be “{value}”; pages can't be set with it.", name=name, value=short(value))
        if breaks
        else message("{name} can't be “{value}”; it is ignored.", name=name, value=short(value)),
        message("Did you mean {nearest}?", nearest=f"{name}: {meant}")
        if meant
        else message("Give {name} a value that it takes, or take the line away.", name=name),
        Severity.ERROR if breaks else Severity.WARNING,
    )


def beyond_measure(offset: int, name: str, size: str) -> Remark:
    """A size at which engines fail, or never come to an end."""
    return Remark(
        offset,
        "style.size",
        message("{size} in {name} is beyond all measure; pages can't be set with it.", size=size, name=name),
        message("Give {name} a size that can be seen on a page, such as 0.5pt or 40mm.", name=name),
        Severity.ERROR,
    )
