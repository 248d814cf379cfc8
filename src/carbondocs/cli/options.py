"""The options and arguments that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from carbondocs.cli.speech import told
from carbondocs.diagnostics import Diagnostic, message
from carbondocs.errors import DataError
from carbondocs.flow import Row
from carbondocs.kinds import kind
from carbondocs.language import LOCALES
from carbondocs.sources import read_rows

F = TypeVar("F", bound=Callable[..., Any])

kind_argument = click.argument("kind_name", metavar="KIND")
data_argument = click.argument("data", metavar="DATA")


def report_format(function: F) -> F:
    """--report-format text|json."""
    return click.option(
        "--report-format",
        type=click.Choice(["text", "json"]),
        default="text",
        help=told("How findings are told on standard error."),
    )(function)


def issuer(function: F) -> F:
    """--issuer FILE."""
    return click.option(
        "--issuer",
        type=click.Path(path_type=Path),
        help=told("The certification body's profile, issuer.toml. Without it the sample issuer's is used."),
    )(function)


def locale(function: F) -> F:
    """--locale zh-CN|en|zh-CN+en."""
    return click.option(
        "--locale",
        type=click.Choice(LOCALES),
        help=told("The document's language or languages; by default those that are usual for its kind."),
    )(function)


def templates(function: F) -> F:
    """--templates DIR, as often as one likes."""
    return click.option(
        "--templates",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        multiple=True,
        help=told("A template pack, or a folder of packs, that comes before the built-in ones."),
    )(function)


def rows(kind_name: str, data: str) -> Iterator[Row]:
    """The rows of a file, or of standard input where ``data`` is ``-``.

    DataError before the first row where two have the same number; after the last, where others can't be read.
    """
    found: list[Row] = []
    unread: tuple[Diagnostic, ...] = ()
    try:
        found.extend(_read(kind_name, data))
    except DataError as error:
        if not found:
            raise
        unread = error.diagnostics
    if twice := list(_twice(found, kind(kind_name).unique)):
        raise DataError([*twice, *unread])
    yield from found
    if unread:
        raise DataError(unread)


def _twice(rows: list[Row], name: str) -> Iterator[Diagnostic]:
    first: dict[str, Row] = {}
    for row in rows:
        value = str(row.data.get(name) or "")
        if value and value in first:
            yield Diagnostic(
                "number.twice",
                message("{value} is given twice, first at {place}.", value=value, place=first[value].place(name)),
                message("Correct the wrong one; every certificate has a number of its own."),
                row.place(name),
            )
        first.setdefault(value, row)


def _read(kind_name: str, data: str) -> Iterator[Row]:
    record = kind(kind_name).record
    if data == "-":
        return read_rows(None, record=record, content=sys.stdin.buffer.read(), name=told("standard input"))
    return read_rows(Path(data), record=record)
