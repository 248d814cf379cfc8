"""附件3 as the tests know it: the labels, sentences and values that a certificate must show, worked out apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from certificate_data import sample

from carbondocs.issuer import sample_issuer

LABELS = {
    "title": ("产品碳足迹标识认证证书", "Product Carbon Footprint Label Certificate"),
    "number": ("证书编号：", "Certificate No.:"),
    "applicant": ("认证委托人名称及地址：", "Applicant, name and address:"),
    "manufacturer": ("生产者名称及地址：", "Manufacturer, name and address:"),
    "factory": ("生产企业名称及地址：", "Factory, name and address:"),
    "certification_unit": ("认证单元：", "Certification unit:"),
    "product": ("产品名称/规格/型号：", "Product / specification / model:"),
    "functional_unit": ("功能单位/声明单位：", "Functional/declared unit:"),
    "system_boundary": ("系统边界：", "System boundary:"),
    "data_period": ("数据时间边界：", "Data period:"),
    "footprint": ("功能单位/声明单位产品碳足迹：", "Product carbon footprint per functional/declared unit:"),
    "certification_mode": ("认证模式：", "Certification mode:"),
    "standards": ("认证依据标准/技术要求：", "Standards / technical requirements:"),
    "signatory": ("证书签发人：", "Signatory:"),
}
"""The labels of the main page, in the form's order, by the names of the data."""

DATES = {
    "issued_on": ("发证日期：", "Date of issue:"),
    "reissued_on": ("换证日期：", "Date of reissue:"),
    "expires_on": ("有效期至：", "Valid until:"),
}
PREVAILS = (
    "本证书英文内容为译文，以中文文本为准。",
    "The English text is a courtesy translation; the Chinese text prevails.",
)
MODE = (
    "初始检查+产品碳足迹核查+获证后监督",
    "Initial inspection + product carbon footprint verification + surveillance after certification",
)


def mandatory(name: str, locale: str) -> list[str]:
    """All that the main page of a sample must show in that language or those languages."""
    tongues = {"zh-CN": [0], "en": [1], "zh-CN+en": [0, 1]}[locale]
    return [text for tongue in tongues for text in (*_labels(name, tongue), *_values(sample(name), tongue))] + (
        [PREVAILS[tongue] for tongue in tongues] if 1 in tongues else []
    )


def _labels(name: str, tongue: int) -> Iterator[str]:
    yield from (words[tongue] for words in LABELS.values())
    yield from (DATES[field][tongue] for field in DATES if field != "reissued_on" or "reissued_on" in sample(name))
    yield ("产品碳足迹认证标识", "Carbon footprint label")[tongue]
    yield ("二维码", "QR code")[tongue]


def _values(data: dict[str, Any], tongue: int) -> Iterator[str]:
    mark = ("", "_en")[tongue]
    issuer = sample_issuer().profile
    yield data.get("number") or ("（待统一赋予）", "(to be assigned by the registry)")[tongue]
    for role in ("applicant", "manufacturer", "factory"):
        yield from (data[role][f"{part}{mark}"] for part in ("name", "address"))
    yield from (data[f"{field}{mark}"] for field in ("certification_unit", "system_boundary"))
    yield data["functional_unit"][f"text{mark}"]
    yield from data[f"standards{mark}"]
    yield data["rules"][f"specific{mark}"]
    yield MODE[tongue]
    yield from (day(data["data_period"][end], tongue) for end in ("start", "end"))
    yield from (day(data[field], tongue) for field in DATES if field in data)
    yield from _products(data, tongue)
    yield data.get("signatory", {}).get(f"name{mark}") or (issuer.signatory, issuer.signatory_en)[tongue] or ""
    yield (issuer.name, issuer.name_en)[tongue] or ""
    yield (issuer.address, issuer.address_en)[tongue] or ""
    yield from (str(issuer.approval_number), issuer.phone or "", issuer.query_site or "")


def _products(data: dict[str, Any], tongue: int) -> Iterator[str]:
    if len(data["products"]) > 1:
        yield ("见附页", "See annex")[tongue]
        return
    (product,) = data["products"]
    yield from (product["name"], product["name_en"])[tongue : tongue + 1]
    yield from (product["specification"], product["model"], "kgCO₂e")
    whole, _, fraction = data["footprint"]["value"].partition(".")
    yield f"{int(whole):,}.{fraction}" if len(whole) > 4 else f"{whole}.{fraction}"


def day(value: date, tongue: int) -> str:
    """A day as 附件3 writes it, and in English."""
    return (f"{value:%Y年%m月%d日}", f"{value.day} {value:%B %Y}")[tongue]
