"""证书附页, the annex of a certificate for several products."""

from __future__ import annotations

from dataclasses import dataclass

from carbondocs.kinds.cfp_certificate.record import CfpCertificate, Product
from carbondocs.language import Locale, Phrase


@dataclass(frozen=True)
class AnnexRow:
    """One product of the annex; the value is parted at its decimal point so that values align on it."""

    index: int
    name: Phrase
    details: tuple[str, ...]
    whole: str
    fraction: str


@dataclass(frozen=True)
class PageCount:
    """证书附页（第X页，共X页) in one language, parted where the page numbers stand."""

    lang: str
    before: str
    between: str
    after: str


@dataclass(frozen=True)
class Annex:
    """证书附页: the table of the products, and the words around it."""

    heading: tuple[PageCount, ...]
    table_title: Phrase
    columns: tuple[Phrase, ...]
    rows: tuple[AnnexRow, ...]
    fraction_digits: int
    closing: Phrase


def annex(record: CfpCertificate, locale: Locale) -> Annex:
    columns = ("序号", "产品名称", "规格/型号", "功能单位/声明单位产品碳足迹（kgCO₂e）")
    rows = tuple(_annex_row(index, product, record, locale) for index, product in enumerate(record.products, 1))
    number = Phrase(str(record.number)) if record.number else locale.say("（待统一赋予）")
    return Annex(
        heading=_page_counts(locale),
        table_title=locale.say("产品碳足迹认证信息汇总表"),
        columns=tuple(locale.say(column) for column in columns),
        rows=rows,
        fraction_digits=max(len(row.fraction) for row in rows),
        closing=locale.say("此证书附件需与编号{number}的中国产品碳足迹标识认证证书同时使用方为有效。", number=number),
    )


def _page_counts(locale: Locale) -> tuple[PageCount, ...]:
    heading = locale.say("证书附页（第{page}页，共{pages}页）", page="\x00", pages="\x00")
    texts = [(text, lang) for text, lang in zip((heading.main, heading.also), locale.tongues, strict=False) if text]
    return tuple(PageCount(lang, *text.split("\x00")) for text, lang in texts)


def _annex_row(index: int, product: Product, record: CfpCertificate, locale: Locale) -> AnnexRow:
    certified = product.footprint or record.footprint
    whole, point, fraction = certified.grouped.partition(".") if certified else ("", "", "")
    return AnnexRow(index, locale.pick(product.name, product.name_en), details(product), whole, point + fraction)


def details(product: Product) -> tuple[str, ...]:
    """Specification and model, as far as they are given."""
    return tuple(text for text in (product.specification, product.model) if text)
