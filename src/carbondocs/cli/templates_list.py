"""carbondocs templates list: the packs that there are."""

from __future__ import annotations

from pathlib import Path

import click

from carbondocs.cli import options
from carbondocs.cli.speech import report, told
from carbondocs.designer.packs import Listed, packs
from carbondocs.issuer import load_issuer


@click.command(
    help=told("List the packs of templates: those of this folder, of --templates and of the issuer; the built-in ones.")
)
@options.templates
@options.issuer
def command(templates: tuple[Path, ...], issuer: Path | None) -> None:
    """Kind, name, version and description of each pack, where it lies, and its files."""
    loaded = load_issuer(issuer) if issuer else None
    own = [loaded.folder.root / loaded.profile.templates] if loaded and loaded.profile.templates else []
    for pack in packs((*templates, *own, Path())):
        _show(pack)


def _show(pack: Listed) -> None:
    manifest = pack.manifest
    if manifest is None:
        click.echo(click.style(str(pack.folder), bold=True) + f"  ({told('its manifest is wrong')})")
        report(pack.findings, "text")
        return
    name = f" · {manifest.name}" if manifest.name else ""
    home = told("built-in, in {folder}", folder=pack.folder) if pack.built_in else str(pack.folder)
    version = told("version {version}", version=manifest.version)
    click.echo(click.style(f"{manifest.kind}{name}", bold=True) + f"  {version}  ({home})")
    for line in (manifest.description, "  ".join(pack.files), f"SHA-256 {pack.digest}"):
        if line:
            click.echo(f"    {line}")
