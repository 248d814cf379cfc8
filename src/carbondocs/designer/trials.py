"""Rendering a pack with telling data, in every language, and reading it back: is all there that must be?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from carbondocs.designer.content import Expected, Wanted, expected, other_texts, sheets
from carbondocs.designer.fields import Meaning, meanings
from carbondocs.designer.looking import unreadable, unscannable
from carbondocs.designer.reading import can_scan, pdf_pages, png, squeezed, word_file
from carbondocs.designer.shapes import context_of
from carbondocs.designer.variations import samples, variations
from carbondocs.diagnostics import Diagnostic, Message, Place, Severity, message
from carbondocs.errors import LayoutError, TemplateError
from carbondocs.flow import Rendition, Row
from carbondocs.graphics.qr import QrCode
from carbondocs.issuer import Issuer
from carbondocs.kinds.base import Context, Kind, Setting, check
from carbondocs.language import LOCALES
from carbondocs.pipeline import setting_for
from carbondocs.renderers.base import renderer
from carbondocs.templating.pack import PLAIN_LOOK, Pack, find_pack, read_manifest
from carbondocs.values.model import Model

_NAMES = {"pdf": "PDF", "docx": "Word", "svg": "SVG", "png": "PNG"}


@dataclass(frozen=True)
class Trial:
    """One document to try a pack with: its data by name, and the pack in one of its looks beside the built-in one."""

    name: str
    context: Context
    setting: Setting
    pack: Pack
    built_in: Pack
    looked_at: bool

    @property
    def told(self) -> str:
        """The data and the language, in short."""
        return f"{self.name}, {self.setting.locale.name}"


@dataclass
class _Lacking:
    """What some formats of some documents lack of a field: the texts of the first such document."""

    texts: list[str]
    trial: Trial
    locales: list[str]
    place: Place


@dataclass
class Trials:
    """The trials of one pack. ``formats`` are those whose templates have no error."""

    folder: Path
    kind: Kind[Model]
    issuer: Issuer
    formats: list[str]
    findings: list[Diagnostic] = field(default_factory=list)
    _told_before: set[tuple[str, str, str]] = field(default_factory=set)
    _lacking: dict[tuple[str, tuple[str, ...], bool], _Lacking] = field(default_factory=dict)

    def run(self) -> list[Diagnostic]:
        """All findings, each once."""
        for trial in self._trials() if self.formats else ():
            self._try(trial)
        self.findings += [self._told(*key, lacking) for key, lacking in self._lacking.items()]
        if not can_scan():
            self.findings.append(_no_scanner())
        return list(dict.fromkeys(self.findings))

    def _trials(self) -> Iterator[Trial]:
        """Every sample in every language; the extremes in the usual one; other looks with the sample."""
        usual = setting_for(self.kind, self.issuer)
        rows = samples(self.kind)
        extremes = {each.name: each.row for each in variations(self.kind, usual) if each.row not in rows.values()}
        manifest = read_manifest(self.folder)
        usual_look = self.issuer.profile.looks.get(self.kind.name) or manifest.look or PLAIN_LOOK
        for index, look in enumerate(dict.fromkeys((usual_look, PLAIN_LOOK, *manifest.looks))):
            for locale in dict.fromkeys((self.kind.locale, *LOCALES)):
                setting = setting_for(self.kind, self.issuer, locale)
                first = {**rows, **extremes} if locale == self.kind.locale else rows
                for name, row in first.items() if index == 0 else list(rows.items())[:2]:
                    if trial := self._trial(name, row, setting, look, looked_at=name in {self.kind.sample, "longest"}):
                        yield trial

    def _trial(self, name: str, row: Row, setting: Setting, look: str, *, looked_at: bool) -> Trial | None:
        checked, _ = check(self.kind, row, setting)
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
        for name in self.formats:
            if rendition := self._rendered(name, trial):
                texts[name] = self._read(name, rendition, trial, wanted)
        if not trial.pack.manifest.drawing:
            self._compare(texts, trial, wanted)

    def _rendered(self, name: str, trial: Trial) -> Rendition | None:
        try:
            return renderer(name, trial.pack).render(trial.pack, trial.context, trial.setting)
        except LayoutError as error:
            if _fits(name, trial):
                place = Place(_files(name, trial.pack), "", (_with(trial),))
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
        return finding if place.path else replace(finding, place=replace(place, spot=(_with(trial),)))

    def _read(self, name: str, rendition: Rendition, trial: Trial, wanted: Expected) -> str:
        """The text of a rendition; what is wrong with its pictures, codes and looks is told."""
        place = Place(_files(name, trial.pack), "", (_with(trial),))
        code = _scanned(trial)
        clause = self._clause("qr")
        if name == "pdf":
            pages = pdf_pages(rendition.content)
            if code:
                self.findings += unscannable((page.image for page in pages), code, place, clause, printed=True)
            if trial.looked_at:
                self.findings += unreadable(pages, place)
            if not trial.pack.manifest.drawing:
                self._pictures(name, wanted, sheets(trial.pack, trial.context).pictures, trial)
            return squeezed("".join(page.text for page in pages))
        if name == "docx":
            word = word_file(rendition.content)
            self._pictures(name, wanted, word.pictures, trial)
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
                self._note(text, lacking, trial, required=True)
        if len(texts) < 2:
            return
        for name, other in other_texts(self.kind.name, trial.context):
            plain = squeezed(other)
            lacking = tuple(each for each, whole in texts.items() if plain and plain not in whole)
            if lacking and len(lacking) < len(texts):
                self._note(Wanted(name, other, 1), lacking, trial, required=False)

    def _pictures(self, name: str, wanted: Expected, shown: Mapping[str, int], trial: Trial) -> None:
        for picture, times in wanted.pictures.items():
            if shown.get(picture, 0) < times:
                self._note(Wanted(picture, f"picture:{picture}", 1), (name,), trial, required=True)

    def _shapes(self, svg: str, wanted: Expected, trial: Trial) -> None:
        for name in dict.fromkeys(name for name, path in wanted.shapes if path not in svg):
            self._note(Wanted(name, name, 1), ("svg",), trial, required=True)

    def _note(self, text: Wanted, lacking: tuple[str, ...], trial: Trial, *, required: bool) -> None:
        known = self._lacking.setdefault(
            (text.field, lacking, required), _Lacking([], trial, [], self._place(text, lacking, trial))
        )
        if known.trial is trial and text.text not in known.texts:
            known.texts.append(text.text)
        if trial.setting.locale.name not in known.locales:
            known.locales.append(trial.setting.locale.name)

    def _place(self, text: Wanted, lacking: tuple[str, ...], trial: Trial) -> Place:
        """The files that lack a text; of the sheets the one in which the built-in pack has it."""
        files = []
        for name in lacking:
            sheet = _files(name, trial.pack)
            if name == "pdf" and not trial.pack.manifest.drawing:
                plain = squeezed(text.text)
                built_in = sheets(trial.built_in, trial.context).texts.items()
                sheet = next((each for each, whole in built_in if plain in whole), trial.pack.manifest.sheets[0])
            files.append(sheet)
        return Place(", ".join(files))

    def _told(self, name: str, lacking: tuple[str, ...], required: bool, found: _Lacking) -> Diagnostic:
        texts = " · ".join(f"“{text}”" for text in found.texts)
        formats = ", ".join(_NAMES.get(each, each) for each in lacking)
        others = ", ".join(_NAMES.get(each, each) for each in self.formats if each not in lacking)
        seen = {"texts": texts, "formats": formats, "trial": found.trial.name, "locales": ", ".join(found.locales)}
        problem = (
            message("{formats} lacks {texts}, which {others} has (first seen with {trial}, in {locales}).",
                    others=others, **seen)
            if others and not self._drawn
            else message("{texts} can't be found in {formats} (first seen with {trial}, in {locales}).", **seen)
        )  # fmt: skip
        hint = (
            message("The form demands it: put {field} back where the built-in pack has it.", field=self._written(name))
            if required
            else message("Show {field} in both, or in neither.", field=self._written(name))
        )
        severity = Severity.ERROR if required else Severity.WARNING
        code = "content.missing" if required else "content.differs"
        return Diagnostic(code, problem, hint, found.place, self._clause(name), severity)

    @property
    def _drawn(self) -> bool:
        return "svg" in self.kind.formats

    def _written(self, name: str) -> str:
        return name if self._is_field(name) else f"picture:{name}"

    def _is_field(self, name: str) -> bool:
        return any(name in table for table in self._tables())

    def _clause(self, name: str) -> str:
        holder = {"seal": "body", "signature": "signatory", "accreditation_1": "accreditations",
                  "accreditation_2": "accreditations"}.get(name, name)  # fmt: skip
        return next((table[holder].clause for table in self._tables() if holder in table), "")

    def _tables(self) -> Sequence[Mapping[str, Meaning]]:
        owners = context_of(self.kind).__mro__
        known = meanings(self.kind.name).types
        return [known[owner.__name__] for owner in owners if owner.__name__ in known]


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


def _files(name: str, pack: Pack) -> str:
    """The templates that make that format."""
    manifest = pack.manifest
    if manifest.drawing:
        return manifest.drawing
    return (manifest.word or "document.docx") if name == "docx" else ", ".join(manifest.sheets)


def _with(trial: Trial) -> Message:
    return message("with {trial}", trial=trial.told)


def _no_scanner() -> Diagnostic:
    return Diagnostic(
        "scanner.missing",
        message("QR codes were not scanned, for there is no reader of them."),
        message("Install it: pip install carbondocs[check]."),
        severity=Severity.WARNING,
    )
