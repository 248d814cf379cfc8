"""The journal of a folder: what became of every row, so that a run that was stopped goes on where it was.

A document counts as done when the commit that says so has returned, and its files are flushed and named before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from carbondocs.store.database import Database
from carbondocs.store.entries import ENTRY, Entry, State, StoredFile, entry_of

_MOST_AT_ONCE = 1000
_OF_THIS_RUN = "list IN (SELECT list FROM documents WHERE run = ?)"
_ORDER = "ORDER BY documents.list, documents.position, documents.id"


class Journal(Database):
    """An open journal; ``run`` counts the runs, and ``identity`` tells it from all others.

    OutputError, from any method: it can't be read or written.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.run = int(self._one("SELECT value FROM meta WHERE name = 'run'")[0])
        self.identity = str(self._one("SELECT value FROM meta WHERE name = 'identity'")[0])

    def start_run(self, setup: str, parts: Mapping[str, str]) -> None:
        """Count a new run, and remember what its setup's digest stands for."""
        self.run += 1
        self._do("UPDATE meta SET value = ? WHERE name = 'run'", str(self.run))
        self._do("INSERT OR IGNORE INTO setups VALUES (?, ?)", setup, json.dumps(parts, sort_keys=True))

    def remember(self, name: str, digest: str) -> None:
        """Keep the digest of a file that is about to be written for people to edit, and the one before it."""
        known = self.remembered(name)
        if digest not in known:
            self._do("INSERT OR REPLACE INTO meta VALUES (?, ?)", f"written {name}", " ".join([digest, *known[:1]]))

    def remembered(self, name: str) -> list[str]:
        """The digests that such a file may have, as it was written; none where it never was."""
        found = self._all("SELECT value FROM meta WHERE name = ?", f"written {name}")
        return [digest for row in found for digest in str(row[0]).split()]

    def first_edition(self) -> str:
        """The edition of the first entry that there ever was; empty where there is none."""
        return next((str(row[0]) for row in self._all("SELECT edition FROM documents ORDER BY id LIMIT 1")), "")

    def setup_parts(self, setup: str) -> dict[str, str]:
        """The parts that a setup's digest stands for."""
        return dict(json.loads(self._one("SELECT parts FROM setups WHERE digest = ?", setup)[0]))

    def list_id(self, label: str, stem: str) -> int:
        """The number of the list of that label; ``stem`` is what its documents are named after."""
        self._do("INSERT OR IGNORE INTO lists (label, stem) VALUES (?, ?)", label, stem)
        return int(self._one("SELECT id FROM lists WHERE label = ?", label)[0])

    def list_stem(self, number: int) -> str:
        """What the documents of a list are named after."""
        return str(self._one("SELECT stem FROM lists WHERE id = ?", number)[0])

    def find(self, edition: str, *, key: str = "", place: str = "", met: bool = False) -> Entry | None:
        """The entry of that key or place that this run has met, or not met yet; one that isn't gone comes first."""
        column, value = ("key", key) if key else ("place", place)
        found = self._all(
            f"SELECT {ENTRY} FROM documents WHERE edition = ? AND {column} = ? AND run {'=' if met else '<'} ?"
            f" ORDER BY state = 'gone', state != 'failed', id LIMIT 1",
            edition, value, self.run,
        )  # fmt: skip
        return next(map(entry_of, found), None)

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
            members = f"SELECT {ENTRY} FROM documents WHERE state != 'gone' AND {real} AND {wanted} {_ORDER}"
            yield [entry_of(row) for row in self._all(members, *found)]

    def failed_unmet(self, edition: str, most: int) -> list[str]:
        """The places of the first rows of an edition that have failed and that this run hasn't met."""
        found = self._all(
            f"SELECT place FROM documents WHERE edition = ? AND state = 'failed' AND run < ? {_ORDER} LIMIT ?",
            edition, self.run, most,
        )  # fmt: skip
        return [str(row[0]) for row in found]

    def met(self, document: int) -> bool:
        """Whether this run has met an entry."""
        return bool(self._one("SELECT run = ? FROM documents WHERE id = ?", self.run, document)[0])

    def pending(self) -> Iterator[Entry]:
        """What this run is to make, in the order of its list; entries may be changed on the way."""
        after = -1
        statement = (
            f"SELECT {ENTRY} FROM documents WHERE run = ? AND chosen AND state = 'waiting' AND ordinal > ?"
            f" ORDER BY ordinal LIMIT {_MOST_AT_ONCE}"
        )
        while found := [entry_of(row) for row in self._all(statement, self.run, after)]:
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

    def findings(self, failed_of: str = "") -> Iterator[tuple[Entry, str, str]]:
        """Entries with findings or failures of this run; or all that have failed of an edition, in whichever run.

        Of each the entry, its findings and its lines, as they were kept.
        """
        wanted = "edition = ? AND state = 'failed'" if failed_of else "run = ?"
        for row in self._database.execute(
            f"SELECT {ENTRY}, findings, source_lines FROM documents"
            f" WHERE {wanted} AND state != 'gone' AND (findings != '[]' OR state = 'failed') {_ORDER}",
            [failed_of or self.run],
        ):
            yield entry_of(row), row["findings"], row["source_lines"]

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
        """All that is done, file by file in order.

        Of an edition, that of the lists that this run's rows stand in; or what of them was chosen in this run.
        """
        wanted: Sequence[Any] = [edition, edition, self.run, not chosen, self.run]
        for row in self._database.execute(
            f"SELECT {', '.join(f'documents.{name}' for name in ENTRY.split(', '))},"
            " path, files.format, sha256, size, pages FROM documents JOIN files ON document = documents.id"
            f" WHERE state = 'done' AND current AND (? = '' OR (edition = ? AND {_OF_THIS_RUN}))"
            " AND (? OR (run = ? AND chosen))"
            f" {_ORDER}, path",
            wanted,
        ):
            yield entry_of(row), StoredFile(*tuple(row)[-5:])

    def other_lists(self) -> dict[str, int]:
        """Lists that no row of this run stands in: how many documents of each are done, by label."""
        found = self._all(
            "SELECT label, count(*) FROM documents JOIN lists ON lists.id = list"
            f" WHERE state = 'done' AND NOT {_OF_THIS_RUN} GROUP BY label ORDER BY lists.id",
            self.run,
        )
        return dict(map(tuple, found))

    def count(self, edition: str = "", *, this_run: bool = False) -> dict[State, int]:
        """How many rows are in each state, of one edition or of all."""
        found = self._all(
            "SELECT state, count(*) FROM documents WHERE run >= ? AND (? = '' OR edition = ?) GROUP BY state",
            self.run * this_run, edition, edition,
        )  # fmt: skip
        return {State(state): count for state, count in found}

    def names(self) -> Iterator[str]:
        """The paths of all documents that lists hold now, without their endings."""
        for row in self._database.execute("SELECT name FROM documents WHERE state != 'gone'"):
            yield row[0]

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
