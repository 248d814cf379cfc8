"""carbondocs templates check: is a pack sound, and are its documents lawful?"""

from __future__ import annotations

from pathlib import Path

import click

from carbondocs.cli import options
from carbondocs.cli.exit_codes import ExitCode
from carbondocs.cli.speech import report, told
from carbondocs.designer.check import check_pack
from carbondocs.diagnostics import Severity
from carbondocs.issuer import load_issuer


@click.command(help=told("Check a pack: its templates, and the documents that are made with them."))
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@options.issuer
@options.report_format
@click.option("--quick", is_flag=True, help=told("Only what can be told without rendering."))
def command(folder: Path, issuer: Path | None, report_format: str, quick: bool) -> ExitCode:
    """All findings at once."""
    checkup = check_pack(folder, load_issuer(issuer) if issuer else None, rendered=not quick)
    if checkup.findings or report_format == "json":
        report(checkup.findings, report_format)
    counts = {severity: sum(finding.severity is severity for finding in checkup.findings) for severity in Severity}
    click.echo(
        told(
            "{errors} errors, {warnings} warnings, {notes} notes.",
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            notes=counts[Severity.NOTE],
        )
    )
    return ExitCode.DONE if checkup.sound else ExitCode.TEMPLATE
