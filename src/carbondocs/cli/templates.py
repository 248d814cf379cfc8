"""carbondocs templates: what designers work with."""

from __future__ import annotations

import click

from carbondocs.cli.lazy import LazyGroup
from carbondocs.cli.speech import told

_COMMANDS = ("list", "copy", "fields", "check", "preview", "proof")


@click.group(
    cls=LazyGroup,
    names=_COMMANDS,
    prefix="carbondocs.cli.templates_",
    help=told("Copy, check and see the templates that documents are set with."),
)
def command() -> None:
    """The group of the commands for designers."""
