"""The sections of a pack's finished Word file beside those of the built-in pack's: which of them lacks what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from carbondocs.designer.reading import squeezed
from carbondocs.designer.trial import Trial, files_of
from carbondocs.designer.uses import PICTURE
from carbondocs.designer.word_sections import Section, sections
from carbondocs.renderers.word_package import unpack


@dataclass(frozen=True)
class WordPages:
    """Each section with that of the built-in pack in its place, and with what the form demands there, squeezed; none
    where they can't be compared."""

    pairs: tuple[tuple[Section, Section, str], ...] = ()

    def lacking(self, wanted: str, times: int) -> tuple[Section, Section] | None:
        """The first section that shows a text, squeezed, or a picture, ``picture:name``, less often than the built-in
        pack's, ``times`` at most and as often as the form demands it there, with the built-in pack's."""
        for own, built_in, demanded in self.pairs:
            most = times if wanted.startswith(PICTURE) else min(times, demanded.count(wanted))
            if own.count(wanted) < min(most, built_in.count(wanted)):
                return own, built_in
        return None


def word_pages(own: Sequence[Section], trial: Trial) -> WordPages:
    """The sections of a Word file beside the built-in pack's, where the templates differ and have as many sections."""
    names = [files_of("docx", pack)[0] for pack in (trial.pack, trial.built_in)]
    if trial.pack.read(names[0]) == trial.built_in.read(names[1]):
        return WordPages()
    paged = trial.built_in.manifest.single_page or trial.looked_at or trial.compared
    built_in = sections(unpack(trial.built_in_word)) if paged and trial.built_in_word else ()
    if len(own) != len(built_in):
        return WordPages()
    texts = [squeezed(text.text) for text in trial.wanted.texts]
    demanded = ("\0".join(text for text in texts if section.count(text)) for section in built_in)
    return WordPages(tuple(zip(own, built_in, demanded, strict=True)))
