"""Where labels stand on sheets: cells, fit, crop marks, stock."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from carbondocs.diagnostics import Place
from carbondocs.errors import DataError, InvalidValue, UsageError
from carbondocs.graphics.imposition import Cell, Grid, LabelStock, cells, crop_marks, fit
from carbondocs.graphics.stocks import PRESETS, label_stock, toml
from carbondocs.values.findings import diagnose

SMALL: dict[str, Any] = {"columns": 3, "rows": 2, "label_width": 50.0, "label_height": 100.0, "left": 10.0, "top": 20.0}
STOCK = LabelStock(**SMALL, column_gap=5.0, row_gap=7.0)
FIXED = {name: stock for name, stock in PRESETS.items() if isinstance(stock, LabelStock)}

sides = st.floats(min_value=5, max_value=150)
gaps = st.floats(min_value=0, max_value=10)


@st.composite
def stocks(draw: st.DrawFn) -> LabelStock:
    columns, rows = draw(st.integers(1, 8)), draw(st.integers(1, 12))
    width, height = draw(sides), draw(sides)
    left, top, across, down = (draw(gaps) for _ in range(4))
    return LabelStock(
        page_width=left + columns * (width + across) + draw(gaps),
        page_height=top + rows * (height + down) + draw(gaps),
        columns=columns,
        rows=rows,
        label_width=width,
        label_height=height,
        left=left,
        top=top,
        column_gap=across,
        row_gap=down,
    )


def findings(**fields: Any) -> list[tuple[str, str, str]]:
    """Path, message and hint of what is wrong with a stock."""
    with pytest.raises(ValidationError) as caught:
        LabelStock.model_validate(fields)
    found = diagnose(caught.value, LabelStock, lambda path: Place("stock", path))
    return [(finding.place.path, str(finding.message), str(finding.hint)) for finding in found]


def test_cells_go_row_by_row_and_page_by_page() -> None:
    assert list(islice(cells(STOCK), 8)) == [
        Cell(0, 10, 20),
        Cell(0, 65, 20),
        Cell(0, 120, 20),
        Cell(0, 10, 127),
        Cell(0, 65, 127),
        Cell(0, 120, 127),
        Cell(1, 10, 20),
        Cell(1, 65, 20),
    ]


def test_a_partly_used_sheet_is_begun_at_its_first_free_label() -> None:
    assert list(islice(cells(STOCK, 6), 2)) == [Cell(0, 120, 127), Cell(1, 10, 20)]


@pytest.mark.parametrize("start", [0, -1, 7])
def test_a_start_beyond_the_sheet_is_refused(start: int) -> None:
    with pytest.raises(UsageError, match=rf"no label {start}; it has 6") as caught:
        cells(STOCK, start)
    assert "from 1 at the top left" in str(caught.value.diagnostics[0].hint)


@given(stocks(), st.data())
def test_cells_lie_on_the_page_and_apart(stock: LabelStock, data: st.DataObject) -> None:
    start = data.draw(st.integers(1, stock.capacity))
    page = [cell for cell in islice(cells(stock, start), 2 * stock.capacity) if cell.page == 1]
    assert len(page) == stock.capacity
    for cell in page:
        assert -1e-6 <= cell.x <= stock.page_width - stock.label_width + 0.011
        assert -1e-6 <= cell.y <= stock.page_height - stock.label_height + 0.011
    for first in page:
        for second in page:
            apart = (
                abs(first.x - second.x) > stock.label_width - 1e-6
                or abs(first.y - second.y) > stock.label_height - 1e-6
            )
            assert first == second or apart


@given(stocks(), sides, sides)
def test_a_label_is_scaled_in_proportion_never_up_and_centred(stock: LabelStock, width: float, height: float) -> None:
    placed = fit(stock, width, height)
    assert 0 < placed.scale <= 1
    assert placed.x >= -1e-9
    assert placed.y >= -1e-9
    assert 2 * placed.x + placed.scale * width == pytest.approx(stock.label_width)
    assert 2 * placed.y + placed.scale * height == pytest.approx(stock.label_height)
    assert placed.scale == 1 or min(placed.x, placed.y) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("name", FIXED)
def test_presets_fit_their_page_and_are_as_many_as_they_say(name: str) -> None:
    stock = FIXED[name]
    columns, rows = map(int, name.removeprefix("a4-").split("x"))
    assert (stock.columns, stock.rows) == (columns, rows)
    assert (stock.page_width, stock.page_height) == (210, 297)
    right = stock.page_width - stock.lefts[-1] - stock.label_width
    bottom = stock.page_height - stock.tops[-1] - stock.label_height
    assert right == pytest.approx(stock.left, abs=0.11), "the columns stand in the middle of the page"
    assert bottom == pytest.approx(stock.top, abs=0.11), "the rows stand in the middle of the page"


def test_the_grid_holds_as_many_labels_as_fit() -> None:
    stock = Grid().stock(44.5, 66)
    assert (stock.columns, stock.rows) == (4, 4)
    assert stock.lefts[0] == pytest.approx(10)
    assert stock.lefts[1] - stock.lefts[0] == pytest.approx(48.5)
    assert Grid().stock(44.6, 66.26).capacity == 3 * 3


@given(sides, sides)
def test_the_grid_keeps_its_margins_and_has_no_room_for_more(width: float, height: float) -> None:
    stock = Grid().stock(width, height)
    assert min(stock.left, stock.top) >= 10 - 0.011
    assert 2 * stock.left + stock.columns * width + (stock.columns - 1) * 4 == pytest.approx(210)
    assert stock.columns * (width + 4) + width > 190
    assert stock.rows * (height + 4) + height > 277 - 0.011


def test_a_label_larger_than_the_page_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"190\.1 × 50 mm doesn't fit a page of 210 × 297 mm"):
        Grid().stock(190.1, 50)


@pytest.mark.parametrize(
    ("wrong", "place", "problem"),
    [
        ({"columns": 0}, "columns", "0 is out of bounds"),
        ({"rows": -2}, "rows", "-2 is out of bounds"),
        ({"columns": 2.5}, "columns", "2.5 is out of bounds"),
        ({"columns": True}, "columns", "True is out of bounds"),
        ({"label_width": 0}, "label_width", "0 is out of bounds"),
        ({"label_height": -70}, "label_height", "-70 is out of bounds"),
        ({"label_width": float("nan")}, "label_width", "“nan” is no number"),
        ({"page_height": float("inf")}, "page_height", "“inf” is no number"),
        ({"top": "12"}, "top", "“12” is no number"),
        ({"left": -0.1}, "left", "-0.1 is out of bounds"),
        ({"columns": 4}, "columns", "need 210 mm; the page has 200 mm"),
        ({"rows": 3}, "rows", "need 320 mm; the page has 297 mm"),
        ({"row_gap": 77.1}, "rows", "need 297.1 mm; the page has 297 mm"),
    ],
)
def test_a_stock_that_cannot_be_is_refused_with_place_and_remedy(
    wrong: dict[str, Any], place: str, problem: str
) -> None:
    ((path, told, hint),) = findings(**{"page_width": 200.0, **SMALL, **wrong})
    assert path == place
    assert problem in told
    assert hint


def test_all_that_is_wrong_with_a_stock_is_told_at_once() -> None:
    told = findings(columns=0, rows=3, label_width=-1, label_height=200, lable=1)
    assert [path for path, _, _ in told] == ["label_width", "columns", "rows", "lable"]


def test_a_stock_can_be_a_file(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(toml(STOCK), encoding="utf-8")
    assert label_stock(path) == label_stock(str(path)) == STOCK


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"columns = ", "own.toml:1:11: columns =: error: There is no value after the =."),
        (b"\xff", "own.toml: error: The file isn't UTF-8."),
        (b"columns = 3", "label_width is missing"),
        (
            b"columns = 5\nrows = 1\nlabel_width = 50\nlabel_height = 9",
            "own.toml columns: error: The labels need 250 mm",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_its_name(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        label_stock(path)
    assert told in str(caught.value)
    assert all(finding.place.source.startswith(str(path)) for finding in caught.value.diagnostics)


@pytest.mark.parametrize("name", ["a4-3x9", "own.txt", "missing.toml", ""])
def test_an_unknown_stock_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        label_stock(name)
    assert "a4-3x8" in str(caught.value.diagnostics[0].hint)


def test_crop_marks_go_on_with_the_edges_of_the_cells() -> None:
    marks = crop_marks(STOCK)
    upright = {mark.x1 for mark in marks if mark.x1 == mark.x2}
    level = {mark.y1 for mark in marks if mark.y1 == mark.y2}
    assert upright == {10, 60, 65, 115, 120, 170}
    assert level == {20, 120, 127, 227}


@given(stocks())
def test_crop_marks_touch_no_label_and_stay_on_the_page(stock: LabelStock) -> None:
    page = list(islice(cells(stock), stock.capacity))
    for mark in crop_marks(stock):
        assert 0 <= mark.x1 <= mark.x2 <= stock.page_width + 1e-3
        assert 0 <= mark.y1 <= mark.y2 <= stock.page_height + 1e-3
        assert mark.x2 - mark.x1 <= 3.001
        for cell in page:
            beside = mark.x2 <= cell.x + 1e-3 or mark.x1 >= cell.x + stock.label_width - 1e-3
            above = mark.y2 <= cell.y + 1e-3 or mark.y1 >= cell.y + stock.label_height - 1e-3
            assert beside or above


def test_labels_without_gaps_are_marked_in_the_margins_only() -> None:
    stock = LabelStock(columns=2, rows=2, label_width=95, label_height=130, left=10, top=18)
    marks = crop_marks(stock)
    assert {(mark.y1, mark.y2) for mark in marks if mark.x1 == mark.x2} == {(14.5, 17.5), (278.5, 281.5)}
    assert len(marks) == 2 * 3 + 2 * 3


def test_a_stock_never_changes() -> None:
    with pytest.raises(ValidationError):
        STOCK.columns = 4  # type: ignore[misc]
