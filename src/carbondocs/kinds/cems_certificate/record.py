"""The facts of one certificate of a carbon emission management system (CCAI-S-C07:2024, 10.1)."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import Field, model_validator

from carbondocs.kinds.certificates import Signatory
from carbondocs.kinds.suspensions import Suspension
from carbondocs.kinds.systems import demanded
from carbondocs.values.body_number import BodyNumber
from carbondocs.values.credit_code import CreditCode
from carbondocs.values.dates import Day, EndConvention, validity_end
from carbondocs.values.model import Model
from carbondocs.values.status import Status
from carbondocs.values.text import Address, Line, Name, Text
from carbondocs.values.url import Url

VALIDITY_YEARS = 3
"""How long a certificate is valid (11.1)."""

STANDARD = "CCAI-S-C06"
"""What every such system is certified by (3)."""

Scope = Annotated[str, Text(limit=10_000, lines=True)]
"""What the certification covers, of any length that can be read; it may break into lines."""

_CRITERION = re.compile(r"(?P<version>[^《》]*?)\s*《(?P<name>[^《》]+)》")


class Organization(Model):
    """The certified organisation, as its licence names it (10.1 b)."""

    name: Name = Field(title="名称", json_schema_extra=demanded("10.1 b)"))
    name_en: Name | None = Field(None, title="英文名称")
    address: Address = Field(title="地址", json_schema_extra=demanded("10.1 b)"))
    address_en: Address | None = Field(None, title="英文地址")
    credit_code: CreditCode = Field(
        title="统一社会信用代码",
        description="Its characters 9 to 17 are the organisation code of the rule.",
        json_schema_extra=demanded("10.1 b)"),
    )


class Site(Model):
    """A place that the certificate covers."""

    name: Name = Field(title="场所名称", json_schema_extra=demanded("10.1 h)"))
    name_en: Name | None = Field(None, title="场所英文名称")
    address: Address = Field(title="场所地址", json_schema_extra=demanded("10.1 b)"))
    address_en: Address | None = Field(None, title="场所英文地址")
    scope: Scope | None = Field(None, title="场所认证范围", description="Absent where it is that of the certificate.")
    scope_en: Scope | None = Field(None, title="场所认证范围（英文）")
    certificate_number: BodyNumber | None = Field(
        None, title="子证书编号", description="The certificate's number with -1, -2 … behind it."
    )


class Criterion(Model):
    """What the system is certified by, with its version (10.1 d); ``CCAI-S-C06:2023《…》`` does as well."""

    version: Line = Field(
        title="版本号",
        description="Designation and year, as in CCAI-S-C06:2023.",
        json_schema_extra=demanded("10.1 d)"),
    )
    name: Line = Field(title="认证依据名称", description="Without 《》.", json_schema_extra=demanded("10.1 d)"))
    name_en: Line | None = Field(None, title="认证依据英文名称")

    @model_validator(mode="before")
    @classmethod
    def _out_of_a_text(cls, data: Any) -> Any:
        if not isinstance(data, str):
            return data
        found = _CRITERION.fullmatch(data.strip())
        parts = found.groupdict() if found else {"name": data}
        return {name: text for name, text in parts.items() if text}


CRITERIA = (
    Criterion(
        version=f"{STANDARD}:2023",
        name="碳排放管理体系 要求及使用指南",
        name_en="Carbon emission management systems — Requirements with guidance for use",
    ),
)


class Surveillance(Model):
    """One surveillance audit: planned, or done with its result (9.1, 10.1 g)."""

    due_on: Day | None = Field(
        None, title="应完成日期", description="The last day for it; worked out by the rule where it is absent."
    )
    done_on: Day | None = Field(None, title="完成日期")
    result: Name | None = Field(None, title="监督结果", description="Such as 保持; needed once it is done.")
    result_en: Name | None = Field(None, title="监督结果（英文）")


class CemsCertificate(Model):
    """碳排放管理体系认证证书."""

    number: BodyNumber = Field(title="证书编号", json_schema_extra=demanded("10.1 a)"))
    main_number: BodyNumber | None = Field(
        None, title="主证书编号", description="Of a sub-certificate, whose number is this one with -1, -2 … behind it."
    )
    organization: Organization = Field(title="获证组织", json_schema_extra=demanded("10.1 b)"))
    sites: Annotated[tuple[Site, ...], Field(max_length=500)] = Field(
        (), title="认证场所", description="One stands on the main page; several go to the annex."
    )
    scope: Scope = Field(
        title="认证覆盖的范围",
        description="What doesn't fit the main page goes to the annex.",
        json_schema_extra=demanded("10.1 c)"),
    )
    scope_en: Scope | None = Field(None, title="认证覆盖的范围（英文）")
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1, max_length=8)] = Field(
        CRITERIA, title="认证依据", description="With the sector's requirements where they apply."
    )
    first_issued_on: Day | None = Field(
        None, title="初次颁证日期", description="Kept by recertification; issued_on where it is absent."
    )
    recertifications: Annotated[int, Field(ge=0, le=30)] | None = Field(
        None, title="再认证次数", description="Printed where it is given and not 0."
    )
    decided_on: Day | None = Field(
        None, title="认证决定日期", description="From which surveillance counts; issued_on where it is absent."
    )
    issued_on: Day = Field(title="颁证日期", json_schema_extra=demanded("10.1 e)"))
    reissued_on: Day | None = Field(None, title="换证日期", description="Only where the certificate was changed.")
    expires_on: Day | None = Field(
        None, title="有效期至", description="Worked out from issued_on where it is absent; checked where it is given."
    )
    surveillance: Annotated[tuple[Surveillance, ...], Field(max_length=20)] = Field(
        (), title="监督情况", description="In their order; those still to come are worked out."
    )
    suspensions: Annotated[tuple[Suspension, ...], Field(max_length=20)] = Field((), title="暂停记录")
    status: Status = Field(Status.VALID, title="证书状态")
    signatory: Signatory | None = Field(None, title="证书签发人", description="The issuer's where it is absent.")
    verification_url: Url | None = Field(
        None, title="核验网址", description="What the QR code links to; from the issuer's pattern where it is absent."
    )


def decided(record: CemsCertificate) -> date:
    """The day of the decision that the certificate rests on."""
    return record.decided_on or record.issued_on


def due_end(record: CemsCertificate, convention: EndConvention) -> date:
    """The last of its three years, by the body's convention (11.1)."""
    return validity_end(record.issued_on, VALIDITY_YEARS, convention)


def last_day(record: CemsCertificate, convention: EndConvention) -> date:
    """The last day of its validity."""
    return record.expires_on or due_end(record, convention)
