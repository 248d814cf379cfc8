"""The journal of a folder: what became of every row, so that a run that was stopped goes on where it was.

SQLite with a write-ahead log that is flushed at every commit. A document counts as done when the commit that says so
has returned, and its files are flushed and named before.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from carbondocs.errors import OutputError, one

_VERSION = "1"
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE lists (id INTEGER PRIMARY KEY, label TEXT NOT NULL UNIQUE, stem TEXT NOT NULL);
CREATE TABLE setups (digest TEXT PRIMARY KEY, parts TEXT NOT NULL);
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    list INTEGER NOT NULL REFERENCES lists, position INTEGER NOT NULL,
    edition TEXT NOT NULL, key TEXT NOT NULL, place TEXT NOT NULL,
    number TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '', name_key TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL, data TEXT NOT NULL DEFAULT '', setup TEXT NOT NULL DEFAULT '',
    pictures TEXT NOT NULL DEFAULT '{}', changed_on TEXT NOT NULL DEFAULT '',
    findings TEXT NOT NULL DEFAULT '[]', source_lines TEXT NOT NULL DEFAULT '',
    run INTEGER NOT NULL, ordinal INTEGER NOT NULL, chosen INTEGER NOT NULL, formats TEXT NOT NULL DEFAULT ''
);
CREATE INDEX documents_key ON documents (edition, key);
CREATE INDEX documents_place ON documents (edition, place);
CREATE INDEX documents_name ON documents (name_key);
CREATE INDEX documents_run ON documents (run, ordinal);
CREATE TABLE files (
    path TEXT PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents, format TEXT NOT NULL,
    sha256 TEXT NOT NULL, size INTEGER NOT NULL, pages INTEGER NOT NULL, current INTEGER NOT NULL
);
CREATE INDEX files_document ON files (document);
"""
_MOST_AT_ONCE = 1000


class State(StrEnum):
    """What became of a row. ``GONE``: its list doesn't hold it any more."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    GONE = "gone"


@dataclass(frozen=True)
class StoredFile:
    """A file of a document: path in the folder, format, SHA-256, size in bytes, pages (0 where they aren't known)."""

    path: str
    format: str
    sha256: str
    size: int
    pages: int


@dataclass(frozen=True)
class Entry:
    """What the journal knows of a row.

    ``list`` and ``position`` give its order; ``edition`` is the kind, language and paper; ``key`` tells rows of an
    edition apart; ``place`` is where it stands in its list; ``data`` and ``setup`` are digests; ``pictures`` those of
    the files that it names; ``formats`` are those still to be made; ``ordinal`` counts the rows of this run's list.
    """

    id: int
    list: int
    position: int
    edition: str
    key: str
    place: str
    number: str
    name: str
    state: State
    data: str
    setup: str
    pictures: Mapping[str, str]
    changed_on: str
    ordinal: int
    formats: tuple[str, ...]


_ENTRY = (
    "id, list, position, edition, key, place, number, name, state, data, setup, pictures, changed_on, ordinal, formats"
)
_ORDER = "ORDER BY documents.list, documents.position, documents.id"


class Journal:
    """An open journal. OutputError, from any method: it can't be read or written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._told():
            self._database = sqlite3.connect(path, isolation_level=None, timeout=30)
            self._database.row_factory = sqlite3.Row
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = FULL")
            if not self._database.execute("SELECT 1 FROM sqlite_master").fetchone():
                with self.changes():
                    for statement in _SCHEMA.split(";"):
                        self._database.execute(statement)
                    self._database.execute("INSERT INTO meta VALUES ('version', ?), ('run', '0')", [_VERSION])
            self._check_version()
        self.run = int(self._one("SELECT value FROM meta WHERE name = 'run'")[0])

    def close(self) -> None:
        """Close the journal; what wasn't committed is forgotten."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def copy_to(self, path: Path) -> None:
        """Copy the journal as it is."""
        with self._told(), sqlite3.connect(path) as other:
            self._database.backup(other)
        other.close()

    @contextmanager
    def changes(self) -> Iterator[None]:
        """Changes that are made together, and last when this has ended; after an exception, none is made."""
        self.begin()
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self.commit()

    def begin(self) -> None:
        """Begin changes."""
        with self._told():
            self._database.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make the changes since begin() last."""
        with self._told():
            self._database.execute("COMMIT")

    def start_run(self, setup: str, parts: Mapping[str, str]) -> None:
        """Count a new run, and remember what its setup's digest stands for."""
        self.run += 1
        self._do("UPDATE meta SET value = ? WHERE name = 'run'", str(self.run))
        self._do("INSERT OR IGNORE INTO setups VALUES (?, ?)", setup, json.dumps(parts, sort_keys=True))

    def list_id(self, label: str, stem: str) -> int:
        """The number of the list of that label; ``stem`` is what its documents are named after."""
        self._do("INSERT OR IGNORE INTO lists (label, stem) VALUES (?, ?)", label, stem)
        return int(self._one("SELECT id FROM lists WHERE label = ?", label)[0])

    def list_stem(self, number: int) -> str:
        """What the documents of a list are named after."""
        return str(self._one("SELECT stem FROM lists WHERE id = ?", number)[0])

    def find(self, edition: str, *, key: str = "", place: str = "") -> Entry | None:
        """The entry of that key or place that this run hasn't met yet; one that isn't gone comes first."""
        column, value = ("key", key) if key else ("place", place)
        found = self._all(
            f"SELECT {_ENTRY} FROM documents WHERE edition = ? AND {column} = ? AND run < ?"
            f" ORDER BY state = 'gone', state != 'failed', id LIMIT 1",
            edition, value, self.run,
        )  # fmt: skip
        return next(map(_entry, found), None)

    def add(self, **columns: Any) -> int:
        """Add an entry met in this run; its id."""
        values = {**columns, "run": self.run}
        names, gaps = ", ".join(values), ", ".join("?" * len(values))
        return int(self._do(f"INSERT INTO documents ({names}) VALUES ({gaps})", *values.values()).lastrowid or 0)

    def change(self, document: int, **columns: Any) -> None:
        """Change an entry."""
        names = ", ".join(f"{name} = ?" for name in columns)
        self._do(f"UPDATE documents SET {names} WHERE id = ?", *columns.values(), document)

    def drop_unmet(self, edition: str, list_id: int) -> None:
        """Take what this run hasn't met of a list for gone."""
        self._do(
            "UPDATE documents SET state = 'gone' WHERE edition = ? AND list = ? AND run < ?",
            edition, list_id, self.run,
        )  # fmt: skip

    def same(self, column: str) -> Iterator[list[Entry]]:
        """The entries, gone ones apart, that have the same ``key`` in an edition or the same ``name_key``.

        At least one of each group was met in this run.
        """
        assert column in ("key", "name_key")
        group = "edition, key" if column == "key" else "name_key"
        real = "substr(key, 1, 1) != '@'" if column == "key" else "name_key != '' AND state != 'failed'"
        groups = self._all(
            f"SELECT {group} FROM documents WHERE state != 'gone' AND {real}"
            f" GROUP BY {group} HAVING count(*) > 1 AND max(run) = ?",
            self.run,
        )
        for found in groups:
            wanted = " AND ".join(f"{name} = ?" for name in found.keys())  # noqa: SIM118
            members = f"SELECT {_ENTRY} FROM documents WHERE state != 'gone' AND {real} AND {wanted} {_ORDER}"
            yield [_entry(row) for row in self._all(members, *found)]

    def met(self, document: int) -> bool:
        """Whether this run has met an entry."""
        return bool(self._one("SELECT run = ? FROM documents WHERE id = ?", self.run, document)[0])

    def pending(self) -> Iterator[Entry]:
        """What this run is to make, in the order of its list; entries may be changed on the way."""
        after = -1
        statement = (
            f"SELECT {_ENTRY} FROM documents WHERE run = ? AND chosen AND state = 'waiting' AND ordinal > ?"
            f" ORDER BY ordinal LIMIT {_MOST_AT_ONCE}"
        )
        while found := [_entry(row) for row in self._all(statement, self.run, after)]:
            yield from found
            after = found[-1].ordinal

    def count_pending(self) -> int:
        """How much this run is to make."""
        return int(
            self._one("SELECT count(*) FROM documents WHERE run = ? AND chosen AND state = 'waiting'", self.run)[0]
        )

    def without_lines(self) -> dict[int, int]:
        """The failed entries of this run whose lines aren't kept: their ids by ordinal."""
        found = self._all(
            "SELECT ordinal, id FROM documents WHERE run = ? AND state = 'failed' AND source_lines = ''", self.run
        )
        return dict(map(tuple, found))

    def findings(self, *, this_run: bool = True) -> Iterator[tuple[Entry, str, str]]:
        """Entries with findings or failures: the entry, its findings and its lines, as they were kept."""
        wanted = "run = ?" if this_run else "? AND state = 'failed'"
        for row in self._database.execute(
            f"SELECT {_ENTRY}, findings, source_lines FROM documents"
            f" WHERE {wanted} AND state != 'gone' AND (findings != '[]' OR state = 'failed') {_ORDER}",
            [self.run if this_run else 1],
        ):
            yield _entry(row), row["findings"], row["source_lines"]

    def findings_of(self, document: int) -> str:
        """The findings about an entry, as they were kept."""
        return str(self._one("SELECT findings FROM documents WHERE id = ?", document)[0])

    def files(self, document: int) -> list[StoredFile]:
        """The files of a document that are as its data wants them."""
        found = self._all(
            "SELECT path, format, sha256, size, pages FROM files WHERE document = ? AND current ORDER BY path", document
        )
        return [StoredFile(*row) for row in found]

    def outdate_files(self, document: int) -> None:
        """The files of a document no longer are as its data wants them."""
        self._do("UPDATE files SET current = 0 WHERE document = ?", document)

    def add_files(self, document: int, files: Iterable[StoredFile]) -> None:
        """Remember what was written for a document."""
        for file in files:
            self._do(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, 1)",
                file.path, document, file.format, file.sha256, file.size, file.pages,
            )  # fmt: skip

    def documents(self, edition: str = "", chosen: bool = False) -> Iterator[tuple[Entry, StoredFile]]:
        """All that is done, file by file in order; of one edition, or what was chosen in this run."""
        wanted: Sequence[Any] = [edition, edition, not chosen, self.run]
        for row in self._database.execute(
            f"SELECT {', '.join(f'documents.{name}' for name in _ENTRY.split(', '))},"
            " path, files.format, sha256, size, pages FROM documents JOIN files ON document = documents.id"
            " WHERE state = 'done' AND current AND (? = '' OR edition = ?) AND (? OR (run = ? AND chosen))"
            f" {_ORDER}, path",
            wanted,
        ):
            yield _entry(row), StoredFile(*tuple(row)[-5:])

    def count(self, *, this_run: bool = False) -> dict[State, int]:
        """How many rows are in each state."""
        found = self._all("SELECT state, count(*) FROM documents WHERE run >= ? GROUP BY state", self.run * this_run)
        return {State(state): count for state, count in found}

    def left_over(self) -> Iterator[str]:
        """The paths of files that were written but belong to nothing that is done now."""
        for row in self._database.execute(
            "SELECT path FROM files JOIN documents ON document = documents.id WHERE NOT current OR state != 'done'"
            " ORDER BY path"
        ):
            yield row[0]

    def folders(self) -> set[str]:
        """The folders that documents are put in."""
        found = self._all("SELECT DISTINCT rtrim(name, replace(name, '/', '')) FROM documents WHERE name LIKE '%/%'")
        return {row[0].rstrip("/") for row in found}

    def _check_version(self) -> None:
        (found,) = self._one("SELECT value FROM meta WHERE name = 'version'")
        if found != _VERSION:
            raise OutputError(
                one(
                    "journal.version",
                    "The journal {path} is of another version of carbondocs.",
                    "Use that version, or move the journal away to begin anew.",
                    path=self.path,
                )
            )

    def _do(self, statement: str, *values: Any) -> sqlite3.Cursor:
        with self._told():
            return self._database.execute(statement, values)

    def _all(self, statement: str, *values: Any) -> list[sqlite3.Row]:
        with self._told():
            return self._database.execute(statement, values).fetchall()

    def _one(self, statement: str, *values: Any) -> sqlite3.Row:
        (row,) = self._all(statement, *values)
        return row

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise OutputError(
                one(
                    "journal.failed",
                    "The journal {path} can't be used: {reason}.",
                    "Check the room and the permissions there; if it is damaged, move it away to begin anew.",
                    path=self.path,
                    reason=error,
                )
            ) from error


def _entry(row: sqlite3.Row) -> Entry:
    values = {name: row[name] for name in _ENTRY.split(", ")}
    values["state"] = State(values["state"])
    values["pictures"] = json.loads(values["pictures"])
    values["formats"] = tuple(values["formats"].split())
    return Entry(**values)
