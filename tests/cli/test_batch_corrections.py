"""Corrections that don't rightly say which row they correct: nothing is made twice, nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from batch_lists import certificates, csv_file, documents, labels, number
from openpyxl import load_workbook
from running import Run, carbondocs

FEED = ("--format", "docx", "--workers", "1")


def batch(rows: Path, out: Path, lang: str = "C.UTF-8", kind: str = "cfp-certificate") -> Run:
    return carbondocs("batch", kind, rows, "-o", out, *FEED, lang=lang)


@pytest.fixture(scope="module")
def failed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the second and third of three rows have failed."""
    folder = tmp_path_factory.mktemp("failed")
    rows = certificates(3)
    rows[1]["footprint"] = rows[2]["footprint"] = "?"
    assert batch(csv_file(folder / "list.csv", rows), folder / "out").code == 1
    return folder / "out"


def corrected(errors: Path, target: Path, **origins: str) -> Path:
    """The list of errors, all corrected; ``origins`` are what stands in 出处 then, by line: ``_2=""``."""
    book = load_workbook(errors)
    sheet = book.worksheets[0]
    columns = {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}
    for line in range(2, sheet.max_row + 1):
        sheet.cell(line, columns["footprint"]).value = "2.50"
        if f"_{line}" in origins:
            sheet.cell(line, columns["出处 Row"]).value = origins[f"_{line}"]
    book.save(target)
    return target


@pytest.mark.parametrize(
    ("origins", "told"),
    [
        ({"_3": ""}, ("出处 Row 为空", "失败而未被更正的行：list.csv 第4行")),
        ({"_2": "", "_3": ""}, ("出处 Row 为空", "失败而未被更正的行：list.csv 第3行、list.csv 第4行")),
        ({"_3": "list.csv 第3行"}, ("有两行都更正 list.csv 第3行：本行与", "失败而未被更正的行：list.csv 第4行")),
    ],
)
def test_a_row_that_doesnt_say_what_it_corrects_stops_all(
    origins: dict[str, str], told: tuple[str, ...], failed: Path, tmp_path: Path
) -> None:
    before = (failed / "manifest.json").read_bytes()
    data = corrected(failed / "errors.xlsx", tmp_path / "fed.xlsx", **origins)
    run = batch(data, failed, lang="zh_CN.UTF-8")
    assert run.code == 3, run.err
    for words in told:
        assert words in run.err
    assert "fed.xlsx errors!" in run.err
    assert ((failed / "manifest.json").read_bytes(), documents(failed)) == (before, [f"{number(1)}.docx"])


def test_corrections_in_another_folder_are_refused(failed: Path, tmp_path: Path) -> None:
    data = corrected(failed / "errors.xlsx", tmp_path / "fed.xlsx")
    run = batch(data, tmp_path / "elsewhere")
    assert (run.code, documents(tmp_path / "elsewhere")) == (3, [])
    assert "list.csv row 3, which this line corrects, isn't known here." in run.err
    assert "delete the columns" in run.err


def test_old_corrections_never_take_the_place_of_what_was_made(tmp_path: Path) -> None:
    rows, out = certificates(2), tmp_path / "out"
    rows[1]["number"] = "CFP-1"
    assert batch(csv_file(tmp_path / "list.csv", rows), out).code == 1
    old = corrected(out / "errors.xlsx", tmp_path / "old.xlsx")
    book = load_workbook(old)
    book.worksheets[0]["A2"] = number(7)
    book.save(old)
    rows.insert(1, certificates(3)[2])
    rows[2]["number"] = number(2)
    assert batch(csv_file(tmp_path / "list.csv", rows), out).code == 0
    run = batch(old, out)
    assert run.code == 3
    assert f"list.csv row 3, which this line corrects, was made already, as {number(3)}." in run.err
    entries = json.loads((out / "manifest.json").read_text("utf-8"))
    assert [entry["number"] for entry in entries] == [number(1), number(3), number(2)]


def test_old_corrections_of_labels_are_known_by_the_number_of_the_certificate(tmp_path: Path) -> None:
    rows, out = labels(3), tmp_path / "out"
    rows[1]["footprint"] = "?"
    options = ("cfp-label", "--format", "svg", "--workers", "1")

    def run(data: Path) -> Run:
        return carbondocs("batch", options[0], data, "-o", out, *options[1:])

    assert run(csv_file(tmp_path / "list.csv", rows)).code == 1
    old = corrected(out / "errors.xlsx", tmp_path / "old.xlsx")
    assert run(csv_file(tmp_path / "list.csv", [rows[1], rows[0], rows[2]])).code == 1
    told = run(old)
    assert told.code == 3
    assert f"list.csv row 3, which this line corrects, was made already, as {number(1)}." in told.err
    assert len([name for name in documents(out) if name.startswith(number(1))]) == 1


def test_a_row_that_moved_in_its_list_is_known_by_its_number(tmp_path: Path) -> None:
    rows, out = certificates(3), tmp_path / "out"
    rows[1]["footprint"] = "?"
    assert batch(csv_file(tmp_path / "list.csv", rows[:2]), out).code == 1
    old = corrected(out / "errors.xlsx", tmp_path / "old.xlsx")
    rows.insert(1, rows.pop())
    assert batch(csv_file(tmp_path / "list.csv", rows), out).code == 1
    run = batch(old, out)
    assert run.code == 0, run.err
    entries = json.loads((out / "manifest.json").read_text("utf-8"))
    assert [entry["number"] for entry in entries] == [number(1), number(3), number(2)]


def test_a_list_of_errors_under_correction_is_kept(tmp_path: Path) -> None:
    rows = certificates(2)
    rows[1]["footprint"] = "?"
    data, out = csv_file(tmp_path / "list.csv", rows), tmp_path / "out"
    assert batch(data, out).code == 1
    written = (out / "errors.xlsx").read_bytes()
    assert "kept" not in batch(data, out).out
    corrected(out / "errors.xlsx", out / "errors.xlsx")
    edited = (out / "errors.xlsx").read_bytes()
    run = batch(data, out)
    assert f"it is kept as {out / 'errors-edited.xlsx'}." in run.out
    assert (out / "errors.xlsx").read_bytes() == written
    assert (out / "errors-edited.xlsx").read_bytes() == edited
    assert batch(out / "errors-edited.xlsx", out).code == 0
    assert documents(out) == [f"{number(1)}.docx", f"{number(2)}.docx"]
