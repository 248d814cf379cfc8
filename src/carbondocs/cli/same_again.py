"""The command that is running, to be told as one to run again."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import click
from click.core import ParameterSource


def same_again(*arguments: str) -> str:
    """The running command with those arguments in place of its own, and with all options that it was given."""
    context = click.get_current_context()
    return shlex.join(["carbondocs", context.info_name or "", *arguments, *_options(context)])


def _options(context: click.Context) -> Iterator[str]:
    for parameter in context.command.params:
        name = parameter.name or ""
        if not isinstance(parameter, click.Option):
            continue
        if context.get_parameter_source(name) is not ParameterSource.COMMANDLINE:
            continue
        value = context.params[name]
        for one in value if parameter.multiple else [value]:
            yield parameter.opts[0]
            if not parameter.is_flag:
                yield _word(one)


def _word(value: Any) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else str(value)
