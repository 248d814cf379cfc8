"""carbondocs batch into a bucket, on an S3 server of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from batch_lists import correct, csv_file, labels, number, tree
from buckets import fetched, listed, opened, wait_for
from certificate_data import KIND, sample
from running import MAIN, Run, carbondocs, environment

COUNT = 80


def command(data: Path, out: object, *options: str | Path) -> list[str]:
    return ["batch", "cfp-label", str(data), "-o", str(out), "--format", "svg", "--workers", "2", *map(str, options)]


def batch(data: Path, out: object, *options: str | Path) -> Run:
    return carbondocs(*command(data, out, *options))


def killed_at(moment: int, server: str, bucket: Path, arguments: list[str]) -> None:
    """Run carbondocs with those arguments, and kill it with all its workers when so many objects are there."""
    process = subprocess.Popen(
        [sys.executable, "-c", MAIN, *arguments], env=environment("C.UTF-8"), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    wait_for(lambda: len(listed(server, bucket)) >= moment or process.poll() is not None)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def test_killed_on_the_way_it_comes_to_what_a_folder_would_hold(server: str, bucket: Path, tmp_path: Path) -> None:
    data = csv_file(tmp_path / "list.csv", labels(COUNT))
    assert batch(data, tmp_path / "local").code == 0
    out = f"s3://{bucket}/out"
    for moment in (3, 20):
        killed_at(moment, server, bucket, command(data, out))
    run = batch(data, out)
    assert run.code == 0, run.err
    found = re.search(r"To make: (\d+)\.", run.err)
    assert found
    assert int(found[1]) < COUNT
    assert f"Documents in {out}: {COUNT}, made now: " in run.out
    assert f". {out}/manifest.csv lists their files." in run.out
    assert fetched(server, bucket, tmp_path / "fetched") == tree(tmp_path / "local")
    run = batch(data, out)
    assert (run.code, run.err) == (0, "")


def test_what_is_missing_or_of_another_size_is_made_again(server: str, bucket: Path, tmp_path: Path) -> None:
    data = csv_file(tmp_path / "list.csv", labels(4))
    out = f"s3://{bucket}/out"
    assert batch(data, out).code == 0
    before = fetched(server, bucket, tmp_path / "before")
    opened(server).rm_file(f"{bucket}/out/{number(2)}.svg")
    opened(server).pipe_file(f"{bucket}/out/{number(3)}.svg", b"cut")
    run = batch(data, out)
    assert run.code == 0
    assert "To make: 2." in run.err
    assert fetched(server, bucket, tmp_path / "after") == before


def test_errors_are_corrected_on_this_machine(server: str, bucket: Path, tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = labels(4)
    rows[1]["footprint"] = "?"
    data = csv_file(tmp_path / "list.csv", rows)
    out, journal = f"s3://{bucket}/out", tmp_path / "journal"
    run = batch(data, out, "--journal", journal, "--dry-run")
    assert run.code == 1
    assert not journal.exists()
    run = batch(data, out, "--journal", journal)
    assert run.code == 1
    assert "out/errors.xlsx" in listed(server, bucket)
    errors = journal / "errors.xlsx"
    assert f"batch cfp-label {errors} -o {out} --journal {journal}" in run.out
    correct(errors, {(number(2), "footprint"): "2.50"})
    bundles = ("--merge", f"s3://{bucket}/bundles/all.pdf", "--zip", f"s3://{bucket}/bundles/all.zip")
    run = batch(errors, out, "--journal", journal, "--format", "svg,pdf", *bundles)
    assert run.code == 0, run.err
    assert "out/errors.xlsx" not in listed(server, bucket)
    assert {"bundles/all.pdf", "bundles/all.zip"} < set(listed(server, bucket))
    assert [name for name in fetched(server, bucket, tmp_path) if name.endswith("svg")] == [
        f"{number(index)}.svg" for index in range(1, 5)
    ]


def test_pictures_that_certificates_share_come_out_alike(server: str, bucket: Path, tmp_path: Path) -> None:
    data = tmp_path / "list.jsonl"
    data.write_text(json.dumps(sample(), default=str), encoding="utf-8")
    runs = [carbondocs("batch", KIND, data, "-o", out) for out in (tmp_path / "local", f"s3://{bucket}/out")]
    assert [run.code for run in runs] == [0, 0], runs
    assert fetched(server, bucket, tmp_path / "fetched") == tree(tmp_path / "local")


def test_a_bucket_that_isnt_there(bucket: Path, tmp_path: Path) -> None:
    run = batch(csv_file(tmp_path / "list.csv", labels(2)), f"s3://{bucket}-of-nobody/out")
    assert run.code == 1
    assert "can't be read or written" in run.err
    assert "Traceback" not in run.err


@pytest.mark.parametrize("out", ["ftp://host/folder", "s3://", "file:///tmp"])
def test_only_stores_of_objects_are_taken(out: str, tmp_path: Path) -> None:
    run = batch(csv_file(tmp_path / "list.csv", labels(1)), out)
    assert run.code == 2
    assert "isn't the address of an object store" in run.err


def test_a_folder_holds_its_own_journal(tmp_path: Path) -> None:
    run = batch(csv_file(tmp_path / "list.csv", labels(1)), tmp_path / "out", "--journal", tmp_path / "journal")
    assert run.code == 2
    assert not (tmp_path / "out").exists()
