"""The figures of a verification report are worked out from its line items, exactly, and rounded once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_data import stage

from carbondocs.kinds.cfp_verification_report.numbers import Quantification, quantification
from carbondocs.kinds.cfp_verification_report.stages import Stage


def figures(*footprints: tuple[str, ...], decimals: int = 2) -> Quantification:
    stages = [Stage.model_validate(stage(f"阶段{index}", *items)) for index, items in enumerate(footprints)]
    return quantification(stages, decimals)


def test_totals_are_summed_before_they_are_rounded() -> None:
    found = figures(("0.004", "0.004"), ("0.004",))
    assert [item.digits for item in found.stages[0].items] == ["<0.01", "<0.01"]
    assert found.stages[0].digits == "0.01"
    assert found.whole.digits == "0.01"
    assert not found.stages[0].adds_up
    assert found.whole.adds_up


def test_a_five_goes_to_the_even_digit() -> None:
    found = figures(("2.675", "2.665"))
    assert [item.digits for item in found.stages[0].items] == ["2.68", "2.66"]
    assert found.whole.digits == "5.34"


def test_credits_are_shown_with_a_true_minus() -> None:
    found = figures(("-1.5", "4"))
    assert [(item.digits, item.percent) for item in found.stages[0].items] == [
        ("−1.50", "−60.00%"),
        ("4.00", "160.00%"),
    ]


def test_a_stage_of_nothing_has_no_shares() -> None:
    assert figures(("0",), ("1",)).stages[0].items[0].percent == "—"


AMOUNTS = st.lists(
    st.lists(st.decimals(0, 9999, places=4).map(lambda value: f"{value:f}"), min_size=1, max_size=12),
    min_size=1,
    max_size=6,
)


@given(AMOUNTS, st.integers(0, 4))
def test_every_table_adds_up_to_a_hundred(amounts: list[list[str]], decimals: int) -> None:
    if not any(Decimal(amount) for items in amounts for amount in items):
        return
    found = figures(*map(tuple, amounts), decimals=decimals)
    tables = [*found.stages, found.whole, found.contributions, found.processes]
    for table in tables:
        assert table is not None
        if table.exact:
            assert sum(item.share or 0 for item in table.items) == Decimal("100.00")
    assert found.contributions.exact == found.whole.exact == sum(item.exact for item in found.contributions.items)


def test_the_largest_contributors_come_first_and_the_others_last() -> None:
    found = figures(tuple(str(number) for number in range(1, 41)))
    items = found.contributions.items
    assert found.others == 40 - (len(items) - 1)
    assert [item.exact for item in items[:-1]] == sorted((item.exact for item in items[:-1]), reverse=True)
    assert items[-1].name == ""


@pytest.mark.parametrize("count", [1, 2, 6])
def test_few_line_items_are_all_named(count: int) -> None:
    found = figures(tuple("5" for _ in range(count)))
    assert len(found.contributions.items) == count
    assert found.others == 0


def test_processes_are_put_together_over_stages() -> None:
    found = figures(("1", "2"), ("10",))
    assert found.processes is not None
    assert [(item.name, item.digits) for item in found.processes.items] == [("过程1", "11.00"), ("过程2", "2.00")]


def test_what_only_rounding_makes_zero_is_told_as_less() -> None:
    items = figures(("0.004", "-0.004", "0", "5")).stages[0].items
    assert [item.digits for item in items] == ["<0.01", ">−0.01", "0.00", "5.00"]
