"""carbondocs templates preview: a local page that shows a pack's documents anew after every save."""

from __future__ import annotations

from pathlib import Path

import click

from carbondocs.cli.speech import told
from carbondocs.designer.preview.serving import serve
from carbondocs.designer.preview.wishes import Studio
from carbondocs.issuer import PROFILE
from carbondocs.templating.pack import read_manifest


@click.command(help=told("Open a page that shows the documents of a pack, and shows them anew after every save."))
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--issuer",
    "issuers",
    type=click.Path(path_type=Path, exists=True),
    multiple=True,
    help=told(
        "A certification body's profile to choose from; any number of times. An issuer.toml beside the pack or in this"
        " folder, and the sample issuer, can be chosen too."
    ),
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help=told("The port; any that is free by default."))
@click.option("--no-browser", is_flag=True, help=told("Only tell the address."))
def command(folder: Path, issuers: tuple[Path, ...], port: int, no_browser: bool) -> None:
    """Serve the page on this machine alone, until interrupted."""
    read_manifest(folder)  # a folder that is no pack is refused at once
    studio = Studio(folder.resolve(), (*_profiles(folder.resolve(), issuers), None))

    def tell(address: str) -> None:
        click.echo(told("The preview of {folder} is at {address}", folder=folder, address=address))
        click.echo(told("Stop it with Ctrl+C."))

    serve(studio, port, tell, browser=not no_browser)


def _profiles(folder: Path, named: tuple[Path, ...]) -> tuple[Path, ...]:
    """The profiles that are named, then those that lie near; each once."""
    given = [path / PROFILE if path.is_dir() else path for path in named]
    near = [path for path in (folder.parent / PROFILE, Path(PROFILE)) if path.is_file()]
    return tuple(dict.fromkeys(path.resolve() for path in (*given, *near)))
