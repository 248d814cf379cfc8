"""What of a rendered page people can't read or machines can't scan: hidden, overlapping and cut-off text, QR codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, get_args

from carbondocs.designer.reading import Code, Glyph, ReadPage, codes, mm, squeezed
from carbondocs.designer.sightings import Seen, Teller
from carbondocs.diagnostics import Diagnostic, Place, Severity, message
from carbondocs.errors import InvalidValue
from carbondocs.graphics.print_size import MODULE
from carbondocs.graphics.qr import Correction, QrCode, qr_code

_CELL = 24.0  # pt: the grid in which neighbours are looked for
_OVERLAP = 0.3  # of the smaller character
_CONTRAST = 28  # of 255 between the darkest and the lightest pixel of a character
_BEYOND = 1.0  # pt
_LOWEST = 4.4  # pt: the line of a Latin face of 4 pt; those of Chinese faces are higher
_FEW = 2
_MOST_TEXT = 40


@dataclass(frozen=True)
class Owner:
    """A text on a page, and the field that it is of; none where the template itself holds it."""

    text: str
    field: str = ""

    @property
    def name(self) -> str:
        """What it is known by: its field, or where it has none, the text."""
        return self.field or self.text

    @property
    def told(self) -> str:
        """The text, cut where it is long."""
        return self.text if len(self.text) <= _MOST_TEXT else f"{self.text[:_MOST_TEXT]}…"


@dataclass(frozen=True)
class Fault:
    """A text that can't be read: cut off by the page's edge (``cut``), over another text (``overlap``), not to be told
    from its ground (``hidden``) or tiny (``small``)."""

    why: str
    page: int
    owner: Owner
    other: Owner | None = None

    def told(self, place: Place, seen: Seen) -> Diagnostic:
        """The fault as a finding."""
        words = {"text": self.owner.told, "page": self.page, **seen}
        problem = {
            "cut": message("“{text}” goes beyond the edge of page {page} (seen with {trials}, in {locales}).", **words),
            "overlap": message(
                "“{text}” and “{other}” lie over each other on page {page} (seen with {trials}, in {locales}).",
                other=(self.other or self.owner).told,
                **words,
            ),
            "hidden": message(
                "“{text}” can't be told from its ground on page {page} (seen with {trials}, in {locales}).", **words
            ),
            "small": message(
                "“{text}” is too small to be read on page {page} (seen with {trials}, in {locales}).", **words
            ),
        }[self.why]
        hint = {
            "cut": message("Give it more room, or mend its position."),
            "overlap": message("Give them more room, or mend the position of one of them."),
            "hidden": message(
                "Give it a colour that differs from what is behind it, and take away what hides it (opacity, overflow)."
            ),
            "small": message("Give it a larger font size."),
        }[self.why]
        return Diagnostic(self.code, problem, hint, place)

    @property
    def code(self) -> str:
        """The code of the finding."""
        return "layout.hidden" if self.why == "small" else f"layout.{self.why}"


def unreadable(pages: Sequence[ReadPage], texts: Sequence[tuple[str, str]]) -> Iterator[Fault]:
    """The faults of pages that show these texts, each with its field before it."""
    known = sorted(((squeezed(text), Owner(text, name)) for name, text in texts), key=lambda each: -len(each[0]))
    for number, page in enumerate(pages, 1):
        small = [index for index, glyph in enumerate(page.glyphs) if glyph.line < _LOWEST]
        faulty = {"cut": list(_beyond(page)), "hidden": list(_hidden(page)), "small": small}
        overlapping = _overlapping(page.glyphs)
        if not (overlapping or any(faulty.values())):
            continue
        owners = _owners(page.glyphs, known)
        for why, indices in faulty.items():
            for owner in _owning(page.glyphs, owners, indices):
                yield Fault(why, number, owner)
        for owner, other in _over_each_other(page.glyphs, owners, overlapping):
            yield Fault("overlap", number, owner, other)


def _owners(glyphs: Sequence[Glyph], known: Sequence[tuple[str, Owner]]) -> list[Owner | None]:
    """Of which of the known texts, the longest first, each character is."""
    letters = [(letter, index) for index, glyph in enumerate(glyphs) for letter in squeezed(glyph.char)]
    whole = "".join(letter for letter, _ in letters)
    owners: list[Owner | None] = [None] * len(glyphs)
    for plain, owner in known:
        at = whole.find(plain) if plain else -1
        while at >= 0:
            inside = {index for _, index in letters[at : at + len(plain)]}
            if all(owners[index] is None for index in inside):
                for index in inside:
                    owners[index] = owner
            at = whole.find(plain, at + len(plain))
    return owners


def _owning(glyphs: Sequence[Glyph], owners: Sequence[Owner | None], indices: Sequence[int]) -> Iterator[Owner]:
    """The texts of these characters, each of which has a few of them; characters of no known text are one by
    themselves."""
    found: dict[Owner, int] = defaultdict(int)
    for run in _runs(indices):
        for owner, part in groupby(run, key=lambda index: owners[index]):
            held = list(part)
            found[owner or Owner("".join(glyphs[index].char for index in held))] += len(held)
    yield from (owner for owner, count in found.items() if count >= _FEW)


def _runs(indices: Sequence[int]) -> Iterator[list[int]]:
    """The numbers in runs that follow each other."""
    for _, run in groupby(enumerate(indices), key=lambda each: each[1] - each[0]):
        yield [index for _, index in run]


def _over_each_other(
    glyphs: Sequence[Glyph], owners: Sequence[Owner | None], pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[Owner, Owner]]:
    """A text of each field that lies over others, the one over most first, with a text of one of these."""
    if len({index for pair in pairs for index in pair}) < _FEW:
        return
    shown: dict[str, Owner] = {}
    met: dict[str, dict[str, None]] = defaultdict(dict)
    for pair in pairs:
        first, second = (owners[index] or Owner(glyphs[index].char) for index in pair)
        for one, other in ((first, second), (second, first)):
            shown.setdefault(one.name, one)
            met[one.name][other.name] = None
    while met:
        most = max(met, key=lambda name: len(met[name]))
        others = met.pop(most)
        yield shown[most], shown[next(iter(others))]
        for name in others.keys() & met.keys():
            met[name].pop(most, None)
            if not met[name]:
                del met[name]


def _beyond(page: ReadPage) -> Iterator[int]:
    for index, glyph in enumerate(page.glyphs):
        outside = max(-glyph.left, -glyph.bottom, glyph.right - page.width, glyph.top - page.height)
        if outside > _BEYOND:
            yield index


def _overlapping(glyphs: Sequence[Glyph]) -> list[tuple[int, int]]:
    """The pairs of characters that lie over each other; those of italics that lean over their neighbours don't."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, glyph in enumerate(glyphs):
        for across in range(int(glyph.left // _CELL), int(glyph.right // _CELL) + 1):
            for up in range(int(glyph.bottom // _CELL), int(glyph.top // _CELL) + 1):
                cells[across, up].append(index)
    found = set[tuple[int, int]]()
    for held in cells.values():
        for at, first in enumerate(held):
            for second in held[at + 1 :]:
                if abs(first - second) > 1 and _shared(glyphs[first], glyphs[second]) > _OVERLAP:
                    found.add((first, second))
    return sorted(found)


def _shared(one: Glyph, other: Glyph) -> float:
    """How much of the smaller of two characters lies within the other's box."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.top, other.top) - max(one.bottom, other.bottom)
    if width <= 0 or height <= 0:
        return 0.0
    areas = ((glyph.right - glyph.left) * (glyph.top - glyph.bottom) for glyph in (one, other))
    return width * height / max(min(areas), 0.01)


def _hidden(page: ReadPage) -> Iterator[int]:
    scale = page.scale
    for index, glyph in enumerate(page.glyphs):
        left, right = int(glyph.left * scale), int(glyph.right * scale) + 1
        upper, lower = int((page.height - glyph.top) * scale), int((page.height - glyph.bottom) * scale) + 1
        box = (max(left, 0), max(upper, 0), min(right, page.image.width), min(lower, page.image.height))
        if box[0] >= box[2] or box[1] >= box[3]:
            continue  # told as cut off
        darkest, lightest = page.image.crop(box).getextrema()
        if lightest - darkest < _CONTRAST:
            yield index


def unscannable(
    images: Iterable[Any], code: QrCode, place: Place, clause: str, *, printed: bool
) -> tuple[str, Teller] | None:
    """What is wrong with the document's QR code, where it can't be read from any of the pictures or is too small in
    print: the finding's code, and how it is told."""
    found = next((each for image in images for each in codes(image) if _says(each, code)), None)

    def unreadable_code(seen: Seen) -> Diagnostic:
        problem = message("The QR code can't be scanned (seen with {trials}, in {locales}).", **seen)
        hint = message("Keep it dark on white, undistorted, with 4 modules of white around it, and nothing over it.")
        return Diagnostic("qr.unreadable", problem, hint, place, clause)

    def small_code(seen: Seen) -> Diagnostic:
        problem = message(
            "The QR code is {side} mm wide; telephones may not read it (seen with {trials}, in {locales}).",
            side=f"{side:.1f}",
            **seen,
        )
        hint = message("Make it at least {least} mm wide.", least=f"{MODULE * code.modules:.1f}")
        return Diagnostic("qr.small", problem, hint, place, clause, Severity.WARNING)

    if found is None:
        return "qr.unreadable", unreadable_code
    side = mm(found.side)
    if printed and side / code.modules < MODULE * 0.97:
        return "qr.small", small_code
    return None


def _says(read: Code, code: QrCode) -> bool:
    """Whether that is the document's code: it is drawn the same for what was read."""
    for correction in get_args(Correction):
        try:
            if qr_code(read.text, correction).path == code.path:
                return True
        except InvalidValue:
            return False
    return False
