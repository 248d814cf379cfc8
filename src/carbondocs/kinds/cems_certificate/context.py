"""What the templates of the system's certificate may see (CCAI-S-C07:2024, 10.1 a to h)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from carbondocs.graphics.cems_mark import MarkDrawing
from carbondocs.graphics.outlines import Outline
from carbondocs.graphics.pictures import Picture
from carbondocs.graphics.qr import QrCode, qr_code
from carbondocs.issuer import Issuer
from carbondocs.kinds.base import Context, Setting
from carbondocs.kinds.cems_certificate.annex import SystemAnnex, annex, paragraphs, scope_is_long
from carbondocs.kinds.cems_certificate.life import Life, life
from carbondocs.kinds.cems_certificate.mark import certificate_mark, printed_size
from carbondocs.kinds.cems_certificate.record import CemsCertificate, Criterion, last_day
from carbondocs.kinds.certificates import notice, seal_and_signature, signatory_fact
from carbondocs.kinds.parts import Body, Fact, body, colours, watermark, watermark_lines
from carbondocs.language import Locale, Phrase

REGISTER = "www.cnca.gov.cn"
"""Where certificates of every body can be looked up (10.3.1)."""


@dataclass(frozen=True)
class Accredited:
    """An accreditation: the name of its logo among the pictures, and its number."""

    picture: str
    number: str


@dataclass(frozen=True)
class SystemCertificateContext(Context):
    """The main page and, where all doesn't fit it, the annex."""

    number: Fact
    certifies: Phrase
    organization: Phrase
    conforms: Phrase
    credit_code: Fact
    address: Fact
    criteria: Fact
    scope: Fact
    sites: Fact | None
    further: tuple[Fact, ...]
    validity: Phrase
    query: Phrase
    prevails: Phrase
    life: Life
    dates: tuple[Fact, ...]
    signatory: Fact
    body: Body
    mark: MarkDrawing
    mark_size: tuple[float, float]
    mark_caption: Phrase
    accreditations: tuple[Accredited, ...]
    qr: QrCode
    qr_caption: Phrase
    notice: Phrase
    watermark_lines: tuple[Outline, ...]
    annex: SystemAnnex | None


def certificate_context(
    record: CemsCertificate, pictures: Mapping[str, Picture], setting: Setting
) -> SystemCertificateContext:
    """Work out all that the certificate's templates show."""
    locale, issuer = setting.locale, setting.issuer
    say, pick = locale.say, locale.pick
    marks = watermark(setting, draft=False)
    logos = _logos(issuer)
    mark = certificate_mark(record, setting)
    lived = life(record, last_day(record, issuer.profile.validity_end), locale)
    return SystemCertificateContext(
        lang=locale.lang,
        title=say("碳排放管理体系认证证书"),
        name=str(record.number),
        watermark=marks,
        colours=colours(issuer),
        pictures={**seal_and_signature(record.signatory, pictures, issuer), **{one: logo for one, (logo, _) in logos}},
        number=Fact(say("证书编号："), (Phrase(str(record.number)),)),
        certifies=say("兹证明"),
        organization=pick(record.organization.name, record.organization.name_en),
        conforms=say("的碳排放管理体系符合下列认证依据的要求"),
        credit_code=Fact(say("统一社会信用代码："), (Phrase(str(record.organization.credit_code)),)),
        address=Fact(say("获证组织地址："), (pick(record.organization.address, record.organization.address_en),)),
        criteria=Fact(say("认证依据及版本号："), tuple(_criterion(one, locale) for one in record.criteria)),
        scope=Fact(say("认证覆盖的范围："), _scope(record, locale)),
        sites=_sites(record, locale),
        further=tuple(_further(record, locale)),
        validity=say("获证组织须在有效期内定期接受监督审核；经监督审核合格，本证书方继续有效。"),
        query=say(
            "本证书信息可在发证机构网站（{site}）和国家认证认可监督管理委员会网站（{register}）上查询。",
            site=issuer.query_site,
            register=REGISTER,
        ),
        prevails=say("本证书英文内容为译文，以中文文本为准。") if locale.translated else Phrase(""),
        life=lived,
        dates=_dates(record, setting),
        signatory=signatory_fact(record.signatory, setting),
        body=body(issuer, locale),
        mark=mark,
        mark_size=printed_size(mark),
        mark_caption=say("碳排放管理体系认证标志"),
        accreditations=tuple(Accredited(name, number) for name, (_, number) in logos),
        qr=qr_code(record.verification_url or issuer.verification_url(str(record.number))),
        qr_caption=say("扫码查询"),
        notice=notice(setting, draft=False),
        watermark_lines=watermark_lines(marks, setting),
        annex=annex(record, lived, locale),
    )


def _logos(issuer: Issuer) -> tuple[tuple[str, tuple[Picture, str]], ...]:
    """The logos of the accreditations that cover this kind, by the names under which templates show them."""
    return tuple((f"accreditation_{index}", one) for index, one in enumerate(issuer.accredited("cems-certificate"), 1))


def _criterion(criterion: Criterion, locale: Locale) -> Phrase:
    name, english = criterion.name.strip("《》"), criterion.name_en
    return locale.pick(f"{criterion.version}《{name}》", f"{criterion.version} {english}" if english else None)


def _scope(record: CemsCertificate, locale: Locale) -> tuple[Phrase, ...]:
    if scope_is_long(record, locale):
        return (locale.say("见附页"),)
    return paragraphs(record.scope, record.scope_en, locale)


def _sites(record: CemsCertificate, locale: Locale) -> Fact | None:
    """One site on the main page, or how many stand in the annex."""
    if not record.sites:
        return None
    label = locale.say("认证覆盖的场所：")
    if len(record.sites) > 1:
        return Fact(label, (locale.say("{count} 个场所，见附页", count=str(len(record.sites))),))
    (site,) = record.sites
    lines = [locale.pick(site.name, site.name_en), locale.pick(site.address, site.address_en)]
    return Fact(label, (*lines, *(paragraphs(site.scope, site.scope_en, locale) if site.scope else ())))


def _further(record: CemsCertificate, locale: Locale) -> Iterator[Fact]:
    """What only some certificates have: a main certificate, a count of recertifications."""
    if record.main_number:
        said = locale.say("{number}（本证书为其子证书，与主证书同时使用方为有效）", number=str(record.main_number))
        yield Fact(locale.say("主证书编号："), (said,))
    if record.recertifications:
        yield Fact(locale.say("再认证次数："), (Phrase(str(record.recertifications)),))


def _dates(record: CemsCertificate, setting: Setting) -> tuple[Fact, ...]:
    say, day = setting.locale.say, setting.locale.day
    reissue = [Fact(say("换证日期："), (day(record.reissued_on),))] if record.reissued_on else []
    return (
        Fact(say("初次颁证日期："), (day(record.first_issued_on or record.issued_on),)),
        Fact(say("颁证日期："), (day(record.issued_on),)),
        *reissue,
        Fact(say("有效期至："), (day(last_day(record, setting.issuer.profile.validity_end)),)),
    )
