"""Findings in the words of the page's language."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from carbondocs.diagnostics import Diagnostic, Severity, message
from carbondocs.language import Tongue, worded

_SEVERITIES = {
    Severity.ERROR: message("error"),
    Severity.WARNING: message("warning"),
    Severity.NOTE: message("note"),
}


def plain(finding: Diagnostic, tongue: Tongue) -> dict[str, str]:
    """A finding as the page reads it."""
    say = partial(worded, tongue=tongue)
    return {
        "severity": str(finding.severity),
        "said": say(_SEVERITIES[finding.severity]),
        "place": finding.place.told(say),
        "message": say(finding.message),
        "hint": say(finding.hint),
        "clause": finding.clause,
    }


def all_plain(findings: Iterable[Diagnostic], tongue: Tongue) -> list[dict[str, str]]:
    """Findings as the page reads them."""
    return [plain(finding, tongue) for finding in findings]
