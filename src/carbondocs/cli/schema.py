"""carbondocs schema: the JSON Schema of a kind's data."""

from __future__ import annotations

import json

import click

from carbondocs.cli.options import kind_argument
from carbondocs.cli.speech import told
from carbondocs.kinds import kind


@click.command(help=told("Print the JSON Schema of the data of a kind."))
@kind_argument
def command(kind_name: str) -> None:
    """The schema on standard output."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **kind(kind_name).record.model_json_schema(mode="validation"),
    }
    click.echo(json.dumps(schema, ensure_ascii=False, indent=2))
