"""Commands whose modules are loaded when they are called, so that help comes at once."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from carbondocs.cli.help_pages import HelpContext


class LazyGroup(click.Group):
    """A group of the commands ``names``, each the ``command`` of the module ``prefix`` with its name behind it."""

    context_class = HelpContext

    def __init__(self, *given: Any, names: tuple[str, ...], prefix: str, **named: Any) -> None:
        super().__init__(*given, **named)
        self._names, self._prefix = names, prefix

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self._names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self._names:
            return None
        command: click.Command = import_module(f"{self._prefix}{cmd_name}").command
        command.context_class = HelpContext
        command.short_help = command.help  # which Click would cut short in the list of commands
        return command
