"""Labels on sheets, measured back from the PDF; and the calibration page."""

from __future__ import annotations

from io import BytesIO
from itertools import islice

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheet_reading import codes, ink_box, inked_across, inked_down, page_sizes, pictured, shown

from carbondocs.errors import InvalidValue, UsageError
from carbondocs.graphics.imposition import Grid, LabelStock, cells, crop_marks
from carbondocs.graphics.qr import qr_code
from carbondocs.graphics.raster import svg_to_pdf
from carbondocs.graphics.stocks import PRESETS
from carbondocs.renderers.calibration import INSET, calibration_page
from carbondocs.renderers.sheets import Layout, Sheets

DPI = 300
TENTH = 0.1
STOCK = LabelStock(
    columns=3, rows=4, label_width=40, label_height=50.5, left=12.3, top=20.7, column_gap=9.1, row_gap=8.2
)
FIXED = {name: stock for name, stock in PRESETS.items() if isinstance(stock, LabelStock)}


def plain(width: float, height: float, grey: int = 0) -> bytes:
    """A label that is inked all over."""
    return svg_to_pdf(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 1 1" '
        f'preserveAspectRatio="none"><rect width="1" height="1" fill="#{grey:02x}{grey:02x}{grey:02x}"/></svg>'
    )


def coded(payload: str) -> bytes:
    """A label that is a QR code with its quiet zone, 38 mm wide."""
    code = qr_code(payload)
    return svg_to_pdf(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="38mm" height="38mm" viewBox="0 0 {code.size} {code.size}">'
        f'<path d="{code.path}"/></svg>'
    )


def imposed(labels: list[bytes], stock: LabelStock | Grid = STOCK, layout: Layout | None = None) -> bytes:
    sheets = Sheets(stock, layout)
    for label in labels:
        sheets.add(label)
    return sheets.pdf().content


@pytest.mark.parametrize("name", FIXED)
def test_labels_stand_in_their_cells_to_a_tenth_of_a_mm(name: str) -> None:
    stock = FIXED[name]
    label = plain(stock.label_width, stock.label_height)
    page, rest = shown(imposed([label] * (stock.capacity + 1), stock))
    assert len(rest) == 1
    for cell, found in zip(cells(stock), page, strict=False):
        assert found[:2] == pytest.approx((cell.x, cell.y), abs=0.01)
        assert found[2:4] == pytest.approx((stock.label_width, stock.label_height), abs=0.01)


def test_ink_stands_where_the_cells_are() -> None:
    for number, cell in enumerate(islice(cells(STOCK), STOCK.capacity), start=1):
        box = ink_box(pictured(imposed([plain(40, 50.5)], layout=Layout(start=number)), DPI), DPI)
        assert box == pytest.approx((cell.x, cell.y, cell.x + 40, cell.y + 50.5), abs=TENTH)


@settings(max_examples=30)
@given(st.floats(5, 120), st.floats(5, 120))
def test_a_label_is_centred_never_distorted_and_never_larger_than_it_is(width: float, height: float) -> None:
    ((found,),) = shown(imposed([plain(round(width, 2), round(height, 2))]))
    assert found.width / found.height == pytest.approx(width / height, rel=0.01)
    assert found.width <= min(width, STOCK.label_width) + 0.02
    assert found.height <= min(height, STOCK.label_height) + 0.02
    assert found.x + found.width / 2 == pytest.approx(STOCK.left + STOCK.label_width / 2, abs=0.01)
    assert found.y + found.height / 2 == pytest.approx(STOCK.top + STOCK.label_height / 2, abs=0.01)


def test_the_trim_is_what_counts_and_nothing_beyond_it_shows() -> None:
    with pikepdf.open(BytesIO(plain(60, 70.5))) as document:
        box = document.pages[0].mediabox
        inner = [float(side) + step * 72 / 25.4 for side, step in zip(box, (10, 10, -10, -10), strict=True)]
        document.pages[0].trimbox = pikepdf.Array(inner)
        packed = BytesIO()
        document.save(packed)
    picture = pictured(imposed([packed.getvalue()]), DPI)
    assert ink_box(picture, DPI) == pytest.approx((12.3, 20.7, 52.3, 71.2), abs=TENTH)


def test_all_codes_of_a_sheet_can_be_read_and_are_in_order() -> None:
    payloads = [f"https://example.org/verify/CFP-0001-2026-101-{number:04}" for number in range(1, 31)]
    sheets = imposed(
        [coded(payload) for payload in payloads],
        LabelStock(columns=4, rows=6, label_width=45, label_height=42, left=10, top=10, column_gap=2, row_gap=3),
    )
    assert [text for page in (0, 1) for text in codes(pictured(sheets, 150, page))] == payloads


def test_a_partly_used_sheet_stays_empty_where_it_is_used() -> None:
    first, second = shown(imposed([plain(40, 50.5)] * 12, layout=Layout(start=6)))
    assert (len(first), len(second)) == (7, 5)
    assert first[0][:2] == pytest.approx((110.5, 79.4), abs=0.01)
    assert second[0][:2] == pytest.approx((12.3, 20.7), abs=0.01)


def test_copies_follow_one_another_and_are_embedded_once() -> None:
    labels = [plain(40, 50, grey) for grey in (0, 60, 120)]
    one, three = imposed(labels), imposed(labels, layout=Layout(copies=3))
    (page,) = shown(three)
    assert [found.form for found in page] == ["/L1"] * 3 + ["/L2"] * 3 + ["/L3"] * 3
    assert len(three) < len(one) + 300


def test_equal_labels_are_embedded_once() -> None:
    (page,) = shown(imposed([plain(40, 50), plain(40, 50, 99), plain(40, 50)]))
    assert [found.form for found in page] == ["/L1", "/L2", "/L1"]


@pytest.mark.parametrize("offset", [(1.5, -0.7), (-0.04, 0.04), (20, -20)])
def test_an_offset_moves_everything_by_as_much(offset: tuple[float, float]) -> None:
    labels = [plain(40, 50.5)] * 12
    there, here = shown(imposed(labels)), shown(imposed(labels, layout=Layout(offset=offset)))
    for before, after in zip(there[0], here[0], strict=True):
        assert (after.x - before.x, after.y - before.y) == pytest.approx(offset, abs=0.001)
        assert (after.width, after.height) == pytest.approx((before.width, before.height))


def test_crop_marks_are_hairlines_at_the_edges_of_the_cells() -> None:
    white = plain(40, 50.5, 255)
    assert ink_box(pictured(imposed([white]), DPI), DPI) is None
    picture = pictured(imposed([white], layout=Layout(crop_marks=True)), 1200)
    left, top, right, bottom = ink_box(picture, 1200) or ()
    marks = crop_marks(STOCK)
    assert left == pytest.approx(min(mark.x1 for mark in marks), abs=TENTH)
    assert top == pytest.approx(min(mark.y1 for mark in marks), abs=TENTH)
    assert right == pytest.approx(max(mark.x2 for mark in marks), abs=TENTH)
    assert bottom == pytest.approx(max(mark.y2 for mark in marks), abs=TENTH)
    inked = inked_across(picture, 1200, 19)
    assert inked[0] == pytest.approx(12.3, abs=TENTH)
    assert inked[-1] == pytest.approx(150.5, abs=TENTH)
    assert len(inked) * 25.4 / 1200 <= 6 * 0.15, "six hairlines"


def test_crop_marks_move_with_the_offset() -> None:
    white = plain(40, 50.5, 255)
    before, after = (
        ink_box(pictured(imposed([white], layout=Layout(crop_marks=True, offset=by)), 600), 600) or ()
        for by in ((0, 0), (2, 3))
    )
    assert [b - a for a, b in zip(before, after, strict=True)] == pytest.approx([2, 3, 2, 3], abs=TENTH)


def test_pages_are_as_large_as_the_stock() -> None:
    roll = LabelStock(page_width=62, page_height=40, columns=1, rows=1, label_width=60, label_height=38, left=1, top=1)
    assert page_sizes(imposed([plain(30, 30)] * 3, roll)) == {(62, 40)}
    assert page_sizes(imposed([plain(30, 30)])) == {(210, 297)}


def test_a_grid_takes_the_size_of_its_first_label() -> None:
    sheets = Sheets(Grid())
    assert sheets.fitted(44.5, 66) == 44.5
    sheets.add(plain(44.5, 66))
    sheets.add(plain(89, 66))
    (page,) = shown(sheets.pdf().content)
    assert [round(found.width, 1) for found in page] == [44.5, 44.5]


def test_a_label_too_large_for_a_grid_is_refused() -> None:
    with pytest.raises(InvalidValue, match="doesn't fit"):
        Sheets(Grid()).add(plain(200, 50))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"copies": 0}, "0 copies"),
        ({"copies": 10_001}, "10001 copies"),
        ({"offset": (20.1, 0)}, r"offset 20\.1,0"),
        ({"offset": (0, float("nan"))}, "offset 0,nan"),
        ({"offset": (0, float("-inf"))}, "offset 0,-inf"),
    ],
)
def test_a_layout_out_of_bounds_is_refused_with_a_remedy(wrong: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told) as caught:
        Layout(**wrong)  # type: ignore[arg-type]
    assert "Give" in str(caught.value.diagnostics[0].hint)


def test_a_start_beyond_the_sheet_is_refused() -> None:
    with pytest.raises(UsageError, match="no label 13"):
        Sheets(STOCK, Layout(start=13)).add(plain(40, 50))


def test_the_same_labels_give_the_same_bytes() -> None:
    labels = [coded(f"https://example.org/{number}") for number in range(15)]
    layout = Layout(start=3, copies=2, offset=(0.5, 0.5), crop_marks=True)
    assert imposed(labels, layout=layout) == imposed(labels, layout=layout)
    assert imposed(labels, layout=layout) != imposed(labels[::-1], layout=layout)


@pytest.mark.parametrize("offset", [(0.0, 0.0), (-3.0, 2.5)])
def test_the_frame_of_the_calibration_page_is_10_mm_from_the_edges(offset: tuple[float, float]) -> None:
    page = calibration_page(Grid(), offset).content
    assert page_sizes(page) == {(210, 297)}
    picture = pictured(page, 600)
    across, down = inked_across(picture, 600, 250.5), inked_down(picture, 600, 195.5)
    for dark, side, shift in ((across, 210, offset[0]), (down, 297, offset[1])):
        assert dark[0] == pytest.approx(INSET + shift, abs=TENTH)
        assert dark[-1] == pytest.approx(side - INSET + shift, abs=TENTH)


def test_the_calibration_page_outlines_the_cells() -> None:
    found = inked_across(pictured(calibration_page(STOCK).content, 600), 600, 50, lightest=200)
    for edge in (52.3, 61.4, 101.4, 110.5, 150.5):
        assert any(abs(edge - at) <= TENTH for at in found), edge


def test_the_rulers_of_the_calibration_page_count_millimetres() -> None:
    dark = inked_across(pictured(calibration_page(Grid()).content, 600), 600, 11.2, lightest=160)
    assert {round(at) for at in dark if 10.5 < at < 199.5} == set(range(11, 200))
    assert all(abs(at - round(at)) <= TENTH + 0.05 for at in dark)


def test_the_calibration_page_holds_no_font_and_is_the_same_each_time() -> None:
    first, second = (calibration_page(STOCK).content for _ in range(2))
    assert first == second
    with pikepdf.open(BytesIO(first)) as document:
        assert "/Font" not in document.pages[0].get("/Resources", {})


def test_a_page_too_small_to_calibrate_is_refused() -> None:
    roll = LabelStock(page_width=50, page_height=300, columns=1, rows=1, label_width=40, label_height=40)
    with pytest.raises(UsageError, match="too small"):
        calibration_page(roll)
