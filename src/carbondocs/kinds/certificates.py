"""What certificates of every rule have in common: who signs, how drafts are marked, what is warned of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import Field

from carbondocs.diagnostics import Severity, message
from carbondocs.errors import InvalidValue
from carbondocs.graphics.pictures import Picture
from carbondocs.issuer import Issuer
from carbondocs.kinds.base import Broken, Setting
from carbondocs.kinds.parts import Fact
from carbondocs.language import Locale, Phrase
from carbondocs.values.model import Model
from carbondocs.values.party import Party
from carbondocs.values.picture_name import PictureName
from carbondocs.values.text import Person

_SIGNATURE = "signatory.signature"
_VERSION = re.compile(r"(?<![A-Za-z0-9])(?:19[5-9]|20[0-4])[0-9](?![0-9])")  # a year, which PAS 2050's number isn't


class Signatory(Model):
    """Who signs the certificate, with an image of the signature where one is given."""

    name: Person = Field(title="证书签发人")
    name_en: Person | None = Field(None, title="证书签发人英文名")
    signature: PictureName | None = Field(None, title="签名图")


def signatory_fact(signatory: Signatory | None, setting: Setting) -> Fact:
    """证书签发人: the data's, or else the issuer's."""
    profile = setting.issuer.profile
    name, english = profile.signatory or "", profile.signatory_en
    if signatory:
        name, english = signatory.name, signatory.name_en
    return Fact(setting.locale.say("证书签发人："), (setting.locale.pick(name, english),))


def seal_and_signature(
    signatory: Signatory | None, own: Mapping[str, Picture], issuer: Issuer
) -> Mapping[str, Picture]:
    """The issuer's pictures; its standing signature is not another signatory's, whose own is among ``own``."""
    if signatory is None:
        return issuer.pictures
    sealed = {role: picture for role, picture in issuer.pictures.items() if role != "signature"}
    return sealed | {"signature": own[_SIGNATURE]} if _SIGNATURE in own else sealed


def party_fact(label: Phrase, party: Party, locale: Locale) -> Fact:
    """Name and address under their label."""
    return Fact(label, (locale.pick(party.name, party.name_en), locale.pick(party.address, party.address_en)))


def notice(setting: Setting, *, draft: bool) -> Phrase:
    """The line that marks a draft or a sample, at the head of the page."""
    say = setting.locale.say
    notices = [
        *([say("样张，仅供展示，不具证书效力")] if setting.issuer.sample else []),
        *([say("草稿，未赋予证书编号，不具证书效力")] if draft else []),
    ]
    return Phrase(
        " · ".join(notice.main for notice in notices), " · ".join(filter(None, (notice.also for notice in notices)))
    )


def english_is_given(wanted: Mapping[str, str | None], setting: Setting) -> Iterator[Broken]:
    """In a translated document each of these texts, by its path in the data, has its English."""
    if not setting.locale.translated:
        return
    for path in (path for path, text in wanted.items() if not text):
        problem = message("There is no English for {field}; the Chinese stands in its place.", field=path)
        yield Broken(path, InvalidValue("english.missing", problem, message("Add it.")), Severity.WARNING)


def english_of(name: str, party: Party) -> dict[str, str | None]:
    """The English texts of a party, by their paths."""
    return {f"{name}.name_en": party.name_en, f"{name}.address_en": party.address_en}


def english_pairs_up(name: str, chinese: tuple[str, ...], english: tuple[str, ...]) -> Iterator[Broken]:
    """A list in English, where it is given, has an entry for each in Chinese."""
    if english and len(english) != len(chinese):
        problem = message(
            "{field} has {english} entries in English and {chinese} in Chinese.",
            field=name,
            english=len(english),
            chinese=len(chinese),
        )
        hint = message("Give the English of every entry, in the same order, or none.")
        yield Broken(f"{name}_en", InvalidValue("english.pairs", problem, hint))


def paired(chinese: tuple[str, ...], english: tuple[str, ...], locale: Locale) -> tuple[Phrase, ...]:
    """The entries of a list with their English, as far as it is given."""
    return tuple(locale.pick(*pair) for pair in zip(chinese, english or (None,) * len(chinese), strict=True))


def versions_are_named(name: str, criteria: tuple[str, ...], clause: str) -> Iterator[Broken]:
    """Each of the criteria says of which year it is."""
    for index, text in enumerate(criteria):
        if not _VERSION.search(text):
            problem = message("It doesn't say of which year {text} is.", text=text)
            hint = message("Add the version, as in ISO 14067:2018.")
            yield Broken(f"{name}[{index}]", InvalidValue("criteria.version", problem, hint, clause))


def organization_codes_agree(record: Model, *roles: str) -> Iterator[Broken]:
    """The organisation code within the credit code of each party has its own check character (GB 11714-1997)."""
    for role in roles:
        code = getattr(record, role).credit_code
        if code and not code.organization_code_agrees:
            problem = message("The organisation code in {code} has a wrong check character.", code=code)
            hint = message("Compare it with the business licence; a few old codes are like this.")
            error = InvalidValue("credit_code.organization", problem, hint, "GB 11714-1997")
            yield Broken(f"{role}.credit_code", error, Severity.WARNING)
