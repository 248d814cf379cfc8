"""carbondocs sheets: the label stocks that come with carbondocs, and their calibration pages."""

from __future__ import annotations

from pathlib import Path

import click

from carbondocs.cli.sheet_options import offset_option
from carbondocs.cli.speech import told
from carbondocs.errors import UsageError, one
from carbondocs.graphics.imposition import Grid, LabelStock
from carbondocs.graphics.stocks import PRESETS, label_stock, toml
from carbondocs.store.files import write_atomically


@click.command(help=told("List the sheets for labels; with SHEET, tell its measures or write its calibration page."))
@click.argument("name", metavar="[SHEET]", required=False)
@click.option("--calibration", is_flag=True, help=told("Write a page that shows how far off a printer is."))
@offset_option
@click.option("-o", "--output", type=click.Path(path_type=Path), help=told("The file to write."))
def command(name: str | None, calibration: bool, offset: tuple[float, float], output: Path | None) -> None:
    """The list; one sheet's measures as TOML, to start one's own from; or its calibration page."""
    if calibration:
        _write_calibration(name, offset, output)
    elif name is None:
        for preset, stock in PRESETS.items():
            click.echo(f"{preset:<8}  {_described(stock)}")
    elif isinstance(stock := label_stock(name), LabelStock):
        click.echo(toml(stock), nl=False)
    else:
        click.echo(_described(stock))


def _described(stock: LabelStock | Grid) -> str:
    page = f"{stock.page_width:g} × {stock.page_height:g} mm"
    if isinstance(stock, Grid):
        return told(
            "page {page}: as many labels of their own size as fit, margins {margin} mm, gaps {gap} mm",
            page=page,
            margin=f"{stock.margin:g}",
            gap=f"{stock.gap:g}",
        )
    label = f"{stock.label_width:g} × {stock.label_height:g} mm"
    return told(
        "page {page}: columns {columns}, rows {rows}, labels {label}",
        page=page,
        columns=stock.columns,
        rows=stock.rows,
        label=label,
    )


def _write_calibration(name: str | None, offset: tuple[float, float], output: Path | None) -> None:
    from carbondocs.renderers.calibration import calibration_page

    if name is None or output is None:
        raise UsageError(
            one(
                "sheet.calibration",
                "A calibration page is of one sheet, and is written to a file.",
                "Name both, as in: carbondocs sheets a4-3x8 --calibration -o calibration.pdf.",
            )
        )
    artifact = write_atomically(output, calibration_page(label_stock(name), offset).content)
    click.echo(told("Wrote {path}.", path=artifact.path))
