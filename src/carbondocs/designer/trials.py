"""Rendering a pack with telling data, in every language, and reading it back: is all there that must be?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from carbondocs.designer.adopted import adopted, trial_setting
from carbondocs.designer.content import Expected, Wanted, expected, other_texts, sheets
from carbondocs.designer.looking import unreadable, unscannable
from carbondocs.designer.missing import Missing, clause_of
from carbondocs.designer.progress import Tell, silent
from carbondocs.designer.reading import can_scan, pdf_pages, png, squeezed, word_file
from carbondocs.designer.trial import Trial, files_of, with_trial
from carbondocs.designer.variations import samples, variations
from carbondocs.diagnostics import Diagnostic, Place, Severity, message
from carbondocs.errors import LayoutError, TemplateError
from carbondocs.flow import Rendition, Row
from carbondocs.graphics.qr import QrCode
from carbondocs.issuer import Issuer, sample_issuer
from carbondocs.kinds.base import Kind, Setting, check
from carbondocs.language import LOCALES
from carbondocs.pipeline import setting_for
from carbondocs.renderers.base import renderer
from carbondocs.templating.pack import PLAIN_LOOK, find_pack, read_manifest
from carbondocs.values.model import Model


@dataclass
class Trials:
    """The trials of one pack. ``formats`` are those whose templates have no error.

    ``tell`` is told of each trial how many were done before it, and how many there are.
    """

    folder: Path
    kind: Kind[Model]
    issuer: Issuer
    formats: list[str]
    tell: Tell = silent
    findings: list[Diagnostic] = field(default_factory=list)
    _told_before: set[tuple[str, str, str]] = field(default_factory=set)
    _missing: Missing = field(init=False)

    def __post_init__(self) -> None:
        self._missing = Missing(self.kind, tuple(self.formats))

    def run(self) -> list[Diagnostic]:
        """All findings, each once."""
        trials = list(self._trials()) if self.formats else []
        for done, trial in enumerate(trials):
            self.tell(done, len(trials))
            self._try(trial)
        self.findings += self._missing.findings()
        if not can_scan():
            self.findings.append(_no_scanner())
        return list(dict.fromkeys(self.findings))

    def _trials(self) -> Iterator[Trial]:
        """Every sample in every language; the extremes in the usual one; other looks with the sample."""
        usual = setting_for(self.kind, sample_issuer())
        rows = samples(self.kind)
        extremes = {each.name: each.row for each in variations(self.kind, usual) if each.row not in rows.values()}
        manifest = read_manifest(self.folder)
        usual_look = self.issuer.profile.looks.get(self.kind.name) or manifest.look or PLAIN_LOOK
        for index, look in enumerate(dict.fromkeys((usual_look, PLAIN_LOOK, *manifest.looks))):
            for locale in dict.fromkeys((self.kind.locale, *LOCALES)):
                setting = trial_setting(self.kind, self.issuer, locale)
                first = {**rows, **extremes} if locale == self.kind.locale else rows
                for name, row in first.items() if index == 0 else list(rows.items())[:2]:
                    if trial := self._trial(name, row, setting, look, looked_at=name in {self.kind.sample, "longest"}):
                        yield trial

    def _trial(self, name: str, row: Row, setting: Setting, look: str, *, looked_at: bool) -> Trial | None:
        checked, _ = check(self.kind, adopted(self.kind, row, setting), setting)
        if checked is None:
            return None
        context = self.kind.context(checked.record, checked.pictures, setting)
        pack, built_in = find_pack(self.kind.name, (self.folder,), look), find_pack(self.kind.name)
        if look in built_in.manifest.looks:
            built_in = find_pack(self.kind.name, look=look)
        told = name if look == PLAIN_LOOK else f"{name}, {look}"
        return Trial(told, context, setting, pack, built_in, looked_at)

    def _try(self, trial: Trial) -> None:
        wanted = expected(self.kind.name, trial.built_in, trial.context)
        texts: dict[str, str] = {}
        shown: dict[str, Mapping[str, int]] = {}
        for name in self.formats:
            if rendition := self._rendered(name, trial):
                texts[name] = self._read(name, rendition, trial, wanted, shown)
        if not trial.pack.manifest.drawing:
            self._pictures(shown, wanted, trial)
            self._compare(texts, trial, wanted)

    def _rendered(self, name: str, trial: Trial) -> Rendition | None:
        try:
            return renderer(name, trial.pack).render(trial.pack, trial.context, trial.setting)
        except LayoutError as error:
            if _fits(name, trial):
                place = Place(files_of(name, trial.pack), "", (with_trial(trial),))
                self.findings += [replace(finding, place=place) for finding in error.diagnostics]
        except TemplateError as error:
            self.findings += [self._of_trial(finding, trial) for finding in error.diagnostics if self._new(finding)]
        return None

    def _new(self, finding: Diagnostic) -> bool:
        """Whether no trial before has told this."""
        key = (finding.code, str(finding.message), finding.place.source)
        new = key not in self._told_before
        self._told_before.add(key)
        return new

    @staticmethod
    def _of_trial(finding: Diagnostic, trial: Trial) -> Diagnostic:
        """The finding with the data that it came from, where nothing tells the place more closely."""
        place = finding.place
        return finding if place.path else replace(finding, place=replace(place, spot=(with_trial(trial),)))

    def _read(
        self, name: str, rendition: Rendition, trial: Trial, wanted: Expected, shown: dict[str, Mapping[str, int]]
    ) -> str:
        """The text of a rendition, whose pictures go into ``shown``; what is wrong with its codes and looks is told."""
        place = Place(files_of(name, trial.pack), "", (with_trial(trial),))
        code = _scanned(trial)
        clause = clause_of(self.kind, "qr")
        if name == "pdf":
            pages = pdf_pages(rendition.content)
            if code:
                self.findings += unscannable((page.image for page in pages), code, place, clause, printed=True)
            if trial.looked_at:
                self.findings += unreadable(pages, place)
            if not trial.pack.manifest.drawing:
                shown[name] = sheets(trial.pack, trial.context).pictures
            return squeezed("".join(page.text for page in pages))
        if name == "docx":
            word = word_file(rendition.content)
            shown[name] = word.pictures
            if code and word.code:
                self.findings += unscannable([png(word.code)], code, place, clause, printed=False)
            return squeezed(word.text)
        if name == "svg":
            self._shapes(rendition.content.decode(), wanted, trial)
        elif code:
            self.findings += unscannable([png(rendition.content)], code, place, clause, printed=False)
        return ""

    def _compare(self, texts: dict[str, str], trial: Trial, wanted: Expected) -> None:
        """Note which formats lack which texts."""
        for text in wanted.texts:
            plain = squeezed(text.text)
            lacking = tuple(name for name, whole in texts.items() if whole.count(plain) < text.times)
            if lacking:
                self._missing.note(text, lacking, trial, required=True)
        if len(texts) < 2:
            return
        for name, other in other_texts(self.kind.name, trial.context):
            plain = squeezed(other)
            lacking = tuple(each for each, whole in texts.items() if plain and plain not in whole)
            if lacking and len(lacking) < len(texts):
                self._missing.note(Wanted(name, other, 1), lacking, trial, required=False)

    def _pictures(self, shown: Mapping[str, Mapping[str, int]], wanted: Expected, trial: Trial) -> None:
        """Note which formats lack which pictures."""
        for picture, times in wanted.pictures.items():
            lacking = tuple(name for name, pictures in shown.items() if pictures.get(picture, 0) < times)
            if lacking:
                self._missing.note(Wanted(picture, f"picture:{picture}", 1), lacking, trial, required=True)

    def _shapes(self, svg: str, wanted: Expected, trial: Trial) -> None:
        for name in dict.fromkeys(name for name, path in wanted.shapes if path not in svg):
            self._missing.note(Wanted(name, name, 1), ("svg",), trial, required=True)


def _scanned(trial: Trial) -> QrCode | None:
    """The code to scan, where the document has one and there is a reader."""
    code = getattr(trial.context, "qr", None)
    return code if isinstance(code, QrCode) and trial.looked_at and can_scan() else None


def _fits(name: str, trial: Trial) -> bool:
    """Whether the built-in pack holds the same texts."""
    try:
        renderer(name, trial.built_in).render(trial.built_in, trial.context, trial.setting)
    except LayoutError:
        return False
    return True


def _no_scanner() -> Diagnostic:
    return Diagnostic(
        "scanner.missing",
        message("QR codes were not scanned, for there is no reader of them."),
        message("Install it: pip install carbondocs[check]."),
        severity=Severity.WARNING,
    )
