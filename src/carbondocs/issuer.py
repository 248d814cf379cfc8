"""The certification body's profile, ``issuer.toml``: who issues, with which seal, colours and conventions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, ValidationError

from carbondocs.diagnostics import Diagnostic, Place, message
from carbondocs.errors import DataError, InvalidValue
from carbondocs.graphics.artwork import Artwork, Colour, LabelArtwork, MarkArtwork, load_artwork
from carbondocs.graphics.contrast import GRAPHICS, contrast
from carbondocs.graphics.pictures import Picture, load_picture
from carbondocs.values.approval_number import ApprovalNumber
from carbondocs.values.dates import Day, EndConvention
from carbondocs.values.findings import diagnose
from carbondocs.values.model import Model
from carbondocs.values.picture_name import PictureName
from carbondocs.values.text import Address, Line, Name, Person
from carbondocs.values.toml_words import parsed_toml, toml_fault
from carbondocs.workspace import Folder, shipped

PROFILE = "issuer.toml"
_ROLES = ("signature", "seal", "logo")
ACCENT = "#0B4D3A"
"""The house's deep green."""


def _pattern(value: object) -> object:
    if not isinstance(value, str) or not re.fullmatch(r"https?://[!-~]{1,290}", value) or "{number}" not in value:
        raise InvalidValue(
            "issuer.url",
            message("This is not the pattern of a web address with {gap} in it.", gap="{number}"),
            message("Write it like {example}.", example="https://www.example.com/verify/{number}"),
        )
    return value


UrlPattern = Annotated[str, BeforeValidator(_pattern)]


class Artworks(Model):
    """Official artwork in the place of carbondocs' own drawings, by the kind of document."""

    cfp_label: LabelArtwork | None = Field(None, alias="cfp-label", title="产品碳足迹标识图样")
    cems_mark: MarkArtwork | None = Field(None, alias="cems-mark", title="碳排放管理体系认证标志图样")


class Accreditation(Model):
    """An accreditation of the body, whose logo stands on the certificates of the kinds that it covers."""

    logo: PictureName = Field(title="认可标识图")
    number: Line | None = Field(None, title="认可注册号", description="Stands below the logo.")
    kinds: Annotated[tuple[Line, ...], Field(min_length=1)] = Field(
        title="适用文书", description="The kinds of document that may bear it."
    )


class Profile(Model):
    """What ``issuer.toml`` holds. Files are named relative to its folder."""

    name: Name = Field(title="认证机构名称")
    name_en: Name | None = Field(None, title="认证机构英文名称")
    short_name: Name | None = Field(None, title="认证机构简称", description="What stands below a mark.")
    address: Address = Field(title="地址")
    address_en: Address | None = Field(None, title="英文地址")
    approval_number: ApprovalNumber = Field(title="认证机构批准号")
    website: Line | None = Field(None, title="网站")
    phone: Line | None = Field(None, title="电话")
    query_site: Line | None = Field(
        None, title="查询网站", description="Where certificates can be looked up; the website where it is absent."
    )
    verification_url: UrlPattern = Field(
        title="核验网址", description="What the QR code links to; {number} stands for the certificate number."
    )
    signatory: Person | None = Field(None, title="证书签发人")
    signatory_en: Person | None = Field(None, title="证书签发人英文名")
    signature: PictureName | None = Field(None, title="签名图")
    seal: PictureName | None = Field(None, title="印章图")
    logo: PictureName | None = Field(
        None, title="机构标志图", description="For templates of the body's own, as picture:logo; ours show none."
    )
    accent: Colour = Field(ACCENT, title="主色")
    validity_end: EndConvention = Field(
        EndConvention.DAY_BEFORE,
        title="有效期截止日约定",
        description="Whether a certificate ends on the day before its anniversary or on that day.",
    )
    fonts: Line | None = Field(None, title="字体目录", description="A folder of further, licensed faces.")
    templates: Line | None = Field(None, title="模板目录", description="A folder of packs of its own.")
    artwork: Artworks = Field(Artworks(), title="官方图样")
    looks: dict[str, Line] = Field(
        {}, title="版式", description="By kind of document, which look of its pack is taken, such as landscape."
    )
    accreditation: Annotated[tuple[Accreditation, ...], Field(max_length=2)] = Field(
        (), title="认可", description="What stands beside the mark on the certificates that it covers."
    )
    sample_day: Day | None = Field(
        None,
        title="样张日期",
        description="Only in a sample profile: all that it renders is marked as a sample, and this day is its today.",
    )


@dataclass(frozen=True)
class Issuer:
    """A profile with its folder and its pictures, all of them checked; ``logos`` are those of its accreditations."""

    profile: Profile
    folder: Folder
    pictures: dict[str, Picture]
    artwork: dict[str, Artwork] = field(default_factory=dict)
    logos: tuple[Picture, ...] = ()

    @property
    def sample(self) -> bool:
        """Whether all that this issuer renders is a sample."""
        return self.profile.sample_day is not None

    def today(self) -> date:
        """The day that counts as today."""
        return self.profile.sample_day or date.today()

    def accredited(self, kind: str) -> tuple[tuple[Picture, str], ...]:
        """The logos, with their numbers, that documents of that kind may bear."""
        entries = enumerate(self.profile.accreditation)
        return tuple((self.logos[index], entry.number or "") for index, entry in entries if kind in entry.kinds)

    def verification_url(self, number: str) -> str:
        """Where the certificate of that number can be looked up."""
        return self.profile.verification_url.replace("{number}", number)

    @property
    def short_name(self) -> str:
        """What the body is called below a mark."""
        return self.profile.short_name or self.profile.name

    @property
    def query_site(self) -> str:
        """Where certificates of this body can be looked up."""
        return self.profile.query_site or self.profile.website or urlsplit(self.profile.verification_url).netloc


def sample_issuer() -> Issuer:
    """The fictitious body that comes with carbondocs; its documents are marked 样张 / SAMPLE."""
    return load_issuer(shipped("samples") / "issuer" / PROFILE)


def load_issuer(path: Path) -> Issuer:
    """The issuer of that profile, or of the one in that folder; DataError with all findings where it is wrong."""
    path = path / PROFILE if path.is_dir() else path
    source = path.name
    content = b""
    try:
        content = path.read_bytes()
        profile = Profile.model_validate(parsed_toml(content))
    except OSError as error:
        raise DataError(
            [
                Diagnostic(
                    "issuer.missing",
                    message("There is no issuer's profile {path} that can be read.", path=path),
                    message("Check the path given with --issuer."),
                )
            ]
        ) from error
    except (TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError([toml_fault(error, content, "issuer.syntax", source)]) from error
    except ValidationError as error:
        raise DataError(diagnose(error, Profile, lambda at: Place(source, at))) from error
    folder = Folder(path.parent)
    pictures = _pictures(profile, folder, source)
    logos = tuple(pictures.pop(_logo(index)) for index in range(len(profile.accreditation)))
    return Issuer(profile, folder, pictures, _artwork(profile, folder, source), logos)


def _logo(index: int) -> str:
    """The path of an accreditation's logo in the profile."""
    return f"accreditation[{index}].logo"


def _pictures(profile: Profile, folder: Folder, source: str) -> dict[str, Picture]:
    pictures, findings = {}, []
    named = {role: getattr(profile, role) for role in _ROLES}
    named |= {_logo(index): entry.logo for index, entry in enumerate(profile.accreditation)}
    for role, name in named.items():
        try:
            if name:
                pictures[role] = load_picture(folder, name)
        except InvalidValue as error:
            findings.append(Diagnostic(error.code, error.problem, error.hint, Place(source, role)))
    if findings:
        raise DataError(findings)
    return pictures


def _artwork(profile: Profile, folder: Folder, source: str) -> dict[str, Artwork]:
    artwork, findings = {}, []
    for name, described in {"cfp-label": profile.artwork.cfp_label, "cems-mark": profile.artwork.cems_mark}.items():
        try:
            if described:
                _check_inks(described)
                artwork[name] = load_artwork(folder, described)
        except InvalidValue as error:
            findings.append(Diagnostic(error.code, error.problem, error.hint, Place(source, f"artwork.{name}")))
    if findings:
        raise DataError(findings)
    return artwork


def _check_inks(artwork: LabelArtwork | MarkArtwork) -> None:
    found = contrast(artwork.ink, artwork.paper)
    if found < GRAPHICS:
        raise InvalidValue(
            "artwork.contrast",
            message(
                "{ink} on {paper} has a contrast of {found} to 1; print needs {least} to 1.",
                ink=artwork.ink,
                paper=artwork.paper,
                found=f"{found:.1f}",
                least=f"{GRAPHICS:g}",
            ),
            message("Choose a darker or lighter ink for what stands in the boxes."),
        )
