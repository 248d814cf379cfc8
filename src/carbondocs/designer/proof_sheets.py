"""Contact sheets: many pages, small, with captions, set by our own PDF engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from carbondocs.designer.proof_places import FORMATS, Paper, Sheet, Shot, placed, with_pages
from carbondocs.diagnostics import Diagnostic, Message, Severity, message
from carbondocs.kinds.base import Context, Setting
from carbondocs.kinds.parts import colours
from carbondocs.language import Phrase, Tongue, worded
from carbondocs.renderers.base import renderer
from carbondocs.templating.pack import Manifest, Pack
from carbondocs.workspace import shipped

_HEADS = (message("Data"), message("Language"), message("Pages"), message("Shown"), message("Left out"))
_SEVERITIES = {
    Severity.ERROR: message("error"),
    Severity.WARNING: message("warning"),
    Severity.NOTE: message("note"),
}


@dataclass(frozen=True)
class Listing:
    """A document in the list on the first page: how many pages it has, which of them are shown, why not the others."""

    title: str
    locale: str
    pages: str
    shown: str
    aside: str
    failed: bool


@dataclass(frozen=True)
class Proof:
    """What stands on the sheets beside the pages."""

    name: str
    facts: tuple[tuple[str, str], ...]
    documents: tuple[Listing, ...]
    day: date
    tongue: Tongue
    paper: Paper
    findings: tuple[Diagnostic, ...]

    @property
    def failed(self) -> int:
        """How many documents could not be made."""
        return sum(document.failed for document in self.documents)

    def say(self, text: Message) -> str:
        """A message in the language of the sheets."""
        return worded(text, self.tongue)


@dataclass(frozen=True)
class Told:
    """A finding in words."""

    severity: str
    told: str
    place: str
    message: str
    hint: str
    clause: str


@dataclass(frozen=True)
class ProofContext(Context):
    """What the template of the sheets may see."""

    day: str
    facts: tuple[tuple[str, str], ...]
    result: str
    verdict: str
    documents_title: str
    documents_heads: tuple[str, ...]
    documents: tuple[Listing, ...]
    sheets: tuple[Sheet, ...]
    findings_title: str
    findings: tuple[Told, ...]
    no_findings: str
    sign_title: str
    sign_labels: tuple[str, ...]


def sheets_pdf(shots: Sequence[Shot], proof: Proof, setting: Setting) -> bytes:
    """The sheets as PDF, the pages on them as vectors."""
    paper = FORMATS[proof.paper]
    sheets = tuple(placed(shots, paper))
    page = (paper.width, paper.height)
    manifest = Manifest(kind="proof", version="1", page=page, sheets=("proof.html.j2",), style="proof.css.j2")
    pack = Pack(manifest, (shipped("templates") / "proof",))
    laid_out = renderer("pdf", pack).render(pack, _context(sheets, proof, setting), replace(setting, stock="plain"))
    return with_pages(laid_out.content, sheets, paper)


def _context(sheets: tuple[Sheet, ...], proof: Proof, setting: Setting) -> ProofContext:
    paper, say = FORMATS[proof.paper], proof.say
    counts = {each: sum(finding.severity is each for finding in proof.findings) for each in Severity}
    measures = {"width": f"{paper.width:g}", "height": f"{paper.height:g}", "size": paper.size}
    return ProofContext(
        lang=setting.locale.lang,
        title=Phrase(say(message("Proof"))),
        name=proof.name,
        watermark=Phrase(""),
        colours={**colours(setting.issuer), **measures},
        pictures={},
        day=f"{proof.day:%Y-%m-%d}",
        facts=proof.facts,
        result=" ".join(map(say, _results(counts, proof.failed))),
        verdict="error" if proof.failed else str(next((each for each in _SEVERITIES if counts[each]), "sound")),
        documents_title=say(message("What is shown")),
        documents_heads=tuple(map(say, _HEADS)),
        documents=proof.documents,
        sheets=sheets,
        findings_title=say(message("Findings of the check")),
        findings=tuple(_told(finding, proof) for finding in proof.findings),
        no_findings=say(message("The check found nothing.")),
        sign_title=say(message("Sign-off")),
        sign_labels=tuple(
            map(say, (message("Approved, or to be changed"), message("Name"), message("Date"), message("Signature")))
        ),
    )


def _results(counts: Mapping[Severity, int], failed: int) -> Iterator[Message]:
    yield message(
        "{errors} errors, {warnings} warnings, {notes} notes.",
        errors=counts[Severity.ERROR],
        warnings=counts[Severity.WARNING],
        notes=counts[Severity.NOTE],
    )
    if failed:
        yield message("Documents that could not be made: {count}.", count=failed)


def _told(finding: Diagnostic, proof: Proof) -> Told:
    place = finding.place.told(partial(worded, tongue=proof.tongue))
    return Told(
        str(finding.severity),
        proof.say(_SEVERITIES[finding.severity]),
        place,
        proof.say(finding.message),
        proof.say(finding.hint),
        finding.clause,
    )
