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
from carbondocs.sources import scan_rows

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


def formats(function: F) -> F:
    """--format pdf,docx; see chosen_formats()."""
    return click.option(
        "--format", "formats", default="", help=told("Formats, parted by commas; all of the kind's by default.")
    )(function)


def chosen_formats(kind_name: str, formats: str) -> tuple[str, ...]:
    """The formats asked for; all of the kind's where none is."""
    return (
        tuple(name.strip().lower() for name in formats.replace("，", ",").split(",") if name.strip())
        or kind(kind_name).formats
    )


def templates(function: F) -> F:
    """--templates DIR, any number of times."""
    return click.option(
        "--templates",
        type=click.Path(path_type=Path, exists=True, file_okay=False),
        multiple=True,
        help=told("A template pack, or a folder of packs, that comes before the built-in ones."),
    )(function)


def pattern(function: F) -> F:
    """--name PATTERN."""
    return click.option(
        "--name",
        "pattern",
        default="",
        help=told("The pattern of the file names, such as {number}, by field names or Chinese titles."),
    )(function)


def stock(function: F) -> F:
    """--stock plain|preprinted."""
    return click.option(
        "--stock",
        type=click.Choice(["plain", "preprinted"]),
        default="plain",
        help=told("preprinted leaves out the border, for paper that has it already."),
    )(function)


def rows(kind_name: str, data: str) -> Iterator[Row]:
    """The rows of a file, or of standard input where ``data`` is ``-``; those that can't be read have faults.

    DataError before the first row where two have the same number; after the last, where the list has faults.
    """
    found: list[Row] = []
    unread: tuple[Diagnostic, ...] = ()
    try:
        found.extend(scan(kind_name, data, sys.stdin.buffer.read() if data == "-" else b""))
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
                message("Correct the wrong one, on further sheets too; every certificate has a number of its own."),
                row.place(name),
            )
        first.setdefault(value, row)


def scan(kind_name: str, data: str, content: bytes) -> Iterator[Row]:
    """All rows of a file or folder, or of ``content`` where ``data`` is ``-``; broken ones come with their faults."""
    record = kind(kind_name).record
    if data == "-":
        return scan_rows(None, record=record, content=content, name=told("standard input"))
    return scan_rows(Path(data), record=record)
