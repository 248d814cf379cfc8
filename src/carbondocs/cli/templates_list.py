"""carbondocs templates list: the packs that there are."""

from __future__ import annotations

from pathlib import Path

import click

from carbondocs.cli import options
from carbondocs.cli.speech import told
from carbondocs.designer.packs import packs
from carbondocs.issuer import load_issuer


@click.command(help=told("List the packs of templates: the built-in ones, and those of a folder or an issuer."))
@options.templates
@options.issuer
def command(templates: tuple[Path, ...], issuer: Path | None) -> None:
    """Kind, name, version and description of each pack, where it lies, and its files."""
    loaded = load_issuer(issuer) if issuer else None
    own = [loaded.folder.root / loaded.profile.templates] if loaded and loaded.profile.templates else []
    for pack in packs((*templates, *own)):
        manifest = pack.manifest
        name = f" · {manifest.name}" if manifest.name else ""
        home = told("built-in") if pack.built_in else str(pack.folder)
        click.echo(click.style(f"{manifest.kind}{name}  {manifest.version}", bold=True) + f"  ({home})")
        click.echo(f"    {manifest.description}")
        click.echo(f"    {'  '.join(pack.files)}")
