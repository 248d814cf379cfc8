"""What finished documents show, held against what the form demands, and the formats against each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from carbondocs.designer.content import Wanted, other_texts
from carbondocs.designer.finished import Shown
from carbondocs.designer.missing import Gap, Missing
from carbondocs.designer.order import Swapped, Texts, out_of_order, swapped
from carbondocs.designer.reading import squeezed, word_file
from carbondocs.designer.sightings import Seen
from carbondocs.designer.trial import Trial, files_of
from carbondocs.designer.uses import PICTURE
from carbondocs.designer.whereabouts import joined
from carbondocs.designer.word_pages import WordPages, word_pages
from carbondocs.diagnostics import Diagnostic, Place, Severity, message


@dataclass
class Comparing:
    """The comparison of finished documents; what some lack goes to ``missing``, and what differs with it."""

    missing: Missing

    def compare(self, shown: Mapping[str, Shown], trial: Trial) -> None:
        """Compare the formats of one document."""
        if trial.pack.manifest.drawing:
            self._shapes(shown, trial)
            return
        pages = word_pages(shown["docx"].sections, trial) if "docx" in shown else WordPages()
        self._required(shown, trial, pages)
        self._pictures(shown, trial, pages)
        if len(shown) > 1:
            self._others(shown, trial)
            if trial.compared:
                self._order(shown["docx"], trial)

    def _required(self, shown: Mapping[str, Shown], trial: Trial, pages: WordPages) -> None:
        """Texts that the form demands, which a format lacks, or pages of its Word file."""

        def whole(text: Wanted, plain: str) -> tuple[str, ...]:
            return tuple(name for name, each in shown.items() if _count(plain, each) < text.times)

        def partly(text: Wanted, plain: str) -> tuple[str, ...]:
            return ("docx",) if pages.lacking(plain, text.times) and not any(plain in each for each in gone) else ()

        known = [(text, squeezed(text.text)) for text in trial.wanted.texts]
        gone = [plain for text, plain in known if "docx" in whole(text, plain)]
        for missed in (whole, partly):
            for text, lacking in _lacked(trial.wanted.texts, missed):
                place = self._in_word(text, squeezed(text.text), pages, trial) if "docx" in lacking else None
                self.missing.note(Gap(text, lacking, in_word=place, partly=missed is partly), trial)

    def _in_word(self, text: Wanted, shown: str, pages: WordPages, trial: Trial) -> Place | None:
        """Where the section of the Word file that lacks a text or picture has it, or should."""
        (file,) = files_of("docx", trial.pack)
        if not (found := pages.lacking(shown, text.times)):
            return None
        own, built_in = found
        return self.missing.places.of_section(text.field, file, own.around, built_in.holder(shown))

    def _others(self, shown: Mapping[str, Shown], trial: Trial) -> None:
        """Texts that a pack may show or not, but in both formats."""
        for name, other in other_texts(trial.pack.manifest.kind, trial.context):
            plain = squeezed(other)
            lacking = tuple(each for each, held in shown.items() if plain and not _count(plain, held))
            if lacking and len(lacking) < len(shown):
                self.missing.note(Gap(Wanted(name, other, 1), lacking, required=False), trial)

    def _pictures(self, shown: Mapping[str, Shown], trial: Trial, pages: WordPages) -> None:
        for picture, times in trial.wanted.pictures.items():
            text = Wanted(picture, f"{PICTURE}{picture}", times)
            lacking = tuple(name for name, each in shown.items() if each.pictures.get(picture, 0) < times)
            place = self._in_word(text, text.text, pages, trial)
            if lacking or place:
                gap = Gap(text, lacking or ("docx",), in_word=place, partly=not lacking)
                self.missing.note(gap, trial)

    def _shapes(self, shown: Mapping[str, Shown], trial: Trial) -> None:
        """The outlined texts and codes of a drawing."""
        if "svg" in shown:
            drawing = shown["svg"].drawing
            for name in dict.fromkeys(name for name, path in trial.wanted.shapes if path not in drawing):
                self.missing.note(Gap(Wanted(name, name, 1), ("svg",)), trial)

    def _order(self, word: Shown, trial: Trial) -> None:
        """Texts that one format has in another order than the other, and the built-in pack has not."""
        texts = trial.wanted.texts
        own = Texts(tuple(trial.sheets.texts.values()), word.stories)
        if not out_of_order(own, texts):
            return
        if not trial.built_in_word:
            return
        stories = tuple(map(squeezed, word_file(trial.built_in_word).stories))
        built_in = Texts(tuple(trial.built_in_sheets.texts.values()), stories)
        for found in swapped(own, built_in, texts):
            self._note(found, trial)

    def _note(self, found: Swapped, trial: Trial) -> None:
        places = self.missing.places
        plain = squeezed(found.first.text)
        sheets = trial.sheets.texts
        sheet = next((name for name, whole in sheets.items() if plain in whole), trial.pack.manifest.sheets[0])
        (word,) = files_of("docx", trial.pack)
        fields = dict.fromkeys((found.first.field, found.second.field))
        place = joined([*(places.of_field(each, sheet) for each in fields),
                        *(places.of_field(each, word) for each in fields)])  # fmt: skip
        changed, other = (word, sheet) if found.word_differs else (sheet, word)

        def tell(seen: Seen) -> Diagnostic:
            return Diagnostic(
                "content.order",
                message(
                    "The PDF shows “{first}” ({first_field}) before “{second}” ({second_field}), and Word the other "
                    "way round (seen with {trials}, in {locales}).",
                    first=found.first.text,
                    first_field=found.first.field,
                    second=found.second.text,
                    second_field=found.second.field,
                    **seen,
                ),
                message(
                    "{changed} has another order than the built-in pack: swap them in {other} too, or back in "
                    "{changed}.",
                    changed=changed,
                    other=other,
                ),
                place,
                severity=Severity.WARNING,
            )

        self.missing.sightings.note(("content.order", frozenset(fields)), trial, tell)


def _count(plain: str, shown: Shown) -> int:
    return max(reading.count(plain) for reading in shown.readings)


def _lacked(
    texts: Sequence[Wanted], missed: Callable[[Wanted, str], tuple[str, ...]]
) -> Iterator[tuple[Wanted, tuple[str, ...]]]:
    """The texts that are missed, each with where; of the fields that hold one, or a longer one with it, those are told
    that lack another one too."""
    known = [(text, squeezed(text.text)) for text in texts]
    lacked = [
        (text, {other.field for other, whole in known if plain in whole}, lacking)
        for text, plain in known
        if (lacking := missed(text, plain))
    ]
    sure = {(text.field, lacking) for text, holders, lacking in lacked if len(holders) == 1}
    for text, holders, lacking in lacked:
        blamed = {name for name in holders if (name, lacking) in sure} or holders
        if text.field in blamed:
            yield text, lacking
