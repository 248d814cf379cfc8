"""carbondocs batch --since: the rows that came or changed on a day or later, as the journal has seen them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from batch_lists import correct, csv_file, labels, number
from certificate_data import KIND, sample
from pdf_reading import pages
from running import Run, carbondocs


def on_day(day: str, rows: Path, out: Path, *options: str | Path, kind: str = "cfp-label") -> Run:
    """A batch of that day, as documents without pictures or with."""
    form = "svg" if kind == "cfp-label" else "docx"
    clock = (
        "import carbondocs.batch.plan as plan\n"
        f"plan.date = type('Day', (plan.date,), {{'today': classmethod(lambda cls: cls.fromisoformat('{day}'))}})"
    )
    formats = () if "--format" in options else ("--format", form)
    return carbondocs("batch", kind, rows, "-o", out, *formats, "--workers", "1", *options, before=clock)


def made(run: Run) -> str:
    """What a rehearsal says would be made."""
    return run.out.partition(" documents would be made")[0]


@pytest.fixture
def week(tmp_path: Path) -> tuple[Path, Path, list[dict[str, Any]]]:
    """A list that came on the 9th, one row of which changed on the 11th and to which one came on the 13th."""
    rows = labels(3)
    data, out = csv_file(tmp_path / "list.csv", rows), tmp_path / "out"
    assert on_day("2026-03-09", data, out).code == 0
    rows[1]["product_name"] = "另一产品"
    assert on_day("2026-03-11", csv_file(data, rows), out).code == 0
    rows.append(labels(4)[3])
    assert on_day("2026-03-13", csv_file(data, rows), out).code == 0
    return data, out, rows


@pytest.mark.parametrize(
    ("since", "expected"),
    [("2026-03-08", 4), ("2026-03-09", 4), ("2026-03-10", 2), ("2026-03-11", 2), ("2026-03-12", 1),
     ("2026-03-13", 1), ("2026-03-14", 0)],
)  # fmt: skip
def test_the_day_itself_counts(week: tuple[Path, Path, list[dict[str, Any]]], since: str, expected: int) -> None:
    data, out, _ = week
    run = on_day("2026-03-14", data, out, "--since", since, "--force", "--dry-run")
    assert made(run) == str(expected)


def test_what_is_joined_holds_those_alone(week: tuple[Path, Path, list[dict[str, Any]]], tmp_path: Path) -> None:
    data, out, _ = week
    post = tmp_path / "post.pdf"
    run = on_day("2026-03-14", data, out, "--since", "2026-03-11", "--format", "pdf", "--merge", post)
    assert run.code == 0, run.err
    assert "To make: 2." in run.err
    assert len(pages(post.read_bytes())) == 2


def test_a_row_that_came_back_has_come(week: tuple[Path, Path, list[dict[str, Any]]]) -> None:
    data, out, rows = week
    assert on_day("2026-03-16", csv_file(data, rows[1:]), out).code == 0
    csv_file(data, rows)
    run = on_day("2026-03-18", data, out, "--since", "2026-03-18", "--force", "--dry-run")
    assert made(run) == "1"
    assert on_day("2026-03-18", data, out).code == 0
    run = on_day("2026-03-20", data, out, "--since", "2026-03-18", "--force", "--dry-run")
    assert made(run) == "1"


def test_what_is_only_made_anew_has_not_changed(week: tuple[Path, Path, list[dict[str, Any]]]) -> None:
    data, out, rows = week
    (out / f"{number(1)}.svg").unlink()
    assert on_day("2026-03-16", data, out, "--force").code == 0
    rows.reverse()
    csv_file(data, rows)
    run = on_day("2026-03-16", data, out, "--since", "2026-03-16", "--force", "--dry-run")
    assert made(run) == "0"


def test_a_row_that_was_corrected_changed_on_that_day(tmp_path: Path) -> None:
    rows = labels(3)
    rows[1]["footprint"] = "?"
    out = tmp_path / "out"
    assert on_day("2026-03-09", csv_file(tmp_path / "list.csv", rows), out).code == 1
    errors = out / "errors.xlsx"
    run = on_day("2026-03-10", errors, out, "--since", "2026-03-10")
    assert run.code == 1
    assert "Rows that failed: 1." in run.out
    correct(errors, {(number(2), "footprint"): "2.50"})
    assert on_day("2026-03-10", errors, out, "--since", "2026-03-10").code == 0
    assert (out / f"{number(2)}.svg").is_file()


def test_what_is_left_waiting_is_told(tmp_path: Path) -> None:
    rows = labels(2)
    rows[1]["footprint"] = "?"
    data, out = csv_file(tmp_path / "list.csv", rows), tmp_path / "out"
    assert on_day("2026-03-09", data, out, "--max-failures", "0").code == 3
    run = on_day("2026-03-10", data, out, "--since", "2026-03-10")
    assert "Rows still to be made: 1. Without --since and --only they are made." in run.out


def test_a_picture_that_changed_changes_its_row(tmp_path: Path) -> None:
    data, out = tmp_path / "list.jsonl", tmp_path / "out"
    picture = tmp_path / "mark.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="20mm" height="10mm"/>', encoding="utf-8")
    signed = sample(signatory={"name": "某人", "signature": "mark.svg"})
    data.write_text(json.dumps(signed, default=str), encoding="utf-8")
    run = on_day("2026-03-09", data, out, kind=KIND)
    assert run.code == 0, run.err
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="20mm" height="11mm"/>', encoding="utf-8")
    run = on_day("2026-03-11", data, out, "--since", "2026-03-11", "--dry-run", kind=KIND)
    assert made(run) == "1"
