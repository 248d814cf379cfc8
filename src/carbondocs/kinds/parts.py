"""Pieces that the contexts of several kinds are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from carbondocs.faces import face
from carbondocs.graphics.outlines import Outline, outline
from carbondocs.issuer import Issuer
from carbondocs.kinds.base import Setting
from carbondocs.language import Locale, Phrase

LEAF = "#2E8B57"
PALE = "#EEF6F1"


@dataclass(frozen=True)
class Fact:
    """A label of the form and what stands beside it, one line or several."""

    label: Phrase
    lines: tuple[Phrase, ...]

    @property
    def text(self) -> Phrase:
        """The first line."""
        return self.lines[0]


@dataclass(frozen=True)
class Body:
    """The issuing certification body as it stands at the foot: its name, and lines about it."""

    name: Phrase
    lines: tuple[Phrase, ...]


def body(issuer: Issuer, locale: Locale) -> Body:
    """The issuing body: name, approval number, address, telephone and website."""
    profile = issuer.profile
    contact = [text for text in (profile.phone, profile.website) if text]
    return Body(
        locale.pick(profile.name, profile.name_en),
        (
            _joined(locale.say("批准号"), str(profile.approval_number)),
            locale.pick(profile.address, profile.address_en),
            *([Phrase(" · ".join(contact))] if contact else []),
        ),
    )


def _joined(label: Phrase, text: str) -> Phrase:
    return Phrase(" ".join(part for part in (label.main, label.also, text) if part))


def watermark(setting: Setting, *, draft: bool) -> Phrase:
    """What stands across the page of a draft or a sample, in both languages whatever the document's are."""
    marks = [mark for mark, holds in (("样张", setting.issuer.sample), ("草稿", draft)) if holds]
    english = {"样张": "SAMPLE", "草稿": "DRAFT"}
    return Phrase(" · ".join(marks), " · ".join(english[mark] for mark in marks))


def watermark_lines(words: Phrase, setting: Setting) -> tuple[Outline, ...]:
    """The watermark's Chinese and English lines as outlines around x = 0, in mm, for where it is a drawing."""
    hei = face(setting.faces, "CarbonDocs Hei", 700).path
    sizes = ((words.main, 22.0, 0.12), (words.also, 13.6, 0.18))
    return tuple(outline(text, hei, size, tracking=tracking, anchor="middle") for text, size, tracking in sizes if text)


def colours(issuer: Issuer) -> Mapping[str, str]:
    """The colours that templates draw with: the issuer's accent and the house's greens."""
    return {"dark": issuer.profile.accent, "leaf": LEAF, "pale": PALE, "paper": "#FFFFFF"}
