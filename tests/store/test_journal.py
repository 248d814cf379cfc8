"""The journal: what lasts, what is forgotten, and what is told where it can't be used."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from carbondocs.errors import OutputError
from carbondocs.store.entries import State, StoredFile
from carbondocs.store.journal import Journal

_WRITER = """
import sys
from pathlib import Path
from carbondocs.store.entries import State
from carbondocs.store.journal import Journal
journal = Journal(Path(sys.argv[1]))
with journal.changes():
    journal.start_run("setup", {})
    labelled = journal.list_id("list", "list")
    for number in range(5000):
        journal.add(list=labelled, position=number, edition="e", key=f"k{number}", place=f"p{number}",
                    state="waiting", ordinal=number, chosen=1)
for number in range(5000):
    with journal.changes():
        journal.change(number + 1, state=State.DONE)
    print(number + 1, flush=True)
"""


def planned(path: Path, count: int = 3) -> Journal:
    journal = Journal(path)
    with journal.changes():
        journal.start_run("setup", {"pack": "digest"})
        known = journal.list_id("list", "list")
        for number in range(count):
            journal.add(
                list=known, position=number, edition="e", key=f"k{number}", place=f"p{number}",
                state=State.WAITING, ordinal=number, chosen=1, formats="pdf docx",
            )  # fmt: skip
    return journal


def fail_half_way(journal: Journal) -> None:
    with journal.changes():
        journal.change(1, state=State.DONE)
        journal.change(1, nothing="of that name")


def test_what_was_committed_outlives_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    for least in (1, 300):
        told = 0
        with subprocess.Popen([sys.executable, "-c", _WRITER, path], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            for line in process.stdout:
                told = int(line)
                if told == least:
                    os.kill(process.pid, signal.SIGKILL)
        with Journal(path) as journal:
            assert journal.count()[State.DONE] >= told >= least
        path.unlink()


def test_changes_that_fail_are_forgotten(tmp_path: Path) -> None:
    with planned(tmp_path / "journal.sqlite") as journal:
        with pytest.raises(OutputError):
            fail_half_way(journal)
        assert journal.count() == {State.WAITING: 3}


def test_entries_are_found_by_key_and_place_until_they_are_met(tmp_path: Path) -> None:
    with planned(tmp_path / "journal.sqlite") as journal:
        assert journal.find("e", key="k1") is None
        journal.start_run("setup", {})
        entry = journal.find("e", key="k1")
        assert entry
        assert (entry.place, entry.formats, entry.state) == ("p1", ("pdf", "docx"), State.WAITING)
        assert journal.find("e", place="p1") == entry
        assert journal.find("other", key="k1") is None
        journal.change(entry.id, run=journal.run)
        assert journal.find("e", key="k1") is None
        journal.drop_unmet("e", entry.list)
        assert journal.count() == {State.GONE: 2, State.WAITING: 1}


def test_files_that_are_outdated_are_left_over(tmp_path: Path) -> None:
    with planned(tmp_path / "journal.sqlite") as journal:
        files = [StoredFile("a.docx", "docx", "d", 5, 0), StoredFile("a.pdf", "pdf", "p", 3, 1)]
        journal.add_files(1, files)
        journal.change(1, state=State.DONE)
        assert journal.files(1) == files
        assert [(entry.key, file.path) for entry, file in journal.documents()] == [("k0", "a.docx"), ("k0", "a.pdf")]
        journal.outdate_files(1)
        journal.add_files(1, files[:1])
        assert list(journal.left_over()) == ["a.pdf"]


def test_many_pending_entries_come_in_order_though_they_change(tmp_path: Path) -> None:
    with planned(tmp_path / "journal.sqlite", 2500) as journal:
        seen = []
        for entry in journal.pending():
            seen.append(entry.ordinal)
            journal.change(entry.id, state=State.DONE)
        assert seen == list(range(2500))


def test_a_journal_that_is_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    path.write_bytes(b"not a database, but as long as one" * 100)
    with pytest.raises(OutputError, match="can't be used"):
        Journal(path)


def test_a_journal_of_another_version_is_told(tmp_path: Path) -> None:
    with planned(tmp_path / "journal.sqlite") as journal:
        journal._do("UPDATE meta SET value = '0' WHERE name = 'version'")
    with pytest.raises(OutputError, match="another version"):
        Journal(tmp_path / "journal.sqlite")
