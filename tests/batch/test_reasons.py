"""Why documents are made: what a second run says of those that it makes anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from batch_lists import number

from carbondocs import Renderer
from carbondocs.batch.crew import Alone
from carbondocs.batch.lists import Choice, RowList
from carbondocs.batch.order import Order
from carbondocs.batch.places import batch_at
from carbondocs.batch.reasons import Reason
from carbondocs.flow import Row
from carbondocs.issuer import sample_issuer

Told = dict[Reason, int]
Again = Callable[..., Told]


def label(index: int, **changes: Any) -> dict[str, Any]:
    unit = {"kind": "functional", "text": "1 kWh"}
    return {"certificate_number": number(index), "product_name": f"产品{index}", "footprint": {"value": "1.50"},
            "functional_unit": unit, **changes}  # fmt: skip


ALL = Choice()
ROWS = [label(1), label(2), label(3)]


@pytest.fixture
def again(tmp_path: Path) -> Again:
    """Makes some labels into one folder; why they were made, as was told before."""

    def run(rows: list[dict[str, Any]], choice: Choice = ALL, order: Order | None = None) -> Told:
        listed = [Row(data, "list", tmp_path, {"": f"row {index}"}) for index, data in enumerate(rows, start=1)]
        wanted = order or Renderer().order("cfp-label", ("svg",))
        with batch_at(str(tmp_path / "out"), wanted, RowList(lambda: listed, "list", "list")) as batch:
            batch.plan(choice, lambda _: None)
            planned = batch.reasons_planned()
            for _ in batch.run(Alone(batch.making)):
                pass
            assert planned == batch.reasons
            return dict(batch.reasons)

    return run


def test_what_changed_is_told(again: Again, tmp_path: Path) -> None:
    assert again(ROWS) == {Reason.UNMADE: 3}
    assert again(ROWS) == {}
    assert again([label(1), label(2, product_name="另一产品"), label(3), label(4)]) == {
        Reason.DATA: 1,
        Reason.UNMADE: 1,
    }
    (tmp_path / "out" / f"{number(1)}.svg").unlink()
    (tmp_path / "out" / f"{number(3)}.svg").write_text("<svg/>", encoding="utf-8")
    assert again(ROWS) == {Reason.FILES: 2, Reason.DATA: 1}
    assert again(ROWS, Choice(force=True)) == {Reason.FORCED: 3}
    assert again([label(1, product_name="甲"), *ROWS[1:]], Choice(force=True)) == {Reason.FORCED: 2, Reason.DATA: 1}


def test_what_failed_is_told(again: Again) -> None:
    again([label(1), label(2, footprint={"value": "?"})])
    assert again([label(1), label(2)]) == {Reason.FAILED: 1}


def test_further_formats_are_told(again: Again) -> None:
    again(ROWS[:1])
    assert again(ROWS[:1], order=Renderer().order("cfp-label", ("svg", "png"))) == {Reason.FORMATS: 1}


@pytest.mark.parametrize(
    ("parts", "reasons"),
    [
        (("pack",), {Reason.PACK}),
        (("fonts",), {Reason.FONTS}),
        (("program", "engines"), {Reason.PROGRAM}),
        (("names",), {Reason.NAMES}),
        (("pack", "issuer"), {Reason.PACK, Reason.ISSUER}),
    ],
)
def test_what_changed_in_the_set_up_is_told(parts: tuple[str, ...], reasons: set[Reason], again: Again) -> None:
    again(ROWS)
    order = Renderer().order("cfp-label", ("svg",))
    order.parts.update(dict.fromkeys(parts, "another"))
    assert again(ROWS, order=order) == dict.fromkeys(reasons, 3)


def test_another_profile_is_told_as_such(again: Again) -> None:
    again(ROWS[:1])
    issuer = sample_issuer()
    other = replace(issuer, profile=issuer.profile.model_copy(update={"short_name": "另一机构"}))
    assert again(ROWS[:1], order=Renderer(other).order("cfp-label", ("svg",))) == {Reason.ISSUER: 1}


def test_formats_that_need_other_libraries_are_no_change_of_the_program(again: Again) -> None:
    again(ROWS[:1])
    order = Renderer().order("cfp-label", ("svg", "pdf"))
    order.parts["engines"] = "with others"
    assert again(ROWS[:1], order=order) == {Reason.FORMATS: 1}
