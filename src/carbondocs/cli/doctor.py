"""carbondocs doctor: what is missing on this machine, and how to get it."""

from __future__ import annotations

import json

import click

from carbondocs.cli.exit_codes import ExitCode
from carbondocs.cli.speech import told, tongue
from carbondocs.doctor import Check, examine
from carbondocs.language import worded


@click.command(help=told("Tell what this machine has for rendering, what is missing, and how to get it."))
@click.option("--json", "as_json", is_flag=True, help=told("Tell it as JSON."))
def command(as_json: bool) -> ExitCode:
    """A line for each thing looked at; exit code 5 where something needed is missing."""
    checks = list(examine())
    if as_json:
        click.echo(json.dumps([_plain(check) for check in checks], ensure_ascii=False, indent=2))
    else:
        for check in checks:
            click.echo(_line(check))
    missing = any(check.needed and not check.sound for check in checks)
    return ExitCode.MACHINE if missing else ExitCode.DONE


def _line(check: Check) -> str:
    mark, colour = ("✓", "green") if check.sound else ("✗", "red") if check.needed else ("!", "yellow")
    remedy = "" if check.sound else f"\n    → {worded(check.remedy, tongue())}"
    return f"{click.style(mark, fg=colour)} {check.name:<28} {check.found}{remedy}"


def _plain(check: Check) -> dict[str, object]:
    return {
        "name": check.name,
        "found": check.found,
        "sound": check.sound,
        "needed": check.needed,
        "remedy": "" if check.sound else worded(check.remedy, tongue()),
    }
