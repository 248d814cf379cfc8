"""From a source file to Rows: raw data, with the place that every value came from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from pydantic import BaseModel

from carbondocs.diagnostics import Diagnostic, Message, message
from carbondocs.errors import DataError, UsageError
from carbondocs.flow import Row
from carbondocs.sources.delimited import begins_as_csv, read_csv
from carbondocs.sources.disguises import OLE_SIGNATURE, SAVE_AS_XLSX, ZIP_SIGNATURE, refuse_disguised
from carbondocs.sources.documents import read_json, read_yaml
from carbondocs.sources.inputs import Input
from carbondocs.sources.json_lines import read_json_lines
from carbondocs.sources.workbook import read_xlsx

FORMATS = ("json", "yaml", "jsonl", "csv", "xlsx")
"""The formats of data, by the names that are also the endings of their files."""

_OTHER_WORKBOOKS = {"xls", "xlsb", "xlsm", "xlt", "xltx", "et", "ett", "ods", "numbers"}

MAX_LIST_BYTES = 200 * 1024 * 1024
"""How large a list (JSON lines, CSV, workbook) may be; a JSON or YAML document may have 20 MiB."""


def read_rows(
    path: Path | None,
    *,
    record: type[BaseModel],
    content: bytes = b"",
    name: str = "",
    format: str | None = None,
) -> Iterator[Row]:
    """The rows of a file, or of ``content`` where ``path`` is None (standard input).

    The ending of the file tells the format, or ``format`` does; that of ``content`` is found from its beginning,
    that of CSV by its headings. The headings of tables are understood, and their cells read, by the fields of
    ``record``. ``name`` is what places are called by, the file's own name by default.

    UsageError: there is no such file, or no such format. DataError: the file can't be read as what it is. A list
    gives its sound rows first, and then one DataError for all that isn't.
    """
    return _sound(scan_rows(path, record=record, content=content, name=name, format=format))


def scan_rows(
    path: Path | None,
    *,
    record: type[BaseModel],
    content: bytes = b"",
    name: str = "",
    format: str | None = None,
) -> Iterator[Row]:
    """As read_rows(), but rows that can't be read come too, each in its place and with its faults.

    Where ``path`` is a folder, the rows of all its data files come, by the names of the files. DataError is raised
    for what is wrong with a list as a whole.
    """
    if path and path.is_dir():
        files = _data_files(path)
        return _of_files(files, record, format)
    source = Input(name or (path.name if path else "-"), path, content)
    chosen = format or (_format_of_file(path) if path else _format_of_content(content, record))
    if chosen not in FORMATS:
        raise _refusal(
            "format",
            message("There is no data format {format}.", format=chosen),
            message("Use one of {known}.", known=FORMATS),
        )
    if path:
        _check_file(path)
    source.check_size(MAX_LIST_BYTES)
    refuse_disguised(source, chosen)
    match chosen:
        case "json":
            return read_json(source)
        case "yaml":
            return read_yaml(source)
        case "jsonl":
            return read_json_lines(source)
        case "csv":
            return read_csv(source, record)
    return read_xlsx(source, record)


def _sound(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows that can be read; after the last one, DataError for all faults."""
    faults: list[Diagnostic] = []
    try:
        for row in rows:
            if row.faults:
                faults.extend(row.faults)
            else:
                yield row
    except DataError as error:
        faults.extend(error.diagnostics)
    if faults:
        raise DataError(faults)


def _data_files(folder: Path) -> list[Path]:
    """The data files of a folder, by name; UsageError where there is none."""
    endings = {f".{name}" for name in (*FORMATS, "yml")}
    files = [path for path in sorted(folder.iterdir()) if path.suffix.lower() in endings and _is_data(path)]
    if not files:
        raise _refusal(
            "folder",
            message("There is no data file in the folder {path}.", path=folder),
            message("Put files in it that end in one of {known}.", known=sorted(endings)),
        )
    return files


def _of_files(files: list[Path], record: type[BaseModel], format: str | None) -> Iterator[Row]:
    """The rows of several files; those of all that can be read come before a DataError."""
    faults: list[Diagnostic] = []
    for path in files:
        try:
            yield from scan_rows(path, record=record, format=format)
        except DataError as error:
            faults.extend(error.diagnostics)
    if faults:
        raise DataError(faults)


def _is_data(path: Path) -> bool:
    """Whether a file isn't hidden, nor what Excel puts beside a workbook that is open (``~$list.xlsx``)."""
    return path.is_file() and not path.name.startswith((".", "~$"))


def _format_of_file(path: Path) -> str:
    ending = path.suffix.lower().removeprefix(".")
    if ending == "yml":
        return "yaml"
    if ending not in FORMATS:
        if ending in _OTHER_WORKBOOKS:
            raise _refusal(
                "format", message("{path} is a workbook, but not one in the format .xlsx.", path=path), SAVE_AS_XLSX
            )
        near = get_close_matches(ending, FORMATS, n=1, cutoff=0.5)
        known = [f".{name}" for name in near or FORMATS]
        raise _refusal(
            "format",
            message("{path} has no ending of a data file.", path=path),
            message("Name it by its format: {known}.", known=known),
        )
    return ending


def _format_of_content(content: bytes, record: type[BaseModel]) -> str:
    if content.startswith((ZIP_SIGNATURE, OLE_SIGNATURE)):
        return "xlsx"
    text = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not text.startswith((b"{", b"[")):
        return "csv" if begins_as_csv(content, record) else "yaml"
    first, _, rest = text.partition(b"\n")
    return "jsonl" if rest.strip() and text.startswith(b"{") and _is_json(first) else "json"


def _is_json(text: bytes) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise _refusal("missing", message("There is no file {path}.", path=path), message("Check the path."))


def _refusal(code: str, problem: Message, hint: Message) -> UsageError:
    return UsageError([Diagnostic(f"source.{code}", problem, hint)])
