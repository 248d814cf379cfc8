"""carbondocs render: the documents of a data file, in each format asked for."""

from __future__ import annotations

from pathlib import Path

import click

from carbondocs import Outcome, Renderer
from carbondocs.batch.patterns import in_field_names, telling_apart
from carbondocs.cli import options
from carbondocs.cli.exit_codes import ExitCode
from carbondocs.cli.interruption import interruptible
from carbondocs.cli.sheet_options import SheetOrder, sheet_name, sheet_options, write_sheet
from carbondocs.cli.speech import report, told
from carbondocs.diagnostics import Diagnostic
from carbondocs.errors import DataError, OutputError, one
from carbondocs.flow import Row, Stock
from carbondocs.kinds import kind
from carbondocs.store.files import store_all
from carbondocs.store.naming import file_name, file_variant


@click.command(help=told("Render every document of DATA into a folder, in each format."))
@options.kind_argument
@options.data_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help=told("The folder to write to."))
@options.formats
@options.issuer
@options.templates
@options.locale
@options.pattern
@options.stock
@sheet_options
@options.report_format
def command(
    kind_name: str,
    data: str,
    output: Path,
    formats: str,
    issuer: Path | None,
    templates: tuple[Path, ...],
    locale: str | None,
    pattern: str,
    stock: Stock,
    sheet: SheetOrder | None,
    report_format: str,
) -> ExitCode:
    """Render what is sound, tell what is not, and say what was written."""
    renderer = Renderer(issuer, templates, locale, stock)
    chosen = options.chosen_formats(kind_name, formats)
    usual = kind(kind_name).locale
    variant = file_variant(locale or usual, usual, stock)
    if sheet:
        target = output / sheet_name(pattern, data, variant)
        return write_sheet(renderer, kind_name, options.rows(kind_name, data), sheet, target, report_format)
    findings: list[Diagnostic] = [*renderer.check_templates(kind_name, chosen)]
    written: dict[str, Row] = {}
    failed = 0
    pattern = in_field_names(pattern, kind(kind_name)) or kind(kind_name).file_name
    file_name(pattern, dict.fromkeys(kind(kind_name).record.model_fields), "-")  # refuses a wrong pattern at once
    try:
        for index, row in enumerate(interruptible(options.rows(kind_name, data)), 1):
            outcome = renderer.attempt(kind_name, row, chosen)
            findings += outcome.diagnostics
            if outcome.failed:
                failed += 1
                continue
            name = file_name(pattern, outcome.fields, _fallback(data, index), variant)
            _refuse_second(name, written, row, kind_name)
            _write(output, name, outcome)
            written[name] = row
    except DataError as error:  # a list gives its sound rows first, then tells of all others
        findings += error.diagnostics
        failed += len(error.diagnostics)
    if findings or report_format == "json":
        report(findings, report_format)
    if failed:
        told_of = told("Documents not written: {failed} of {count}.", failed=failed, count=failed + len(written))
        click.echo(told_of, err=True)
        return ExitCode.SOME_FAILED if written else ExitCode.DATA
    return ExitCode.DONE


def _fallback(data: str, index: int) -> str:
    stem = Path(data).stem if data != "-" else "data"
    return "-".join([told("draft"), stem, *([str(index)] if index > 1 else [])])


def _refuse_second(name: str, written: dict[str, Row], row: Row, kind_name: str) -> None:
    if name in written:
        raise OutputError(
            one(
                "name.twice",
                "Two documents would be named {name}: {first} and {second}.",
                "Give --name a pattern that tells them apart, such as {pattern}.",
                name=name,
                first=written[name].source,
                second=row.source,
                pattern=telling_apart(kind(kind_name)),
            )
        )


def _write(output: Path, name: str, outcome: Outcome) -> None:
    files = {f"{name}.{suffix}": rendition.content for suffix, rendition in outcome.artifacts.items()}
    for artifact in store_all(output, files):
        click.echo(artifact.path)
