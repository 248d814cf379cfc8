"""carbondocs kinds: the kinds of document, with their formats."""

from __future__ import annotations

import click

from carbondocs.cli.speech import told, tongue
from carbondocs.kinds import kinds


@click.command(help=told("List the kinds of document, with their formats."))
def command() -> None:
    """One line for each kind: name, title, formats."""
    width = max(map(len, kinds()))
    for name, kind in kinds().items():
        click.echo(f"{name:<{width}}  {kind.title[tongue()]}  ({', '.join(kind.formats)})")
