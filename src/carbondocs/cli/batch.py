"""carbondocs batch: thousands of documents out of a list, into a folder."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import click

from carbondocs import Renderer
from carbondocs.batch.cluster import cluster_crew
from carbondocs.batch.edited import keep_edited
from carbondocs.batch.errors_book import write_errors
from carbondocs.batch.lists import Choice, RowList
from carbondocs.batch.manifest import write_manifests
from carbondocs.batch.places import batch_at, rehearsal_at
from carbondocs.batch.processes import Processes
from carbondocs.batch.reasons import Reason
from carbondocs.batch.run import Batch
from carbondocs.cli import options
from carbondocs.cli.batch_bundles import bundle, check_bundles, check_no_document
from carbondocs.cli.batch_summary import exit_code_of, notes_of_reasons, tell_cut_short, tell_reasons, tell_summary
from carbondocs.cli.exit_codes import ExitCode, exit_code
from carbondocs.cli.interruption import interruption
from carbondocs.cli.progress import Display, display
from carbondocs.cli.speech import report, told, tongue
from carbondocs.diagnostics import Diagnostic, Severity
from carbondocs.errors import OutputError
from carbondocs.flow import Row, Stock
from carbondocs.store.entries import State

_MOST_TOLD = 20


@click.command(help=told("Render a list of any length into a folder; the same command again does what is missing."))
@options.kind_argument
@click.argument("rows", metavar="ROWS")
@click.option("-o", "--output", "--out", required=True, help=told("The folder to write to, or s3://bucket/prefix."))
@click.option("--journal", type=click.Path(path_type=Path), help=told("The folder of the journal of a bucket."))
@click.option("--take-over", is_flag=True, help=told("Go on in a bucket whose run on another machine has died."))
@options.formats
@options.issuer
@options.templates
@options.locale
@options.pattern
@click.option(
    "--split-by",
    default="",
    metavar="FIELD",
    help=told("Put documents into folders named by this field or Chinese title."),
)
@options.stock
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=len(os.sched_getaffinity(0)),
    help=told("How many processes work; as many as there are processors by default."),
)
@click.option("--cluster", metavar="ADDRESS", help=told("Work on the Dask cluster of this address, tcp://host:8786."))
@click.option("--max-failures", type=click.IntRange(0), help=told("Stop where more rows than this have failed."))
@click.option("--dry-run", is_flag=True, help=told("Check all rows, tell what would be made, and write nothing."))
@click.option("--force", is_flag=True, help=told("Make what is there and unchanged, too."))
@click.option("--only", type=click.Choice(["failed"]), help=told("Make only the rows that failed before."))
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help=told("Make, join and zip only the rows that came or changed on this day or later."),
)
@click.option("--merge", help=told("Join all PDF documents in this file, in order."))
@click.option("--zip", "archive", help=told("Put all files into this ZIP archive."))
@options.report_format
def command(
    kind_name: str,
    rows: str,
    output: str,
    journal: Path | None,
    take_over: bool,
    formats: str,
    issuer: Path | None,
    templates: tuple[Path, ...],
    locale: str,
    pattern: str,
    split_by: str,
    stock: Stock,
    report_format: str,
    dry_run: bool,
    since: datetime | None,
    **settings: Any,
) -> ExitCode:
    """Plan, make, and tell where everything is."""
    renderer = Renderer(issuer, templates, locale, stock)
    chosen = options.chosen_formats(kind_name, formats)
    words = {"draft": told("draft"), "absent": told("not given")}
    order = renderer.order(kind_name, chosen, pattern=pattern, split_by=split_by, **words)
    warnings = renderer.check_templates(kind_name, chosen)
    check_bundles(order, settings["merge"], settings["archive"])
    listed = _row_list(kind_name, rows)
    listed.open()  # refuses a list that isn't there before anything is made
    choice = Choice(settings["force"], settings["only"] == "failed", since.date() if since else None)
    opened = rehearsal_at if dry_run else partial(batch_at, take_over=take_over)
    with interruption() as asked, opened(output, order, listed, journal) as batch:
        with display(report_format) as shown:
            batch.plan(choice, _seen(shown, asked))
            check_no_document(batch, settings["merge"])
            made, failure = (0, None) if dry_run else _make(batch, shown, asked, settings)
        reasons = batch.reasons_planned() if dry_run else batch.reasons
        _tell(chain(warnings, batch.findings()), report_format, reasons)
        if dry_run:
            return _tell_plan(batch)
        try:
            if failure:
                raise failure
            return _finish(batch, choice, made, asked(), settings)
        except OutputError as error:
            report(error.diagnostics, report_format)
            tell_cut_short(batch, made)
            return exit_code(error)


def _make(
    batch: Batch, shown: Display, asked: Callable[[], bool], settings: dict[str, Any]
) -> tuple[int, OutputError | None]:
    """Make what was planned, and say how many were made, and what kept it from writing more.

    Without anything to make, no process is started.
    """
    made, workers = 0, min(settings["workers"], batch.journal.count_pending())
    if not workers:
        return made, None
    cluster = settings["cluster"]
    with closing(cluster_crew(cluster, batch) if cluster else Processes(batch.making, workers, batch.keep)) as crew:
        try:
            for progress in batch.run(crew, asked, settings["max_failures"]):
                shown.made(progress)
                made = progress.made
        except OutputError as error:
            return made, error
    return made, None


def _finish(batch: Batch, choice: Choice, made: int, interrupted: bool, settings: dict[str, Any]) -> ExitCode:
    """Write what tells of the documents, and holds them together; then say where everything is."""
    write_manifests(batch.journal, batch.storage)
    kept = keep_edited(batch)
    for storage in {batch.storage, batch.desk}:
        write_errors(batch.journal, storage, batch.order, tongue())
    bundled = [] if interrupted else bundle(batch, settings["merge"], settings["archive"], choice)
    tell_summary(batch, bundled, choice, made, settings["max_failures"])
    if kept:
        click.echo(told("The list of errors had been edited; as it was, it is kept as {path}.", path=kept))
    return ExitCode.INTERRUPTED if interrupted else exit_code_of(batch)


def _seen(shown: Display, asked: Callable[[], bool]) -> Callable[[int], None]:
    def seen(count: int) -> None:
        if asked():
            raise KeyboardInterrupt
        shown.checked(count)

    return seen


def _row_list(kind_name: str, rows: str) -> RowList:
    """The list that was named; standard input is read once and kept."""
    content = sys.stdin.buffer.read() if rows == "-" else b""

    def opened() -> Iterator[Row]:
        return options.scan(kind_name, rows, content)

    return RowList(opened, "-", "data") if rows == "-" else RowList(opened, str(Path(rows).resolve()), Path(rows).stem)


def _tell(findings: Iterable[Diagnostic], report_format: str, reasons: Counter[Reason]) -> None:
    """Tell all findings to programs, with the reasons; to people the first errors and the first warnings."""
    if report_format == "json":
        report([*findings, *notes_of_reasons(reasons)], report_format)
        return
    first: dict[Severity, list[Diagnostic]] = {Severity.WARNING: [], Severity.ERROR: []}
    more = dict.fromkeys(first, 0)
    for finding in findings:
        if len(first[finding.severity]) < _MOST_TOLD:
            first[finding.severity].append(finding)
        else:
            more[finding.severity] += 1
    report([*first[Severity.WARNING], *first[Severity.ERROR]], report_format)
    if any(more.values()):
        click.echo(
            told(
                "More errors: {errors}, more warnings: {warnings}; --report-format json tells all.",
                errors=more[Severity.ERROR],
                warnings=more[Severity.WARNING],
            ),
            err=True,
        )


def _tell_plan(batch: Batch) -> ExitCode:
    counts = batch.journal.count(this_run=True)
    click.echo(
        told(
            "Documents to be made: {make}, there already: {there}; rows that are wrong: {failed}.",
            make=batch.journal.count_pending(),
            there=counts.get(State.DONE, 0),
            failed=counts.get(State.FAILED, 0),
        )
    )
    tell_reasons(batch.reasons_planned())
    if not counts.get(State.FAILED):
        return ExitCode.DONE
    return ExitCode.SOME_FAILED if batch.journal.count_pending() or counts.get(State.DONE) else ExitCode.DATA
