"""证书附页, the annex of a footprint certificate for several products."""

from __future__ import annotations

from dataclasses import dataclass

from carbondocs.kinds.footprints import Product
from carbondocs.language import Locale, Phrase
from carbondocs.values.quantity import Quantity


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


def annex(
    products: tuple[Product, ...], common: Quantity | None, value_column: Phrase, closing: Phrase, locale: Locale
) -> Annex:
    """The annex of those products; each has its own footprint or else the ``common`` one."""
    rows = tuple(_annex_row(index, product, common, locale) for index, product in enumerate(products, 1))
    return Annex(
        heading=page_counts(locale),
        table_title=locale.say("产品碳足迹认证信息汇总表"),
        columns=(locale.say("序号"), locale.say("产品名称"), locale.say("规格/型号"), value_column),
        rows=rows,
        fraction_digits=max(len(row.fraction) for row in rows),
        closing=closing,
    )


def page_counts(locale: Locale) -> tuple[PageCount, ...]:
    """证书附页（第X页，共X页) in the document's languages."""
    heading = locale.say("证书附页（第{page}页，共{pages}页）", page="\x00", pages="\x00")
    texts = [(text, lang) for text, lang in zip((heading.main, heading.also), locale.tongues, strict=False) if text]
    return tuple(PageCount(lang, *text.split("\x00")) for text, lang in texts)


def _annex_row(index: int, product: Product, common: Quantity | None, locale: Locale) -> AnnexRow:
    certified = product.footprint or common
    whole, point, fraction = certified.grouped.partition(".") if certified else ("", "", "")
    return AnnexRow(index, locale.pick(product.name, product.name_en), product.details, whole, point + fraction)
