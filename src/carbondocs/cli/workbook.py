"""carbondocs workbook: an Excel workbook to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from carbondocs import workbook
from carbondocs.cli.options import kind_argument
from carbondocs.cli.speech import told
from carbondocs.errors import UsageError, one
from carbondocs.store.files import write_atomically


@click.command(help=told("Write an Excel workbook to fill in: headings in Chinese, notes, drop-downs, an example."))
@kind_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help=told("The .xlsx file to write, in a new folder too."),
)
def command(kind_name: str, output: Path) -> None:
    """The empty workbook of a kind; an existing file is left alone."""
    if output.suffix.lower() != ".xlsx":
        raise UsageError(one("workbook.ending", "A workbook is an .xlsx file.", "Give the file the ending .xlsx."))
    if output.exists():
        raise UsageError(
            one("workbook.exists", "{path} is there already.", "Choose another name, or remove it.", path=output)
        )
    write_atomically(output, workbook(kind_name))
    click.echo(told("Wrote {path}.", path=output))
