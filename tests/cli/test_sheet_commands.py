"""Labels onto sheets by the command line: carbondocs render --sheet, and carbondocs sheets."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from sheet_reading import codes, page_sizes, pictured, shown

from carbondocs.cli.main import main
from carbondocs.graphics.stocks import PRESETS

HEADINGS = ("certificate_number", "product_name", "footprint.value", "design.width")


class Run(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Command = Callable[..., Run]


@pytest.fixture
def carbondocs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs ``carbondocs`` in this process, where its engines are warm."""

    def run(*arguments: str | Path, lang: str = "C.UTF-8") -> Run:
        for variable in ("LC_ALL", "LC_MESSAGES"):
            monkeypatch.delenv(variable, raising=False)
        monkeypatch.setenv("LANG", lang)
        monkeypatch.setattr("sys.argv", ["carbondocs", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Run(int(ended.value.code or 0), said.out, said.err)

    return run


def number(index: int) -> str:
    return f"CFP-9999-2026-101-{index:04}"


def rows(count: int, width: str = "") -> list[tuple[str, ...]]:
    return [(number(index), f"产品 {index}", f"{index}.{index % 100:02}", width) for index in range(1, count + 1)]


def table(path: Path, content: Iterable[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *content])
    return path


def forms(path: Path) -> list[list[str]]:
    return [[label.form for label in page] for page in shown(path.read_bytes())]


def test_a_table_of_labels_becomes_one_pdf_named_after_it(tmp_path: Path, carbondocs: Command) -> None:
    data, out = table(tmp_path / "三月.csv", rows(30)), tmp_path / "out"
    run = carbondocs("render", "cfp-label", data, "-o", out, "--sheet", "a4-6x4")
    assert run.code == 0, run.err
    assert [path.name for path in out.iterdir()] == ["三月-sheet.pdf"]
    assert run.out.strip() == str(out / "三月-sheet.pdf")
    assert [len(page) for page in forms(out / "三月-sheet.pdf")] == [24, 6]
    assert page_sizes((out / "三月-sheet.pdf").read_bytes()) == {(210, 297)}


def test_the_codes_of_a_sheet_lead_to_the_certificates_in_their_order(tmp_path: Path, carbondocs: Command) -> None:
    data = table(tmp_path / "labels.csv", rows(24))
    carbondocs("render", "cfp-label", data, "-o", tmp_path, "--sheet", "a4-6x4")
    found = codes(pictured((tmp_path / "labels-sheet.pdf").read_bytes(), 300))
    assert [text[-len(number(1)) :] for text in found] == [number(index) for index in range(1, 25)]


def test_500_different_labels_are_in_one_pdf_the_same_each_time(tmp_path: Path, carbondocs: Command) -> None:
    data = table(tmp_path / "labels.csv", rows(500))
    runs = [
        carbondocs("render", "cfp-label", data, "-o", tmp_path / name, "--sheet", "a4", "--crop-marks")
        for name in ("first", "second")
    ]
    assert [run.code for run in runs] == [0, 0]
    first, second = ((tmp_path / name / "labels-sheet.pdf").read_bytes() for name in ("first", "second"))
    assert first == second
    assert len({form for page in forms(tmp_path / "first" / "labels-sheet.pdf") for form in page}) == 500
    assert all(round(label.width, 1) == 30 for page in shown(first) for label in page)


def test_a_workbook_will_do_as_well(tmp_path: Path, carbondocs: Command) -> None:
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    for row in [HEADINGS, *rows(5)]:
        workbook.active.append(row)
    workbook.save(tmp_path / "labels.xlsx")
    run = carbondocs("render", "cfp-label", tmp_path / "labels.xlsx", "-o", tmp_path, "--sheet", "a4-2x4")
    assert run.code == 0, run.err
    assert forms(tmp_path / "labels-sheet.pdf") == [["/L1", "/L2", "/L3", "/L4", "/L5"]]


def test_start_copies_and_offset_are_kept(tmp_path: Path, carbondocs: Command) -> None:
    data = table(tmp_path / "labels.csv", rows(2, "20"))
    plain = ("render", "cfp-label", data, "-o", tmp_path, "--sheet", "a4-6x4", "--start", "23", "--copies", "3")
    assert carbondocs(*plain, "--name", "there").code == 0
    assert carbondocs(*plain, "--name", "here", "--offset", "-1.5,0.25").code == 0
    assert forms(tmp_path / "here.pdf") == [["/L1", "/L1"], ["/L1", "/L2", "/L2", "/L2"]]
    there, here = (shown((tmp_path / name).read_bytes())[0][0] for name in ("there.pdf", "here.pdf"))
    assert (here.x - there.x, here.y - there.y) == pytest.approx((-1.5, 0.25), abs=0.001)


def test_a_label_larger_than_its_cell_is_made_at_the_size_of_the_cell(tmp_path: Path, carbondocs: Command) -> None:
    data = table(tmp_path / "labels.csv", rows(1, "60"))
    assert carbondocs("render", "cfp-label", data, "-o", tmp_path, "--sheet", "a4-6x4").code == 0
    ((label,),) = shown((tmp_path / "labels-sheet.pdf").read_bytes())
    assert label.width <= 28.01
    assert label.height <= 66.01
    assert label.width == pytest.approx(28, abs=0.1) or label.height == pytest.approx(66, abs=0.1)


def test_a_stock_of_ones_own_is_a_toml_file(tmp_path: Path, carbondocs: Command) -> None:
    own = tmp_path / "own.toml"
    own.write_text(carbondocs("sheets", "a4-6x4").out.replace("columns = 6", "columns = 5"), encoding="utf-8")
    assert tomllib.loads(own.read_text(encoding="utf-8"))["columns"] == 5
    data = table(tmp_path / "labels.csv", rows(21))
    assert carbondocs("render", "cfp-label", data, "-o", tmp_path, "--sheet", own).code == 0
    assert [len(page) for page in forms(tmp_path / "labels-sheet.pdf")] == [20, 1]


def test_one_wrong_row_stops_the_sheet_and_all_wrong_rows_are_told(tmp_path: Path, carbondocs: Command) -> None:
    wrong = rows(9)
    wrong[2] = (wrong[2][0], "", *wrong[2][2:])
    wrong[6] = (*wrong[6][:2], "much", "")
    data, out = table(tmp_path / "labels.csv", wrong), tmp_path / "out"
    run = carbondocs("render", "cfp-label", data, "-o", out, "--sheet", "a4", "--report-format", "json")
    assert run.code == 3
    assert not out.exists()
    findings = json.loads(run.err.splitlines()[0])
    assert [finding["path"].split(",")[0] for finding in findings] == ["row 4", "row 8"]
    assert "product_name" in findings[0]["path"]
    assert "footprint.value" in findings[1]["path"]


def test_a_stock_too_small_for_the_label_is_refused_with_both_sizes(tmp_path: Path, carbondocs: Command) -> None:
    data, out = table(tmp_path / "labels.csv", rows(1)), tmp_path / "out"
    run = carbondocs("render", "cfp-label", data, "-o", out, "--sheet", "a4-5x13")
    assert run.code == 3
    assert "the smallest width is" in run.err
    assert "Choose a sheet with larger labels" in run.err
    assert not out.exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--sheet", "a4-9x9"), "There is no sheet a4-9x9"),
        (("--sheet", "a4-6x4", "--start", "25"), "no label 25; it has 24"),
        (("--sheet", "a4", "--copies", "0"), "0 copies"),
        (("--sheet", "a4", "--offset", "50,0"), "offset 50.0,0.0 is out of bounds"),
        (("--sheet", "a4", "--offset", "nan,0"), "offset nan,0.0 is out of bounds"),
        (("--sheet", "a4", "--offset", "left"), "left is not X,Y"),
        (("--sheet", "a4", "--format", "svg,pdf"), "Sheets are PDF only"),
        (("--start", "3", "--crop-marks"), "--start, --crop-marks is for labels on sheets"),
        (("--sheet", "a4", "--name", "{certificate_number}"), "named by certificate_number: there is no such field"),
    ],
)
def test_wrong_use_is_refused_and_nothing_is_written(
    tmp_path: Path, carbondocs: Command, options: tuple[str, ...], told: str
) -> None:
    data, out = table(tmp_path / "labels.csv", rows(1)), tmp_path / "out"
    run = carbondocs("render", "cfp-label", data, "-o", out, *options)
    assert run.code == 2
    assert told in run.err
    assert not out.exists()


def test_certificates_are_no_labels(tmp_path: Path, carbondocs: Command, samples: Path) -> None:
    data = samples / "cfp-certificate" / "one-product.yaml"
    run = carbondocs("render", "cfp-certificate", data, "-o", tmp_path, "--sheet", "a4")
    assert run.code == 2
    assert "cfp-certificate is no label" in run.err


def test_a_wrong_stock_file_is_told_of_in_full(tmp_path: Path, carbondocs: Command) -> None:
    own = tmp_path / "own.toml"
    own.write_text("columns = 0\nrows = 2\nlabel_width = nan\nlabel_height = 200\n", encoding="utf-8")
    data = table(tmp_path / "labels.csv", rows(1))
    run = carbondocs("render", "cfp-label", data, "-o", tmp_path / "out", "--sheet", own, lang="zh_CN.UTF-8")
    assert run.code == 3
    for told in ("label_width", "“nan”不是数值", "columns", "0超出范围", "rows", "标签共需400 mm，页面只有297 mm"):
        assert told in run.err
    assert not (tmp_path / "out").exists()


def test_sheets_lists_all_presets(carbondocs: Command) -> None:
    run = carbondocs("sheets")
    assert run.code == 0
    assert [line.split()[0] for line in run.out.splitlines()] == list(PRESETS)
    assert "columns 3, rows 8, labels 70 × 37 mm" in run.out
    assert "3列8行" in carbondocs("sheets", lang="zh_CN.UTF-8").out


def test_a_calibration_page_is_written(tmp_path: Path, carbondocs: Command) -> None:
    for name in PRESETS:
        run = carbondocs("sheets", name, "--calibration", "-o", tmp_path / f"{name}.pdf")
        assert (run.code, run.out) == (0, f"Wrote {tmp_path / name}.pdf.\n")
        assert page_sizes((tmp_path / f"{name}.pdf").read_bytes()) == {(210, 297)}


@pytest.mark.parametrize("arguments", [("--calibration",), ("a4", "--calibration"), ("a5",)])
def test_a_calibration_page_needs_a_sheet_and_a_file(carbondocs: Command, arguments: tuple[str, ...]) -> None:
    assert carbondocs("sheets", *arguments).code == 2
