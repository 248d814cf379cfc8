"""An organization that a document names."""

from __future__ import annotations

from pydantic import Field

from carbondocs.values.credit_code import CreditCode
from carbondocs.values.model import Model
from carbondocs.values.text import Address, Name


class Party(Model):
    """An organization with its address; the English wording is its own, never a translation made here."""

    name: Name = Field(title="名称", description="The registered name, in Chinese where it has one.")
    name_en: Name | None = Field(default=None, title="英文名称", description="The name in English.")
    address: Address = Field(title="地址", description="The address, in Chinese where it has one.")
    address_en: Address | None = Field(default=None, title="英文地址", description="The address in English.")
    credit_code: CreditCode | None = Field(
        default=None, title="统一社会信用代码", description="The unified social credit code (GB 32100-2015)."
    )
