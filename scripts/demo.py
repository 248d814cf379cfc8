"""Render every sample into build/demo/, as a new user would, and say what was written."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from contact_sheet import contact_sheet

from carbondocs import Renderer
from carbondocs.issuer import sample_issuer
from carbondocs.kinds import kinds
from carbondocs.kinds.base import Kind
from carbondocs.sources import read_rows
from carbondocs.store.files import store_all
from carbondocs.templating.pack import find_pack
from carbondocs.values.model import Model
from carbondocs.workspace import shipped

OUTPUT = Path("build") / "demo"
PLAIN = Renderer()


def variants(kind: Kind[Model]) -> Iterator[tuple[str, Renderer]]:
    """What a kind's documents may be like: in each language, on pre-printed stock, and in each look of its pack."""
    yield "", PLAIN
    for language in kind.locales[1:]:
        yield f"-{language.replace('+', '-')}", Renderer(locale=language)
    yield "-preprinted", Renderer(stock="preprinted")
    issuer = sample_issuer()
    for look in find_pack(kind.name).manifest.looks:
        profile = issuer.profile.model_copy(update={"looks": {kind.name: look}})
        yield f"-{look}", Renderer(replace(issuer, profile=profile))


def documents() -> Iterator[tuple[str, str, Path, Renderer]]:
    """Kind, file name, sample and renderer of every document of the demonstration.

    The certificates to start from come in every variant, all else as it is.
    """
    for name, kind in kinds().items():
        for sample in sorted((shipped("samples") / name).glob("*.yaml")):
            several = sample.stem == kind.sample and find_pack(name).manifest.layer
            for suffix, renderer in variants(kind) if several else [("", PLAIN)]:
                yield name, f"{sample.stem}{suffix}", sample, renderer


def main() -> int:
    """Render all; 1 where a document failed."""
    failed = 0
    for kind, name, sample, renderer in documents():
        (row,) = read_rows(sample, record=kinds()[kind].record)
        outcome = renderer.attempt(kind, row, kinds()[kind].formats)
        failed += outcome.failed
        for finding in outcome.diagnostics:
            print(finding, file=sys.stderr)
        files = {f"{name}.{suffix}": rendition.content for suffix, rendition in outcome.artifacts.items()}
        for artifact in store_all(OUTPUT / kind, files):
            print(artifact.path)
    (contact,) = store_all(OUTPUT / "cfp-label", {"contact-sheet.pdf": contact_sheet()})
    print(contact.path)
    print(f"Open the folder {OUTPUT} to look at them.")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
