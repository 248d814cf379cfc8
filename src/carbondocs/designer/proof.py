"""The proof of a pack: its extremes in every language on contact sheets, with the findings, for a sign-off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from importlib import metadata
from pathlib import Path

from carbondocs.designer.check import check_pack
from carbondocs.designer.packs import digest
from carbondocs.designer.preview.wishes import Studio
from carbondocs.designer.preview.worker import Worker
from carbondocs.designer.progress import Tell, silent
from carbondocs.designer.proof_places import Paper, Shot
from carbondocs.designer.proof_sheets import Listing, Proof, sheets_pdf
from carbondocs.designer.proof_shots import Proofed, left_out, proofed, span
from carbondocs.diagnostics import Diagnostic, message
from carbondocs.issuer import Issuer, sample_issuer
from carbondocs.kinds import kind
from carbondocs.language import Tongue, worded
from carbondocs.pipeline import setting_for
from carbondocs.templating.pack import Manifest, Pack, find_pack, read_manifest

PROOF_SECONDS = 1800.0
"""How long a proof may take."""


@dataclass(frozen=True)
class ProofOrder:
    """A proof of the pack in ``folder``, told in that language, on that paper, as that issuer's, made on that day.

    Without ``locales`` it is in every language of the kind.
    """

    folder: Path
    tongue: Tongue = "en"
    paper: Paper = "a3"
    issuer: Issuer | None = None
    locales: tuple[str, ...] = ()
    day: date = field(default_factory=date.today)


def proof(order: ProofOrder, tell: Tell = silent) -> bytes:
    """The proof as PDF. What can't be rendered has its error in the place of its pages.

    Raises TemplateError where the folder holds no pack.
    """
    manifest = read_manifest(order.folder)
    issuer = order.issuer or sample_issuer()
    chosen = kind(manifest.kind)
    pack = find_pack(chosen.name, (order.folder,), issuer.profile.looks.get(chosen.name))
    documents = proofed(chosen, pack, issuer, order.locales or chosen.locales, tell)
    about = Proof(
        name=f"{order.folder.name} {manifest.version}",
        facts=tuple(_facts(order, manifest, pack, issuer, chosen.title[order.tongue])),
        documents=tuple(_listed(document, order.tongue) for document in documents),
        day=order.day,
        tongue=order.tongue,
        paper=order.paper,
        findings=check_pack(order.folder, order.issuer, tell=tell).findings,
    )
    shots = [shot for document in documents for shot in _shots(document, order.tongue)]
    return sheets_pdf(shots, about, setting_for(chosen, issuer, "en" if order.tongue == "en" else "zh-CN"))


class Proofer:
    """Makes proofs, in a process of its own."""

    def __init__(self, _: Studio) -> None:
        pass

    def proof(self, order: ProofOrder, tell: Tell = silent) -> bytes:
        """As proof()."""
        return proof(order, tell)


def proof_in_time(order: ProofOrder, tell: Tell | None = None) -> bytes:
    """As proof(), but TemplateError where it takes longer than PROOF_SECONDS."""
    worker = Worker(Proofer, Studio(order.folder))
    try:
        content: bytes = worker.run(PROOF_SECONDS, "proof", order, tell=tell)
    finally:
        worker.stop()
    return content


def _facts(order: ProofOrder, manifest: Manifest, pack: Pack, issuer: Issuer, title: str) -> Iterator[tuple[str, str]]:
    """What the first page tells of the pack."""
    say = partial(worded, tongue=order.tongue)
    yield say(message("Pack")), " · ".join(filter(None, (order.folder.name, manifest.description)))
    yield say(message("Version")), manifest.version
    yield say(message("Digest (SHA-256)")), " ".join(re.findall(".{16}", digest(pack)))
    yield say(message("Kind")), f"{title} ({manifest.kind})"
    yield say(message("Issuer")), issuer.profile.name
    yield say(message("Date")), f"{order.day:%Y-%m-%d}"
    yield say(message("Made by")), f"carbondocs {metadata.version('carbondocs')}"


def _listed(document: Proofed, tongue: Tongue) -> Listing:
    say = partial(worded, tongue=tongue)
    shown = span(document.shown) if document.shown else "–"
    aside = say(message("It could not be made.")) if document.trouble else left_out(document, tongue) or "–"
    return Listing(say(document.title), document.locale, str(document.count), shown, aside, bool(document.trouble))


def _shots(document: Proofed, tongue: Tongue) -> Iterator[Shot]:
    made = partial(Shot, worded(document.title, tongue))
    if document.trouble:
        yield made(document.locale, trouble=_told(document.trouble, tongue))
    for number in document.shown:
        detail = document.locale if document.count == 1 else f"{document.locale} · {number + 1}/{document.count}"
        yield made(detail, document.content, number)
    if aside := left_out(document, tongue):
        yield made(document.locale, note=aside)


def _told(found: Sequence[Diagnostic], tongue: Tongue) -> str:
    say = partial(worded, tongue=tongue)
    return "\n".join(f"{one.place.told(say)} {say(one.message)}" for one in found)
