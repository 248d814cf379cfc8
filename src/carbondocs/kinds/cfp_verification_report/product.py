"""The product that is verified, and what the verification covers (附录 四 and 七)."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from carbondocs.values.choice import Choice
from carbondocs.values.functional_unit import FunctionalUnit
from carbondocs.values.model import Model
from carbondocs.values.period import Period
from carbondocs.values.picture_name import PictureName
from carbondocs.values.prose import Prose
from carbondocs.values.text import Line, Name

_ONE = re.compile(r"\s*1\s*(?P<unit>[^\W\d]\S*)\s*")


class Picture(Model):
    """A picture with its caption: PNG, JPEG or SVG, named relative to the data."""

    picture: PictureName = Field(title="图片文件", description="PNG, JPEG or SVG, relative to this file.")
    caption: Line = Field(title="图题")


class Product(Model):
    """The verified product (四)."""

    name: Name = Field(title="产品名称")
    introduction: Prose = Field(title="产品介绍", description="Origin, main materials, parameters.")
    standards: Prose = Field(title="产品执行标准")
    function: Prose = Field(title="产品功能")
    performance: Prose = Field(title="产品主要性能指标")
    process: Prose = Field(title="产品生产工艺")
    pictures: Annotated[tuple[Picture, ...], Field(max_length=12)] = Field((), title="产品外观图")
    process_flow: Annotated[tuple[Picture, ...], Field(max_length=12)] = Field((), title="工艺流程图")


class BoundaryKind(Choice):
    """How much of the life cycle a footprint covers."""

    CRADLE_TO_GATE = "cradle_to_gate", "摇篮到大门"
    CRADLE_TO_GRAVE = "cradle_to_grave", "摇篮到坟墓"
    GATE_TO_GATE = "gate_to_gate", "大门到大门"


class Included(Model):
    """A process inside the system boundary."""

    process: Line = Field(title="包含的过程")


class Excluded(Model):
    """A process outside the system boundary, and why."""

    process: Line = Field(title="未包含的过程")
    reason: Line | None = Field(None, title="未包含的原因")


class Unit(FunctionalUnit):
    """The functional or declared unit, and by what the footprint is divided."""

    unit: Line | None = Field(
        None,
        title="计量单位",
        description="What stands below kgCO2e, such as kWh; read from the text where that is 1 and a unit.",
    )

    @property
    def denominator(self) -> str:
        """What the footprint is divided by; empty where it can't be told."""
        told = _ONE.fullmatch(self.text)
        return self.unit or (told["unit"] if told else "")


class Scope(Model):
    """What the verification covers (七)."""

    models: Prose = Field(title="核查覆盖的产品系列/型号")
    functional_unit: Unit = Field(title="功能单位/声明单位")
    boundary: BoundaryKind = Field(title="系统边界类型")
    boundary_text: Prose = Field(title="系统边界说明")
    included: Annotated[tuple[Included, ...], Field(min_length=1, max_length=200)] = Field(title="系统边界内的过程")
    excluded: Annotated[tuple[Excluded, ...], Field(max_length=200)] = Field((), title="系统边界外的过程")
    greenhouse_gases: Annotated[tuple[Line, ...], Field(min_length=1, max_length=40)] = Field(title="温室气体种类")
    region: Line = Field("中国", title="地理边界", description="Secondary data from elsewhere must be justified.")
    data_period: Period = Field(title="数据时间边界")
