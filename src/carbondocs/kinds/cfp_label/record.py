"""The facts of one product carbon footprint label, and how it is to look."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from carbondocs.graphics.label_layout import Arrangement
from carbondocs.kinds.drawn import Design
from carbondocs.values.certificate_number import CertificateNumber
from carbondocs.values.dates import Day
from carbondocs.values.functional_unit import FunctionalUnit
from carbondocs.values.model import Model
from carbondocs.values.quantity import Quantity
from carbondocs.values.status import Status
from carbondocs.values.text import Name
from carbondocs.values.url import Url

Variant = Literal["colour", "green", "black", "reversed"]


class LabelDesign(Design):
    """How the label is put out."""

    variant: Variant = Field("colour", title="用色", description="reversed is for a dark ground.")
    arrangement: Arrangement = Field(
        "portrait", title="版式", description="Whether the QR code stands below the mark or beside it."
    )
    caption: bool = Field(True, title="二维码说明", description="The words under the QR code, 扫码查看认证信息.")
    unit_line: bool = Field(False, title="显示单位", description="The functional or declared unit in small type.")


class CfpLabel(Model):
    """产品碳足迹标识 of one certified product."""

    certificate_number: CertificateNumber = Field(title="证书编号")
    product_name: Name = Field(title="产品名称")
    footprint: Quantity = Field(title="产品碳足迹", description="In kgCO2e for one unit, as certified.")
    functional_unit: FunctionalUnit | None = Field(
        None, title="功能单位/声明单位", description="Needed where design.unit_line shows it."
    )
    verification_url: Url | None = Field(
        None, title="核验网址", description="What the QR code links to; from the issuer's pattern where it is absent."
    )
    issued_on: Day | None = Field(None, title="发证日期")
    expires_on: Day | None = Field(None, title="有效期至", description="Worked out from issued_on where it is absent.")
    status: Status = Field(Status.VALID, title="证书状态")
    design: LabelDesign = Field(LabelDesign(), title="样式")
