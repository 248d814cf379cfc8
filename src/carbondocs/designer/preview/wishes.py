"""What somebody at the preview wants to see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from carbondocs.errors import UsageError, one
from carbondocs.language import LOCALES

View = Literal["pdf", "word", "text"]
Comparison = Literal["none", "side", "difference"]


@dataclass(frozen=True)
class Studio:
    """What a preview works on: the folder of a pack, the profiles to choose from, and how long a document may take.

    None among the profiles stands for the sample issuer; ``seconds`` is the time for one document, after which it is
    stopped.
    """

    pack: Path
    issuers: tuple[Path | None, ...] = (None,)
    seconds: float = 40.0


@dataclass(frozen=True)
class Wish:
    """Which data, language, issuer and mode; as what; beside the built-in pack or not.

    ``data`` is the name of a sample or of a variation; ``view`` is the PDF's pages, the Word file as pages, or its
    text.
    """

    data: str
    locale: str
    issuer: int = 0
    draft: bool = False
    longest: bool = False
    view: View = "pdf"
    comparison: Comparison = "none"

    def file_name(self, studio: Studio, suffix: str) -> str:
        """What a download of it is called."""
        modes = (name for name in ("draft", "longest") if getattr(self, name))
        return f"{'-'.join((studio.pack.name, self.data, self.locale, *modes))}.{suffix}"

    @classmethod
    def read(cls, given: Mapping[str, Any], studio: Studio) -> Wish:
        """A wish as the page sends it; UsageError where it asks for what there isn't."""
        wish = cls(
            data=str(given.get("data", "")),
            locale=str(given.get("locale", "")),
            issuer=int(given["issuer"]) if str(given.get("issuer", 0)).isdecimal() and given.get("issuer") else 0,
            draft=given.get("draft") in {True, "true"},
            longest=given.get("longest") in {True, "true"},
            view=given.get("view", "pdf"),
            comparison=given.get("comparison", "none"),
        )
        known = (
            (wish.locale, LOCALES),
            (wish.view, get_args(View)),
            (wish.comparison, get_args(Comparison)),
            (wish.issuer, range(len(studio.issuers))),
        )
        for value, choices in known:
            if value not in choices:
                raise UsageError(one("preview.choice", "There is no choice {value}.", value=value))
        return wish
