"""证书附页 of a system's certificate: a long scope, the sites, a long record of surveillance."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from carbondocs.kinds.annex import PageCount, page_counts
from carbondocs.kinds.cems_certificate.life import Life
from carbondocs.kinds.cems_certificate.record import CemsCertificate, Site
from carbondocs.language import Locale, Phrase

_MOST_SCOPE = 150.0
_MOST_ROWS = 5


@dataclass(frozen=True)
class SiteRow:
    """One site of the annex."""

    index: int
    name: Phrase
    address: Phrase
    scope: tuple[Phrase, ...]
    number: str


@dataclass(frozen=True)
class SystemAnnex:
    """What doesn't fit the main page; each part is empty or absent where the main page has it."""

    heading: tuple[PageCount, ...]
    scope_title: Phrase
    scope: tuple[Phrase, ...]
    sites_title: Phrase
    columns: tuple[Phrase, ...]
    rows: tuple[SiteRow, ...]
    numbered: bool
    life: Life | None
    elsewhere: Phrase
    closing: Phrase


def annex(record: CemsCertificate, life: Life, locale: Locale) -> SystemAnnex | None:
    """The annex; None where all stands on the main page."""
    scope = paragraphs(record.scope, record.scope_en, locale) if scope_is_long(record, locale) else ()
    sites = record.sites if len(record.sites) > 1 else ()
    if not scope and not sites and not life_is_long(life):
        return None
    columns = (locale.say("序号"), locale.say("场所名称及地址"), locale.say("认证覆盖的范围"))
    numbered = any(site.certificate_number for site in sites)
    return SystemAnnex(
        heading=page_counts(locale),
        scope_title=locale.say("认证覆盖的范围"),
        scope=scope,
        sites_title=locale.say("认证覆盖的场所"),
        columns=(*columns, locale.say("子证书编号")) if numbered else columns,
        rows=tuple(_row(index, site, locale) for index, site in enumerate(sites, 1)),
        numbered=numbered,
        life=life if life_is_long(life) else None,
        elsewhere=locale.say("见附页"),
        closing=locale.say("此附页与编号{number}的碳排放管理体系认证证书同时使用方为有效。", number=str(record.number)),
    )


def scope_is_long(record: CemsCertificate, locale: Locale) -> bool:
    """Whether the scope would crowd the main page, reckoned in widths of a Chinese character."""
    chinese, english = _width(record.scope), _width(record.scope_en or "")
    if not locale.also:
        return (english or chinese if locale.main == "en" else chinese) > _MOST_SCOPE
    return chinese + english * 0.7 > _MOST_SCOPE or record.scope.count("\n") > 5


def life_is_long(life: Life) -> bool:
    """Whether the record of surveillance has more rows than the main page has room for."""
    return len(life.rows) > _MOST_ROWS


def paragraphs(text: str, english: str | None, locale: Locale) -> tuple[Phrase, ...]:
    """A text of several lines with its English: line by line where both have as many, else one after the other."""
    lines, others = text.splitlines(), (english or "").splitlines()
    if not others:
        return tuple(map(locale.pick, lines))
    if len(lines) == len(others):
        return tuple(map(locale.pick, lines, others))
    if locale.main == "en":
        return tuple(map(Phrase, others))
    return tuple(map(Phrase, [*lines, *(others if locale.also else [])]))


def _row(index: int, site: Site, locale: Locale) -> SiteRow:
    scope = paragraphs(site.scope, site.scope_en, locale) if site.scope else (locale.say("同证书所载范围"),)
    return SiteRow(
        index,
        locale.pick(site.name, site.name_en),
        locale.pick(site.address, site.address_en),
        scope,
        str(site.certificate_number or ""),
    )


def _width(text: str) -> float:
    return sum(1 if unicodedata.east_asian_width(character) in "WF" else 0.5 for character in text)
