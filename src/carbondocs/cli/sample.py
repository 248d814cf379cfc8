"""carbondocs sample: data to start from."""

from __future__ import annotations

from pathlib import Path

import click

from carbondocs.cli.options import kind_argument
from carbondocs.cli.speech import told
from carbondocs.errors import UsageError, one
from carbondocs.kinds import folder as kind_folder
from carbondocs.kinds import kind
from carbondocs.kinds.check import picture_names
from carbondocs.sources import read_rows
from carbondocs.store.files import store_all
from carbondocs.workspace import shipped

_ISSUER = "issuer"


@click.command(help=told("Write sample data of a kind to start from; KIND issuer writes a sample issuer's folder."))
@kind_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help=told("The file to write, in a new folder too; else standard output."),
)
@click.option("--name", default="", help=told("Which of the samples; --list tells them."))
@click.option("--list", "listed", is_flag=True, help=told("List the samples of the kind."))
def command(kind_name: str, output: Path | None, name: str, listed: bool) -> None:
    """A sample as YAML; of the issuer, a folder with its profile and pictures."""
    if kind_name == _ISSUER:
        _copy_issuer(output)
        return
    default = kind(kind_name).sample
    folder = kind_folder("samples", kind_name) / kind_name
    samples = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
    if listed:
        for sample in samples.values():
            click.echo(f"{sample.stem}  {sample.read_text(encoding='utf-8').splitlines()[0].lstrip('# ')}")
        return
    chosen = name or default
    if chosen not in samples:
        known = list(samples)
        raise UsageError(
            one("sample.unknown", "There is no sample {name}.", "Use one of {known}.", name=chosen, known=known)
        )
    content = samples[chosen].read_bytes()
    if output is None:
        click.echo(content, nl=False)
        return
    if output.suffix.lower() not in {".yaml", ".yml"}:
        raise UsageError(one("sample.ending", "Samples are YAML.", "Give the file the ending .yaml."))
    files = {output.name: content, **_pictures(kind_name, samples[chosen])}
    for file in files:
        _refuse_existing(output.with_name(file))
    for artifact in store_all(output.parent, files):
        click.echo(told("Wrote {path}.", path=artifact.path))


def _pictures(kind_name: str, sample: Path) -> dict[str, bytes]:
    """The pictures that a sample names, which belong beside it."""
    record = kind(kind_name).record
    (row,) = read_rows(sample, record=record)
    return {
        str(name): (sample.parent / str(name)).read_bytes()
        for _, name in picture_names(record.model_validate(dict(row.data)))
    }


def _copy_issuer(output: Path | None) -> None:
    if output is None:
        raise UsageError(one("sample.folder", "The sample issuer is a folder.", "Name one with -o."))
    _refuse_existing(output)
    source = shipped("samples") / _ISSUER
    for artifact in store_all(output, {path.name: path.read_bytes() for path in sorted(source.iterdir())}):
        click.echo(told("Wrote {path}.", path=artifact.path))


def _refuse_existing(output: Path) -> None:
    if output.exists():
        raise UsageError(
            one("sample.exists", "{path} is there already.", "Choose another name, or remove it.", path=output)
        )
