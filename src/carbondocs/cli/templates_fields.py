"""carbondocs templates fields: the names that templates of a kind may use."""

from __future__ import annotations

import json

import click

from carbondocs.cli import options
from carbondocs.cli.speech import told, tongue
from carbondocs.designer.fields_page import all_fields, lines, plain, table
from carbondocs.kinds import kind


@click.command(help=told("Tell every name that templates of a kind may use: meaning, type, example and clause."))
@options.kind_argument
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json", "md"]),
    default="text",
    help=told("As text, as JSON, or as a table in Markdown."),
)
def command(kind_name: str, output_format: str) -> None:
    """The fields of a kind, nested as they are."""
    fields = all_fields(kind(kind_name))
    if output_format == "json":
        click.echo(json.dumps(plain(fields), ensure_ascii=False, indent=2))
    elif output_format == "md":
        click.echo(table(fields), nl=False)
    else:
        click.echo("\n".join(lines(fields, tongue())))
