"""What the journal knows of a row, and the row of its table that says so."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


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


ENTRY = (
    "id, list, position, edition, key, place, number, name, state, data, setup, pictures, changed_on, ordinal, formats"
)
"""The columns of an entry."""


def entry_of(row: sqlite3.Row) -> Entry:
    """The entry that a row of those columns is."""
    values = {name: row[name] for name in ENTRY.split(", ")}
    values["state"] = State(values["state"])
    values["pictures"] = json.loads(values["pictures"])
    values["formats"] = tuple(values["formats"].split())
    return Entry(**values)
