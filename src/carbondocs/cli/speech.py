"""What the command line says: in the user's language, as text for people or JSON for programs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping

import click

from carbondocs.diagnostics import Diagnostic, Message, Severity, message
from carbondocs.language import Tongue, worded

_MARKS = {Severity.ERROR: message("error"), Severity.WARNING: message("warning"), Severity.NOTE: message("note")}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}


def tongue(environment: Mapping[str, str] = os.environ) -> Tongue:
    """The language of the user's locale: Chinese for any zh locale, else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(variable):
            return "zh_CN" if environment[variable].lower().startswith("zh") else "en"
    return "en"


def told(template: str, **values: object) -> str:
    """A sentence in the user's language, from its English template."""
    return worded(message(template, **values), tongue())


def report(diagnostics: Iterable[Diagnostic], report_format: str) -> None:
    """Tell the findings on standard error."""
    if report_format == "json":
        click.echo(json.dumps([_plain(finding) for finding in diagnostics], ensure_ascii=False), err=True)
        return
    for finding in diagnostics:
        click.echo(_sentence(finding), err=True)


def _sentence(finding: Diagnostic) -> str:
    mark = click.style(say(_MARKS[finding.severity]), fg=_COLOURS[finding.severity], bold=True)
    place = f"{finding.place.told(say)}: " if str(finding.place) else ""
    clause = f" [{finding.clause}]" if finding.clause else ""
    hint = f"\n    → {say(finding.hint)}" if finding.hint.template else ""
    return f"{place}{mark}: {say(finding.message)}{finding.aside(say)}{clause}{hint}"


def _plain(finding: Diagnostic) -> dict[str, object]:
    place = finding.place
    words = {"place": place.told(say), "text": place.text} if place.spot or place.text else {}
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "source": place.source,
        "path": place.path,
        **words,
        "message": say(finding.message),
        "hint": say(finding.hint),
        "clause": finding.clause,
        "related": [place.path for place in finding.related],
    }


def say(text: Message) -> str:
    """A message in the user's language."""
    return worded(text, tongue())


def be_able_to_say_it() -> None:
    """Let the output carry Chinese on terminals and pipes that aren't set to UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
