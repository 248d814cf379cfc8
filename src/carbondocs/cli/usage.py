"""Wrong usage of the command line, told in the user's language."""

from __future__ import annotations

import re
from difflib import get_close_matches

import click

from carbondocs.cli.speech import told

_NO_COMMAND = re.compile(r"No such command '(.*)'\.")
_TOO_MUCH = re.compile(r"Got unexpected extra arguments? \((.*)\)")


def tell_usage(error: click.ClickException) -> None:
    """Say what is wrong with a call, how the command is used, and where its help is."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        pieces = " ".join([context.command_path, *context.command.collect_usage_pieces(context)])
        click.echo(told("Usage: {usage}", usage=pieces), err=True)
        click.echo(told("More about it: {command}", command=f"{context.command_path} --help"), err=True)
    click.echo(told("Error: {problem}", problem=_problem(error)), err=True)


def _problem(error: click.ClickException) -> str:
    match error:
        case click.MissingParameter():
            return told("{name} is missing.", name=_name(error))
        case click.NoSuchOption():
            known = told("There is no option {name}.", name=error.option_name)
            return " ".join([known, *_guess(list(error.possibilities or ()))])
        case click.BadOptionUsage():
            return told("{name} needs a value.", name=error.option_name)
        case click.BadParameter(param=click.Parameter() as parameter):
            return _bad(error, parameter)
        case click.UsageError(ctx=click.Context() as context):
            return _of_the_whole(error, context)
        case _:
            return error.format_message()


def _of_the_whole(error: click.UsageError, context: click.Context) -> str:
    """A command that doesn't exist, and arguments that are too many."""
    if (found := _NO_COMMAND.fullmatch(error.message)) and isinstance(context.command, click.Group):
        near = get_close_matches(found[1], context.command.list_commands(context), n=1)
        return " ".join([told("There is no command {name}.", name=found[1]), *_guess(near)])
    if found := _TOO_MUCH.fullmatch(error.message):
        return told("Too many arguments: {values}. Put a name with spaces between quotes.", values=found[1])
    return error.format_message()


def _guess(names: list[str]) -> list[str]:
    return [told("Did you mean {name}?", name=name) for name in names[:1]]


def _bad(error: click.BadParameter, parameter: click.Parameter) -> str:
    """What a parameter's value should have been."""
    name = _name(error)
    match parameter.type:
        case click.Choice(choices=known):
            return told("{name} has to be one of {known}.", name=name, known=", ".join(map(str, known)))
        case click.DateTime():
            return told("{name} has to be a day, written like {example}.", name=name, example="2026-03-16")
        case click.IntRange(min=least, max=most) if most is not None:
            return told("{name} has to be a whole number from {least} to {most}.", name=name, least=least, most=most)
        case click.IntRange(min=least):
            return told("{name} has to be a whole number, {least} or more.", name=name, least=least)
        case _:
            return told("{name} can't be used: {reason}", name=name, reason=error.message)


def _name(error: click.BadParameter) -> str:
    hint = error.param_hint or (error.param.get_error_hint(error.ctx) if error.param and error.ctx else "")
    return hint if isinstance(hint, str) else " / ".join(hint)
