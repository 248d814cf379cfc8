"""JSON and YAML documents: one mapping makes one row, a list of mappings several."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from carbondocs.diagnostics import Place
from carbondocs.errors import DataError
from carbondocs.flow import Row
from carbondocs.sources.faults import empty, not_a_mapping
from carbondocs.sources.inputs import Input, decoded
from carbondocs.sources.json_text import parse_json
from carbondocs.sources.yaml_text import parse_yaml
from carbondocs.workspace import MAX_FILE_BYTES


def read_json(source: Input) -> Iterator[Row]:
    """The rows of a JSON document; DataError where it isn't one."""
    return iter(_rows([parse_json(_text(source), source.name)], source))


def read_yaml(source: Input) -> Iterator[Row]:
    """The rows of all YAML documents in the file; DataError where one of them can't be read."""
    return iter(_rows(list(parse_yaml(_text(source), source.name)), source))


def _text(source: Input) -> str:
    source.check_size(MAX_FILE_BYTES)
    text = decoded(source.read(), source.name)
    if not text.strip():
        raise DataError([empty(Place(source.name))])
    return text


def _rows(documents: list[Any], source: Input) -> list[Row]:
    found = [entry for document in documents for entry in (document if isinstance(document, list) else [document])]
    if not found:
        raise DataError([empty(Place(source.name))])
    several = len(documents) > 1 or isinstance(documents[0], list)
    names = [f"{source.name} [{index}]" if several else source.name for index in range(len(found))]
    named = list(zip(found, names, strict=True))
    if faults := [not_a_mapping(entry, Place(name)) for entry, name in named if not isinstance(entry, dict)]:
        raise DataError(faults)
    return [Row(entry, name, source.folder) for entry, name in named]
