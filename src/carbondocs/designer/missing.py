"""What rendered documents lack, gathered over all trials and told once for each field."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from carbondocs.designer.content import Wanted
from carbondocs.designer.fields import Meaning, meanings
from carbondocs.designer.hiding import Hiding, hiding
from carbondocs.designer.reading import squeezed
from carbondocs.designer.shapes import context_of
from carbondocs.designer.sightings import Seen, Sightings
from carbondocs.designer.trial import Trial, files_of
from carbondocs.designer.uses import PICTURE
from carbondocs.designer.whereabouts import Whereabouts, joined, lines
from carbondocs.diagnostics import Diagnostic, Message, Place, Severity, message
from carbondocs.kinds.base import Kind
from carbondocs.values.model import Model

_NAMES = {"pdf": "PDF", "docx": "Word", "svg": "SVG", "png": "PNG"}
_MOST = 8
_DIFFERS, _MISSING, _HIDDEN = "content.differs", "content.missing", "content.hidden"


@dataclass(frozen=True)
class Gap:
    """A text, or a picture, that some formats lack in a document; ``required`` says whether the form demands it.

    ``in_word`` is where in the Word file it should be, if that is known; ``partly`` says that other pages have it.
    """

    text: Wanted
    formats: tuple[str, ...]
    required: bool = True
    in_word: Place | None = None
    partly: bool = False


@dataclass
class _Lacking:
    """What some formats lack for one cause: fields, as templates write them, each with the first document that lacks
    it, and the texts of these. ``where`` is the built-in pack's place, where the pack has none."""

    code: str
    formats: tuple[str, ...]
    others: tuple[str, ...]
    place: Place
    where: str
    style: str
    clause: str
    partly: bool
    hides: Hiding | None
    fields: dict[str, Trial] = field(default_factory=dict)
    texts: dict[str, None] = field(default_factory=dict)

    @property
    def cause(self) -> Hashable:
        """What all that is lacking for the same cause has in common."""
        return self.code, self.formats, lines(self.place), self.place.path, self.clause, self.partly

    def tell(self, seen: Seen) -> Diagnostic:
        """It as a finding."""
        severity = Severity.WARNING if self.code == _DIFFERS else Severity.ERROR
        return Diagnostic(self.code, self._problem(seen), self._hint(), self.place, self.clause, severity)

    def _problem(self, seen: Seen) -> Message:
        told = {"texts": _listed(self.texts), "formats": _named(self.formats), **seen}
        if self.code == _HIDDEN:
            return message(
                "{texts} stands in the template, but the page doesn't show it (seen with {trials}, in {locales}).",
                **told,
            )
        if self.partly:
            return message(
                "A page of the Word file lacks {texts}, where the built-in pack has it (seen with {trials}, in "
                "{locales}).",
                **told,
            )
        if self.others:
            return message(
                "{formats} lacks {texts}, which {others} has (seen with {trials}, in {locales}).",
                others=_named(self.others),
                **told,
            )
        return message("{texts} can't be found in {formats} (seen with {trials}, in {locales}).", **told)

    def _hint(self) -> Message:
        pictures = all(text.startswith(PICTURE) for text in self.texts)
        written = list(self.texts if pictures and self.code == _HIDDEN else self.fields)
        if self.code == _HIDDEN and self.hides:
            return message(
                "A style hides {field}: take {rule} out of {where}, or let its rule not reach it.",
                field=written,
                rule=self.hides.rule,
                where=self.hides.where,
            )
        if self.code == _HIDDEN:
            return message(
                "A style hides {field}: look in {style} for display, visibility, opacity, sizes and position of it and "
                "of what it stands in, and take out what hides it.",
                field=written,
                style=self.style,
            )
        if self.formats == ("docx",) and pictures:
            return message(
                "The form demands it: insert a picture there in Word, and write {field} into its alternative text.",
                field=list(self.texts),
            )
        if self.code == _DIFFERS:
            return message("Show {field} in both, or in neither.", field=written)
        if self.where:
            return message(
                "The form demands it: put {field} back where the built-in pack has it, in {where}.",
                field=written,
                where=self.where,
            )
        return message("The form demands it: put {field} back where the built-in pack has it.", field=written)


@dataclass
class Missing:
    """What documents of a kind lack in some of these formats."""

    kind: Kind[Model]
    formats: tuple[str, ...]
    places: Whereabouts
    sightings: Sightings
    _lacking: dict[Hashable, _Lacking] = field(default_factory=dict)

    def note(self, gap: Gap, trial: Trial) -> None:
        """Note what formats lack in a trial."""
        hidden = tuple(name for name in gap.formats if gap.required and _written_in(gap.text, name, trial))
        without = tuple(name for name in gap.formats if name not in hidden)
        for code, formats in ((_MISSING if gap.required else _DIFFERS, without), (_HIDDEN, hidden)):
            if formats:
                found = self._found(code, formats, gap, trial)
                if found.fields.setdefault(self._written(gap.text.field), trial) is trial:
                    found.texts[gap.text.text] = None
                self.sightings.note((found.cause, next(iter(found.fields))), trial, found.tell)

    def _found(self, code: str, lacking: tuple[str, ...], gap: Gap, trial: Trial) -> _Lacking:
        """What is lacking for the same cause: the same field, or one that the same tags show."""
        text = gap.text
        own = (code, text.field, lacking, gap.partly and gap.in_word)
        if own not in self._lacking:
            in_word = {"docx": gap.in_word} if gap.in_word else {}
            place = joined([in_word.get(name) or self._place(text, name, trial) for name in lacking])
            gone = not place.text and "docx" not in lacking
            before = self._place(text, lacking[0], trial, built_in=True) if gone else Place()
            where = before.source if before.text else ""
            others = () if self._drawn else tuple(name for name in self.formats if name not in gap.formats)
            style, clause = trial.pack.manifest.style, clause_of(self.kind, text.field)
            hides = hiding(trial, text.text) if code == _HIDDEN else None
            begun = _Lacking(code, lacking, others, place, where, style, clause, gap.partly, hides)
            self._lacking[own] = self._lacking.setdefault(begun.cause, begun) if place.text else begun
        return self._lacking[own]

    @property
    def _drawn(self) -> bool:
        """Whether all formats are made of one drawing."""
        return "svg" in self.kind.formats

    def _place(self, text: Wanted, name: str, trial: Trial, *, built_in: bool = False) -> Place:
        """Where a format's templates use the field: of the sheets, that in which the built-in pack shows the text."""
        file = files_of(name, trial.pack)[0]
        if name == "pdf" and not trial.pack.manifest.drawing:
            plain = squeezed(text.text)
            shown = (*trial.built_in_sheets.texts.items(), *trial.sheets.texts.items())
            file = next((each for each, whole in shown if plain in whole), file)
        return (self.places.of_built_in if built_in else self.places).of_field(text.field, file)

    def _written(self, name: str) -> str:
        """A field, or else a picture, as templates write it."""
        return name if any(name in table for table in _tables(self.kind)) else f"{PICTURE}{name}"


def _listed(texts: Iterable[str]) -> str:
    """The first of the texts, and how many more there are."""
    quoted = [f"“{text}”" for text in texts]
    more = [f"… +{len(quoted) - _MOST}"] if len(quoted) > _MOST else []
    return " · ".join(quoted[:_MOST] + more)


def clause_of(kind: Kind[Model], name: str) -> str:
    """The clause that a field or picture serves, where one asks for it."""
    holder = {"seal": "body", "signature": "signatory", "accreditation_1": "accreditations",
              "accreditation_2": "accreditations"}.get(name, name)  # fmt: skip
    return next((table[holder].clause for table in _tables(kind) if holder in table), "")


def _written_in(text: Wanted, name: str, trial: Trial) -> bool:
    """Whether the sheets of the pack hold a text, so that it is the style that keeps it off the page."""
    if name != "pdf" or trial.pack.manifest.drawing:
        return False
    if text.text.startswith(PICTURE):
        return trial.sheets.pictures.get(text.field, 0) >= text.times
    return "".join(trial.sheets.texts.values()).count(squeezed(text.text)) >= text.times


def _named(formats: Sequence[str]) -> list[str]:
    return [_NAMES.get(name, name) for name in formats]


def _tables(kind: Kind[Model]) -> Sequence[Mapping[str, Meaning]]:
    owners = context_of(kind).__mro__
    known = meanings(kind.name).types
    return [known[owner.__name__] for owner in owners if owner.__name__ in known]
