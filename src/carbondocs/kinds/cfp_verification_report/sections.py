"""The thirteen sections of the form, in its order and with its headings (附件2 附录)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from carbondocs.graphics.chart_bars import BarChart
from carbondocs.graphics.chart_pie import PieChart
from carbondocs.graphics.pictures import Picture as LoadedPicture
from carbondocs.kinds.base import Setting
from carbondocs.kinds.cfp_verification_report.charts import Charts
from carbondocs.kinds.cfp_verification_report.numbers import Quantification
from carbondocs.kinds.cfp_verification_report.product import Picture
from carbondocs.kinds.cfp_verification_report.record import CfpVerificationReport
from carbondocs.kinds.cfp_verification_report.tables import Tables
from carbondocs.kinds.parts import Fact
from carbondocs.kinds.report import Outline, worded
from carbondocs.kinds.report_blocks import Part
from carbondocs.language import Locale, Phrase
from carbondocs.values.period import Period
from carbondocs.values.prose import Prose


@dataclass(frozen=True)
class Sections:
    """Puts the sections of one report into its outline. ``unit`` is what its footprints are stated in."""

    record: CfpVerificationReport
    pictures: Mapping[str, LoadedPicture]
    figures: Quantification
    charts: Charts
    unit: str
    outline: Outline
    setting: Setting

    def put(self) -> tuple[Part, ...]:
        """All sections; the data tables of the eighth stand on landscape pages."""
        self._basics()
        self._engagement()
        self._product()
        self._purpose()
        self._scope()
        self._data()
        self._quantification()
        self._conclusion()
        return self.outline.finished()

    def _basics(self) -> None:
        """一."""
        say, pick, party = self._say, self._locale.pick, self.record.verified_party
        self.outline.heading(1, say("基本信息"))
        self._facts(
            (say("受核查方名称："), pick(party.name, party.name_en)),
            (say("受核查方地址："), pick(party.address, party.address_en)),
            (say("统一社会信用代码："), Phrase(str(party.credit_code))),
            (say("法定代表人："), Phrase(party.legal_representative)),
            (say("联系人："), Phrase(party.contact)),
            (say("联系电话："), Phrase(party.phone)),
            (say("企业概况："), Phrase("")),
        )
        self.outline.text(party.overview)
        tables = self._tables
        tables.team()
        tables.reviewers()
        tables.companions()

    def _engagement(self) -> None:
        """二 and 三."""
        say, record = self._say, self.record
        self._section(1, say("受核查方信息"), record.verified_party.profile)
        self.outline.heading(1, say("核查信息"))
        self._facts(
            (say("核查日期："), days(record.verified_on, self._locale)),
            (say("保证等级："), Phrase(worded(record.assurance, self._locale))),
            (say("实质性："), Phrase(record.materiality)),
        )
        self.outline.text(record.verification)
        self._pictures("photographs", record.photographs)

    def _product(self) -> None:
        """四."""
        say, product = self._say, self.record.product
        self.outline.heading(1, say("产品信息"))
        self.outline.heading(2, say("产品名称"))
        self.outline.line(product.name)
        self._section(2, say("产品介绍"), product.introduction)
        self._pictures("product.pictures", product.pictures)
        self._section(2, say("产品执行标准"), product.standards)
        self._section(2, say("产品功能"), product.function)
        self._section(2, say("产品主要性能指标"), product.performance)
        self._section(2, say("产品生产工艺"), product.process)
        self._pictures("product.process_flow", product.process_flow)

    def _purpose(self) -> None:
        """五 and 六."""
        say = self._say
        self._section(1, say("核查依据"), self.record.criteria)
        self._section(1, say("核查目的"), self.record.objective)

    def _scope(self) -> None:
        """七."""
        say, scope = self._say, self.record.scope
        self.outline.heading(1, say("核查范围"))
        self._section(2, say("核查覆盖的产品系列/型号"), scope.models)
        self.outline.heading(2, say("功能单位/声明单位"))
        unit = scope.functional_unit
        label = say("功能单位：") if unit.kind == "functional" else say("声明单位：")
        self._facts((label, self._locale.pick(unit.text, unit.text_en)))
        self.outline.heading(2, say("系统边界"))
        self._facts(
            (say("系统边界类型："), Phrase(worded(scope.boundary, self._locale))),
            (
                say("温室气体种类："),
                Phrase(("、" if self._locale.main == "zh_CN" else ", ").join(scope.greenhouse_gases)),
            ),
            (say("地理边界："), Phrase(scope.region)),
        )
        self.outline.text(scope.boundary_text)
        self._tables.boundary()
        self.outline.heading(2, say("数据时间边界"))
        self._facts((say("数据时间边界："), days(scope.data_period, self._locale)))

    def _data(self) -> None:
        """八."""
        say, record, tables = self._say, self.record, self._tables
        self.outline.turn(landscape=True)
        self.outline.heading(1, say("数据收集"))
        self._section(2, say("初级数据核查"), record.primary_data_text)
        for stage in record.stages:
            if stage.primary_data:
                self.outline.heading(3, stage.name)
                tables.primary(stage)
        self._section(2, say("次级数据核查"), record.secondary_data_text)
        for stage in record.stages:
            if stage.secondary_data:
                self.outline.heading(3, stage.name)
                tables.secondary(stage)
        self.outline.turn(landscape=False)
        self._section(2, say("数据取舍原则"), record.cut_off)
        self._section(2, say("数据质量要求"), record.data_quality.requirements)
        self._section(2, say("数据质量评价"), record.data_quality.assessment)
        tables.activity_quality()
        tables.factor_quality()

    def _quantification(self) -> None:
        """九."""
        say, tables = self._say, self._tables
        self.outline.heading(1, say("产品碳足迹量化"))
        self._section(2, say("量化方法"), self.record.method)
        self.outline.heading(2, say("量化结果"))
        for stage, figures in zip(self.record.stages, self.figures.stages, strict=True):
            self.outline.heading(3, stage.name)
            if stage.description:
                self.outline.text(stage.description)
            tables.stage_results(figures)
        if self.figures.processes:
            self.outline.heading(3, say("按单元过程"), numbered=False)
            tables.processes(self.figures.processes)
        self.outline.heading(3, say("主要贡献项"), numbered=False)
        tables.contributions(self.figures.contributions, self.figures.others)
        self._chart("contribution_bars", say("主要贡献项"), self.charts.contribution_bars)

    def _conclusion(self) -> None:
        """十 to 十三."""
        say, record = self._say, self.record
        self.outline.heading(1, say("核查结论"))
        value = Phrase(f"{self.figures.whole.digits} {self.unit}")
        self._facts((say("功能单位/声明单位产品碳足迹："), value))
        self.outline.text(record.conclusion)
        self._tables.stages(self.figures.whole)
        self._chart("stage_bars", say("各生命周期阶段碳足迹"), self.charts.stage_bars)
        self._chart("stage_pie", say("各生命周期阶段碳足迹占比"), self.charts.stage_pie)
        self._section(1, say("核查建议"), record.recommendations)
        self._section(1, say("不确定性分析"), record.uncertainty)
        self._section(1, say("声明"), record.declaration)
        name = verification_body(record, self.setting)
        self.outline.signature(
            Fact(self._locale.say("核查机构（盖章）："), (name,)),
            Fact(self._locale.say("报告编制日期："), (self._locale.day(record.compiled_on),)),
        )

    @property
    def _locale(self) -> Locale:
        return self.setting.locale

    @property
    def _tables(self) -> Tables:
        return Tables(self.record, self.outline, self.unit)

    def _say(self, text: str) -> str:
        return str(self._locale.say(text))

    def _section(self, level: int, title: str, text: Prose) -> None:
        self.outline.heading(level, title)
        self.outline.text(text)

    def _facts(self, *facts: tuple[str, Phrase]) -> None:
        self.outline.facts(Fact(Phrase(label), (value,)) for label, value in facts)

    def _pictures(self, path: str, pictures: Sequence[Picture]) -> None:
        for index, each in enumerate(pictures):
            self.outline.picture(self.pictures[f"{path}[{index}].picture"], each.caption)

    def _chart(self, name: str, caption: str, chart: BarChart | PieChart | None) -> None:
        if chart:
            self.outline.figure(name, caption, chart.width, chart.height)


def verification_body(record: CfpVerificationReport, setting: Setting) -> Phrase:
    """核查机构: as the report names it, or the issuer."""
    profile = setting.issuer.profile
    if record.verification_body:
        return Phrase(record.verification_body)
    return setting.locale.pick(profile.name, profile.name_en)


def days(span: Period, locale: Locale) -> Phrase:
    """A span of days; a single day stands alone."""
    start, end = locale.day(span.start), locale.day(span.end)
    return start if span.start == span.end else locale.say("{start}至{end}", start=start, end=end)
