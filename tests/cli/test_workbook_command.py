"""carbondocs workbook."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import carbondocs, names

import carbondocs as library
from carbondocs.kinds import kinds


@pytest.mark.parametrize("kind", kinds())
def test_the_workbook_of_every_kind_is_written(kind: str, tmp_path: Path) -> None:
    run = carbondocs("workbook", kind, "-o", tmp_path / "new" / "表.xlsx")
    assert (run.code, run.err) == (0, "")
    assert "表.xlsx" in run.out
    assert (tmp_path / "new" / "表.xlsx").read_bytes() == library.workbook(kind)


def test_a_workbook_that_is_there_stays(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"mine")
    run = carbondocs("workbook", "cfp-label", "-o", target)
    assert run.code != 0
    assert "is there already" in run.err
    assert target.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [("cfp-label", "a.xls", ".xlsx"), ("cfp-lable", "a.xlsx", "There is no kind of document cfp-lable")],
)
def test_wrong_calls_write_nothing(kind: str, name: str, told: str, tmp_path: Path) -> None:
    run = carbondocs("workbook", kind, "-o", tmp_path / name)
    assert run.code == 2
    assert told in run.err
    assert names(tmp_path) == []


def test_an_unfilled_workbook_is_told_to_be_empty(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(library.workbook("cfp-verification-report"))
    run = carbondocs("validate", "cfp-verification-report", target)
    assert run.code == 3
    assert "There is no data here" in run.err


def test_what_is_there_already_is_wrong_usage(tmp_path: Path) -> None:
    target = tmp_path / "a.yaml"
    target.write_bytes(b"mine")
    assert carbondocs("sample", "cfp-label", "-o", target).code == 2
    book = tmp_path / "a.xlsx"
    book.write_bytes(b"mine")
    assert carbondocs("workbook", "cfp-label", "-o", book).code == 2


def test_a_cut_off_workbook_is_told_in_chinese_alone(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(library.workbook("cfp-label")[:2000])
    run = carbondocs("validate", "cfp-label", target, lang="zh_CN.UTF-8")
    assert run.code == 3
    assert "工作簿不完整或已损坏：缺少文件末尾部分。" in run.err
    assert "zip" not in run.err
