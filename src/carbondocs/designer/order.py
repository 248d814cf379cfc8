"""Texts that the PDF and the Word file of one pack show in different order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations, pairwise

from carbondocs.designer.content import Wanted
from carbondocs.designer.reading import squeezed

_Spot = tuple[int, int]
"""The number of a story (a sheet; a body, header or footer), and the place in it."""


@dataclass(frozen=True)
class Texts:
    """The stories of a document in both formats, squeezed: those of the sheets, and of the Word file."""

    sheets: tuple[str, ...]
    word: tuple[str, ...]


@dataclass(frozen=True)
class Swapped:
    """Two texts of which the sheets have ``first`` before ``second``, and the Word file after it.

    ``word_differs`` says that it is the Word file that isn't as in the built-in pack, or else it is the sheet.
    """

    first: Wanted
    second: Wanted
    word_differs: bool


@dataclass(frozen=True)
class _Known:
    """A text that stands once in each of the documents, with its spots."""

    text: Wanted
    sheet: _Spot
    word: _Spot
    built_in_sheet: _Spot
    built_in_word: _Spot

    def swapped(self, later: _Known) -> bool:
        """Whether two texts, of which the other stands later in the sheets, are swapped in the Word file alone."""
        spots = ((self.sheet, later.sheet), (self.word, later.word), (self.built_in_sheet, later.built_in_sheet),
                 (self.built_in_word, later.built_in_word))  # fmt: skip
        together = all(one[0] == other[0] for one, other in spots)
        agreed = (self.built_in_sheet < later.built_in_sheet) == (self.built_in_word < later.built_in_word)
        return together and agreed and self.word > later.word


def out_of_order(own: Texts, texts: Sequence[Wanted]) -> bool:
    """Whether any two of the texts differ in their order, as they may in the built-in pack too."""
    spots = sorted(
        (sheet, word)
        for plain in {squeezed(text.text) for text in texts}
        if (sheet := _spot(plain, own.sheets)) and (word := _spot(plain, own.word))
    )
    return any(word < other for (_, other), (_, word) in pairwise(spots))


def swapped(own: Texts, built_in: Texts, texts: Sequence[Wanted]) -> Iterator[Swapped]:
    """The texts that a pack shows in different order, where the built-in pack doesn't, each with one that it passed."""
    known = sorted(_known(own, built_in, texts), key=lambda each: each.sheet)
    met: dict[int, list[int]] = defaultdict(list)
    for first, second in combinations(_moved(known), 2):
        if known[first].swapped(known[second]):
            met[first].append(second)
            met[second].append(first)
    while met:
        most = max(met, key=lambda index: len(met[index]))
        nearest = min(met[most], key=lambda index: abs(index - most))
        earlier, later = known[min(most, nearest)], known[max(most, nearest)]
        as_built_in = earlier.built_in_sheet < later.built_in_sheet
        yield Swapped(earlier.text, later.text, word_differs=as_built_in)
        _forget(most, met)


def _known(own: Texts, built_in: Texts, texts: Sequence[Wanted]) -> Iterator[_Known]:
    for plain, text in {squeezed(text.text): text for text in reversed(texts)}.items():
        spots = [_spot(plain, stories) for stories in (own.sheets, own.word, built_in.sheets, built_in.word)]
        found = [spot for spot in spots if spot]
        if len(found) == len(spots):
            yield _Known(text, *found)


def _spot(plain: str, stories: Sequence[str]) -> _Spot | None:
    """Where a text stands that is there once."""
    held = [(index, story.find(plain)) for index, story in enumerate(stories) if plain in story]
    return held[0] if len(held) == 1 and stories[held[0][0]].count(plain) == 1 else None


def _moved(known: Sequence[_Known]) -> list[int]:
    """Those before which one stands that comes later in the Word file, or behind which one that comes earlier."""
    words = [each.word for each in known]
    latest = list(accumulate(words, max))
    earliest = list(accumulate(reversed(words), min))[::-1]
    return [index for index, word in enumerate(words) if latest[index] > word or earliest[index] < word]


def _forget(index: int, met: dict[int, list[int]]) -> None:
    for other in met.pop(index):
        met[other].remove(index)
        if not met[other]:
            del met[other]
