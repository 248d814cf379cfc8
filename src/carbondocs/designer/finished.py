"""Finished documents, read back: what they show, and what of it people can't read or machines can't scan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from carbondocs.designer.content import all_texts
from carbondocs.designer.looking import Fault, Owner, unreadable, unscannable
from carbondocs.designer.missing import clause_of
from carbondocs.designer.reading import can_scan, page_texts, pdf_pages, pdf_texts, png, squeezed, word_file
from carbondocs.designer.sightings import Seen, Sightings
from carbondocs.designer.trial import Trial, files_of
from carbondocs.designer.unseen_text import Cause, causes, unseen_text
from carbondocs.designer.whereabouts import Whereabouts, joined
from carbondocs.designer.word_sections import Section, sections
from carbondocs.diagnostics import Diagnostic, Place
from carbondocs.flow import Rendition
from carbondocs.graphics.qr import QrCode
from carbondocs.kinds.base import Kind
from carbondocs.renderers.base import renderer
from carbondocs.renderers.pdf import PdfRenderer
from carbondocs.renderers.word_package import unpack
from carbondocs.values.model import Model


@dataclass(frozen=True)
class Shown:
    """What a finished document shows.

    ``readings`` are its texts, squeezed, each as a whole: a text is there that any of them has. ``stories`` are those
    of a Word file's body, headers and footers, ``sections`` its sections. ``drawing`` is the source of a drawing.
    """

    readings: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    pictures: Mapping[str, int] = field(default_factory=dict)
    drawing: str = ""


@dataclass
class Finished:
    """Reads finished documents back; what is wrong with their looks and codes goes to ``sightings``."""

    kind: Kind[Model]
    places: Whereabouts
    sightings: Sightings
    _causes: dict[str, list[Cause]] = field(default_factory=dict)

    def read(self, name: str, rendition: Rendition, trial: Trial) -> Shown:
        """What a rendition shows."""
        if name == "pdf":
            return self._read_pdf(rendition.content, trial)
        if name == "docx":
            return self._read_word(rendition.content, trial)
        if name == "svg":
            return Shown(drawing=rendition.content.decode())
        self._scan(name, (png(rendition.content),), trial)
        return Shown()

    def _read_pdf(self, content: bytes, trial: Trial) -> Shown:
        if trial.looked_at:
            pages = pdf_pages(content)
            self._scan("pdf", (page.image for page in pages), trial)
            for fault in unreadable(pages, list(all_texts(trial.context))):
                self._note(fault, trial)
        return Shown(page_texts(pdf_texts(content)), pictures=self._pictures(trial))

    def _pictures(self, trial: Trial) -> Mapping[str, int]:
        """The pictures of the sheets; where formats are compared, those that a style keeps off the pages left out."""
        written = trial.sheets
        pages = renderer("pdf", trial.pack)
        if not (trial.compared and isinstance(pages, PdfRenderer)):
            return written.pictures
        seen = pages.visible_pictures(trial.pack, trial.context, trial.setting)
        hidden = {name: count - seen[name] for name, count in written.elements.items()}
        return {name: count - max(hidden.get(name, 0), 0) for name, count in written.pictures.items()}

    def _read_word(self, content: bytes, trial: Trial) -> Shown:
        word = word_file(content)
        if word.code:
            self._scan("docx", (png(word.code),), trial)
        (file,) = files_of("docx", trial.pack)
        if file not in self._causes:
            self._causes[file] = causes(self.places.words(file), unpack(trial.pack.read(file)))
        parts = unpack(content)
        for key, tell in unseen_text(parts, self._causes[file], file):
            self.sightings.note(key, trial, tell)
        return Shown((squeezed(word.text),), tuple(map(squeezed, word.stories)), sections(parts), word.pictures)

    def _scan(self, name: str, images: Iterable[Any], trial: Trial) -> None:
        """Scan the document's code, where it has one and there is a reader."""
        code = getattr(trial.context, "qr", None)
        if not (isinstance(code, QrCode) and trial.looked_at and can_scan()):
            return
        place = joined([self.places.of_field("qr", file) for file in files_of(name, trial.pack)])
        if found := unscannable(images, code, place, clause_of(self.kind, "qr"), printed=name == "pdf"):
            self.sightings.note((found[0], name), trial, found[1])

    def _note(self, fault: Fault, trial: Trial) -> None:
        owners = [fault.owner, *([fault.other] if fault.other else [])]
        place = joined([self._place(owner, trial) for owner in owners])

        def tell(seen: Seen) -> Diagnostic:
            return fault.told(place, seen)

        self.sightings.note(("layout", fault.why, fault.owner.name), trial, tell)

    def _place(self, owner: Owner, trial: Trial) -> Place:
        """Where the sheets show a text."""
        plain = squeezed(owner.text)
        files: Sequence[str] = [name for name, whole in trial.sheets.texts.items() if plain in whole]
        file = next(iter(files), files_of("pdf", trial.pack)[0])
        return self.places.of_field(owner.field, file) if owner.field else self.places.of_text(owner.text, file)
