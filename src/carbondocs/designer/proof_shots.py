"""What a proof shows: the documents of a pack at their extremes, and of those every page that looks like no other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from carbondocs.designer.adopted import adopted_variations, trial_setting
from carbondocs.designer.progress import Tell
from carbondocs.designer.variations import Variation
from carbondocs.diagnostics import Diagnostic, Message, message
from carbondocs.errors import CarbonDocsError
from carbondocs.issuer import Issuer
from carbondocs.kinds.base import Kind, Setting
from carbondocs.language import Tongue, worded
from carbondocs.pipeline import render_one
from carbondocs.templating.pack import Pack
from carbondocs.values.model import Model

_SCALE = 100 / 72  # pixels to the pt, at which pages that differ in a single digit look different


@dataclass(frozen=True)
class Twin:
    """A page that looks like one that is shown: its number, and the other's document and number, counted from 0."""

    number: int
    title: Message
    other: int


@dataclass(frozen=True)
class Proofed:
    """A document of a proof: the data and language, its PDF, and which pages are shown or like others.

    Where it can't be made, ``trouble`` tells why.
    """

    title: Message
    locale: str
    content: bytes = field(default=b"", repr=False)
    count: int = 0
    shown: tuple[int, ...] = ()
    twins: tuple[Twin, ...] = ()
    trouble: tuple[Diagnostic, ...] = ()


def proofed(kind: Kind[Model], pack: Pack, issuer: Issuer, locales: Sequence[str], tell: Tell) -> list[Proofed]:
    """The extremes in each of these languages."""
    settings = [trial_setting(kind, issuer, locale) for locale in locales]
    wanted = [(setting, each) for setting in settings for each in adopted_variations(kind, setting)]
    seen: dict[str, dict[bytes, tuple[Message, int]]] = {}
    found = []
    for done, (setting, variation) in enumerate(wanted):
        tell(done, len(wanted))
        found.append(_proofed(kind, pack, setting, variation, seen.setdefault(setting.locale.name, {})))
    return found


def _proofed(
    kind: Kind[Model], pack: Pack, setting: Setting, variation: Variation, seen: dict[bytes, tuple[Message, int]]
) -> Proofed:
    """One document; ``seen`` are the pages of this language that are shown already."""
    made = partial(Proofed, variation.title, setting.locale.name)
    try:
        outcome = render_one(kind, variation.row, pack, ("pdf",), setting)
    except CarbonDocsError as error:
        return made(trouble=error.diagnostics)
    if outcome.failed:
        return made(trouble=outcome.diagnostics)
    content = outcome.artifacts["pdf"].content
    shown, twins = [], []
    looks = list(_looks(content))
    for number, look in enumerate(looks):
        if look in seen:
            twins.append(Twin(number, *seen[look]))
        else:
            seen[look] = variation.title, number
            shown.append(number)
    return made(content, len(looks), tuple(shown), tuple(twins))


def _looks(content: bytes) -> Iterator[bytes]:
    """A digest of the picture of each page."""
    from pypdfium2 import PdfDocument

    with PdfDocument(content) as document:
        for page in document:
            picture = page.render(scale=_SCALE).to_pil()
            yield hashlib.sha256(repr(picture.size).encode() + picture.tobytes()).digest()


def left_out(document: Proofed, tongue: Tongue) -> str:
    """Which pages aren't shown, and like which they look; empty where all are."""
    told = []
    for (title, ahead), run in groupby(document.twins, lambda twin: (twin.title, twin.other - twin.number)):
        numbers = [twin.number for twin in run]
        gaps = {
            "pages": span(numbers),
            "others": span([number + ahead for number in numbers]),
            "title": worded(title, tongue),
        }
        told.append(
            message("Page {pages} looks like page {others} of “{title}”.", **gaps)
            if len(numbers) == 1
            else message("Pages {pages} look like pages {others} of “{title}”.", **gaps)
        )
    return " ".join(worded(each, tongue) for each in told)


def span(numbers: Sequence[int]) -> str:
    """Numbers counted from 0 as people write them: 1–4, 7."""
    runs = [[number for _, number in run] for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    return ", ".join(f"{run[0] + 1}" if len(run) == 1 else f"{run[0] + 1}–{run[-1] + 1}" for run in runs)
