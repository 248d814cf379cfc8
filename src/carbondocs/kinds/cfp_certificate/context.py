"""What the templates of the product carbon footprint label certificate may see (附件3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from carbondocs.graphics.label import ELSEWHERE, LabelContext, label_context, label_face
from carbondocs.graphics.outlines import Outline
from carbondocs.graphics.pictures import Picture
from carbondocs.graphics.qr import QrCode, qr_code
from carbondocs.kinds.annex import Annex, annex
from carbondocs.kinds.base import Context, Setting
from carbondocs.kinds.certificates import notice, paired, party_fact, seal_and_signature, signatory_fact
from carbondocs.kinds.certified import end_of_validity
from carbondocs.kinds.cfp_certificate.record import CfpCertificate
from carbondocs.kinds.footprints import Footprint, certified_value, product_line
from carbondocs.kinds.parts import Body, Fact, body, colours, watermark, watermark_lines
from carbondocs.language import Locale, Phrase


@dataclass(frozen=True)
class CertificateContext(Context):
    """The main page and, where there are several products, the annex."""

    number: Fact
    applicant: Fact
    manufacturer: Fact
    factory: Fact
    certification_unit: Fact
    product: Fact
    functional_unit: Fact
    system_boundary: Fact
    data_period: Fact
    footprint: Footprint
    certification_mode: Fact
    standards: Fact
    conformity: Phrase
    validity: Phrase
    prevails: Phrase
    dates: tuple[Fact, ...]
    signatory: Fact
    body: Body
    label: LabelContext
    label_caption: Phrase
    qr: QrCode | None
    qr_caption: Phrase
    notice: Phrase
    watermark_lines: tuple[Outline, ...]
    annex: Annex | None


def certificate_context(
    record: CfpCertificate, pictures: Mapping[str, Picture], setting: Setting
) -> CertificateContext:
    """Work out all that the certificate's templates show."""
    say, pick = setting.locale.say, setting.locale.pick
    issuer = setting.issuer
    number = str(record.number) if record.number else ""
    marks = watermark(setting, draft=record.draft)
    url = record.verification_url or (issuer.verification_url(number) if number else None)
    return CertificateContext(
        lang=setting.locale.lang,
        title=say("产品碳足迹标识认证证书"),
        name=number,
        watermark=marks,
        colours=colours(issuer),
        pictures={} if record.draft else seal_and_signature(record.signatory, pictures, issuer),
        number=Fact(say("证书编号："), (Phrase(number) if number else say("（待统一赋予）"),)),
        applicant=party_fact(say("认证委托人名称及地址："), record.applicant, setting.locale),
        manufacturer=party_fact(say("生产者名称及地址："), record.manufacturer, setting.locale),
        factory=party_fact(say("生产企业名称及地址："), record.factory, setting.locale),
        certification_unit=Fact(say("认证单元："), (pick(record.certification_unit, record.certification_unit_en),)),
        product=Fact(
            say("产品名称/规格/型号："),
            (product_line(record.products, setting.locale),),
        ),
        functional_unit=Fact(
            say("功能单位/声明单位："), (pick(record.functional_unit.text, record.functional_unit.text_en),)
        ),
        system_boundary=Fact(say("系统边界："), (pick(record.system_boundary, record.system_boundary_en),)),
        data_period=Fact(
            say("数据时间边界："),
            (
                say(
                    "{start}至{end}",
                    start=setting.locale.day(record.data_period.start),
                    end=setting.locale.day(record.data_period.end),
                ),
            ),
        ),
        footprint=certified_value(say("功能单位/声明单位产品碳足迹："), record.certified_footprint, setting.locale),
        certification_mode=Fact(say("认证模式："), (_fixed(record.certification_mode, setting.locale),)),
        standards=Fact(say("认证依据标准/技术要求："), paired(record.standards, record.standards_en, setting.locale)),
        conformity=say(
            "上述产品符合《{general}》、《{specific}》的要求。",
            general=pick(record.rules.general, record.rules.general_en),
            specific=pick(record.rules.specific, record.rules.specific_en),
        ),
        validity=say("本证书的有效性依据发证机构的监督获得保持，证书信息可在{site}上查询。", site=issuer.query_site),
        prevails=say("本证书英文内容为译文，以中文文本为准。") if setting.locale.translated else Phrase(""),
        dates=_dates(record, setting),
        signatory=signatory_fact(record.signatory, setting),
        body=body(issuer, setting.locale),
        label=_label(record, setting),
        label_caption=say("产品碳足迹认证标识"),
        qr=qr_code(url) if url else None,
        qr_caption=say("二维码"),
        notice=notice(setting, draft=record.draft),
        watermark_lines=watermark_lines(marks, setting),
        annex=_annex(record, setting.locale) if len(record.products) > 1 else None,
    )


def _fixed(text: str, locale: Locale) -> Phrase:
    return locale.say(text) if locale.knows(text) else locale.pick(text)


def _dates(record: CfpCertificate, setting: Setting) -> tuple[Fact, ...]:
    say, day = setting.locale.say, setting.locale.day
    if record.issued_on is None:
        blank = (say("（发证时填写）"),)
        return (Fact(say("发证日期："), blank), Fact(say("有效期至："), blank))
    end = record.expires_on or end_of_validity(record.issued_on, setting)
    reissue = [Fact(say("换证日期："), (day(record.reissued_on),))] if record.reissued_on else []
    return (
        Fact(say("发证日期："), (day(record.issued_on),)),
        *reissue,
        Fact(say("有效期至："), (day(end),)),
    )


def _label(record: CfpCertificate, setting: Setting) -> LabelContext:
    certified = record.certified_footprint
    return label_context(certified.grouped if certified else ELSEWHERE, label_face(setting.faces))


def _annex(record: CfpCertificate, locale: Locale) -> Annex:
    number = Phrase(str(record.number)) if record.number else locale.say("（待统一赋予）")
    return annex(
        record.products,
        record.footprint,
        locale.say("功能单位/声明单位产品碳足迹（kgCO₂e）"),
        locale.say("此证书附件需与编号{number}的中国产品碳足迹标识认证证书同时使用方为有效。", number=number),
        locale,
    )
