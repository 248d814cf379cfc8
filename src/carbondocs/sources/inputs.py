"""What a source is read from: a file, or bytes that came some other way."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from carbondocs.diagnostics import Diagnostic, Message, Place, message
from carbondocs.errors import DataError, UsageError
from carbondocs.sources.faults import empty
from carbondocs.workspace import megabytes


@dataclass(frozen=True)
class Input:
    """A file by its path, or bytes under a name; it can be opened any number of times."""

    name: str
    path: Path | None = None
    content: bytes = b""

    @property
    def folder(self) -> Path:
        """Where the files lie that the data names: beside the file, or in the working folder."""
        return self.path.parent if self.path else Path()

    def open(self) -> BinaryIO:
        """The bytes from their beginning."""
        if self.path is None:
            return BytesIO(self.content)
        try:
            return self.path.open("rb")
        except OSError as error:
            hint = message("Check the permissions of the file.")
            problem = message("{name} can't be read: {reason}.", name=self.name, reason=error.strerror)
            raise UsageError([Diagnostic("source.unreadable", problem, hint)]) from error

    def read(self) -> bytes:
        """All of the bytes."""
        with self.open() as stream:
            return stream.read()

    def check_size(self, limit: int) -> None:
        """DataError where there is nothing to read, or more than ``limit`` bytes."""
        size = self.path.stat().st_size if self.path else len(self.content)
        if size > limit:
            problem = message(
                "The file has {size}; the limit is {limit}.", size=megabytes(size), limit=megabytes(limit)
            )
            hint = message("Split it into several files.")
            raise DataError([Diagnostic("source.large", problem, hint, Place(self.name))])
        if not size:
            raise DataError([empty(Place(self.name))])


def decoded(content: bytes, name: str, line: int = 1) -> str:
    """UTF-8 as text, without its byte order mark; DataError names the line and column of what is none.

    ``line`` is the number of the first line in the file.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        hint = message("Save it in the encoding UTF-8.")
        raise _unreadable("encoding", message("This is not UTF-8."), hint, name, before, line) from None
    if (nul := text.find("\0")) >= 0:
        hint = message("Check that it is a text file, saved in the encoding UTF-8.")
        raise _unreadable("nul", message("A NUL byte stands in the text."), hint, name, text[:nul], line)
    return text.removeprefix(codecs.BOM_UTF8.decode())


def _unreadable(code: str, problem: Message, hint: Message, name: str, before: str, line: int) -> DataError:
    return DataError([Diagnostic(f"source.{code}", problem, hint, position(name, before, line))])


def position(name: str, before: str, line: int = 1) -> Place:
    """The place in a text file that comes after the text ``before``: ``name:line:column``, both from 1."""
    return Place(f"{name}:{line + before.count(chr(10))}:{len(before) - before.rfind(chr(10))}")
