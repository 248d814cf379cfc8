"""The figures of a report, worked out from the line items: totals, shares, contributions (附录 九 and 十).

Sums are exact and rounded once, by GB/T 8170. The shares of one table add up to 100.00.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from carbondocs.kinds.cfp_verification_report.stages import Stage
from carbondocs.values.figure import plain
from carbondocs.values.rounding import rounded, shares

_ENOUGH = Decimal(80)  # per cent: as many contributors are named as make up this much,
_LEAST_NAMED, _MOST_NAMED = 5, 15  # but not fewer nor more than these


@dataclass(frozen=True)
class Amount:
    """A footprint as it was worked out and as it is printed, and its share of a total in per cent.

    Both figures are in kgCO₂e for one unit. The share is None where the total is zero.
    """

    name: str
    exact: Decimal
    printed: Decimal
    share: Decimal | None
    stage: str = ""

    @property
    def digits(self) -> str:
        """The printed figure, with a true minus sign; what only rounding makes zero is below the last digit."""
        if self.exact and not self.printed:
            least = Decimal(1).scaleb(int(self.printed.as_tuple().exponent))
            return f"<{plain(least)}" if self.exact > 0 else f">−{plain(least)}"
        return plain(self.printed).replace("-", "−")

    @property
    def percent(self) -> str:
        """The share as it is printed."""
        return "—" if self.share is None else f"{plain(self.share).replace('-', '−')}%"


@dataclass(frozen=True)
class Sum:
    """Line items and what they add up to; ``adds_up`` says whether the printed ones do too."""

    name: str
    items: tuple[Amount, ...]
    exact: Decimal
    printed: Decimal

    @property
    def adds_up(self) -> bool:
        """Whether the printed items add up to the printed total."""
        return sum((item.printed for item in self.items), Decimal()) == self.printed

    @property
    def digits(self) -> str:
        """The printed total, with a true minus sign."""
        return plain(self.printed).replace("-", "−")


@dataclass(frozen=True)
class Quantification:
    """All that the line items tell: by stage, by unit process, and the largest contributors.

    ``whole`` has the stages as its items. ``contributions`` has the ``named`` largest line items, and as its last
    item all ``others`` together, where there are any.
    """

    stages: tuple[Sum, ...]
    whole: Sum
    processes: Sum | None
    contributions: Sum
    others: int


def quantification(stages: Sequence[Stage], decimals: int) -> Quantification:
    """Work out the report's figures from its stages."""
    sums = tuple(
        _sum(stage.name, [(result.name, stage.name, result.footprint) for result in stage.results], decimals)
        for stage in stages
    )
    whole = _sum("", [(each.name, "", each.exact) for each in sums], decimals)
    every = [(item.name, item.stage, item.exact) for each in sums for item in each.items]
    ranked = sorted(_sum("", every, decimals).items, key=lambda item: -item.exact)
    named, others = _named(ranked)
    contributions = Sum("", named if others is None else (*named, others), whole.exact, whole.printed)
    return Quantification(sums, whole, _processes(stages, decimals), contributions, len(ranked) - len(named))


def _sum(name: str, items: Sequence[tuple[str, str, Decimal]], decimals: int) -> Sum:
    figures = [figure for _, _, figure in items]
    exact = sum(figures, Decimal())
    parts: Sequence[Decimal | None] = shares(figures) or [None] * len(figures)
    amounts = tuple(
        Amount(label, figure, rounded(figure, decimals), share, stage)
        for (label, stage, figure), share in zip(items, parts, strict=True)
    )
    return Sum(name, amounts, exact, rounded(exact, decimals))


def _processes(stages: Sequence[Stage], decimals: int) -> Sum | None:
    """The footprint by unit process, the largest first; None where no line item names one."""
    found: dict[str, Decimal] = {}
    for stage in stages:
        for result in stage.results:
            name = result.process or result.name
            found[name] = found.get(name, Decimal()) + result.footprint
    if not any(result.process for stage in stages for result in stage.results):
        return None
    return _sum("", [(name, "", found[name]) for name in sorted(found, key=lambda name: -found[name])], decimals)


def _named(ranked: Sequence[Amount]) -> tuple[tuple[Amount, ...], Amount | None]:
    """The largest contributors, one by one, and the others together."""
    reached, count = Decimal(), 0
    for count, item in enumerate(ranked, start=1):
        reached += item.share or Decimal()
        if count >= _MOST_NAMED or (count >= _LEAST_NAMED and reached >= _ENOUGH):
            break
    rest = ranked[count:]
    if len(rest) < 2:
        return tuple(ranked), None
    exact = sum((item.exact for item in rest), Decimal())
    share = None if rest[0].share is None else Decimal(100) - reached
    decimals = -int(rest[0].printed.as_tuple().exponent)
    return tuple(ranked[:count]), Amount("", exact, rounded(exact, decimals), share)
