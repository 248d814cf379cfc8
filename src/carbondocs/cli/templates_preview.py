"""carbondocs templates preview: a local page that shows a pack's documents anew after every save."""

from __future__ import annotations

from pathlib import Path

import click

from carbondocs.cli.speech import told
from carbondocs.designer.preview.serving import serve
from carbondocs.designer.preview.wishes import Studio
from carbondocs.templating.pack import read_manifest


@click.command(help=told("Open a page that shows the documents of a pack, and shows them anew after every save."))
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--issuer",
    "issuers",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    multiple=True,
    help=told("A certification body's profile to choose from, beside the sample issuer's."),
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help=told("The port; any that is free by default."))
@click.option("--no-browser", is_flag=True, help=told("Only tell the address."))
def command(folder: Path, issuers: tuple[Path, ...], port: int, no_browser: bool) -> None:
    """Serve the page on this machine alone, until interrupted."""
    read_manifest(folder)  # a folder that is no pack is refused at once
    profiles = (*(path.resolve() for path in issuers), None)
    studio = Studio(folder.resolve(), profiles)

    def tell(address: str) -> None:
        click.echo(told("The preview of {folder} is at {address}", folder=folder, address=address))
        click.echo(told("Stop it with Ctrl+C."))

    serve(studio, port, tell, browser=not no_browser)
