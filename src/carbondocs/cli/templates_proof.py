"""carbondocs templates proof: the extremes of a pack on contact sheets, for a sign-off."""

from __future__ import annotations

from pathlib import Path

import click

from carbondocs.cli import options
from carbondocs.cli.counting import counted
from carbondocs.cli.speech import told, tongue
from carbondocs.designer.proof import ProofOrder, proof_in_time
from carbondocs.designer.proof_places import Paper
from carbondocs.issuer import load_issuer
from carbondocs.store.files import write_atomically


@click.command(help=told("Put the extremes of a pack on contact sheets, in every language, with the check's findings."))
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help=told("The file to write."))
@click.option("--paper", type=click.Choice(["a3", "a4"]), default="a3", help=told("The paper, which lies."))
@options.issuer
@options.locale
def command(folder: Path, output: Path, paper: Paper, issuer: Path | None, locale: str | None) -> None:
    """One PDF, with a box to sign."""
    order = ProofOrder(
        folder.resolve(), tongue(), paper, load_issuer(issuer) if issuer else None, (locale,) if locale else ()
    )
    with counted(told("Making the proof")) as tell:
        content = proof_in_time(order, tell)
    artifact = write_atomically(output, content)
    click.echo(told("Wrote {path}.", path=artifact.path))
