"""CSV as Excel and other programs write it: in UTF-8, with or without a byte order mark, or in GB18030."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import TextIOWrapper

from pydantic import BaseModel

from carbondocs.diagnostics import Diagnostic, Message, Place, message
from carbondocs.errors import DataError
from carbondocs.flow import Row
from carbondocs.sources.cells import Cell
from carbondocs.sources.faults import empty
from carbondocs.sources.grids import Grid, Line
from carbondocs.sources.headings import Headings
from carbondocs.sources.inputs import Input
from carbondocs.sources.leaves import leaves
from carbondocs.sources.tables import open_table, row_of

_DELIMITERS = ",;\t"
_CHINESE = re.compile("[\u4e00-\u9fff]")
_TELLING = 4  # so many Chinese characters in a line that is good UTF-8 don't come about by chance


def read_csv(source: Input, record: type[BaseModel]) -> Iterator[Row]:
    """The rows of a CSV file as they are read, those that can't be with their faults."""
    table = open_table(_Delimited(source), Headings(leaves(record)))
    found = False
    for entry in table.entries():
        found = True
        yield row_of(entry, source)
    if not found:
        raise DataError([empty(Place(source.name, "row 2"))])


def begins_as_csv(content: bytes, record: type[BaseModel]) -> bool:
    """Whether the first line of some content holds headings, most of which are known."""
    line = content.partition(b"\n")[0].rstrip(b"\r")
    text = _decoded(line, "utf-8-sig") or _decoded(line, "gb18030") or ""
    try:
        titles = next(csv.reader([text], delimiter=_delimiter(text)), [])
    except csv.Error:
        return False
    known = sum(Headings(leaves(record)).resolve(title) is not None for title in titles if title.strip())
    return len(titles) > 1 and known * 2 > len(titles)


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)


class _Delimited(Grid):
    def __init__(self, source: Input) -> None:
        self.source = source.name
        self._input = source
        self._encoding = _encoding(source)

    def lines(self) -> Iterator[Line]:
        with TextIOWrapper(self._input.open(), self._encoding, newline="") as stream:
            first = stream.readline()
            stream.seek(0)
            rows = csv.reader(stream, delimiter=_delimiter(first), strict=True)
            try:
                for number, texts in enumerate(rows, start=1):
                    yield number, [Cell(text) for text in texts]
            except csv.Error as error:
                problem = message("This is not CSV: {reason}.", reason=error)
                hint = message("Check the quotation marks in this line and before it.")
                place = Place(f"{self.source}:{rows.line_num}")
                raise DataError([Diagnostic("source.syntax", problem, hint, place)]) from None

    def place(self, row: int, column: int | None = None, heading: str = "") -> str:
        named = f" ({heading})" if heading else ""
        return f"row {row}" if column is None else f"row {row}, column {column}{named}"


def _encoding(source: Input) -> str:
    """The encoding in which every line can be read; DataError where lines differ in it."""
    foreign = utf8_only = 0
    with source.open() as stream:
        for number, line in enumerate(stream, start=1):
            if b"\0" in line:
                raise _refusal(source, number, "nul", message("A NUL byte stands in the text."))
            text, foreign_text = _decoded(line, "utf-8"), _decoded(line, "gb18030")
            if text is None and foreign_text is None:
                raise _refusal(source, number, "encoding", message("This is neither UTF-8 nor GB18030."))
            if text is None:
                foreign = foreign or number
            elif foreign_text is None or len(_CHINESE.findall(text)) >= _TELLING:
                utf8_only = utf8_only or number
    if foreign and utf8_only:
        problem = message("Line {foreign} is in GB18030, but line {other} in UTF-8.", foreign=foreign, other=utf8_only)
        raise _refusal(source, max(foreign, utf8_only), "mixed_encoding", problem)
    return "gb18030" if foreign else "utf-8-sig"


def _decoded(line: bytes, encoding: str) -> str | None:
    try:
        return line.decode(encoding)
    except UnicodeDecodeError:
        return None


def _refusal(source: Input, line: int, code: str, problem: Message) -> DataError:
    hint = message("Save the file anew, as “CSV UTF-8” in Excel.")
    return DataError([Diagnostic(f"source.{code}", problem, hint, Place(f"{source.name}:{line}"))])
