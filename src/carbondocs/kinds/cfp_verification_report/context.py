"""What the templates of the verification report may see: cover, parts, charts (附件2 附录)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from carbondocs.graphics.chart_bars import BarChart
from carbondocs.graphics.chart_pie import PieChart
from carbondocs.graphics.outlines import Outline as DrawnText
from carbondocs.graphics.pictures import Picture
from carbondocs.kinds.base import Context, Setting
from carbondocs.kinds.cfp_verification_report.charts import charts
from carbondocs.kinds.cfp_verification_report.numbers import quantification
from carbondocs.kinds.cfp_verification_report.record import CfpVerificationReport
from carbondocs.kinds.cfp_verification_report.sections import Sections, days, verification_body
from carbondocs.kinds.parts import Fact, colours, watermark, watermark_lines
from carbondocs.kinds.report import Outline
from carbondocs.kinds.report_blocks import Heading, Part, contents
from carbondocs.language import Phrase
from carbondocs.values.party import Party


@dataclass(frozen=True)
class ReportContext(Context):
    """A cover, a table of contents, and the parts that hold the thirteen sections.

    ``page_words`` stand around the number of a page and of all pages: 第X页 共X页.
    """

    number: Fact
    product_name: str
    cover: tuple[Fact, ...]
    verification_body: Phrase
    compiled_on: Phrase
    contents_title: Phrase
    contents: tuple[Heading, ...]
    parts: tuple[Part, ...]
    page_words: tuple[str, str, str]
    notice: Phrase
    watermark_lines: tuple[DrawnText, ...]
    stage_bars: BarChart
    stage_pie: PieChart | None
    contribution_bars: BarChart


def report_context(record: CfpVerificationReport, pictures: Mapping[str, Picture], setting: Setting) -> ReportContext:
    """Work out all that the report's templates show."""
    say = setting.locale.say
    figures = quantification(record.stages, record.decimals)
    unit = f"kgCO₂e/{record.scope.functional_unit.denominator}"
    drawn = charts(figures, unit, setting)
    outline = Outline(setting.locale)
    parts = Sections(record, pictures, figures, drawn, unit, outline, setting).put()
    marks = watermark(setting, draft=record.draft)
    return ReportContext(
        lang=setting.locale.lang,
        title=say("产品碳足迹核查报告"),
        name=record.number or "",
        watermark=marks,
        colours=colours(setting.issuer),
        pictures={**outline.pictures, **_seal(record, setting)},
        number=Fact(say("报告编号："), (Phrase(record.number) if record.number else say("（待编）"),)),
        product_name=record.product.name,
        cover=_cover(record, setting),
        verification_body=verification_body(record, setting),
        compiled_on=setting.locale.day(record.compiled_on),
        contents_title=say("目录"),
        contents=contents(parts),
        parts=parts,
        page_words=_page_words(setting),
        notice=_notice(record, setting),
        watermark_lines=watermark_lines(marks, setting),
        stage_bars=drawn.stage_bars,
        stage_pie=drawn.stage_pie,
        contribution_bars=drawn.contribution_bars,
    )


def _cover(record: CfpVerificationReport, setting: Setting) -> tuple[Fact, ...]:
    """The eight lines of the form's cover."""
    say, pick = setting.locale.say, setting.locale.pick
    unit = record.scope.functional_unit
    return (
        Fact(say("委托人："), (_named(record.client, setting),)),
        Fact(say("生产者："), (_named(record.manufacturer, setting),)),
        Fact(say("生产企业："), (_named(record.factory, setting),)),
        Fact(say("产品名称："), (Phrase(record.product.name),)),
        Fact(say("功能单位/声明单位："), (pick(unit.text, unit.text_en),)),
        Fact(say("核查机构："), (verification_body(record, setting),)),
        Fact(say("核查日期："), (days(record.verified_on, setting.locale),)),
        Fact(say("报告编制日期："), (setting.locale.day(record.compiled_on),)),
    )


def _named(party: Party, setting: Setting) -> Phrase:
    return setting.locale.pick(party.name, party.name_en)


def _seal(record: CfpVerificationReport, setting: Setting) -> dict[str, Picture]:
    """The issuer's seal, where the report is its own and no draft."""
    own = not record.verification_body or record.verification_body == setting.issuer.profile.name
    return {
        role: picture
        for role, picture in setting.issuer.pictures.items()
        if role == "seal" and own and not record.draft
    }


def _page_words(setting: Setting) -> tuple[str, str, str]:
    """第X页 共X页, taken apart at the two numbers."""
    before, between, after = str(setting.locale.say("第{page}页 共{pages}页", page="\0", pages="\0")).split("\0")
    return before, between, after


def _notice(record: CfpVerificationReport, setting: Setting) -> Phrase:
    say = setting.locale.say
    notices = [
        *([str(say("样张，仅供展示，不具效力"))] if setting.issuer.sample else []),
        *([str(say("草稿，未编报告编号，不具效力"))] if record.draft else []),
    ]
    return Phrase(" · ".join(notices))
