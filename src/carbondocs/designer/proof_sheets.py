"""Contact sheets: many pages, small, with captions, set by our own PDF engine; the pages are put in as forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any, Literal

from carbondocs.diagnostics import Diagnostic, Message, Severity, message
from carbondocs.flow import Rendition
from carbondocs.kinds.base import Context, Setting
from carbondocs.kinds.parts import colours
from carbondocs.language import Phrase, Tongue, worded
from carbondocs.renderers.base import renderer
from carbondocs.templating.pack import Manifest, Pack
from carbondocs.workspace import shipped

Paper = Literal["a3", "a4"]

_PAPERS: dict[Paper, tuple[float, float, int, int]] = {"a3": (420, 297, 5, 2), "a4": (297, 210, 3, 1)}
"""Width and height in mm, and how many columns and rows of pages."""
_MARGIN, _HEAD, _CAPTION, _GAP = 12.0, 18.0, 7.6, 5.0  # mm
_TALLEST = 1.42  # a page's height to its width; upright A4 has 1.414
_POINTS_PER_MM = 72 / 25.4
_SIZES: dict[Paper, str] = {"a3": "9.5", "a4": "7.5"}  # pt of text
_HEADS = (message("Data"), message("Language"), message("Pages"), message("Shown"), message("Left out"))
_SEVERITIES = {
    Severity.ERROR: message("error"),
    Severity.WARNING: message("warning"),
    Severity.NOTE: message("note"),
}


@dataclass(frozen=True)
class Shot:
    """One place on the sheets: what it shows, which page of a PDF it is, or what went wrong, or what isn't shown."""

    title: str
    detail: str
    content: bytes = field(default=b"", repr=False)
    number: int = 0
    trouble: str = ""
    note: str = ""


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
class Cell:
    """The place of one page: its left upper corner with the caption, its width, and the height of the page, in mm."""

    left: float
    top: float
    width: float
    height: float
    title: str
    detail: str
    trouble: str
    note: str


@dataclass(frozen=True)
class Sheet:
    """One sheet with its cells."""

    cells: tuple[Cell, ...]


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
    sheets = tuple(_sheets(shots, proof))
    width, height, *_ = _PAPERS[proof.paper]
    manifest = Manifest(
        kind="proof", version="1", page=(width, height), sheets=("proof.html.j2",), style="proof.css.j2"
    )
    pack = Pack(manifest, (shipped("templates") / "proof",))
    laid_out = renderer("pdf", pack).render(pack, _context(sheets, proof, setting), replace(setting, stock="plain"))
    return _with_pages(laid_out, shots, sheets, height)


def _sheets(shots: Sequence[Shot], proof: Proof) -> Iterator[Sheet]:
    width, height, columns, rows = _PAPERS[proof.paper]
    across = (width - 2 * _MARGIN - (columns - 1) * _GAP) / columns
    down = (height - _HEAD - _MARGIN / 2 - rows * (_CAPTION + _GAP / 2)) / rows
    each = columns * rows
    for number in range(-(-len(shots) // each)):
        cells = tuple(
            Cell(
                round(_MARGIN + index % columns * (across + _GAP), 3),
                round(_HEAD + index // columns * (down + _CAPTION + _GAP / 2), 3),
                round(across, 3),
                round(min(down, across * _TALLEST), 3),
                shot.title,
                shot.detail,
                shot.trouble,
                shot.note,
            )
            for index, shot in enumerate(shots[number * each : (number + 1) * each])
        )
        yield Sheet(cells)


def _context(sheets: tuple[Sheet, ...], proof: Proof, setting: Setting) -> ProofContext:
    width, height, *_ = _PAPERS[proof.paper]
    say = proof.say
    counts = {each: sum(finding.severity is each for finding in proof.findings) for each in Severity}
    measures = {"width": f"{width:g}", "height": f"{height:g}", "size": _SIZES[proof.paper]}
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


def _with_pages(laid_out: Rendition, shots: Sequence[Shot], sheets: Sequence[Sheet], height: float) -> bytes:
    """The sheets with each page in the middle of its place."""
    import pikepdf

    places = [(index - len(sheets), cell) for index, sheet in enumerate(sheets) for cell in sheet.cells]
    opened = {shot.content: pikepdf.open(BytesIO(shot.content)) for shot in shots if shot.content}
    packed = BytesIO()
    with pikepdf.open(BytesIO(laid_out.content)) as document:
        for sheet in document.pages:  # a sheet leaves its upside-down axes to whatever comes behind it
            sheet.contents_add(b"q\n", prepend=True)
            sheet.contents_add(b"\nQ\n")
        for shot, (index, cell) in zip(shots, places, strict=True):
            if shot.content:
                _put(document, document.pages[index], opened[shot.content].pages[shot.number], _rectangle(cell, height))
        document.save(packed, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    for each in opened.values():
        each.close()
    return packed.getvalue()


def _put(document: Any, sheet: Any, page: Any, place: Any) -> None:
    """Show the page in the middle of the place, as large as it allows."""
    from pikepdf import Name

    form = document.copy_foreign(page.as_form_xobject())
    names = sheet.obj.Resources.get("/XObject", {})
    name = sheet.add_resource(form, Name.XObject, Name(f"/page-{len(names)}"))
    shown = sheet.calc_form_xobject_placement(form, name, place, allow_shrink=True, allow_expand=True)
    sheet.contents_add(shown)


def _rectangle(cell: Cell, height: float) -> Any:
    """The place below the caption, in pt from the lower left corner of the sheet."""
    from pikepdf import Rectangle

    top = height - cell.top - _CAPTION
    sides = (cell.left, top - cell.height, cell.left + cell.width, top)
    return Rectangle(*(side * _POINTS_PER_MM for side in sides))
