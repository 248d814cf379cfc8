"""JSON lines: one object a line, each read for itself."""

from __future__ import annotations

from collections.abc import Iterator

from carbondocs.diagnostics import Place
from carbondocs.errors import DataError
from carbondocs.flow import Row
from carbondocs.sources.faults import empty, not_a_mapping
from carbondocs.sources.inputs import Input, decoded
from carbondocs.sources.json_text import parse_json


def read_json_lines(source: Input) -> Iterator[Row]:
    """The rows as they are read, broken ones with their faults; blank lines are passed over."""
    found = False
    with source.open() as stream:
        for number, line in enumerate(stream, start=1):
            try:
                row = _row(line, number, source)
            except DataError as error:
                row = Row({}, f"{source.name}:{number}", source.folder, faults=error.diagnostics)
            if row is not None:
                found = True
                yield row
    if not found:
        raise DataError([empty(Place(source.name))])


def _row(line: bytes, number: int, source: Input) -> Row | None:
    text = decoded(line, source.name, number).rstrip()
    if not text:
        return None
    name = f"{source.name}:{number}"
    entry = parse_json(text, source.name, number)
    if not isinstance(entry, dict):
        raise DataError([not_a_mapping(entry, Place(name))])
    return Row(entry, name, source.folder)
