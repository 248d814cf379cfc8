"""carbondocs templates check: is a pack sound, and are its documents lawful?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from carbondocs.cli import options
from carbondocs.cli.counting import counted
from carbondocs.cli.exit_codes import ExitCode
from carbondocs.cli.speech import report, say, told
from carbondocs.designer.comments import commented, of_file
from carbondocs.designer.mend import mend_pack
from carbondocs.designer.preview.checking import check_in_time
from carbondocs.designer.references import word_files
from carbondocs.diagnostics import Diagnostic, Severity
from carbondocs.errors import OutputError, UsageError, one
from carbondocs.store.files import write_atomically
from carbondocs.templating.pack import Pack


@click.command(help=told("Check a pack: its templates, and the documents that are made with them."))
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@options.issuer
@options.report_format
@click.option(
    "--comments",
    type=click.Path(path_type=Path, dir_okay=False),
    help=told("Write a copy of the Word template with the findings as comments."),
)
@click.option("--fix", is_flag=True, help=told("First mend split tags, quotes and braces; the files before are kept."))
@click.option("--quick", is_flag=True, help=told("Only what can be told without rendering."))
def command(
    folder: Path, issuer: Path | None, report_format: str, comments: Path | None, fix: bool, quick: bool
) -> ExitCode:
    """All findings at once."""
    if comments:
        _refuse(comments)
    if fix:
        _mend(folder, report_format)
    with counted(told("Reading the pages back")) as tell:
        checkup = check_in_time(folder, issuer, rendered=not quick, tell=tell)
    if checkup.findings or report_format == "json":
        report(checkup.findings, report_format)
    if comments and checkup.pack:
        _comment(checkup.pack, checkup.findings, comments)
    counts = {severity: sum(finding.severity is severity for finding in checkup.findings) for severity in Severity}
    click.echo(
        told(
            "Errors: {errors}, warnings: {warnings}, notes: {notes}.",
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            notes=counts[Severity.NOTE],
        )
    )
    return ExitCode.DONE if checkup.sound else ExitCode.TEMPLATE


def _refuse(comments: Path) -> None:
    if comments.exists():
        raise OutputError(
            one("check.exists", "{path} is there already.", "Choose another name, or remove it.", path=comments)
        )
    if comments.suffix.lower() != ".docx":
        raise UsageError(one("check.ending", "Comments are written into a Word file.", "Give it the ending .docx."))


def _mend(folder: Path, report_format: str) -> None:
    for mended in mend_pack(folder):
        if report_format == "text":
            report(mended.changes, report_format)
        click.echo(told("Mended {path}; as it was: {backup}.", path=mended.path, backup=mended.backup))


def _comment(pack: Pack, findings: Sequence[Diagnostic], target: Path) -> None:
    """A copy of each Word template about which there is anything to say."""
    told_of = {name: found for name in word_files(pack.manifest) if (found := of_file(findings, name))}
    for name, found in told_of.items():
        path = target if len(told_of) == 1 else target.with_stem(f"{target.stem}-{Path(name).stem}")
        _refuse(path)
        write_atomically(path, commented(pack.read(name), found, say))
        click.echo(told("Wrote {path}.", path=path))
    if not told_of:
        click.echo(told("No finding is about Word, so {path} was not written.", path=target))
    if elsewhere := set(findings).difference(*told_of.values()):
        click.echo(
            told(
                "Findings that are not in Word: {count}. They are told above, with file and line, and beside the pages "
                "of carbondocs templates preview {folder}.",
                count=len(elsewhere),
                folder=pack.folders[0],
            )
        )
