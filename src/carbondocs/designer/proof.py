"""The proof of a pack: its extremes in every language on contact sheets, with the findings, for a sign-off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path

from carbondocs.designer.check import check_pack
from carbondocs.designer.preview.wishes import Studio
from carbondocs.designer.preview.worker import Worker
from carbondocs.designer.proof_sheets import Paper, Proof, Shot, sheets_pdf
from carbondocs.designer.variations import variations
from carbondocs.diagnostics import Diagnostic
from carbondocs.errors import CarbonDocsError
from carbondocs.issuer import Issuer, sample_issuer
from carbondocs.kinds import kind
from carbondocs.kinds.base import Kind
from carbondocs.language import LOCALES, Tongue, worded
from carbondocs.pipeline import render_one, setting_for
from carbondocs.templating.pack import Pack, find_pack, read_manifest
from carbondocs.values.model import Model

PROOF_SECONDS = 600.0
"""How long a proof may take."""

_FIRST_PAGES = 2


@dataclass(frozen=True)
class ProofOrder:
    """A proof of the pack in ``folder``, told in that language, on that paper, as that issuer's."""

    folder: Path
    tongue: Tongue = "en"
    paper: Paper = "a3"
    issuer: Issuer | None = None
    locales: tuple[str, ...] = field(default=LOCALES)


def proof(order: ProofOrder) -> bytes:
    """The proof as PDF. What can't be rendered has its error in the place of its pages.

    Raises TemplateError where the folder holds no pack.
    """
    manifest = read_manifest(order.folder)
    issuer = order.issuer or sample_issuer()
    chosen = kind(manifest.kind)
    pack = find_pack(chosen.name, (order.folder,), issuer.profile.looks.get(chosen.name))
    shots = [shot for locale in order.locales for shot in _shots(chosen, pack, issuer, locale, order.tongue)]
    findings = check_pack(order.folder, issuer).findings
    about = Proof(
        name=f"{manifest.description or order.folder.name} · {order.folder.name} {manifest.version}",
        day=issuer.today(),
        tongue=order.tongue,
        paper=order.paper,
        findings=findings,
    )
    return sheets_pdf(shots, about, setting_for(chosen, issuer, "en" if order.tongue == "en" else "zh-CN"))


class Proofer:
    """Makes proofs, in a process of its own."""

    def __init__(self, _: Studio) -> None:
        pass

    def proof(self, order: ProofOrder) -> bytes:
        """As proof()."""
        return proof(order)


def proof_in_time(order: ProofOrder) -> bytes:
    """As proof(), but TemplateError where it takes longer than PROOF_SECONDS."""
    worker = Worker(Proofer, Studio(order.folder))
    try:
        content: bytes = worker.run(PROOF_SECONDS, "proof", order)
    finally:
        worker.stop()
    return content


def _shots(kind: Kind[Model], pack: Pack, issuer: Issuer, locale: str, tongue: Tongue) -> Iterator[Shot]:
    setting = setting_for(kind, issuer, locale)
    say = partial(worded, tongue=tongue)
    for variation in variations(kind, setting):
        made = partial(Shot, say(variation.title))
        try:
            outcome = render_one(kind, variation.row, pack, ("pdf",), setting)
            found = outcome.diagnostics if outcome.failed else ()
        except CarbonDocsError as error:
            found = error.diagnostics
        if found:
            yield made(locale, trouble=_told(found, tongue))
            continue
        content = outcome.artifacts["pdf"].content
        count = _page_count(content)
        for number in _shown(count):
            detail = locale if count == 1 else f"{locale} · {number + 1}/{count}"
            yield made(detail, content, number)


def _shown(count: int) -> Sequence[int]:
    """The first pages, and the last."""
    return sorted({*range(min(count, _FIRST_PAGES)), count - 1})


def _page_count(content: bytes) -> int:
    import pikepdf

    with pikepdf.open(BytesIO(content)) as document:
        return len(document.pages)


def _told(found: Sequence[Diagnostic], tongue: Tongue) -> str:
    say = partial(worded, tongue=tongue)
    return "\n".join(f"{one.place.told(say)} {say(one.message)}" for one in found)
