"""carbondocs templates copy: a pack of one's own to edit."""

from __future__ import annotations

from pathlib import Path

import click

from carbondocs.cli import options
from carbondocs.cli.speech import told
from carbondocs.designer.packs import copy_pack


@click.command(help=told("Copy the built-in pack of a kind into a folder of your own, to edit it there."))
@options.kind_argument
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--only", default="", help=told("Only these files, with commas between; the rest stays built in."))
def command(kind_name: str, folder: Path, only: str) -> None:
    """A new folder with pack.toml and the files; what to do next."""
    names = tuple(name.strip() for name in only.split(",") if name.strip())
    for artifact in copy_pack(kind_name, folder, names):
        click.echo(told("Wrote {path}.", path=artifact.path))
    click.echo(told("Now edit the files, and name and version the pack in pack.toml. Then:"))
    data = f"carbondocs sample {kind_name} -o data.yaml"
    for line in (
        f"carbondocs templates fields {kind_name}",
        f"carbondocs templates check {folder}",
        f"carbondocs templates preview {folder}",
        f"{data} && carbondocs render {kind_name} data.yaml -o out --templates {folder}",
    ):
        click.echo(f"    {line}")
