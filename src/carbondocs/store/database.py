"""The file of the journal: SQLite with a write-ahead log that is flushed at every commit."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from carbondocs.errors import OutputError, one

_VERSION = "2"
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


class Database:
    """An open file with the journal's tables. OutputError, from any method: it can't be read or written."""

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
                    known = "INSERT INTO meta VALUES ('version', ?), ('run', '0'), ('identity', ?)"
                    self._database.execute(known, [_VERSION, secrets.token_hex(16)])
            self._check_version()

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
            self.commit()
        except BaseException:
            self.forget()
            raise

    def begin(self) -> None:
        """Begin changes."""
        with self._told():
            self._database.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Make the changes since begin() last."""
        with self._told():
            self._database.execute("COMMIT")

    def forget(self) -> None:
        """Forget the changes since begin() that weren't made to last, if there are any."""
        with suppress(sqlite3.Error):  # on a full disk they may be forgotten already
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")

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
