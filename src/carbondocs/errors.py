"""The errors that carbondocs raises.

CarbonDocsError
├── UsageError          the call itself is wrong: an unknown kind, format or language
├── DataError           the data breaks the rules of its kind
│   └── LayoutError     the data is sound but can't be set as the form prescribes
├── TemplateError       a template or an issuer's profile is wrong
├── MachineError        the machine lacks a library or a font
└── OutputError         the result can't be written

InvalidValue (a ValueError) is how a value type refuses its input; it never reaches a caller bare.
"""

from __future__ import annotations

from collections.abc import Sequence

from carbondocs.diagnostics import NOTHING, Diagnostic, Message, message


class CarbonDocsError(Exception):
    """The root of all errors raised on purpose. ``diagnostics`` says what is wrong and what to do."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return "\n".join(str(diagnostic) for diagnostic in self.diagnostics)


class UsageError(CarbonDocsError):
    """The call itself is wrong: an unknown kind, format or language."""


class DataError(CarbonDocsError):
    """The data breaks the rules of its kind."""


class TemplateError(CarbonDocsError):
    """A template, or the issuer's pictures and profile that it draws on, is wrong."""


class LayoutError(DataError):
    """The data is sound but can't be set as the form prescribes: too long, or a character without a glyph."""


class MachineError(CarbonDocsError):
    """The machine lacks a library or a font."""


class OutputError(CarbonDocsError):
    """The result can't be written: no room, no permission, or something else stands in its place."""


class InvalidValue(ValueError):
    """A value type refuses its input: what is wrong, what to do, and by which clause."""

    def __init__(self, code: str, problem: Message, hint: Message = NOTHING, clause: str = "") -> None:
        super().__init__(str(problem))
        self.code = code
        self.problem = problem
        self.hint = hint
        self.clause = clause

    def __reduce__(self) -> tuple[type[InvalidValue], tuple[str, Message, Message, str]]:
        return type(self), (self.code, self.problem, self.hint, self.clause)


def one(code: str, problem: str, hint: str = "", **values: object) -> list[Diagnostic]:
    """The list of a single diagnostic, for an error that stands alone."""
    return [Diagnostic(code, message(problem, **values), message(hint, **values) if hint else NOTHING)]
