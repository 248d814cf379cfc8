"""carbondocs batch on a cluster into a bucket, and clusters that die on the way."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from batch_lists import csv_file, labels, number, tree
from buckets import fetched, listed
from dask_processes import cluster, nursed_cluster, wait_for
from openpyxl import load_workbook
from running import MAIN, Run, carbondocs, environment

COUNT = 120
FATAL = 10

_POISON = f"""
import os, signal
from carbondocs.batch import work
from carbondocs.pipeline import render_one as usual
def render_one(kind, row, *rest):
    if row.data.get("certificate_number") == {number(FATAL)!r}:
        os.kill(os.getpid(), signal.SIGKILL)
    return usual(kind, row, *rest)
work.render_one = render_one
"""


def command(data: Path, out: object, *options: str) -> list[str]:
    return ["batch", "cfp-label", str(data), "-o", str(out), "--format", "svg", *options]


def batch(data: Path, out: object, *options: str, lang: str = "C.UTF-8") -> Run:
    return carbondocs(*command(data, out, *options), lang=lang)


def begun(data: Path, out: object, address: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", MAIN, *command(data, out, "--cluster", address)],
        env=environment("C.UTF-8"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def count_of(folder: Path) -> int:
    return len(list(folder.glob("CFP*"))) if folder.is_dir() else 0


def test_with_a_worker_killed_the_bucket_holds_what_a_folder_would(server: str, bucket: Path, tmp_path: Path) -> None:
    data = csv_file(tmp_path / "list.csv", labels(COUNT))
    assert batch(data, tmp_path / "local").code == 0
    out = f"s3://{bucket}/out"
    with cluster("", "") as (address, _, workers):
        process = begun(data, out, address)
        wait_for(lambda: len(listed(server, bucket)) >= 20)
        workers[0].send_signal(signal.SIGKILL)
        _, err = process.communicate(timeout=120)
        assert len(listed(server, bucket)) == COUNT + 2
        assert process.returncode == 0, err
        again = batch(data, out, "--cluster", address)
    assert (again.code, again.err) == (0, "")
    assert fetched(server, bucket, tmp_path / "fetched") == tree(tmp_path / "local")


@pytest.mark.parametrize("into", ["folder", "bucket"])
def test_a_scheduler_that_dies_is_told_and_this_machine_goes_on(
    server: str, bucket: Path, tmp_path: Path, into: str
) -> None:
    data = csv_file(tmp_path / "list.csv", labels(COUNT))
    out = f"s3://{bucket}/out" if into == "bucket" else tmp_path / "out"
    with cluster("", "") as (address, scheduler, _):
        process = begun(data, out, address)
        wait_for(lambda: max(len(listed(server, bucket)), count_of(tmp_path / "out")) >= 20)
        scheduler.kill()
        _, err = process.communicate(timeout=60)
    assert process.returncode == 5, err
    assert f"The cluster {address} doesn't answer" in err
    assert "Traceback" not in err
    run = batch(data, out)
    assert run.code == 0, run.err
    found = re.search(r"To make: (\d+)\.", run.err)
    assert found
    assert int(found[1]) <= COUNT - 15
    assert batch(data, tmp_path / "local").code == 0
    made = fetched(server, bucket, tmp_path / "fetched") if into == "bucket" else tree(tmp_path / "out")
    assert made == tree(tmp_path / "local")


def test_a_row_that_kills_its_workers_fails_alone(tmp_path: Path) -> None:
    preload = tmp_path / "poison.py"
    preload.write_text(_POISON, encoding="utf-8")
    data = csv_file(tmp_path / "list.csv", labels(40))
    out = tmp_path / "out"
    with nursed_cluster(2, preload) as (address, *_):
        run = batch(data, out, "--cluster", address)
        chinese = batch(data, out, "--cluster", address, lang="zh_CN.UTF-8")
    assert run.code == 1, run.err
    assert run.err.count("Every worker of the cluster that was given this document died.") == 1, run.err
    assert "Rows that failed: 1." in run.out
    assert count_of(out) == 39
    assert "集群中接到此文书的工作进程全部异常退出" in chinese.err
    sheet = load_workbook(out / "errors.xlsx").worksheets[0]
    assert [cell.value for cell in sheet["A"]][1:] == [number(FATAL)]
    assert batch(data, out).code == 0
    assert batch(data, tmp_path / "local").code == 0
    assert tree(out) == tree(tmp_path / "local")
