"""What a batch puts together, names and counts: nothing that is there is lost by it, and people read what was done."""

from __future__ import annotations

from pathlib import Path

import pytest
from batch_lists import certificates, csv_file, documents, number
from certificate_data import KIND
from running import Run, carbondocs


def batch(rows: Path, out: Path, *options: str | Path) -> Run:
    """``carbondocs batch`` to PDF, by one worker."""
    return carbondocs("batch", KIND, rows, "-o", out, "--format", "pdf", "--workers", "1", *options, lang="C.UTF-8")


@pytest.mark.parametrize("option", ["--merge", "--zip"])
def test_what_is_put_together_never_takes_the_place_of_the_list(option: str, tmp_path: Path) -> None:
    rows = csv_file(tmp_path / "list.csv", certificates(1))
    before = rows.read_bytes()
    run = batch(rows, tmp_path / "out", option, rows)
    assert run.code == 2
    assert f"{rows} can't be the file of {option}" in run.err
    assert rows.read_bytes() == before
    assert not (tmp_path / "out").exists()


def test_what_is_joined_never_takes_the_place_of_a_document(tmp_path: Path) -> None:
    rows, out = csv_file(tmp_path / "list.csv", certificates(2)), tmp_path / "out"
    document = f"{number(1)}.pdf"
    assert batch(rows, out).code == 0
    before = (out / document).read_bytes()
    run = batch(rows, out, "--merge", out / document)
    assert run.code == 2
    assert "is the name of a document" in run.err
    assert (out / document).read_bytes() == before


def test_nothing_is_joined_or_zipped_where_nothing_was_chosen(tmp_path: Path) -> None:
    rows, out = csv_file(tmp_path / "list.csv", certificates(1)), tmp_path / "out"
    assert batch(rows, out).code == 0
    run = batch(rows, out, "--since", "2999-01-01", "--merge", tmp_path / "a.pdf", "--zip", tmp_path / "a.zip")
    assert run.code == 0
    assert "There is nothing to join" in run.out
    assert "There is nothing to zip" in run.out
    assert not (tmp_path / "a.pdf").exists()
    assert not (tmp_path / "a.zip").exists()


def test_the_summary_tells_what_was_made_now(tmp_path: Path) -> None:
    rows, out = certificates(3), tmp_path / "out"
    told = [batch(csv_file(tmp_path / "list.csv", rows[:count]), out).out for count in (2, 2, 3)]
    assert [line.partition(". ")[0] for line in told] == [
        f"Documents in {out}: 2, made now: 2",
        f"Documents in {out}: 2, made now: 0",
        f"Documents in {out}: 3, made now: 1",
    ]


def test_a_run_that_stopped_after_too_many_failures_says_so(tmp_path: Path) -> None:
    rows = certificates(4)
    rows[1]["footprint"] = rows[2]["footprint"] = "abc"
    run = batch(csv_file(tmp_path / "list.csv", rows), tmp_path / "out", "--max-failures", "1")
    assert "more rows have failed than --max-failures 1 allows" in run.out
    assert documents(tmp_path / "out") == []


def test_documents_without_the_field_of_their_folder_are_no_drafts(tmp_path: Path) -> None:
    rows = certificates(2)
    rows[0]["reissued_on"] = "2026-03-20"
    run = batch(csv_file(tmp_path / "list.csv", rows), tmp_path / "out", "--split-by", "reissued_on")
    assert run.code == 0, run.err
    folders = {path.parent.name for path in (tmp_path / "out").rglob("*.pdf")}
    assert folders == {"2026-03-20", "not given"}


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("products", "it is in a list"),
        ("nosuch", "there is no such field"),
        ("applicant", "it holds several values"),
    ],
)
def test_fields_that_can_not_name_a_folder_are_told_as_such(field: str, told: str, tmp_path: Path) -> None:
    run = batch(csv_file(tmp_path / "list.csv", certificates(1)), tmp_path / "out", "--split-by", field)
    assert run.code == 2
    assert f"Files can't be named by {field}: {told}" in run.err
