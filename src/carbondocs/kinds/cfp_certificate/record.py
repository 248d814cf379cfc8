"""The facts of one product carbon footprint label certificate."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from carbondocs.kinds.certificates import Signatory
from carbondocs.kinds.footprints import Product, common_footprint
from carbondocs.values.certificate_number import CertificateNumber
from carbondocs.values.dates import Day
from carbondocs.values.functional_unit import FunctionalUnit
from carbondocs.values.model import Model
from carbondocs.values.party import Party
from carbondocs.values.period import Period
from carbondocs.values.quantity import Quantity
from carbondocs.values.status import Status
from carbondocs.values.text import Line
from carbondocs.values.url import Url

MODE = "初始检查+产品碳足迹核查+获证后监督"
GENERAL_RULE = "产品碳足迹标识认证专用实施规则（试行）"


class Rules(Model):
    """The rules that the products conform to, by the names that stand between 《 and 》."""

    general: Line = Field(GENERAL_RULE, title="通用实施规则", description="附件3's own wording is the default.")
    general_en: Line | None = Field(
        "Implementation Rules for Product Carbon Footprint Label Certification (Trial)", title="通用实施规则（英文）"
    )
    specific: Line = Field(title="专用实施规则")
    specific_en: Line | None = Field(None, title="专用实施规则（英文）")


class CfpCertificate(Model):
    """产品碳足迹标识认证证书; without a number from the registry it is a draft (9.1.2)."""

    number: CertificateNumber | None = Field(None, title="证书编号", description="Absent: the document is a draft.")
    applicant: Party = Field(title="认证委托人")
    manufacturer: Party = Field(title="生产者（制造商）")
    factory: Party = Field(title="生产企业")
    certification_unit: Line = Field(title="认证单元")
    certification_unit_en: Line | None = Field(None, title="认证单元（英文）")
    products: Annotated[tuple[Product, ...], Field(min_length=1, max_length=2000)] = Field(
        title="产品", description="One stands on the main page; several go to the annex."
    )
    functional_unit: FunctionalUnit = Field(title="功能单位/声明单位")
    system_boundary: Line = Field(title="系统边界")
    system_boundary_en: Line | None = Field(None, title="系统边界（英文）")
    data_period: Period = Field(title="数据时间边界")
    footprint: Quantity | None = Field(
        None, title="产品碳足迹", description="In kgCO2e for one unit. Absent where each product has its own."
    )
    certification_mode: Line = Field(MODE, title="认证模式")
    standards: Annotated[tuple[Line, ...], Field(min_length=1, max_length=12)] = Field(title="认证依据标准/技术要求")
    standards_en: Annotated[tuple[Line, ...], Field(max_length=12)] = Field((), title="认证依据标准/技术要求（英文）")
    rules: Rules = Field(title="实施规则")
    issued_on: Day | None = Field(None, title="发证日期", description="May be absent in a draft.")
    reissued_on: Day | None = Field(None, title="换证日期", description="Only on a reissue.")
    expires_on: Day | None = Field(
        None, title="有效期至", description="Worked out from issued_on where it is absent; checked where it is given."
    )
    status: Status = Field(Status.VALID, title="证书状态")
    signatory: Signatory | None = Field(None, title="证书签发人", description="The issuer's where it is absent.")
    verification_url: Url | None = Field(
        None, title="核验网址", description="What the QR code links to; from the issuer's pattern where it is absent."
    )

    @property
    def draft(self) -> bool:
        """Whether the registry has not given a number yet."""
        return self.number is None

    @property
    def certified_footprint(self) -> Quantity | None:
        """The footprint on the main page; None where the annex states one for each product."""
        return common_footprint(self.products, self.footprint)
