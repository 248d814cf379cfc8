"""The lock of a folder: one run at a time, known to the operating system, so that a dead process holds none."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

from carbondocs.errors import UsageError, one
from carbondocs.store.files import refusal

_PATIENCE = 30.0  # s: how long the last documents of a run that was killed may take
_STEP = 0.05  # s


class FolderLock:
    """An exclusive lock on a file, held until close().

    A child that was given ``descriptor`` holds it as well: where a run is killed, its workers keep the next one
    waiting until they have put down what is in their hands.
    """

    def __init__(self, path: Path, folder: str) -> None:
        """Take the lock of a folder; UsageError where another run has it, OutputError where it can't be written."""
        try:
            self.descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise refusal(error, path) from error
        try:
            self._take(folder)
            self._sign(path)
        except BaseException:
            os.close(self.descriptor)
            raise

    def _sign(self, path: Path) -> None:
        """Say which process holds it."""
        try:
            os.ftruncate(self.descriptor, 0)
            os.pwrite(self.descriptor, str(os.getpid()).encode(), 0)
        except OSError as error:
            raise refusal(error, path) from error

    def close(self) -> None:
        """Give the lock back."""
        os.ftruncate(self.descriptor, 0)
        os.close(self.descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _take(self, folder: str) -> None:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                holder = self._holder()
                if holder is None or _alive(holder) or time.monotonic() > until:
                    raise _refused(folder, holder) from None
                time.sleep(_STEP)
            else:
                return

    def _holder(self) -> int | None:
        """The process that took the lock, where it says so."""
        with suppress(ValueError):
            return int(os.pread(self.descriptor, 20, 0))
        return None


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _refused(folder: str, holder: int | None) -> UsageError:
    return UsageError(
        one(
            "batch.running",
            "Another run is at work in the folder {folder} (process {process}).",
            "Wait until it has ended, or name another folder.",
            folder=folder,
            process=holder or "?",
        )
    )
