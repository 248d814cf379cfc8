"""The tables of the report: people, boundary, data, data quality, results (表1, 表2 and 附录)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

from carbondocs.kinds.cfp_verification_report.numbers import Sum
from carbondocs.kinds.cfp_verification_report.record import CfpVerificationReport
from carbondocs.kinds.cfp_verification_report.stages import ActivityQuality, FactorQuality, Stage
from carbondocs.kinds.report import Outline, worded
from carbondocs.kinds.report_blocks import Align, Column
from carbondocs.values.choice import Choice

_SIGNED_ROW = 11.0  # mm, room for a signature

Wanted = Sequence[tuple[str, float] | tuple[str, float, Align]]


class Tables:
    """Puts the tables of one report into its outline. ``unit`` is what footprints are stated in."""

    def __init__(self, record: CfpVerificationReport, outline: Outline, unit: str) -> None:
        self._record, self._outline = record, outline
        self._footprint = self._say("碳足迹\n（{unit}）", unit=unit)

    def team(self) -> None:
        """检查组成员, with room to sign."""
        say = self._say
        columns = ((say("姓名"), 26), (say("职责/分工"), 52), (say("资质"), 54), (say("签字"), 28))
        rows = [
            (member.name, f"{self._word(member.role)}；{member.duty}", member.qualification, "")
            for member in self._record.team
        ]
        self._put(say("检查组成员"), columns, rows, height=_SIGNED_ROW)

    def reviewers(self) -> None:
        """技术评审组."""
        say = self._say
        columns = ((say("姓名"), 26), (say("职责"), 40), (say("资质"), 50), (say("专业领域"), 44))
        rows = [(person.name, person.duty, person.qualification, person.field) for person in self._record.reviewers]
        self._put(say("技术评审组"), columns, rows)

    def companions(self) -> None:
        """检查组同行人员; that there was nobody is said."""
        say = self._say
        columns = ((say("姓名"), 34), (say("单位"), 76), (say("职务/身份"), 50))
        rows = [(person.name, person.organization, person.position) for person in self._record.accompanying]
        self._put(say("检查组同行人员"), columns, rows or [(say("无"), "—", "—")])

    def boundary(self) -> None:
        """包含的过程 and 未包含的过程, side by side as in the form."""
        say, scope = self._say, self._record.scope
        inside = [f"（{number}）{each.process}" for number, each in enumerate(scope.included, start=1)]
        outside = [
            f"（{number}）{each.process}" + (say("（{reason}）", reason=each.reason) if each.reason else "")
            for number, each in enumerate(scope.excluded, start=1)
        ]
        rows = zip_longest(inside, outside or [say("无")], fillvalue="")
        self._put(say("系统边界"), ((say("包含的过程"), 80), (say("未包含的过程"), 80)), rows)

    def primary(self, stage: Stage) -> None:
        """表1 初级数据核查表, of one stage."""
        say = self._say
        columns: Wanted = (
            (say("序号"), 11, "center"), (say("数据名称"), 32), (say("单位"), 17), (say("来源"), 32),
            (say("监测方法与频次"), 35), (say("记录频次"), 18), (say("监测设备校验"), 31), (say("数据缺失处理"), 22),
            (say("交叉校核"), 36), (say("结论"), 17),
        )  # fmt: skip
        rows = (
            (str(number), datum.name, datum.unit, datum.source, datum.monitoring, datum.recording, datum.calibration,
             datum.missing_data, datum.cross_check, self._word(datum.conclusion))
            for number, datum in enumerate(stage.primary_data, start=1)
        )  # fmt: skip
        self._put(say("初级数据核查表（{stage}）", stage=stage.name), columns, rows)

    def secondary(self, stage: Stage) -> None:
        """表2 次级数据核查表, of one stage, with the justifications below it."""
        say = self._say
        columns: Wanted = (
            (say("序号"), 11, "center"), (say("名称"), 38), (say("数据项目"), 42), (say("时间"), 20),
            (say("地区"), 22), (say("数据类型"), 32), (say("来源"), 62), (say("结论"), 20),
        )  # fmt: skip
        rows = [
            (str(number), datum.name, datum.item, datum.time, datum.region, datum.data_type, datum.source,
             self._word(datum.conclusion))
            for number, datum in enumerate(stage.secondary_data, start=1)
        ]  # fmt: skip
        notes = tuple(
            say("第{number}项适用性说明：{text}", number=str(number), text=datum.justification)
            for number, datum in enumerate(stage.secondary_data, start=1)
            if datum.justification
        )
        self._put(say("次级数据核查表（{stage}）", stage=stage.name), columns, rows, notes=notes)

    def activity_quality(self) -> None:
        """How many activity data are of each class (CCAI-S-C07:2024, 7.2)."""
        found = [datum.quality for stage in self._record.stages for datum in stage.primary_data]
        self._classes(self._say("活动数据质量等级"), ActivityQuality, found)

    def factor_quality(self) -> None:
        """How many emission factors are of each class (CCAI-S-C07:2024, 7.3)."""
        found = [datum.quality for stage in self._record.stages for datum in stage.secondary_data]
        self._classes(self._say("排放因子质量等级"), FactorQuality, found)

    def stage_results(self, figures: Sum) -> None:
        """The line items of a stage with their shares and 合计 (九（二）)."""
        self._amounts(self._say("量化结果（{stage}）", stage=figures.name), self._say("名称"), figures)

    def stages(self, figures: Sum) -> None:
        """The stages with their shares of the whole."""
        self._amounts(self._say("各生命周期阶段碳足迹"), self._say("生命周期阶段"), figures)

    def processes(self, figures: Sum) -> None:
        """The unit processes with their shares of the whole."""
        self._amounts(self._say("各单元过程碳足迹"), self._say("单元过程"), figures)

    def contributions(self, figures: Sum, others: int) -> None:
        """The largest contributors, the others in one row, and the whole."""
        say = self._say
        columns: Wanted = (
            (say("序号"), 14, "center"), (say("名称"), 58), (say("生命周期阶段"), 38), (self._footprint, 30, "right"),
            (say("百分比"), 20, "right"),
        )  # fmt: skip
        rows = [
            (str(rank), item.name or say("其余{count}项", count=str(others)), item.stage, item.digits, item.percent)
            for rank, item in enumerate(figures.items, start=1)
        ]
        self._put(say("主要贡献项"), columns, rows, total=(say("合计"), "", "", figures.digits, _whole(figures)),
                  notes=self._rounding_note(figures))  # fmt: skip

    def _amounts(self, caption: str, heading: str, figures: Sum) -> None:
        say = self._say
        columns: Wanted = (
            (say("序号"), 14, "center"), (heading, 80), (self._footprint, 40, "right"), (say("百分比"), 26, "right"),
        )  # fmt: skip
        rows = [(str(number), item.name, item.digits, item.percent) for number, item in enumerate(figures.items, 1)]
        self._put(caption, columns, rows, total=(say("合计"), "", figures.digits, _whole(figures)),
                  notes=self._rounding_note(figures))  # fmt: skip

    def _rounding_note(self, figures: Sum) -> tuple[str, ...]:
        return () if figures.adds_up else (self._say("注：因修约，分项之和与合计略有差异。"),)

    def _classes(self, caption: str, classes: type[Choice], found: Sequence[Choice]) -> None:
        if not found:
            return
        say = self._say
        columns: Wanted = ((say("等级"), 24, "center"), (say("数据来源"), 96), (say("数据数量"), 40, "right"))
        rows = [(str(rank), self._word(each), str(found.count(each))) for rank, each in enumerate(classes, start=1)]
        self._put(caption, columns, rows, total=(say("合计"), "", str(len(found))))

    def _put(self, caption: str, columns: Wanted, rows: Iterable[Sequence[str]], **more: Any) -> None:
        self._outline.table(caption, [Column(*column) for column in columns], rows, **more)

    def _say(self, words: str, /, **values: str) -> str:
        return str(self._outline.locale.say(words, **values))

    def _word(self, choice: Choice) -> str:
        return worded(choice, self._outline.locale)


def _whole(figures: Sum) -> str:
    """合计 of the percentages, which is 100 % by definition."""
    return "100.00%" if figures.exact else "—"
