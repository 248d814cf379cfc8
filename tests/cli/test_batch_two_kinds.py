"""Documents of two kinds in one folder: nothing of the one takes the place of what is the other's."""

from __future__ import annotations

import csv
from pathlib import Path

from batch_lists import certificates, correct, csv_file, documents, labels, number
from openpyxl import load_workbook
from running import Run, carbondocs

CERTIFICATE, LABEL = "cfp-certificate", "cfp-label"
FORMATS = {CERTIFICATE: "docx", LABEL: "svg"}


def batch(kind: str, rows: Path, out: Path, *options: str, lang: str = "C.UTF-8") -> Run:
    """``carbondocs batch`` of that kind, by one worker."""
    return carbondocs("batch", kind, rows, "-o", out, "--format", FORMATS[kind], "--workers", "1", *options, lang=lang)


def lists(folder: Path) -> dict[str, Path]:
    """A list of three certificates, the second wrong, and of three labels, the third wrong."""
    first, second = certificates(3), labels(3)
    first[1]["footprint"] = second[2]["footprint"] = "?"
    return {CERTIFICATE: csv_file(folder / "a.csv", first), LABEL: csv_file(folder / "b.csv", second)}


def failed_numbers(path: Path) -> list[object]:
    return [cell.value for cell in load_workbook(path).worksheets[0]["A"]][1:]


def test_each_kind_has_its_own_errors(tmp_path: Path) -> None:
    data, out = lists(tmp_path), tmp_path / "out"
    named = ("--name", "{certificate_number}_{product_name}")
    assert batch(CERTIFICATE, data[CERTIFICATE], out).code == 1
    run = batch(LABEL, data[LABEL], out, *named)
    assert run.code == 1
    assert "Rows that failed: 1." in run.out
    assert "errors-cfp-label.xlsx" in run.out
    assert failed_numbers(out / "errors.xlsx") == [number(2)]
    assert failed_numbers(out / "errors-cfp-label.xlsx") == [number(3)]
    assert batch(CERTIFICATE, data[CERTIFICATE], out).code == 1
    assert failed_numbers(out / "errors.xlsx") == [number(2)]
    correct(out / "errors-cfp-label.xlsx", {(number(3), "footprint"): "3.50"})
    assert batch(LABEL, out / "errors-cfp-label.xlsx", out, *named).code == 0
    assert not (out / "errors-cfp-label.xlsx").exists()
    correct(out / "errors.xlsx", {(number(2), "footprint"): "2.50"})
    assert batch(CERTIFICATE, out / "errors.xlsx", out).code == 0
    certified = [f"{number(index)}.docx" for index in (1, 2, 3)]
    labelled = [f"{number(index)}_产品{index}.svg" for index in (1, 2, 3)]
    assert documents(out) == sorted([*certified, *labelled])
    with (out / "manifest.csv").open(encoding="utf-8-sig", newline="") as stream:
        listed = [(line["number"], line["path"]) for line in csv.DictReader(stream)]
    assert listed == [(path[: len(number(1))], path) for path in (*certified, *labelled)]


def test_a_label_never_takes_the_name_of_a_certificate(tmp_path: Path) -> None:
    data, out = lists(tmp_path), tmp_path / "out"
    batch(CERTIFICATE, data[CERTIFICATE], out)
    run = batch(LABEL, data[LABEL], out, lang="zh_CN.UTF-8")
    assert (run.code, documents(out)) == (1, [f"{number(1)}.docx", f"{number(2)}.svg", f"{number(3)}.docx"])
    assert "{certificate_number}_{product_name}" in run.err
