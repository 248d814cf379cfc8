"""A remark on a style sheet."""

from __future__ import annotations

from dataclasses import dataclass

from carbondocs.diagnostics import Diagnostic, Message, Place, Severity

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
