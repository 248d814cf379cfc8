"""Certified footprints: of one product on the main page, of several in the annex."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import Field

from carbondocs.diagnostics import Message, message
from carbondocs.errors import InvalidValue
from carbondocs.kinds.base import Broken
from carbondocs.language import Locale, Phrase
from carbondocs.values.model import Model
from carbondocs.values.quantity import Quantity
from carbondocs.values.text import Line, Name


class Product(Model):
    """One certified product."""

    name: Name = Field(title="产品名称")
    name_en: Name | None = Field(None, title="产品英文名称")
    specification: Line | None = Field(None, title="规格")
    model: Line | None = Field(None, title="型号")
    footprint: Quantity | None = Field(
        None, title="产品碳足迹", description="Where the products differ: the footprint of this one, in kgCO2e."
    )

    @property
    def details(self) -> tuple[str, ...]:
        """Specification and model, as far as they are given."""
        return tuple(text for text in (self.specification, self.model) if text)


@dataclass(frozen=True)
class Footprint:
    """The certified value: its digits and unit, or where the annex states it, words that say so."""

    label: Phrase
    value: str
    unit: str
    elsewhere: Phrase


def common_footprint(products: tuple[Product, ...], footprint: Quantity | None) -> Quantity | None:
    """The footprint on the main page; None where the annex states one for each product."""
    return footprint or (products[0].footprint if len(products) == 1 else None)


def certified_value(label: Phrase, certified: Quantity | None, locale: Locale) -> Footprint:
    """The value as the main page shows it."""
    if certified is None:
        return Footprint(label, "", "", locale.say("见附页"))
    return Footprint(label, certified.grouped, certified.unit_text, Phrase(""))


def product_line(products: tuple[Product, ...], locale: Locale) -> Phrase:
    """Name, specification and model of a single product, or words that send the reader to the annex."""
    if len(products) > 1:
        return locale.say("见附页")
    (product,) = products
    name = locale.pick(product.name, product.name_en)
    return Phrase(" / ".join([name.main, *product.details]), name.also)


def products_differ(products: tuple[Product, ...]) -> Iterator[Broken]:
    """No product stands twice: what an annex lists is told apart by name, specification and model."""
    first: dict[tuple[str | None, ...], int] = {}
    for index, product in enumerate(products):
        earlier = first.setdefault((product.name, product.specification, product.model), index)
        if earlier != index:
            problem = message(
                "{product} stands twice among the products, with the same specification and model.",
                product=product.name,
            )
            hint = message("Delete one of the two, or give each its own specification or model.")
            error = InvalidValue("product.twice", problem, hint)
            yield Broken(f"products[{index}]", error, related=(f"products[{earlier}]",))


def footprints_are_told_once(
    products: tuple[Product, ...], footprint: Quantity | None, clause: str
) -> Iterator[Broken]:
    """There is one footprint for all products, or one for each; where both are given they agree."""
    given = [product.footprint is not None for product in products]
    if not any(given):
        if footprint is None:
            yield _missing(
                "footprint",
                message("There is no footprint."),
                message("Add footprint, or a footprint to each product."),
                clause,
            )
        return
    for index, has_footprint in enumerate(given):
        if not has_footprint:
            yield _missing(
                f"products[{index}].footprint",
                message("This product has no footprint, while others have their own."),
                message("Give every product its footprint, or none."),
                clause,
            )
    if footprint is not None:
        yield from _agreeing(products, footprint, clause)


def _missing(path: str, problem: Message, hint: Message, clause: str) -> Broken:
    return Broken(path, InvalidValue("footprint.missing", problem, hint, clause))


def _agreeing(products: tuple[Product, ...], footprint: Quantity, clause: str) -> Iterator[Broken]:
    for index, product in enumerate(products):
        if product.footprint and product.footprint.digits != footprint.digits:
            problem = message(
                "The product's footprint {own} is not the certificate's {whole}.",
                own=product.footprint.digits,
                whole=footprint.digits,
            )
            hint = message("Leave footprint out where the products differ: the main page then refers to the annex.")
            yield Broken(f"products[{index}].footprint", InvalidValue("footprint.disagrees", problem, hint, clause))
