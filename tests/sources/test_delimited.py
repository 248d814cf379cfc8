"""CSV."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import data, faults, rows, told

TABLE = "证书编号,认证委托人名称,产品碳足迹\r\nCFP-0001-2026-101-0001,江苏示例储能科技有限公司,68.30\r\n"
READ = {
    "number": "CFP-0001-2026-101-0001",
    "applicant": {"name": "江苏示例储能科技有限公司"},
    "footprint": {"value": Decimal("68.30")},
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encoding_and_delimiter_are_found(encoding: str, delimiter: str) -> None:
    found = data(TABLE.replace(",", delimiter).encode(encoding), "csv")
    assert found == READ
    assert str(found["footprint"]["value"]) == "68.30"


def test_values_are_named_by_row_column_and_heading() -> None:
    (row,) = rows(TABLE.replace("\r\n", "\r\n\r\n", 1), "csv", "list.csv")
    assert str(row.place("applicant.name")) == "list.csv row 3, column 2 (认证委托人名称)"
    assert str(row.place("footprint")) == "list.csv row 3, column 3 (产品碳足迹)"
    assert str(row.place("applicant.address")) == "list.csv row 3, column 2 (认证委托人名称)"
    assert str(row.place("issued_on")) == "list.csv row 3"


def test_cells_are_read_by_the_type_of_their_field() -> None:
    content = (
        "products[1].model,products.name,standards,issued_on,products.footprint,status,signatory.name\n"
        '007,甲,"GB/T 1; GB/T 2；GB/T 3\nGB/T 4",2026-03-16, 1.10 ,,\n'
    )
    assert data(content, "csv") == {
        "products": [{"name": "甲", "footprint": {"value": Decimal("1.10")}}, {"model": "007"}],
        "standards": ["GB/T 1", "GB/T 2", "GB/T 3", "GB/T 4"],
        "issued_on": "2026-03-16",
    }


@pytest.mark.parametrize(
    "written",
    [
        "2026/3/6",
        "2026/03/06",
        "2026-3-6",
        "2026.3.6",
        "2026年3月6日",
        "2026年03月06日",
        "2026/3/6 0:00",
        "2026/3/6 00:00:00",
    ],
)
def test_a_day_is_read_as_spreadsheets_show_it_in_china(written: str) -> None:
    assert data(f"issued_on\n{written}\n", "csv") == {"issued_on": "2026-03-06"}


@pytest.mark.parametrize(
    "written", ["3/6/2026", "26/3/6", "2026/3", "2026/3-6", "2026/3/6 9:30", "20260306", "2026/3月6"]
)
def test_a_day_that_may_mean_another_stays_as_it_is_written(written: str) -> None:
    assert data(f"issued_on\n{written}\n", "csv") == {"issued_on": written}


def test_a_figure_with_the_digits_of_a_float_stays_a_number_for_the_value_types_to_refuse() -> None:
    assert data("footprint\n68.350000000000009\n", "csv") == {"footprint": {"value": Decimal("68.350000000000009")}}


@pytest.mark.parametrize("written", ["068.3", "68,3", "68.3 kg", "+1"])
def test_what_is_no_plain_number_stays_as_it_is_written(written: str) -> None:
    assert data(f'footprint;status\n"{written}";valid\n', "csv")["footprint"] == {"value": written}


_TEXT = st.text(st.characters(codec="gb18030", exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@given(st.lists(_TEXT, min_size=2, max_size=2), st.sampled_from(["utf-8", "utf-8-sig"]))
def test_text_is_read_back(texts: list[str], encoding: str) -> None:
    stream = StringIO()
    csv.writer(stream).writerows([["certification_unit", "system_boundary"], texts])
    found = data(stream.getvalue().encode(encoding), "csv")
    assert [found["certification_unit"], found["system_boundary"]] == texts


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1))
def test_chinese_in_gb18030_is_read_back(text: str) -> None:
    content = f"认证单元,系统边界\n{text},从摇篮到大门的全部过程\n"
    assert data(content.encode("gb18030"), "csv")["certification_unit"] == text


def test_lines_in_different_encodings_are_refused() -> None:
    content = TABLE.encode("gb18030") + "CFP-0001-2026-101-0002,广东示例电器制造有限公司,1\n".encode()
    assert told(content, "csv") == [("source.mixed_encoding", "data:3")]


def test_a_short_line_that_only_utf8_can_read_makes_the_encoding_mixed() -> None:
    line = "电,甲,1\n".encode()
    with pytest.raises(UnicodeDecodeError):
        line.decode("gb18030")
    assert told(TABLE.encode("gb18030") + line, "csv") == [("source.mixed_encoding", "data:3")]


def test_bytes_of_no_encoding_are_refused() -> None:
    assert told(TABLE.encode() + b"\xff\xff,a,1\n", "csv") == [("source.encoding", "data:3")]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("numbr,status\n", [("table.unknown_heading", "data row 1, column 1 (numbr)")]),
        ("number,证书编号\n", [("table.repeated_heading", "data row 1, column 2 (证书编号)")]),
        ("footprint,footprint.value\n", [("table.repeated_heading", "data row 1, column 2 (footprint.value)")]),
        ("number,a.b,status,x\n", [("table.unknown_heading", "data row 1, column 2 (a.b)"),
                                   ("table.unknown_heading", "data row 1, column 4 (x)")]),
        ("\n\n", [("table.no_headings", "data row 1")]),
        (",,\nnumber,status\n", [("table.no_headings", "data row 1")]),
        ("number,status\n", [("source.empty", "data row 2")]),
        ("number,status\n,\n \n", [("source.empty", "data row 2")]),
        ("number,status\n1,valid,more\n2,valid\n3,,,x\n", [("table.no_heading", "data row 2, column 3"),
                                                          ("table.no_heading", "data row 4, column 4")]),
        ('number,status\n"1,valid\n', [("source.syntax", "data:2")]),
        (",".join(f"products[{n}].name" for n in range(501)) + "\n", [("table.wide", "data row 1")]),
    ],
)  # fmt: skip
def test_faults_name_their_cells(content: str, found: list[tuple[str, str]]) -> None:
    assert told(content, "csv") == found


def test_an_unknown_heading_is_told_the_nearest() -> None:
    (fault,) = faults("aplicant.name\n", "csv")
    assert str(fault.hint) == "Did you mean applicant.name?"


def test_one_text_of_a_list_has_a_heading_of_its_own() -> None:
    (row,) = rows('standards[0],standards[1]\n"A; B",C\n', "csv")
    assert row.data == {"standards": ["A; B", "C"]}
    assert told("standards,standards[1]\nA,B\n", "csv") == [
        ("table.repeated_heading", "data row 1, column 2 (standards[1])")
    ]


def test_the_example_of_a_workbook_is_not_taken_for_data() -> None:
    text = "序号,status,证书编号\n示例,valid,CFP-0001-2026-101-0001\n1,valid,CFP-0001-2026-101-0002\n"
    assert told(text, "csv") == [("table.example_changed", "data row 2, column 1")]
    assert data(text.replace("示例", "2").replace("\n1,valid,CFP-0001-2026-101-0002", ""), "csv") == {
        "status": "valid",
        "number": "CFP-0001-2026-101-0001",
    }


@pytest.mark.parametrize("value", ["#REF!", "#N/A", " #DIV/0! ", "#NAME?"])
def test_the_error_of_a_formula_is_no_text(value: str) -> None:
    (fault,) = faults(f"认证单元\n{value}\n".encode(), "csv")
    assert (fault.code, value.strip() in str(fault.message)) == ("cell.error", True)
