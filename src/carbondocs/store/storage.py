"""Where the documents of a batch are put. A storage can be sent to the processes that fill it."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from carbondocs.store.entries import StoredFile
from carbondocs.store.files import is_part, part_name, refusal, store_quietly, sync_folder


class Storage(Protocol):
    """A store of files by relative names, parted by ``/``. OutputError: something can't be written."""

    def put(self, files: Mapping[str, bytes]) -> None:
        """Store files of one folder so that they last, together and each complete or absent."""
        ...

    def holds(self, file: StoredFile) -> bool:
        """Whether a file is there as it was put."""
        ...

    def where(self, name: str) -> str:
        """Where people find a file: its path or address."""
        ...

    def open(self, name: str) -> BinaryIO:
        """The content of a file."""
        ...

    def growing(self, name: str) -> AbstractContextManager[Path]:
        """A file to be written piece by piece, at a path of this machine; it is there when all of it is."""
        ...

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        ...

    def sweep(self, folders: Iterable[str]) -> None:
        """Take away what writes that were cut short have left in those folders."""
        ...


@dataclass(frozen=True)
class LocalStorage:
    """A folder of this machine."""

    root: Path

    def put(self, files: Mapping[str, bytes]) -> None:
        (folder,) = {self.root / name.rpartition("/")[0] for name in files}
        make_folder(folder)
        store_quietly(folder, {name.rpartition("/")[2]: content for name, content in files.items()})

    def holds(self, file: StoredFile) -> bool:
        path = self.root / file.path
        try:
            with path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest() == file.sha256
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return False
        except OSError as error:
            raise refusal(error, path) from error

    def where(self, name: str) -> str:
        return str(self.root / name)

    def open(self, name: str) -> BinaryIO:
        return (self.root / name).open("rb")

    def growing(self, name: str) -> AbstractContextManager[Path]:
        return growing(self.root / name)

    def remove(self, name: str) -> None:
        with suppress(FileNotFoundError):
            (self.root / name).unlink()

    def sweep(self, folders: Iterable[str]) -> None:
        for folder in {"", *folders}:
            with suppress(FileNotFoundError, NotADirectoryError):
                for path in (self.root / folder).iterdir():
                    if not is_part(path.name):
                        continue
                    if path.is_dir():
                        shutil.rmtree(path, ignore_errors=True)
                    else:
                        path.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it so that they last; OutputError where one can't be made."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    try:
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)
    except OSError as error:
        raise refusal(error, folder) from error


@contextmanager
def growing(path: Path) -> Iterator[Path]:
    """A file to be written piece by piece: the path to write to, which takes the place of ``path`` when all is well."""
    make_folder(path.parent)
    temporary = path.parent / part_name()
    try:
        yield temporary
        with temporary.open("rb") as stream:
            os.fsync(stream.fileno())
        os.replace(temporary, path)
        sync_folder(path.parent)
    except OSError as error:
        raise refusal(error, path) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
