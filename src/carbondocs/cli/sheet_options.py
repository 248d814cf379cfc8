"""The options of carbondocs render that put labels on sheets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from carbondocs import Renderer
from carbondocs.cli.exit_codes import ExitCode
from carbondocs.cli.speech import report, told
from carbondocs.errors import UsageError, one
from carbondocs.flow import Row
from carbondocs.store.files import write_atomically
from carbondocs.store.naming import file_name

_STANDARD_INPUT = "-"


@dataclass(frozen=True)
class SheetOrder:
    """What was asked for: a stock by name or file, and how labels are laid out on it."""

    stock: str
    start: int
    copies: int
    offset: tuple[float, float]
    crop_marks: bool


class Offset(click.ParamType[tuple[float, float]]):
    """X,Y in mm."""

    name = "X,Y"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, float]:
        """Two numbers parted by a comma."""
        if isinstance(value, tuple):
            return value
        try:
            x, y = map(float, str(value).split(","))
        except ValueError:
            self.fail(told("{value} is not X,Y, as in 1.5,-0.5.", value=value), param, ctx)
        return x, y


offset_option = click.option(
    "--offset",
    type=Offset(),
    default=(0.0, 0.0),
    help=told("What makes up for a printer that is off, in mm to the right and down; see carbondocs sheets."),
)

_OPTIONS = (
    click.option("--sheet", help=told("Put labels on sheets: a name that carbondocs sheets lists, or a .toml file.")),
    click.option(
        "--start",
        type=int,
        default=1,
        show_default=True,
        help=told("The first free label of the first sheet, counted row by row."),
    ),
    click.option("--copies", type=int, default=1, show_default=True, help=told("How many of each label.")),
    offset_option,
    click.option("--crop-marks", is_flag=True, help=told("Mark where to cut.")),
)
_NAMES = ("start", "copies", "offset", "crop_marks")


def sheet_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """--sheet, --start, --copies, --offset and --crop-marks, handed on as one SheetOrder, ``sheet``, or None."""

    @wraps(function)
    def command(*args: Any, sheet: str | None, **options: Any) -> Any:
        chosen = {name: options.pop(name) for name in _NAMES}
        _check_use(sheet, options["formats"])
        return function(*args, sheet=None if sheet is None else SheetOrder(sheet, **chosen), **options)

    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def write_sheet(
    renderer: Renderer, kind_name: str, rows: Iterable[Row], order: SheetOrder, target: Path, report_format: str
) -> ExitCode:
    """Render all labels and write them as one PDF; DataError, and nothing is written, where a row is wrong."""
    rendition = renderer.render_sheet(
        kind_name,
        rows,
        order.stock,
        start=order.start,
        copies=order.copies,
        offset=order.offset,
        crop_marks=order.crop_marks,
    )
    artifact = write_atomically(target, rendition.content)
    warnings = (*renderer.check_templates(kind_name, ("pdf",)), *rendition.warnings)
    if warnings or report_format == "json":
        report(warnings, report_format)
    click.echo(artifact.path)
    return ExitCode.DONE


def sheet_name(pattern: str, data: str, variant: str) -> str:
    """The file's name: by the pattern where there is one, which can't ask for fields here, else after the data."""
    stem = told("labels") if data == _STANDARD_INPUT else Path(data).stem
    return file_name(pattern, {}, f"{stem}-sheet", variant, ".pdf")


def _check_use(sheet: str | None, formats: str) -> None:
    """UsageError where the options of sheets stand without --sheet, or --sheet with another format than PDF."""
    context = click.get_current_context()
    given = [name for name in _NAMES if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if given and sheet is None:
        raise UsageError(
            one(
                "sheet.options",
                "{option} is for labels on sheets.",
                "Add --sheet with the name of a sheet; carbondocs sheets lists them.",
                option=", ".join(f"--{name.replace('_', '-')}" for name in given),
            )
        )
    if sheet is not None and formats.strip() not in {"", "pdf"}:
        raise UsageError(one("sheet.format", "Sheets are PDF only.", "Leave --format out."))
