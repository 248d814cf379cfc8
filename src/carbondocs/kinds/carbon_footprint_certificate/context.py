"""What the templates of the carbon footprint certificate may see (碳足迹认证规则 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from carbondocs.graphics.outlines import Outline
from carbondocs.graphics.pictures import Picture
from carbondocs.graphics.qr import QrCode, qr_code
from carbondocs.kinds.annex import Annex, annex
from carbondocs.kinds.base import Context, Setting
from carbondocs.kinds.carbon_footprint_certificate.record import CarbonFootprintCertificate
from carbondocs.kinds.certificates import notice, paired, party_fact, seal_and_signature, signatory_fact
from carbondocs.kinds.footprints import Footprint, certified_value, product_line
from carbondocs.kinds.parts import Body, Fact, body, colours, watermark, watermark_lines
from carbondocs.language import Locale, Phrase


@dataclass(frozen=True)
class FootprintCertificateContext(Context):
    """The main page and, where there are several products, the annex. ``label`` is none: it is another scheme's."""

    number: Fact
    applicant: Fact
    factory: Fact
    data_period: Fact
    product: Fact
    functional_unit: Fact
    footprint: Footprint
    criteria: Fact
    system_boundary: Fact
    remarks: tuple[Fact, ...]
    conformity: Phrase
    validity: Phrase
    prevails: Phrase
    dates: tuple[Fact, ...]
    signatory: Fact
    body: Body
    label: None
    label_caption: Phrase
    qr: QrCode | None
    qr_caption: Phrase
    notice: Phrase
    watermark_lines: tuple[Outline, ...]
    annex: Annex | None


def certificate_context(
    record: CarbonFootprintCertificate, pictures: Mapping[str, Picture], setting: Setting
) -> FootprintCertificateContext:
    """Work out all that the certificate's templates show."""
    locale, issuer = setting.locale, setting.issuer
    say, pick = locale.say, locale.pick
    number = str(record.number) if record.number else ""
    marks = watermark(setting, draft=record.draft)
    url = record.verification_url or (issuer.verification_url(number) if number else None)
    return FootprintCertificateContext(
        lang=locale.lang,
        title=say("碳足迹认证证书"),
        name=number,
        watermark=marks,
        colours=colours(issuer),
        pictures={} if record.draft else seal_and_signature(record.signatory, pictures, issuer),
        number=Fact(say("证书编号："), (_number(record, locale),)),
        applicant=party_fact(say("申请组织名称及地址："), record.applicant, locale),
        factory=party_fact(say("生产厂名称及地址："), record.factory, locale),
        data_period=Fact(say("时间边界："), (_period(record, locale),)),
        product=Fact(say("产品名称/规格/型号："), (product_line(record.products, locale),)),
        functional_unit=Fact(
            say("功能单位/声明单位："), (pick(record.functional_unit.text, record.functional_unit.text_en),)
        ),
        footprint=certified_value(say("产品碳足迹数值："), record.certified_footprint, locale),
        criteria=Fact(say("核查所依据的标准及规则："), _criteria(record, locale)),
        system_boundary=Fact(say("系统边界："), (pick(record.system_boundary, record.system_boundary_en),)),
        remarks=_remarks(record, locale),
        conformity=say("兹证明：上述产品的碳足迹经核查与认证，符合上述标准及规则的要求。"),
        validity=say("本证书信息可在{site}上查询。", site=issuer.query_site),
        prevails=say("本证书英文内容为译文，以中文文本为准。") if locale.translated else Phrase(""),
        dates=_dates(record, locale),
        signatory=signatory_fact(record.signatory, setting),
        body=body(issuer, locale),
        label=None,
        label_caption=Phrase(""),
        qr=qr_code(url) if url else None,
        qr_caption=say("二维码"),
        notice=notice(setting, draft=record.draft),
        watermark_lines=watermark_lines(marks, setting),
        annex=_annex(record, locale) if len(record.products) > 1 else None,
    )


def _number(record: CarbonFootprintCertificate, locale: Locale) -> Phrase:
    return Phrase(str(record.number)) if record.number else locale.say("（待赋予）")


def _period(record: CarbonFootprintCertificate, locale: Locale) -> Phrase:
    start, end = locale.day(record.data_period.start), locale.day(record.data_period.end)
    return locale.say("{start}至{end}", start=start, end=end)


def _criteria(record: CarbonFootprintCertificate, locale: Locale) -> tuple[Phrase, ...]:
    """Standards, those of the scheme with the English that the catalogue has, and the body's rules."""
    standards = paired(record.standards, record.standards_en, locale)
    if not record.standards_en:
        standards = tuple(locale.say(text) if locale.knows(text) else locale.pick(text) for text in record.standards)
    return standards + paired(record.rules, record.rules_en, locale)


def _remarks(record: CarbonFootprintCertificate, locale: Locale) -> tuple[Fact, ...]:
    return tuple(
        Fact(_with_colon(locale.pick(remark.label, remark.label_en)), (locale.pick(remark.text, remark.text_en),))
        for remark in record.remarks
    )


def _with_colon(label: Phrase) -> Phrase:
    """The label as the others stand: 数据质量：, Data quality:."""
    main, also = (text.rstrip(":：") for text in (label.main, label.also))
    chinese = any("\u4e00" <= character <= "\u9fff" for character in main)
    return Phrase(f"{main}{'：' if chinese else ':'}", f"{also}:" if also else "")


def _dates(record: CarbonFootprintCertificate, locale: Locale) -> tuple[Fact, ...]:
    blank = locale.say("（发证时填写）")
    given = ((locale.say("签发日期："), record.issued_on), (locale.say("有效期至："), record.expires_on))
    return tuple(Fact(label, (locale.day(day) if day else blank,)) for label, day in given)


def _annex(record: CarbonFootprintCertificate, locale: Locale) -> Annex:
    return annex(
        record.products,
        record.footprint,
        locale.say("产品碳足迹数值（kgCO₂e）"),
        locale.say("此附页与编号{number}的碳足迹认证证书同时使用方为有效。", number=_number(record, locale)),
        locale,
    )
