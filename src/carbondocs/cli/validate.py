"""carbondocs validate: check data without rendering it."""

from __future__ import annotations

from pathlib import Path

import click

from carbondocs import Renderer
from carbondocs.cli import options
from carbondocs.cli.exit_codes import ExitCode
from carbondocs.cli.speech import report, told
from carbondocs.diagnostics import Severity


@click.command(help=told("Check data against the rules of its kind, and write nothing."))
@options.kind_argument
@options.data_argument
@options.issuer
@options.locale
@options.report_format
def command(kind_name: str, data: str, issuer: Path | None, locale: str | None, report_format: str) -> ExitCode:
    """All findings about all documents of the data."""
    renderer = Renderer(issuer, locale=locale)
    documents = [renderer.validate(kind_name, row) for row in options.rows(kind_name, data)]
    findings = [finding for document in documents for finding in document]
    wrong = sum(any(finding.severity is Severity.ERROR for finding in document) for document in documents)
    if findings or report_format == "json":
        report(findings, report_format)
    if wrong:
        click.echo(told("Documents with errors: {wrong} of {count}.", wrong=wrong, count=len(documents)), err=True)
        return ExitCode.DATA
    if findings:
        click.echo(told("All documents are sound: {count}; warnings: {warnings}.", count=len(documents),
                        warnings=len(findings)))  # fmt: skip
    else:
        click.echo(told("All documents are sound: {count}.", count=len(documents)))
    return ExitCode.DONE
