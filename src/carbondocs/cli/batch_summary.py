"""What carbondocs batch says in the end: where everything is, and what to do next."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from itertools import islice
from pathlib import Path

import click

from carbondocs.batch.lists import Choice
from carbondocs.batch.manifest import MANIFESTS
from carbondocs.batch.reasons import Reason
from carbondocs.batch.run import Batch
from carbondocs.cli.exit_codes import ExitCode
from carbondocs.cli.same_again import same_again
from carbondocs.cli.speech import say, told
from carbondocs.diagnostics import Diagnostic, Severity, message
from carbondocs.errors import OutputError
from carbondocs.sources.forms import is_form
from carbondocs.store.entries import State

_FEW = 3


def exit_code_of(batch: Batch) -> ExitCode:
    """0 where nothing of this edition has failed, 1 where something has, 3 where nothing else is there."""
    counts = batch.journal.count(batch.order.edition)
    if not counts.get(State.FAILED):
        return ExitCode.DONE
    return ExitCode.SOME_FAILED if counts.get(State.DONE) else ExitCode.DATA


def tell_summary(batch: Batch, bundled: list[str], choice: Choice, made: int, most_failures: int | None) -> None:
    """Say what is there and was made now, what failed, waits and is left over, each with the next step."""
    counts = batch.journal.count(batch.order.edition)
    failed, waiting = (counts.get(state, 0) for state in (State.FAILED, State.WAITING))
    there = batch.journal.count().get(State.DONE, 0)
    folder, manifest = batch.storage.where(""), batch.storage.where(MANIFESTS[0])
    click.echo(told("Documents in {folder}: {count}, made now: {made}. {manifest} lists their files.", folder=folder,
                    count=there, made=made, manifest=manifest))  # fmt: skip
    tell_reasons(batch.reasons)
    if others := batch.journal.other_lists():
        lists = [f"{Path(label).name} ({count})" for label, count in others.items()]
        click.echo(told("Among them are documents of other lists, which --merge and --zip leave out: {lists}.",
                        lists=lists))  # fmt: skip
    if batch.corrected:
        click.echo(told("The list itself still has the old values: correct it too before it is run again."))
    for line in bundled:
        click.echo(line)
    if failed:
        _tell_failures(batch, failed)
    if waiting and choice.partial:
        click.echo(told("Rows still to be made: {count}. Without --since and --only they are made.", count=waiting))
    elif waiting and most_failures is not None and failed > most_failures:
        click.echo(
            told(
                "Rows still to be made: {count}. The run stopped because more rows have failed than --max-failures "
                "{most} allows: correct those first, or allow more.",
                count=waiting,
                most=most_failures,
            )
        )
    elif waiting:
        click.echo(told("Rows still to be made: {count}. The same command goes on with them.", count=waiting))
    left = list(islice(batch.journal.left_over(), _FEW + 1))
    if left:
        names = ", ".join(left[:_FEW]) + (" …" if len(left) > _FEW else "")
        click.echo(told("Files made earlier that aren't what the lists say now: {names}", names=names))


def tell_cut_short(batch: Batch, made: int) -> None:
    """Say what is there after something couldn't be written; nothing more is written for it."""
    batch.journal.forget()
    names = list(MANIFESTS)
    with suppress(OutputError):  # the journal may lie on the same disk
        counts = batch.journal.count(batch.order.edition)
        there, failed = batch.journal.count().get(State.DONE, 0), counts.get(State.FAILED, 0)
        folder = batch.storage.where("")
        click.echo(told("The run was cut short. Documents in {folder}: {count}, made now: {made}.", folder=folder,
                        count=there, made=made))  # fmt: skip
        if failed:
            click.echo(told("Rows that failed: {count}.", count=failed))
        if waiting := counts.get(State.WAITING, 0):
            click.echo(told("Rows still to be made: {count}.", count=waiting))
        names.append(batch.order.errors_name(batch.journal.first_edition()))
    click.echo(told("{names} may be missing or out of date. When that is put right, run the same command again: it goes"
                    " on where it was, and writes them.", names=names))  # fmt: skip


def tell_reasons(reasons: Counter[Reason]) -> None:
    """Say why documents were made, or are to be, where that isn't because they are all new."""
    if set(reasons) - {Reason.UNMADE}:
        counted = [f"{say(reason.value)} ({reasons[reason]})" for reason in Reason if reasons[reason]]
        click.echo(told("Why they are made: {reasons}.", reasons=counted))


def notes_of_reasons(reasons: Counter[Reason]) -> list[Diagnostic]:
    """The same for programs."""
    told_of = [reason for reason in Reason if reasons[reason]] if set(reasons) - {Reason.UNMADE} else []
    return [
        Diagnostic(
            reason.code,
            message("Why they are made: {reasons}.", reasons=f"{say(reason.value)} ({reasons[reason]})"),
            severity=Severity.NOTE,
        )
        for reason in told_of
    ]


def _tell_failures(batch: Batch, count: int) -> None:
    errors = batch.desk.where(batch.order.errors_name(batch.journal.first_edition()))
    click.echo(told("Rows that failed: {count}. {path} holds them, with what is wrong.", count=count, path=errors))
    if is_form(batch.order.kind.record):
        click.echo(told("Correct them in the files that it names, and run the same command again."))
    else:
        command = same_again(batch.order.kind_name, errors)
        click.echo(told("Correct them there and run: {command}", command=command))
