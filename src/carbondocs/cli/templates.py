"""carbondocs templates: what designers work with."""

from __future__ import annotations

from importlib import import_module

import click

from carbondocs.cli.speech import told

_COMMANDS = ("list", "copy", "fields", "check", "preview", "proof")


class _Commands(click.Group):
    """Loads a command's module when it is called, so that help comes at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"carbondocs.cli.templates_{cmd_name}").command
        return command


@click.group(cls=_Commands, help=told("Copy, check and see the templates that documents are set with."))
def command() -> None:
    """The group of the commands for designers."""
