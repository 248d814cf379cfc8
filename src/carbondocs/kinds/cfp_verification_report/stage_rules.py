"""The rules for the stages of a verification report: their data, their results, and the totals.

The clauses are those of 产品碳足迹标识认证通用实施规则（试行） and of its 附件2.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from carbondocs.diagnostics import Message, message
from carbondocs.kinds.base import Broken, Setting, broken
from carbondocs.kinds.cfp_verification_report.charts import undrawable
from carbondocs.kinds.cfp_verification_report.claims import says_nothing
from carbondocs.kinds.cfp_verification_report.record import CfpVerificationReport
from carbondocs.kinds.cfp_verification_report.stages import Finding, SecondaryDatum
from carbondocs.values.figure import plain
from carbondocs.values.rounding import rounded

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_KILOGRAMS = re.compile(r"(?i)\s*kgCO[2₂]e?q?\s*[/／]\s*")


def _stages_differ(record: CfpVerificationReport, _: Setting) -> Iterator[Broken]:
    counts = Counter(stage.name for stage in record.stages)
    for index, stage in enumerate(record.stages):
        if counts[stage.name] > 1:
            yield broken(
                f"stages[{index}].name",
                "stage.twice",
                message("The stage {name} is there {count} times.", name=stage.name, count=counts[stage.name]),
                message("Put its data and results together, or name the stages apart."),
            )


def _results_rest_on_data(record: CfpVerificationReport, _: Setting) -> Iterator[Broken]:
    for index, stage in enumerate(record.stages):
        if not stage.primary_data and not stage.secondary_data:
            yield broken(
                f"stages[{index}].results",
                "stage.baseless",
                message("The stage {name} has results but no data behind them.", name=stage.name),
                message("Add its primary or secondary data."),
                "附件2 4.3.2",
            )
        for field in ("primary_data", "secondary_data"):
            for number, datum in enumerate(getattr(stage, field)):
                if datum.conclusion is Finding.NONCONFORMING:
                    yield broken(
                        f"stages[{index}].{field}[{number}].conclusion",
                        "datum.nonconforming",
                        message("{name} doesn't conform, so no footprint may rest on it.", name=datum.name),
                        message("Have it corrected and conclude anew, or take it out with its results."),
                        "7.6.2",
                    )


def _strangers_are_justified(record: CfpVerificationReport, _: Setting) -> Iterator[Broken]:
    for index, stage in enumerate(record.stages):
        for number, datum in enumerate(stage.secondary_data):
            path = f"stages[{index}].secondary_data[{number}]"
            if _years(datum) and max(_years(datum)) > record.compiled_on.year:
                future = message("{name} is of {year}, after the report.", name=datum.name, year=max(_years(datum)))
                yield broken(f"{path}.time", "datum.future", future, message("Check the year."), "附件2 4.3.2.2")
            if datum.justification and not says_nothing(datum.justification):
                continue
            if problem := _strange(datum, record):
                hint = message("Say as its 适用性说明 why it may stand for this product.")
                compared = (f"{path}.time", f"{path}.region", "scope.region")
                yield broken(
                    f"{path}.justification", "datum.unjustified", problem, hint, "附件2 4.3.2.2", related=compared
                )


def _strange(datum: SecondaryDatum, record: CfpVerificationReport) -> Message | None:
    """What about a secondary datum needs a justification: it is older, or from elsewhere, than the scope."""
    years, since = _years(datum), record.scope.data_period.start.year
    if not years:
        return message("The time of {name} names no year.", name=datum.name)
    if max(years) < since:
        return message("{name} is of {year}, older than the data period.", name=datum.name, year=max(years))
    region = record.scope.region
    if region not in datum.region and datum.region not in region:
        return message("{name} is of {region}, outside {scope}.", name=datum.name, region=datum.region, scope=region)
    return None


def _years(datum: SecondaryDatum) -> list[int]:
    return [int(year) for year in _YEAR.findall(datum.time)]


def _unit_is_that_of_the_scope(record: CfpVerificationReport, _: Setting) -> Iterator[Broken]:
    denominator = record.scope.functional_unit.denominator
    if not denominator:
        yield broken(
            "scope.functional_unit.unit",
            "unit.unknown",
            message(
                "What the footprint is divided by can't be told from “{text}”.", text=record.scope.functional_unit.text
            ),
            message("Give the unit, such as kWh."),
            "附件2 附录 七（二）",
        )
        return
    for index, stage in enumerate(record.stages):
        for number, result in enumerate(stage.results):
            if result.unit and _KILOGRAMS.sub("", result.unit).strip() != denominator:
                yield broken(
                    f"stages[{index}].results[{number}].unit",
                    "unit.differs",
                    message(
                        "{unit} is not the unit of the report, kgCO₂e/{wanted}.", unit=result.unit, wanted=denominator
                    ),
                    message("Convert the result, or correct the unit."),
                    "附件2 附录 九（二）",
                    related=("scope.functional_unit.unit",),
                )


def _totals_agree(record: CfpVerificationReport, _: Setting) -> Iterator[Broken]:
    sums = [sum((result.footprint for result in stage.results), Decimal()) for stage in record.stages]
    for index, (stage, worked_out) in enumerate(zip(record.stages, sums, strict=True)):
        items = tuple(f"stages[{index}].results[{end}].footprint" for end in sorted({0, len(stage.results) - 1}))
        yield from _agreement(f"stages[{index}].total", stage.total, worked_out, record.decimals, items)
    given = record.footprint.value if record.footprint else None
    parts = tuple(f"stages[{index}].results" for index in range(len(sums)))
    yield from _agreement("footprint.value", given, sum(sums, Decimal()), record.decimals, parts)
    if not sum(sums, Decimal()):
        yield broken("stages", "footprint.zero", message("The results add up to zero."),
                      message("Check the line items: shares of nothing can't be stated."))  # fmt: skip


def _agreement(
    path: str, given: Decimal | None, worked_out: Decimal, decimals: int, items: tuple[str, ...]
) -> Iterator[Broken]:
    """A given total is the sum of its items, rounded to the digits that it is given with."""
    if given is None:
        return
    exponent = given.as_tuple().exponent
    if rounded(worked_out, max(-int(exponent), 0)) == given:
        return
    yield broken(
        path,
        "total.disagrees",
        message("The total given is {given}, but its items add up to {sum}, which is {rounded}.", given=plain(given),
                sum=plain(worked_out), rounded=plain(rounded(worked_out, decimals))),
        message("Correct the total or the items; without a given total it is worked out."),
        "附件2 附录 九（二）",
        related=items,
    )  # fmt: skip


def _names_can_be_drawn(record: CfpVerificationReport, setting: Setting) -> Iterator[Broken]:
    """A chart's names are drawn in one face, Hei or Song."""
    names = "".join(name for stage in record.stages for name in (stage.name, *(item.name for item in stage.results)))
    if missing := undrawable(names, setting):
        yield broken(
            "stages",
            "glyph.chart",
            message("No one face draws all names of the charts: {characters}.", characters=missing),
            message("Write the names of stages and results with other characters."),
        )


STAGE_RULES = (
    _stages_differ,
    _results_rest_on_data,
    _strangers_are_justified,
    _unit_is_that_of_the_scope,
    _totals_agree,
    _names_can_be_drawn,
)
