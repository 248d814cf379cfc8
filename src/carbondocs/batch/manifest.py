"""What lies in the folder: manifest.csv for people with Excel, manifest.json for programs, in the order of the list."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator

from carbondocs.store.journal import Journal
from carbondocs.store.storage import Storage

MANIFESTS = ("manifest.csv", "manifest.json")

_FIELDS = ("number", "name", "path", "sha256", "pages", "size")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_manifests(journal: Journal, storage: Storage) -> None:
    """Write both lists of all files that are done."""
    with storage.growing(MANIFESTS[0]) as path, path.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(_FIELDS)
        table.writerows([harmless(value) for value in entry.values()] for entry in _entries(journal))
    with storage.growing(MANIFESTS[1]) as path, path.open("w", encoding="utf-8", newline="") as stream:
        separator = "[\n"
        for entry in _entries(journal):
            stream.write(f"{separator}  {json.dumps(entry, ensure_ascii=False)}")
            separator = ",\n"
        stream.write("[]\n" if separator == "[\n" else "\n]\n")


def harmless(value: object) -> object:
    """A value that no spreadsheet takes for a formula: a text that would be one is led by an apostrophe."""
    if isinstance(value, str) and value.startswith(_DANGEROUS):
        return f"'{value}"
    return "" if value is None else value


def _entries(journal: Journal) -> Iterator[dict[str, str | int | None]]:
    """One entry for each file; the pages of a Word file aren't known."""
    for document, file in journal.documents():
        values = (
            document.number,
            document.name.rpartition("/")[2],
            file.path,
            file.sha256,
            file.pages or None,
            file.size,
        )
        yield dict(zip(_FIELDS, values, strict=True))
