"""carbondocs batch on a Dask cluster: a scheduler and two workers, each a process on loopback."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from batch_lists import csv_file, labels, tree
from certificate_data import KIND, sample
from dask_processes import SCHEDULER, cluster, running, wait_for
from running import MAIN, carbondocs, environment

COUNT = 120


def command(data: Path, out: Path, *options: str | Path) -> list[str]:
    return ["batch", "cfp-label", str(data), "-o", str(out), "--format", "svg", *map(str, options)]


def has(folder: Path, count: int) -> bool:
    return folder.is_dir() and sum(name.startswith("CFP") for name in os.listdir(folder)) >= count


def test_with_a_worker_killed_in_the_middle_all_is_as_one_machine_makes_it(tmp_path: Path) -> None:
    data = csv_file(tmp_path / "list.csv", labels(COUNT))
    assert carbondocs(*command(data, tmp_path / "local")).code == 0
    out = tmp_path / "out"
    with cluster("", "") as (address, _, workers):
        arguments = [sys.executable, "-c", MAIN, *command(data, out, "--cluster", address)]
        process = subprocess.Popen(arguments, env=environment("C.UTF-8"), stderr=subprocess.PIPE, text=True)
        wait_for(partial(has, out, 20))
        workers[0].send_signal(signal.SIGKILL)
        _, err = process.communicate(timeout=120)
        assert not has(out, COUNT + 1)
    assert process.returncode == 0, err
    assert tree(out) == tree(tmp_path / "local")


def test_the_parent_killed_the_same_command_goes_on(tmp_path: Path) -> None:
    data = csv_file(tmp_path / "list.csv", labels(COUNT))
    out = tmp_path / "out"
    with cluster("") as (address, *_):
        arguments = [sys.executable, "-c", MAIN, *command(data, out, "--cluster", address)]
        process = subprocess.Popen(arguments, env=environment("C.UTF-8"), stderr=subprocess.DEVNULL)
        wait_for(partial(has, out, 20))
        process.kill()
        process.wait()
        run = carbondocs(*command(data, out, "--cluster", address))
    assert run.code == 0, run.err
    found = re.search(r"To make: (\d+)\.", run.err)
    assert found
    assert int(found[1]) < COUNT
    assert carbondocs(*command(data, tmp_path / "local")).code == 0
    assert tree(out) == tree(tmp_path / "local")


def test_certificates_with_pictures_come_out_alike(tmp_path: Path) -> None:
    data = tmp_path / "list.jsonl"
    data.write_text(json.dumps(sample(), default=str), encoding="utf-8")
    assert carbondocs("batch", KIND, data, "-o", tmp_path / "local").code == 0
    with cluster("") as (address, *_):
        run = carbondocs("batch", KIND, data, "-o", tmp_path / "out", "--cluster", address)
    assert run.code == 0, run.err
    assert tree(tmp_path / "out") == tree(tmp_path / "local")


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("import sys; sys.modules['carbondocs'] = None", "can't run carbondocs"),
        ("import carbondocs.batch.order as order; order._program = lambda: '0.0.1 another'", "program differ there"),
    ],
)
def test_a_worker_with_another_carbondocs_or_none_is_told(before: str, told: str, tmp_path: Path) -> None:
    data = csv_file(tmp_path / "list.csv", labels(2))
    with cluster("", before) as (address, *_):
        run = carbondocs(*command(data, tmp_path / "out", "--cluster", address))
    assert run.code == 5
    assert told in run.err
    assert not has(tmp_path / "out", 1)


def test_a_row_that_is_wrong_fails_alone(tmp_path: Path) -> None:
    rows = labels(3)
    rows[1]["footprint"] = "?"
    with cluster("") as (address, *_):
        run = carbondocs(*command(csv_file(tmp_path / "list.csv", rows), tmp_path / "out", "--cluster", address))
    assert run.code == 1
    assert has(tmp_path / "out", 2)
    assert not has(tmp_path / "out", 3)


def test_no_cluster_there(tmp_path: Path) -> None:
    data = csv_file(tmp_path / "list.csv", labels(2))
    with running(SCHEDULER) as (_, empty):
        runs = [carbondocs(*command(data, tmp_path / "out", "--cluster", at)) for at in (empty, "tcp://127.0.0.1:9")]
    assert [run.code for run in runs] == [5, 5]
    assert all("doesn't answer, or has no workers" in run.err and "Traceback" not in run.err for run in runs)
