"""carbondocs templates preview."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """To come."""
