"""Batches that are stopped, killed, refused or without room, and go on afterwards as if nothing had been."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from batch_lists import certificates, csv_file, documents, labels, number, tree
from certificate_data import KIND
from running import MAIN, Run, carbondocs, environment, names

COUNT = 120


def command(data: Path, out: Path, *options: str | Path) -> list[str]:
    """A batch of labels, or of certificates where those are what the list is named after."""
    kind, form = (KIND, "docx") if data.stem == KIND else ("cfp-label", "svg")
    return ["batch", kind, str(data), "-o", str(out), "--format", form, "--workers", "2", *map(str, options)]


def batch(data: Path, out: Path, *options: str | Path, before: str = "") -> Run:
    return carbondocs(*command(data, out, *options), before=before)


def started(data: Path, out: Path, *options: str | Path) -> subprocess.Popen[str]:
    """A batch in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", MAIN, *command(data, out, *options)],
        env=environment("C.UTF-8"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "nothing happens"
        time.sleep(0.005)


def children(process: int) -> list[int]:
    return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))


def workers(process: int) -> list[int]:
    """The worker processes of a batch."""
    return [child for child in children(process) if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def has(folder: Path, count: int) -> bool:
    """Whether so many documents lie there."""
    return folder.is_dir() and sum(name.startswith("CFP") for name in os.listdir(folder)) >= count


def alive(process: int) -> bool:
    """Whether a process is there and not only waits for somebody to take note of its end."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return csv_file(tmp_path_factory.mktemp("lists") / "list.csv", labels(COUNT))


@pytest.fixture(scope="module")
def undisturbed(data: Path) -> dict[str, str]:
    """What lies in the folder of a run that nothing disturbed."""
    out = data.parent / "undisturbed"
    assert batch(data, out).code == 0
    found = tree(out)
    assert len(found) == COUNT + 2
    return found


def test_killed_again_and_again_it_comes_to_the_same(data: Path, tmp_path: Path, undisturbed: dict[str, str]) -> None:
    out = tmp_path / "out"
    for moment in (0, 1, 7, 20, 41):
        process = started(data, out)
        if moment:
            wait_for(partial(has, out, moment))
        else:
            wait_for((out / ".carbondocs" / "journal.sqlite").exists)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        whole = {name: digest for name, digest in tree(out).items() if name.endswith(".svg")}
        assert whole.items() <= undisturbed.items()
    run = batch(data, out)
    assert run.code == 0, run.err
    assert tree(out) == undisturbed
    assert not [name for name in names(out) if name.endswith(".part")]
    found = re.search(r"To make: (\d+)\.", run.err)
    assert found
    assert int(found[1]) < COUNT


def test_where_the_parent_alone_is_killed_its_workers_end(
    data: Path, tmp_path: Path, undisturbed: dict[str, str]
) -> None:
    out = tmp_path / "out"
    process = started(data, out)
    wait_for(partial(has, out, 3))
    orphans = workers(process.pid)
    assert len(orphans) == 2
    process.kill()
    run = batch(data, out)
    process.communicate()
    assert run.code == 0, run.err
    assert tree(out) == undisturbed
    wait_for(lambda: not any(map(alive, orphans)), seconds=5)


def test_a_worker_that_dies_takes_one_row_along(data: Path, tmp_path: Path, undisturbed: dict[str, str]) -> None:
    out = tmp_path / "out"
    process = started(data, out)
    wait_for(partial(has, out, 5))
    os.kill(workers(process.pid)[0], signal.SIGKILL)
    said, err = process.communicate()
    assert process.returncode == 1, err
    assert err.count("ended by SIGKILL") == 1
    assert "Rows that failed: 1." in said
    assert (out / "manifest.csv").read_text("utf-8-sig").count(".svg") == COUNT - 1
    assert batch(data, out).code == 0
    assert tree(out) == undisturbed


def test_an_interruption_keeps_what_is_done(data: Path, tmp_path: Path, undisturbed: dict[str, str]) -> None:
    out = tmp_path / "out"
    process = started(data, out, "--merge", tmp_path / "all.pdf", "--format", "pdf,svg")
    wait_for(partial(has, out, 5))
    os.killpg(process.pid, signal.SIGINT)
    said, err = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in err
    made = [name for name in documents(out) if name.endswith(".svg")]
    assert 2 < len(made) < COUNT
    assert f"Rows still to be made: {COUNT - len(made)}." in said
    assert (out / "manifest.csv").read_text("utf-8-sig").count(".svg") == len(made)
    assert not (tmp_path / "all.pdf").exists()
    assert batch(data, out).code == 0
    assert {name: digest for name, digest in tree(out).items() if name.endswith(".svg")} == {
        name: digest for name, digest in undisturbed.items() if name.endswith(".svg")
    }


def test_an_interruption_while_rows_are_checked_changes_nothing(tmp_path: Path) -> None:
    long = csv_file(tmp_path / "long.csv", labels(3000))
    process = started(long, out := tmp_path / "out")
    wait_for((out / ".carbondocs" / "journal.sqlite-wal").exists)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130
    assert "Traceback" not in err
    assert tree(out) == {}


def test_a_second_run_is_refused_while_the_first_works(data: Path, tmp_path: Path, undisturbed: dict[str, str]) -> None:
    out = tmp_path / "out"
    process = started(data, out)
    wait_for(partial(has, out, 1))
    os.killpg(process.pid, signal.SIGSTOP)
    run = batch(data, out)
    os.killpg(process.pid, signal.SIGCONT)
    process.communicate()
    assert run.code == 2
    assert f"process {process.pid}" in run.err
    assert process.returncode == 0
    assert tree(out) == undisturbed


def test_nothing_is_made_where_all_is_there(tmp_path: Path) -> None:
    out = tmp_path / "out"
    few = csv_file(tmp_path / "list.csv", labels(4))
    assert batch(few, out).code == 0
    stamps = {path: path.stat().st_mtime_ns for path in out.glob("*.svg")}
    run = batch(few, out)
    assert (run.code, run.err) == (0, "")
    assert {path: path.stat().st_mtime_ns for path in out.glob("*.svg")} == stamps


def made_anew(before: dict[Path, int], out: Path) -> list[str]:
    return sorted(path.name for path in out.glob("*.svg") if before.get(path) != path.stat().st_mtime_ns)


def test_only_what_changed_is_made(tmp_path: Path) -> None:
    rows = labels(6)
    data = csv_file(tmp_path / "list.csv", rows)
    out = tmp_path / "out"
    assert batch(data, out).code == 0
    stamps = {path: path.stat().st_mtime_ns for path in out.glob("*.svg")}
    rows[1]["footprint"] = "99.9"
    csv_file(data, rows)
    (out / f"{number(3)}.svg").unlink()
    (out / f"{number(4)}.svg").write_bytes(b"another's")
    (out / ".carbondocs-0123456789abcdef.part").write_bytes(b"half")
    assert batch(data, out).code == 0
    assert made_anew(stamps, out) == [f"{number(index)}.svg" for index in (2, 3, 4)]
    assert (out / f"{number(4)}.svg").read_text("utf-8").endswith("</svg>")
    assert not (out / ".carbondocs-0123456789abcdef.part").exists()
    stamps = {path: path.stat().st_mtime_ns for path in out.glob("*.svg")}
    assert batch(data, out, "--stock", "preprinted").code == 0
    assert made_anew(stamps, out) == [f"{number(index)}-preprinted.svg" for index in range(1, 7)]
    assert batch(data, out, "--force", "--since", "2999-01-01").code == 0
    assert len(made_anew(stamps, out)) == 6
    assert batch(data, out, "--force", "--since", "2026-01-01").code == 0
    assert len(made_anew(stamps, out)) == 12


def test_only_those_that_failed(tmp_path: Path) -> None:
    rows = labels(4)
    rows[1]["footprint"] = "?"
    data = csv_file(tmp_path / "list.csv", rows)
    out = tmp_path / "out"
    assert batch(data, out).code == 1
    stamps = {path: path.stat().st_mtime_ns for path in out.glob("*.svg")}
    for row in rows:
        row["footprint"] = "5.0"
    csv_file(data, rows)
    assert batch(data, out, "--only", "failed").code == 0
    assert made_anew(stamps, out) == [f"{number(2)}.svg"]


def test_rows_that_are_gone_leave_their_files(tmp_path: Path) -> None:
    data = csv_file(tmp_path / "list.csv", labels(3))
    out = tmp_path / "out"
    assert batch(data, out).code == 0
    csv_file(data, labels(2))
    run = batch(data, out)
    assert run.code == 0
    assert f"aren't what the lists say now: {number(3)}.svg" in run.out
    assert number(3) not in (out / "manifest.csv").read_text("utf-8")
    assert len(documents(out)) == 3


def test_no_room_is_told_and_leaves_nothing_half_done(tmp_path: Path) -> None:
    data = csv_file(tmp_path / f"{KIND}.csv", certificates(2))
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))"
    run = batch(data, out := tmp_path / "out", before=limit)
    assert run.code == 1
    assert "no room left" in run.err
    assert "Traceback" not in run.err
    assert names(out) == [".carbondocs"]
    assert "Documents in " in run.out
    assert ": 0, made now: 0.\nRows still to be made: 2.\n" in run.out
    assert "run the same command again" in run.out
    assert batch(data, out).code == 0


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 3 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting isn't allowed")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_on_a_full_disk_what_was_done_is_kept(tiny_disk: Path, tmp_path: Path) -> None:
    data = csv_file(tmp_path / f"{KIND}.csv", certificates(6))
    run = batch(data, out := tiny_disk / "out")
    assert run.code == 1, run.err
    assert "no room left" in run.err or "disk is full" in run.err
    assert "Traceback" not in run.err
    assert 1 <= len(documents(out)) <= 3
    count = re.search("made now: ([0-9]+)", run.out)
    left = re.search("Rows still to be made: ([0-9]+)", run.out)
    assert count
    assert left
    assert int(count[1]) + int(left[1]) == 6
    assert len(documents(out)) - int(count[1]) in (0, 1)
    run = batch(data, out)
    assert (run.code, "Traceback" in run.err) == (1, False)
    assert not [name for name in names(out) if name.endswith(".part")]
    subprocess.run(["mount", "-o", "remount,size=30m", tiny_disk], check=True)
    assert batch(data, out).code == 0
    assert len(documents(out)) == 6


def test_where_the_manifest_cant_be_written_the_documents_are_told(tmp_path: Path) -> None:
    rows = certificates(3)
    rows[1]["footprint"] = "?"
    data = csv_file(tmp_path / f"{KIND}.csv", rows)
    full = """
import carbondocs.cli.batch as batch
from pathlib import Path
from carbondocs.store.files import refusal
def write_manifests(*_):
    raise refusal(OSError(28, "No space left on device"), Path("manifest.csv"))
batch.write_manifests = write_manifests
"""
    run = batch(data, out := tmp_path / "out", before=full)
    assert run.code == 1
    assert "manifest.csv: error: There is no room left to write this." in run.err
    assert ": 2, made now: 2.\nRows that failed: 1.\n" in run.out
    assert "manifest.csv, manifest.json, errors.xlsx may be missing or out of date." in run.out
    assert documents(out) == [f"{number(1)}.docx", f"{number(3)}.docx"]


def test_a_folder_that_can_only_be_read(tiny_disk: Path, tmp_path: Path) -> None:
    data = csv_file(tmp_path / f"{KIND}.csv", certificates(1))
    subprocess.run(["mount", "-o", "remount,ro", tiny_disk], check=True)
    for out in (tiny_disk, tiny_disk / "out"):
        run = batch(data, out)
        assert run.code == 1
        assert "Traceback" not in run.err
        assert re.search(r"not allowed|[Rr]ead-only", run.err)


def test_a_file_where_the_folder_belongs(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    run = batch(csv_file(tmp_path / f"{KIND}.csv", certificates(1)), tmp_path / "out")
    assert run.code == 1
    assert "A file stands where a folder is needed." in run.err
