"""Two runs into one prefix of a bucket, from two machines: processes with journals of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from batch_lists import csv_file, labels, tree
from buckets import fetched, listed, opened, wait_for
from running import MAIN, Run, carbondocs, environment

COUNT = 80
FAST = "import carbondocs.store.bucket_lock as lock; lock._BEAT = 0.3"


def command(data: Path, out: str, journal: Path, *options: str) -> list[str]:
    return [
        "batch", "cfp-label", str(data), "-o", out, "--format", "svg", "--workers", "2", "--journal", str(journal),
        *options,
    ]  # fmt: skip


def batch(data: Path, out: str, journal: Path, *options: str, before: str = FAST, lang: str = "C.UTF-8") -> Run:
    return carbondocs(*command(data, out, journal, *options), before=before, lang=lang)


def halted(server: str, bucket: Path, arguments: list[str]) -> subprocess.Popen[str]:
    """A batch that all its processes sleep in the middle of."""
    process = subprocess.Popen(
        [sys.executable, "-c", f"{FAST}\n{MAIN}", *arguments], env=environment("C.UTF-8"), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    wait_for(lambda: len(listed(server, bucket)) >= 3 or process.poll() is not None)
    os.killpg(process.pid, signal.SIGSTOP)
    return process


def test_the_second_is_refused_while_the_first_works(server: str, bucket: Path, tmp_path: Path) -> None:
    data = csv_file(tmp_path / "list.csv", labels(COUNT))
    out = f"s3://{bucket}/out"
    process = halted(server, bucket, command(data, out, tmp_path / "first"))
    run = batch(data, out, tmp_path / "second")
    chinese = batch(data, out, tmp_path / "second", lang="zh_CN.UTF-8")
    rehearsal = batch(data, out, tmp_path / "second", "--dry-run")
    os.killpg(process.pid, signal.SIGCONT)
    _, err = process.communicate()
    assert (run.code, chinese.code, rehearsal.code) == (2, 2, 0)
    assert f"Another run is at work in {out}: process {process.pid} on " in run.err
    assert f"另一次运行正在写入 {out}" in chinese.err
    assert process.returncode == 0, err
    assert batch(data, str(tmp_path / "local"), tmp_path / "none").code == 2
    assert carbondocs("batch", "cfp-label", data, "-o", tmp_path / "local", "--format", "svg").code == 0
    assert fetched(server, bucket, tmp_path / "fetched") == tree(tmp_path / "local")
    assert not [name for name in opened(server).find(str(bucket)) if "lock" in name]


def test_one_that_was_killed_is_gone_on_with_or_taken_over(server: str, bucket: Path, tmp_path: Path) -> None:
    data = csv_file(tmp_path / "list.csv", labels(COUNT))
    out = f"s3://{bucket}/out"
    process = halted(server, bucket, command(data, out, tmp_path / "first"))
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    run = batch(data, out, tmp_path / "second", before=f"{FAST}; lock._QUIET = 0")
    assert run.code == 2
    assert "has given no sign of life" in run.err
    assert "--take-over" in run.err
    assert batch(data, out, tmp_path / "first").code == 0
    process = halted(server, bucket, command(data, out, tmp_path / "first", "--force"))
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    run = batch(data, out, tmp_path / "second", "--take-over")
    assert run.code == 0, run.err
    assert batch(data, out, tmp_path / "first").code == 0


def test_one_that_slept_while_another_took_over_ends(server: str, bucket: Path, tmp_path: Path) -> None:
    data = csv_file(tmp_path / "list.csv", labels(COUNT))
    out = f"s3://{bucket}/out"
    process = halted(server, bucket, command(data, out, tmp_path / "first"))
    assert batch(data, out, tmp_path / "second", "--take-over").code == 0
    os.killpg(process.pid, signal.SIGCONT)
    said, err = process.communicate()
    assert process.returncode == 2, err
    assert f"This run no longer holds {out}" in err
    assert "manifest" not in said


def test_a_folder_is_never_taken_over(tmp_path: Path) -> None:
    data = csv_file(tmp_path / "list.csv", labels(1))
    run = carbondocs("batch", "cfp-label", data, "-o", tmp_path / "out", "--format", "svg", "--take-over")
    assert run.code == 2
    assert "needs no --take-over" in run.err
    assert not (tmp_path / "out").exists()
