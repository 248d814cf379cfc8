"""What rendered documents lack, gathered over all trials and told once for each field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from carbondocs.designer.content import Wanted, sheets
from carbondocs.designer.fields import Meaning, meanings
from carbondocs.designer.reading import squeezed
from carbondocs.designer.shapes import context_of
from carbondocs.designer.trial import Trial, files_of
from carbondocs.diagnostics import Diagnostic, Place, Severity, message
from carbondocs.kinds.base import Kind
from carbondocs.values.model import Model

_NAMES = {"pdf": "PDF", "docx": "Word", "svg": "SVG", "png": "PNG"}


@dataclass
class _Lacking:
    """What some formats of some documents lack of a field: the texts of the first such document."""

    texts: list[str]
    trial: Trial
    locales: list[str]
    place: Place


@dataclass
class Missing:
    """What documents of a kind lack in some of these formats."""

    kind: Kind[Model]
    formats: tuple[str, ...]
    _lacking: dict[tuple[str, tuple[str, ...], bool], _Lacking] = field(default_factory=dict)

    def findings(self) -> Iterator[Diagnostic]:
        """One finding for each field and the formats that lack it."""
        for key, found in self._lacking.items():
            yield self._told(*key, found)

    def note(self, text: Wanted, lacking: tuple[str, ...], trial: Trial, *, required: bool) -> None:
        """Note that in a trial these formats lack a text, which the form requires or not."""
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
            sheet = files_of(name, trial.pack)
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
        return Diagnostic(code, problem, hint, found.place, clause_of(self.kind, name), severity)

    @property
    def _drawn(self) -> bool:
        return "svg" in self.kind.formats

    def _written(self, name: str) -> str:
        return name if self._is_field(name) else f"picture:{name}"

    def _is_field(self, name: str) -> bool:
        return any(name in table for table in _tables(self.kind))


def clause_of(kind: Kind[Model], name: str) -> str:
    """The clause that a field or picture serves, where one asks for it."""
    holder = {"seal": "body", "signature": "signatory", "accreditation_1": "accreditations",
              "accreditation_2": "accreditations"}.get(name, name)  # fmt: skip
    return next((table[holder].clause for table in _tables(kind) if holder in table), "")


def _tables(kind: Kind[Model]) -> Sequence[Mapping[str, Meaning]]:
    owners = context_of(kind).__mro__
    known = meanings(kind.name).types
    return [known[owner.__name__] for owner in owners if owner.__name__ in known]
