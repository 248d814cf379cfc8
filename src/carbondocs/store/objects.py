"""Where documents are put that no disk of this machine holds: buckets of object stores, by fsspec.

An object is stored whole or not at all, which is why only stores of objects are taken.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from carbondocs.errors import MachineError, OutputError, UsageError, one
from carbondocs.store.entries import StoredFile

_SCHEMES = ("s3", "gs", "gcs", "az", "abfs", "abfss", "oss")
_MARK = "://"


def is_address(place: str) -> bool:
    """Whether a place is named by an address, such as ``s3://bucket/prefix``, and not by a path."""
    return _MARK in place


@dataclass(frozen=True)
class ObjectStorage:
    """A prefix in a bucket, by its address. How to get in is taken from the environment, as its library does."""

    url: str

    def __post_init__(self) -> None:
        """UsageError: the address isn't that of an object store. MachineError: the library for it is missing."""
        scheme, _, rest = self.url.partition(_MARK)
        if scheme not in _SCHEMES or not rest.strip("/"):
            raise UsageError(
                one(
                    "storage.scheme",
                    "{url} isn't the address of an object store.",
                    "Name a bucket by one of {schemes}, such as s3://bucket/2026.",
                    url=self.url,
                    schemes=", ".join(_SCHEMES),
                )
            )
        object.__setattr__(self, "url", self.url.rstrip("/"))
        _ = self._system

    def __reduce__(self) -> tuple[type[ObjectStorage], tuple[str]]:
        return ObjectStorage, (self.url,)

    def put(self, files: Mapping[str, bytes]) -> None:
        """Store each file whole; where one can't be, those before it stay, to be replaced the next time."""
        with self._told():
            for name, content in files.items():
                self._system.pipe_file(self._path(name), content)

    def create(self, name: str, content: bytes) -> bool:
        """Store an object where none has that name; whether that is so.

        Where the store doesn't know such writes, this looks first and then writes: read it back to be sure.
        """
        path = self._path(name)
        with self._told():
            try:
                self._system.pipe_file(path, content, mode="create")
            except FileExistsError:
                return False
            except Exception:  # a store that doesn't know such writes, or words its refusal in its own way
                if self._system.exists(path):
                    return False
                self._system.pipe_file(path, content)
        return True

    def read(self, name: str) -> bytes | None:
        """The content of an object; None where there is none."""
        with self._told():
            try:
                return bytes(self._system.cat_file(self._path(name)))
            except FileNotFoundError:
                return None

    def holds(self, file: StoredFile) -> bool:
        """Whether an object of that name and size is there; all are listed at once, and none is read."""
        return self._sizes.get(self._path(file.path)) == file.size

    def where(self, name: str) -> str:
        return f"{self.url}/{name}".rstrip("/")

    def open(self, name: str) -> BinaryIO:
        with self._told():
            return BytesIO(self._system.cat_file(self._path(name)))

    @contextmanager
    def growing(self, name: str) -> Iterator[Path]:
        with TemporaryDirectory(prefix="carbondocs-") as scratch:
            path = Path(scratch, name.rpartition("/")[2])
            yield path
            with self._told():
                self._system.put_file(str(path), self._path(name))

    def remove(self, name: str) -> None:
        with self._told(), suppress(FileNotFoundError):
            self._system.rm_file(self._path(name))

    def sweep(self, folders: Iterable[str]) -> None:
        """There is nothing to sweep: what was cut short isn't there."""

    @cached_property
    def _system(self) -> Any:
        try:
            from fsspec.core import url_to_fs

            return url_to_fs(self.url, use_listings_cache=False)[0]
        except ImportError as error:
            raise _missing(self.url, error) from error

    @cached_property
    def _sizes(self) -> dict[str, int]:
        """The sizes in bytes of all objects that are there before a run puts its own."""
        with self._told():
            found = self._system.find(self.url.partition(_MARK)[2], detail=True)
            return {name: entry["size"] for name, entry in found.items()}

    def _path(self, name: str) -> str:
        return f"{self.url.partition(_MARK)[2]}/{name}"

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Whatever a store's library raises is about the store."""
        try:
            yield
        except Exception as error:
            raise _failed(self.url, error) from error


def state_folder(url: str) -> Path:
    """Where the journal of an object store is kept on this machine, for this user."""
    home = os.environ.get("XDG_STATE_HOME")
    root = Path(home) if home else Path.home() / ".local" / "state"
    return root / "carbondocs" / hashlib.sha256(url.encode()).hexdigest()[:16]


def _missing(url: str, error: ImportError) -> MachineError:
    return MachineError(
        one(
            "storage.missing",
            "The library for {url} is missing: {reason}.",
            "For s3 install it: pip install 'carbondocs[storage]'. For others install what fsspec wants for them.",
            url=url,
            reason=error,
        )
    )


def _failed(url: str, error: Exception) -> OutputError:
    return OutputError(
        one(
            "storage.failed",
            "{url} can't be read or written: {reason}.",
            "Check the bucket, the network and the access keys in the environment; then run the same command again.",
            url=url,
            reason=str(error) or type(error).__name__,
        )
    )
