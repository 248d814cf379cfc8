"""The facts of one carbon footprint certificate: the nine contents of 碳足迹认证规则 5."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from carbondocs.kinds.certificates import Signatory
from carbondocs.kinds.footprints import Product, common_footprint
from carbondocs.kinds.suspensions import Suspension
from carbondocs.values.body_number import BodyNumber
from carbondocs.values.dates import Day
from carbondocs.values.functional_unit import FunctionalUnit
from carbondocs.values.model import Model
from carbondocs.values.party import Party
from carbondocs.values.period import Period
from carbondocs.values.quantity import Quantity
from carbondocs.values.status import Status
from carbondocs.values.text import Line, Name
from carbondocs.values.url import Url

STANDARDS = (
    "PAS 2050:2011《商品和服务在生命周期内的温室气体排放评价规范》",
    "ISO 14067:2018《温室气体 产品碳足迹 量化要求和指南》",
)
"""What the scheme certifies and quantifies by (4.1); the documents catalogue has their English."""


class Remark(Model):
    """A further line of the certificate."""

    label: Name = Field(title="标注项目")
    label_en: Name | None = Field(None, title="标注项目（英文）")
    text: Line = Field(title="标注内容")
    text_en: Line | None = Field(None, title="标注内容（英文）")


class CarbonFootprintCertificate(Model):
    """碳足迹认证证书; without a number it is a draft."""

    number: BodyNumber | None = Field(None, title="证书编号", description="Absent: the document is a draft.")
    applicant: Party = Field(title="申请组织")
    factory: Party = Field(title="生产厂")
    data_period: Period = Field(title="时间边界")
    products: Annotated[tuple[Product, ...], Field(min_length=1, max_length=2000)] = Field(
        title="产品", description="One stands on the main page; several go to the annex."
    )
    functional_unit: FunctionalUnit = Field(title="功能单位/声明单位")
    footprint: Quantity | None = Field(
        None, title="产品碳足迹", description="In kgCO2e for one unit. Absent where each product has its own."
    )
    standards: Annotated[tuple[Line, ...], Field(min_length=1, max_length=12)] = Field(
        STANDARDS, title="核查所依据的标准", description="Each with its version; PAS 2050 and ISO 14067 where absent."
    )
    standards_en: Annotated[tuple[Line, ...], Field(max_length=12)] = Field((), title="核查所依据的标准（英文）")
    rules: Annotated[tuple[Line, ...], Field(max_length=6)] = Field(
        (), title="核查所依据的规则", description="The body's own rules, by their names."
    )
    rules_en: Annotated[tuple[Line, ...], Field(max_length=6)] = Field((), title="核查所依据的规则（英文）")
    system_boundary: Line = Field(title="系统边界")
    system_boundary_en: Line | None = Field(None, title="系统边界（英文）")
    issued_on: Day | None = Field(None, title="签发日期", description="May be absent in a draft.")
    expires_on: Day | None = Field(None, title="有效期至", description="As the body decided; may be absent in a draft.")
    remarks: Annotated[tuple[Remark, ...], Field(max_length=8)] = Field(
        (), title="其他标注", description="Whatever else the certificate must bear, line by line."
    )
    status: Status = Field(Status.VALID, title="证书状态")
    suspensions: Annotated[tuple[Suspension, ...], Field(max_length=20)] = Field(
        (), title="暂停记录", description="Checked, not printed."
    )
    signatory: Signatory | None = Field(None, title="证书签发人", description="The issuer's where it is absent.")
    verification_url: Url | None = Field(
        None, title="核验网址", description="What the QR code links to; from the issuer's pattern where it is absent."
    )

    @property
    def draft(self) -> bool:
        """Whether the body has not given a number yet."""
        return self.number is None

    @property
    def certified_footprint(self) -> Quantity | None:
        """The footprint on the main page; None where the annex states one for each product."""
        return common_footprint(self.products, self.footprint)
