"""What was pasted over or into cells of a workbook is told, never dropped."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from form_books import KIND, SURVEY, book_of, bytes_of, edited, told
from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.chartsheet import Chartsheet
from openpyxl.drawing.image import Image
from PIL import Image as Pixels

from carbondocs.errors import DataError
from carbondocs.kinds import kind
from carbondocs.sources import read_rows
from carbondocs.workbooks.book import blank_workbook, filled_workbook


@pytest.fixture
def picture(tmp_path: Path) -> str:
    path = tmp_path / "a.png"
    Pixels.new("RGB", (8, 8)).save(path)
    return str(path)


def rewritten(content: bytes, part: str, old: str, new: str) -> bytes:
    """A workbook with another text in one of its parts, as other programs than openpyxl write it."""
    source, stream = ZipFile(BytesIO(content)), BytesIO()
    with ZipFile(stream, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == part:
                changed = re.sub(old, new, text.decode(), count=1)
                assert changed != text.decode()
                text = changed.encode()
            target.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [("人员", "B3"), ("人员", "B2"), ("人员", "C9"), ("人员", "A1"), ("人员", "Z1"), ("基本信息", "D4"), ("文本", "C2"),
     ("读数记录", "D3")],
)  # fmt: skip
def test_a_pasted_picture_is_told_at_its_cell(sheet: str, cell: str, picture: str) -> None:
    content = edited(lambda book: book[sheet].add_image(Image(picture), cell))
    assert told(content) == [("cell.picture", f"{sheet}!{cell}")]


def test_a_picture_on_the_example_is_told(picture: str) -> None:
    report = kind("cfp-verification-report")
    example = blank_workbook(report)

    def change(book: Workbook) -> None:
        book["核查照片"].add_image(Image(picture), "B2")
        book["基本信息"]["C2"] = "甲"

    assert told(edited(change, example), report.record) == [("cell.picture", "核查照片!B2")]


def test_a_chart_is_told() -> None:
    def change(book: Workbook) -> None:
        sheet = book["人员"]
        assert not isinstance(sheet, Chartsheet)
        sheet.add_chart(BarChart(), "E5")

    assert told(edited(change)) == [("cell.drawing", "人员!E5")]


def test_notes_of_the_team_may_hold_pictures(picture: str) -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("备注").add_image(Image(picture), "B2")

    assert list(read_rows(None, record=KIND.record, content=edited(change), name="a.xlsx"))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B2" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>',
        '<c r="B2" t="inlineStr"><is><t>=DISPIMG("ID_1",1)</t></is></c>',
        '<c r="B2" t="e" vm="1"><v>#VALUE!</v></c>',
    ],
)
def test_a_picture_in_a_cell_is_told(cell: str) -> None:
    content = filled_workbook(KIND, [SURVEY])
    names = ZipFile(BytesIO(content)).namelist()
    sheets = [name for name in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)]
    (people,) = (name for name in sheets if "甲" in _texts(content, name))
    found = told(rewritten(content, people, r'<c r="B2"[^>]*>.*?</c>', cell.replace("\\", r"\\")))
    assert found == [("cell.picture", "人员!B2")]


def _texts(content: bytes, part: str) -> list[str]:
    """The text of the cell B2 of a sheet, by the name of the sheet's part."""
    number = int(re.findall(r"\d+", part)[0]) - 1
    return [str(book_of(content).worksheets[number]["B2"].value)]


def test_a_picture_in_a_table_stops_its_row_and_one_below_the_rows_the_list(picture: str) -> None:
    label = kind("cfp-label")
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (["certificate_number"], ["A-1"], ["A-2"]):
        sheet.append(line)
    sheet.add_image(Image(picture), "B3")
    sheet.add_image(Image(picture), "A9")
    rows = read_rows(None, record=label.record, content=bytes_of(book), name="a.xlsx")
    sound: list[str] = []
    with pytest.raises(DataError) as caught:
        sound.extend(row.data["certificate_number"] for row in rows)
    assert sound == ["A-1"]
    assert [found.place.path for found in caught.value.diagnostics] == ["Sheet!B3", "Sheet!A9"]
