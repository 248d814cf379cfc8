"""Rendering a pack with telling data, in every language, and reading it back: is all there that must be?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from carbondocs.designer.adopted import adopted, trial_setting
from carbondocs.designer.comparing import Comparing
from carbondocs.designer.finished import Finished
from carbondocs.designer.missing import Missing
from carbondocs.designer.progress import Tell, silent
from carbondocs.designer.reading import can_scan
from carbondocs.designer.sightings import Seen, Sightings
from carbondocs.designer.trial import Trial, files_of, with_trial
from carbondocs.designer.variations import samples, variations
from carbondocs.designer.whereabouts import Whereabouts
from carbondocs.diagnostics import Diagnostic, Place, Severity, message
from carbondocs.errors import LayoutError, TemplateError
from carbondocs.flow import Rendition, Row
from carbondocs.issuer import Issuer, sample_issuer
from carbondocs.kinds.base import Kind, Setting
from carbondocs.kinds.check import check
from carbondocs.pipeline import setting_for
from carbondocs.renderers.base import renderer
from carbondocs.templating.pack import PLAIN_LOOK, find_pack, pack_in, read_manifest
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
    _sightings: Sightings = field(default_factory=Sightings)
    _places: Whereabouts = field(init=False)
    _finished: Finished = field(init=False)
    _comparing: Comparing = field(init=False)

    def __post_init__(self) -> None:
        self._places = Whereabouts(pack_in(self.folder), find_pack(self.kind.name), self.kind)
        self._finished = Finished(self.kind, self._places, self._sightings)
        missing = Missing(self.kind, tuple(self.formats), self._places, self._sightings)
        self._comparing = Comparing(missing)

    def run(self) -> list[Diagnostic]:
        """All findings, each once."""
        trials = list(self._trials()) if self.formats else []
        for done, trial in enumerate(trials):
            self.tell(done, len(trials))
            self._try(trial)
        self.findings += self._sightings.findings()
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
            for locale in self.kind.locales:
                setting = trial_setting(self.kind, self.issuer, locale)
                first = {**rows, **extremes} if locale == self.kind.locale else rows
                for name, row in first.items() if index == 0 else list(rows.items())[:2]:
                    if trial := self._trial(name, row, setting, look):
                        yield trial

    def _trial(self, name: str, row: Row, setting: Setting, look: str) -> Trial | None:
        checked, _ = check(self.kind, adopted(self.kind, row, setting), setting)
        if checked is None:
            return None
        context = self.kind.context(checked.record, checked.pictures, setting)
        pack, built_in = find_pack(self.kind.name, (self.folder,), look), find_pack(self.kind.name)
        if look in built_in.manifest.looks:
            built_in = find_pack(self.kind.name, look=look)
        told = name if look == PLAIN_LOOK else f"{name}, {look}"
        usual = name == self.kind.sample
        return Trial(told, context, setting, pack, built_in, looked_at=usual or name == "longest", compared=usual)

    def _try(self, trial: Trial) -> None:
        shown = {
            name: self._finished.read(name, rendition, trial)
            for name in self.formats
            if (rendition := self._rendered(name, trial))
        }
        self._comparing.compare(shown, trial)

    def _rendered(self, name: str, trial: Trial) -> Rendition | None:
        try:
            return renderer(name, trial.pack).render(trial.pack, trial.context, trial.setting)
        except LayoutError as error:
            if _fits(name, trial):
                self._overflow(name, error.diagnostics[0], trial)
        except TemplateError as error:
            self.findings += [self._of_trial(finding, trial) for finding in error.diagnostics if self._new(finding)]
        return None

    def _overflow(self, name: str, finding: Diagnostic, trial: Trial) -> None:
        """Note that a pack has less room than the built-in one."""
        file = finding.place.source or files_of(name, trial.pack)[0]
        place = self._places.of_element(finding.place.path, file) if finding.place.path else Place(file)
        style = file if file.endswith(".docx") else trial.pack.manifest.style or file

        def tell(seen: Seen) -> Diagnostic:
            problem = message(
                "The texts are too long for one page, even at the closest spacing, where the built-in pack holds them "
                "(seen with {trials}, in {locales}).",
                **seen,
            )
            hint = message(
                "Leave more room for them in {file}: smaller type, less spacing, or a foot that begins further down.",
                file=style,
            )
            return replace(finding, message=problem, hint=hint, place=place)

        self._sightings.note((finding.code, name, place.source), trial, tell)

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
