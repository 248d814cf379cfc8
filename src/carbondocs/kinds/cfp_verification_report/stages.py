"""Life-cycle stages with their data and results (附录 八 and 九)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from carbondocs.values.choice import Choice
from carbondocs.values.figure import Figure
from carbondocs.values.model import Model
from carbondocs.values.prose import Prose
from carbondocs.values.text import Line, Name, Paragraph

MOST_ROWS = 20_000


class ActivityQuality(Choice):
    """How activity data were obtained, the best first (CCAI-S-C07:2024, 7.3)."""

    CONTINUOUS = "continuous", "连续测量"
    INTERMITTENT = "intermittent", "间歇测量"
    ESTIMATED = "estimated", "推估"


class FactorQuality(Choice):
    """Where an emission factor comes from, the best first (CCAI-S-C07:2024, 7.3)."""

    MEASURED = "measured", "测量/物料平衡"
    PROCESS = "process", "同工艺/设备经验"
    SUPPLIER = "supplier", "设备制造商提供"
    REGIONAL = "regional", "区域因子"
    NATIONAL = "national", "国家因子"
    INTERNATIONAL = "international", "国际因子"


class Finding(Choice):
    """What the team concluded about a datum."""

    CONFORMING = "conforming", "符合"
    CORRECTED = "corrected", "修正后符合"
    NONCONFORMING = "nonconforming", "不符合"


class PrimaryDatum(Model):
    """A row of 表1 初级数据核查表; all but the quality class stand in the form."""

    name: Line = Field(title="数据名称")
    unit: Line = Field(title="单位")
    source: Line = Field(title="来源")
    monitoring: Line = Field(title="监测方法与频次")
    recording: Line = Field(title="记录频次")
    calibration: Line = Field(title="监测设备校验")
    missing_data: Line = Field(title="数据缺失处理")
    cross_check: Line = Field(title="交叉校核")
    conclusion: Finding = Field(title="结论")
    quality: ActivityQuality = Field(title="数据质量等级", description="How the activity data were obtained.")


class SecondaryDatum(Model):
    """A row of 表2 次级数据核查表; the last two stand below it and in the assessment of data quality."""

    name: Line = Field(title="名称")
    item: Line = Field(title="数据项目")
    time: Line = Field(title="时间", description="The year or years that the datum stands for, such as 2023.")
    region: Line = Field(title="地区", description="Where the datum holds, such as 中国 or 中国华东.")
    data_type: Line = Field(title="数据类型")
    source: Line = Field(title="来源", description="Database with version, literature, or supplier.")
    conclusion: Finding = Field(title="结论")
    quality: FactorQuality = Field(title="数据质量等级", description="Where the emission factor comes from.")
    justification: Paragraph | None = Field(
        None,
        title="适用性说明",
        description="Why the datum may stand for this product, where it is older or from elsewhere than the scope.",
    )


class Result(Model):
    """A line item of the footprint of a stage."""

    name: Line = Field(title="名称")
    process: Line | None = Field(
        None, title="单元过程", description="The unit process that it belongs to; the shares by process rest on it."
    )
    footprint: Figure = Field(title="碳足迹", description="In kgCO2e for one unit, with all digits of the calculation.")
    unit: Line | None = Field(None, title="单位", description="Checked against the functional or declared unit.")


class Stage(Model):
    """A stage of the life cycle, in the order of the report."""

    name: Name = Field(title="阶段名称")
    description: Prose | None = Field(None, title="阶段说明", description="How this stage was quantified.")
    total: Figure | None = Field(
        None, title="阶段合计", description="Worked out where it is absent, checked where it is given."
    )
    primary_data: Annotated[tuple[PrimaryDatum, ...], Field(max_length=MOST_ROWS)] = Field((), title="初级数据")
    secondary_data: Annotated[tuple[SecondaryDatum, ...], Field(max_length=MOST_ROWS)] = Field((), title="次级数据")
    results: Annotated[tuple[Result, ...], Field(min_length=1, max_length=MOST_ROWS)] = Field(title="量化结果")
