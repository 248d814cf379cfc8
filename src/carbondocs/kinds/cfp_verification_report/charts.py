"""The charts of the report: the stages as bars and as a ring, and the largest contributors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from carbondocs.faces import Face, face, unset
from carbondocs.graphics.chart import Bar, Whole, chart_faces
from carbondocs.graphics.chart_bars import BarChart, bar_chart, contribution_chart
from carbondocs.graphics.chart_pie import PieChart, pie_chart
from carbondocs.kinds.base import Setting
from carbondocs.kinds.cfp_verification_report.numbers import Amount, Quantification

CHART_WIDTH = 150.0
"""In mm."""


@dataclass(frozen=True)
class Charts:
    """``stage_pie`` is None where a stage removes more than it emits: a ring can't show that."""

    stage_bars: BarChart
    stage_pie: PieChart | None
    contribution_bars: BarChart


def charts(figures: Quantification, unit: str, setting: Setting) -> Charts:
    """The charts of a report whose footprints are stated in that unit."""
    say = setting.locale.say
    names = "".join(item.name for item in (*figures.whole.items, *figures.contributions.items))
    faces = replace(chart_faces(setting.faces), text=_face(names, setting).path)
    whole = Whole(str(say("合计")), figures.whole.digits, unit)
    stages, ranked = _bars(figures.whole.items), _bars(figures.contributions.items)
    others = (
        replace(ranked.pop(), label=str(say("其余{count}项", count=str(figures.others)))) if figures.others else None
    )
    return Charts(
        bar_chart(stages, whole, width=CHART_WIDTH, faces=faces),
        pie_chart(stages, whole, width=CHART_WIDTH, faces=faces),
        contribution_chart(ranked, whole, width=CHART_WIDTH, faces=faces, others=others),
    )


def undrawable(names: str, setting: Setting) -> str:
    """The characters among the names of a chart that the better of Hei and Song lacks."""
    return unset(names, (_face(names, setting),))


def _face(names: str, setting: Setting) -> Face:
    """Hei, or Song where Hei lacks a character and Song doesn't."""
    hei, song = (face(setting.faces, family) for family in ("CarbonDocs Hei", "CarbonDocs Song"))
    return song if unset(names, (hei,)) and not unset(names, (song,)) else hei


def _bars(items: Sequence[Amount]) -> list[Bar]:
    return [Bar(item.name, item.digits, item.percent, item.exact) for item in items]
