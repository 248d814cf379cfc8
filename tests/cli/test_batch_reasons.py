"""What the summary of a second run says of why documents were made."""

from __future__ import annotations

from pathlib import Path

from batch_lists import csv_file, labels, number
from running import Run, carbondocs


def batch(rows: Path, out: Path, *options: str, lang: str = "C.UTF-8") -> Run:
    return carbondocs("batch", "cfp-label", rows, "-o", out, "--format", "svg", "--workers", "1", *options, lang=lang)


def test_the_reasons_are_told_in_text_and_json(tmp_path: Path) -> None:
    rows, out = labels(4), tmp_path / "out"
    rows[3]["footprint"] = "?"
    first = batch(csv_file(tmp_path / "list.csv", rows), out)
    assert (first.code, "Why" in first.out) == (1, False)
    rows[0]["product_name"], rows[3]["footprint"] = "另一产品", "4.50"
    (out / f"{number(2)}.svg").unlink()
    data = csv_file(tmp_path / "list.csv", rows)
    told = "Why they are made: failed before (1), data changed (1), files missing or altered (1)."
    dry = batch(data, out, "--dry-run")
    assert (dry.code, told in dry.out) == (0, True)
    run = batch(data, out)
    assert told in run.out
    assert "Why" not in batch(data, out).out
    run = batch(data, out, "--force", "--report-format", "json")
    assert [(found["code"], found["severity"]) for found in run.findings] == [("made.forced", "note")]
    assert "--force (4)" in run.findings[0]["message"]
    chinese = batch(data, out, "--name", "{certificate_number}_{product_name}", lang="zh_CN.UTF-8")
    assert "生成原因：文件名格式有变更 (4)。" in chinese.out
