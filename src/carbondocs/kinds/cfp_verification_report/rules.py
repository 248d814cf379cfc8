"""The rules between the fields of a verification report.

The clauses are those of 产品碳足迹标识认证通用实施规则（试行） and of its 附件2.
"""

from __future__ import annotations

from collections.abc import Iterator

from carbondocs.diagnostics import Severity, message
from carbondocs.kinds.base import Broken, Setting, broken
from carbondocs.kinds.cfp_verification_report.claims import told, unclaimed
from carbondocs.kinds.cfp_verification_report.people import Role
from carbondocs.kinds.cfp_verification_report.product import BoundaryKind
from carbondocs.kinds.cfp_verification_report.record import CfpVerificationReport
from carbondocs.kinds.cfp_verification_report.stage_rules import STAGE_RULES


def _team_is_able(record: CfpVerificationReport, _: Setting) -> Iterator[Broken]:
    inspectors = [member for member in record.team if member.role is not Role.EXPERT]
    leaders = sum(member.role is Role.LEADER for member in record.team)
    wanted = (
        (len(inspectors) >= 2, "team.small", message("The team needs at least two inspectors; it has {count}.",
         count=len(inspectors)), message("Add an inspector; technical experts don't count.")),
        (any(member.full_time for member in inspectors), "team.full_time",
         message("No inspector of the team is full-time."), message("Mark who is, or add one.")),
        (leaders == 1, "team.leader", message("The team has {count} leaders.", count=leaders),
         message("Give one member the role of the leader.")),
        (any(member.quantification for member in record.team), "team.quantification",
         message("Nobody in the team has the expert knowledge to quantify footprints of such products."),
         message("Mark who has it, or add a technical expert.")),
    )  # fmt: skip
    for holds, code, problem, hint in wanted:
        if not holds:
            yield broken("team", code, problem, hint, "7.3.2")


def _team_is_of_different_people(record: CfpVerificationReport, _: Setting) -> Iterator[Broken]:
    for field in ("team", "reviewers"):
        names = [person.name for person in getattr(record, field)]
        for index, name in enumerate(names):
            if name in names[:index]:
                yield broken(
                    f"{field}[{index}].name",
                    "team.twice",
                    message("{name} is named twice.", name=name),
                    message("Name each person once; tell namesakes apart, for example by a number behind the name."),
                    "7.3.2",
                )


def _review_is_independent(record: CfpVerificationReport, _: Setting) -> Iterator[Broken]:
    if not record.reviewers:
        yield broken("reviewers", "review.missing", message("Nobody reviewed the report."),
                      message("Name at least one technical reviewer."), "附件2 4.4")  # fmt: skip
    team = {member.name for member in record.team}
    for index, reviewer in enumerate(record.reviewers):
        if reviewer.name in team:
            yield broken(
                f"reviewers[{index}].name",
                "review.partial",
                message("{name} reviews the report and is in the team as well.", name=reviewer.name),
                message("Name a reviewer who took no part in the verification."),
                "附件2 4.4",
            )


def _days_follow_each_other(record: CfpVerificationReport, setting: Setting) -> Iterator[Broken]:
    data, verified, compiled = record.scope.data_period, record.verified_on, record.compiled_on
    pairs = (
        ("verified_on", message("The verification begins on {day}, before the data end on {end}.",
                                day=verified.start, end=data.end), verified.start > data.end),
        ("compiled_on", message("The report was compiled on {day}, before the verification ended on {end}.",
                                day=compiled, end=verified.end), compiled >= verified.end),
    )  # fmt: skip
    for path, problem, holds in pairs:
        if not holds:
            yield broken(path, "dates.order", problem, message("Correct the wrong one of the two dates."), "附件2 附录")
    if compiled > setting.today:
        problem = message("The report's date {day} lies in the future.", day=compiled)
        yield broken("compiled_on", "dates.future", problem, message("Check the year."), severity=Severity.WARNING)


def _whole_life_has_a_function(record: CfpVerificationReport, _: Setting) -> Iterator[Broken]:
    scope = record.scope
    if scope.boundary is BoundaryKind.CRADLE_TO_GRAVE and scope.functional_unit.kind == "declared":
        problem = message("From cradle to grave a footprint is counted for a functional unit, not a declared one.")
        hint = message("Check the kind of unit, or the boundary.")
        path = "scope.functional_unit.kind"
        yield broken(path, "unit.declared", problem, hint, "GB/T 24067-2024", severity=Severity.WARNING)


def _process_is_drawn(record: CfpVerificationReport, _: Setting) -> Iterator[Broken]:
    if not record.product.process_flow and not record.product.process.startswith("不适用"):
        problem = message("There is no flow chart of the product's process.")
        hint = message("Name its picture among the flow charts (工艺流程图).")
        path = "product.process_flow"
        yield broken(path, "figure.process", problem, hint, "附件2 附录 四（六）", severity=Severity.WARNING)


RULES = (
    told,
    unclaimed,
    _team_is_able,
    _team_is_of_different_people,
    _review_is_independent,
    _days_follow_each_other,
    *STAGE_RULES,
    _whole_life_has_a_function,
    _process_is_drawn,
)
