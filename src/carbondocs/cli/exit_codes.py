"""The exit codes of the command line: what scripts may rely on."""

from __future__ import annotations

from enum import IntEnum

from carbondocs.errors import CarbonDocsError, DataError, MachineError, OutputError, TemplateError, UsageError


class ExitCode(IntEnum):
    """How a command ended."""

    DONE = 0
    SOME_FAILED = 1
    USAGE = 2
    DATA = 3
    TEMPLATE = 4
    MACHINE = 5
    INTERRUPTED = 130


OF_ERROR: dict[type[CarbonDocsError], ExitCode] = {
    UsageError: ExitCode.USAGE,
    DataError: ExitCode.DATA,
    TemplateError: ExitCode.TEMPLATE,
    MachineError: ExitCode.MACHINE,
    OutputError: ExitCode.SOME_FAILED,
}


def exit_code(error: CarbonDocsError) -> ExitCode:
    """The code that tells of this error."""
    return next(OF_ERROR[kind] for kind in type(error).__mro__ if kind in OF_ERROR)
