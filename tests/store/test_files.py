"""Files that are complete or absent."""

from __future__ import annotations

import errno
import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from carbondocs.errors import OutputError
from carbondocs.flow import Artifact
from carbondocs.store.files import store_all, write_atomically

_WRITER = """
import sys
from pathlib import Path
from carbondocs.store.files import store_all
folder = Path(sys.argv[1])
for turn in range(10_000):
    content = bytes([turn % 256]) * 5_000_000
    store_all(folder, {"a.pdf": content, "a.docx": content})
    print(turn, flush=True)
"""

_VICTIM = """
import os, signal, sys
from pathlib import Path
from carbondocs.store.files import store_all
steps = iter(range(1, 9))
def killed(descriptor):
    if next(steps) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
os.fsync = killed
store_all(Path(sys.argv[1]), {"a.pdf": b"new", "a.docx": b"new"})
"""


def fault(caught: pytest.ExceptionInfo[OutputError]) -> tuple[str, str]:
    """The code and the place of the only finding, which says what to do."""
    (found,) = caught.value.diagnostics
    assert str(found.hint)
    return found.code, str(found.place)


def test_a_file_is_stored_with_its_digest(tmp_path: Path) -> None:
    artifact = write_atomically(tmp_path / "a.pdf", b"content")
    assert artifact == Artifact(tmp_path / "a.pdf", hashlib.sha256(b"content").hexdigest())
    assert artifact.path.read_bytes() == b"content"


def test_a_file_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    for content in (b"old and long", b"new", b"new"):
        assert write_atomically(tmp_path / "a.pdf", content).path.read_bytes() == content
    assert os.listdir(tmp_path) == ["a.pdf"]


def test_a_file_has_the_permissions_that_the_user_gives_to_files(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    artifact = write_atomically(tmp_path / "a.pdf", b"")
    assert artifact.path.stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_all_formats_are_stored_in_a_folder_that_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "2026"
    artifacts = store_all(folder, {"a.pdf": b"1", "a.docx": b"2"})
    assert [artifact.path for artifact in artifacts] == [folder / "a.pdf", folder / "a.docx"]
    assert sorted(os.listdir(folder)) == ["a.docx", "a.pdf"]


def test_no_files_are_no_artifacts(tmp_path: Path) -> None:
    assert store_all(tmp_path, {}) == []


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "output.full"),
        (errno.EDQUOT, "output.full"),
        (errno.EROFS, "output.forbidden"),
        (errno.EACCES, "output.forbidden"),
        (errno.EIO, "output.failed"),
    ],
)
def test_a_failure_to_write_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    store_all(tmp_path, {"a.pdf": b"old"})
    calls = []

    def second_fails(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", second_fails)
    with pytest.raises(OutputError) as caught:
        store_all(tmp_path, {"a.pdf": b"new", "a.docx": b"new"})
    assert fault(caught) == (code, str(tmp_path / "a.docx"))
    assert os.listdir(tmp_path) == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"old"


def test_an_interruption_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a.pdf", b"new")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_folder_that_cannot_be_synced_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def folder_fails(descriptor: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", folder_fails)
    assert write_atomically(tmp_path / "a.pdf", b"new").path.read_bytes() == b"new"


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    for folder in (tmp_path / "out", tmp_path / "out" / "inner"):
        with pytest.raises(OutputError) as caught:
            store_all(folder, {"a.pdf": b""})
        assert fault(caught) == ("output.not_a_folder", str(folder))
    assert (tmp_path / "out").read_bytes() == b"mine"


def test_a_folder_where_a_file_should_be(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(OutputError) as caught:
        store_all(tmp_path, {"a.pdf": b"", "a.docx": b""})
    assert fault(caught) == ("output.folder", str(tmp_path / "a.docx"))
    assert os.listdir(tmp_path) == ["a.docx"]


def test_a_name_that_is_too_long_for_the_folder(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        write_atomically(tmp_path / ("a" * 300), b"")
    assert fault(caught)[0] == "output.failed"
    assert os.listdir(tmp_path) == []


def test_a_writer_that_is_killed_leaves_whole_files(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _WRITER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        writer.stdout.readline()
        for _ in range(60):
            assert_whole(tmp_path)  # whoever looks while it writes
        writer.send_signal(signal.SIGKILL)
    assert writer.returncode == -signal.SIGKILL
    assert_whole(tmp_path)


def assert_whole(folder: Path) -> None:
    for name in ("a.pdf", "a.docx"):
        content = (folder / name).read_bytes()
        assert content == content[:1] * 5_000_000


@pytest.mark.parametrize("step", [1, 2])
def test_a_writer_that_is_killed_before_all_is_written_changes_nothing(tmp_path: Path, step: int) -> None:
    store_all(tmp_path, {"a.pdf": b"old", "a.docx": b"old"})
    done = subprocess.run([sys.executable, "-c", _VICTIM, str(tmp_path), str(step)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert {(tmp_path / name).read_bytes() for name in ("a.pdf", "a.docx")} == {b"old"}
