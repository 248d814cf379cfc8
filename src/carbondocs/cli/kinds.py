"""carbondocs kinds: the kinds of document, with their formats."""

from __future__ import annotations

import click

from carbondocs.cli.speech import report, told, tongue
from carbondocs.kinds import kinds, plugins


@click.command(help=told("List the kinds of document, with their formats."))
def command() -> None:
    """One line for each kind: name, title, formats; what is wrong with kinds of other distributions as warnings."""
    width = max(map(len, kinds()))
    for name, kind in kinds().items():
        click.echo(f"{name:<{width}}  {kind.title[tongue()]}  ({', '.join(kind.formats)})")
    report((plugin.fault for plugin in plugins() if plugin.fault), "text")
