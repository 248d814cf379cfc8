"""The facts of one product carbon footprint verification report (附件2 附录)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from carbondocs.kinds.cfp_verification_report.people import Companion, Inspector, Reviewer
from carbondocs.kinds.cfp_verification_report.product import Picture, Product, Scope
from carbondocs.kinds.cfp_verification_report.stages import Stage
from carbondocs.values.choice import Choice
from carbondocs.values.credit_code import CreditCode
from carbondocs.values.dates import Day
from carbondocs.values.model import Model
from carbondocs.values.party import Party
from carbondocs.values.period import Days
from carbondocs.values.prose import Prose
from carbondocs.values.quantity import Quantity
from carbondocs.values.text import Line, Name


class Assurance(Choice):
    """The level of assurance (ISO 14064-3)."""

    REASONABLE = "reasonable", "合理保证"
    LIMITED = "limited", "有限保证"


class VerifiedParty(Party):
    """受核查方 (一 and 二)."""

    credit_code: CreditCode = Field(title="统一社会信用代码")
    legal_representative: Name = Field(title="法定代表人")
    contact: Name = Field(title="联系人")
    phone: Line = Field(title="联系电话")
    overview: Prose = Field(title="企业概况", description="A few sentences for the first section.")
    profile: Prose = Field(
        title="受核查方信息", description="Founding, area, sites, size and products, for the second section."
    )


class DataQuality(Model):
    """What was asked of the data, and how they were judged (八（四）（五）)."""

    requirements: Prose = Field(title="数据质量要求")
    assessment: Prose = Field(title="数据质量评价")


class CfpVerificationReport(Model):
    """产品碳足迹核查报告, in the thirteen sections of the form.

    A text that doesn't apply says so with its reason: 不适用：….
    """

    one_to_a_workbook: ClassVar[bool] = True

    number: Line | None = Field(None, title="报告编号", description="Absent: the report is a draft.")
    client: Party = Field(title="委托人")
    manufacturer: Party = Field(title="生产者")
    factory: Party = Field(title="生产企业")
    verified_party: VerifiedParty = Field(title="受核查方")
    verification_body: Name | None = Field(None, title="核查机构", description="The issuer's name where it is absent.")
    verified_on: Days = Field(title="核查日期", description="From the first day to the last.")
    compiled_on: Day = Field(title="报告编制日期")
    team: Annotated[tuple[Inspector, ...], Field(max_length=60)] = Field(title="检查组成员")
    reviewers: Annotated[tuple[Reviewer, ...], Field(max_length=30)] = Field(title="技术评审组")
    accompanying: Annotated[tuple[Companion, ...], Field(max_length=60)] = Field((), title="检查组同行人员")
    verification: Prose = Field(
        title="核查信息", description="How the team worked: assignment, technical review, when and where on site."
    )
    photographs: Annotated[tuple[Picture, ...], Field(max_length=60)] = Field((), title="核查照片")
    product: Product = Field(title="产品")
    criteria: Prose = Field(title="核查依据")
    objective: Prose = Field(title="核查目的")
    assurance: Assurance = Field(title="保证等级")
    materiality: Line = Field(title="实质性", description="The threshold of material misstatement, such as 5 %.")
    scope: Scope = Field(title="核查范围")
    primary_data_text: Prose = Field(title="初级数据核查说明")
    secondary_data_text: Prose = Field(title="次级数据核查说明")
    stages: Annotated[tuple[Stage, ...], Field(min_length=1, max_length=20)] = Field(title="生命周期阶段")
    cut_off: Prose = Field(title="数据取舍原则")
    data_quality: DataQuality = Field(title="数据质量")
    method: Prose = Field(title="量化方法")
    decimals: Annotated[int, Field(ge=0, le=6)] = Field(
        2, title="小数位数", description="How many decimals footprints are rounded to, once, by GB/T 8170."
    )
    footprint: Quantity | None = Field(
        None, title="产品碳足迹", description="Worked out where it is absent, checked where it is given."
    )
    conclusion: Prose = Field(title="核查结论")
    recommendations: Prose = Field(title="核查建议")
    uncertainty: Prose = Field(title="不确定性分析")
    declaration: Prose = Field(title="声明")

    @property
    def draft(self) -> bool:
        """Whether the report has no number yet."""
        return self.number is None
