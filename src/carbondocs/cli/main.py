"""The command line: it parses, talks and exits; all work is done by the library."""

from __future__ import annotations

import sys
from importlib import metadata
from itertools import pairwise

import click

from carbondocs.cli.exit_codes import ExitCode, exit_code
from carbondocs.cli.lazy import LazyGroup
from carbondocs.cli.speech import be_able_to_say_it, report, told
from carbondocs.cli.usage import tell_usage
from carbondocs.errors import CarbonDocsError

_COMMANDS = (
    "kinds", "schema", "sample", "workbook", "validate", "render", "batch", "sheets", "templates", "doctor",
)  # fmt: skip


@click.group(
    cls=LazyGroup,
    names=_COMMANDS,
    prefix="carbondocs.cli.",
    help=told("Set certificates, labels and reports of carbon footprints from structured data."),
    epilog=told(
        "Exit codes: 0 all done, 1 some documents failed, 2 wrong usage, 3 invalid data, "
        "4 wrong template, 5 something missing on this machine, 130 interrupted."
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(metadata.version("carbondocs"), prog_name="carbondocs")
def cli() -> None:
    """The group of all commands."""


def main() -> None:
    """Run the command line and exit with its code."""
    be_able_to_say_it()
    try:
        code = cli(standalone_mode=False)
    except CarbonDocsError as error:
        report(error.diagnostics, _report_format())
        code = exit_code(error)
    except click.ClickException as error:
        tell_usage(error)
        code = ExitCode.USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo(told("Interrupted."), err=True)
        code = ExitCode.INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        code = ExitCode.DONE
    sys.exit(int(code or 0))


def _report_format() -> str:
    """The format asked for, also where an error came before the options were all read."""
    arguments = " ".join(sys.argv[1:]).replace("=", " ").split()
    asked = [second for first, second in pairwise(arguments) if first == "--report-format"]
    return "json" if asked[-1:] == ["json"] else "text"
