"""Files that are complete or absent: written beside their place under a hidden name, then renamed."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO

from carbondocs.diagnostics import Diagnostic, Message, Place, message
from carbondocs.errors import OutputError
from carbondocs.flow import Artifact

_AT_ONCE = 8
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_FOLDER_SYNC = {errno.EINVAL, errno.ENOTSUP}

PART = (".carbondocs-", ".part")
"""How the names of files begin and end that are being written."""


def write_atomically(path: Path, content: bytes) -> Artifact:
    """Store one file; whoever looks finds the whole of it, or what was there before.

    OutputError: it can't be written. Nothing half-done is left then.
    """
    (artifact,) = store_all(path.parent, {path.name: content})
    return artifact


def store_all(folder: Path, files: Mapping[str, bytes]) -> list[Artifact]:
    """Store files by name in a folder, which is made where it is absent.

    All are written before the first takes its name, so that they appear together: after a failure to write, none of
    them is there. OutputError: they can't be written.
    """
    store_quietly(folder, files)
    return [Artifact(folder / name, hashlib.sha256(content).hexdigest()) for name, content in files.items()]


def store_quietly(folder: Path, files: Mapping[str, bytes]) -> None:
    """As store_all(), for who knows the digests."""
    staged = {folder / name: folder / part_name() for name in files}
    target = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as open_files:
            streams = []
            for (target, temporary), content in zip(staged.items(), files.values(), strict=True):
                streams.append(open_files.enter_context(_opened(target, temporary)))
                streams[-1].write(content)
                streams[-1].flush()
            _flush(streams)
        for target, temporary in staged.items():
            os.replace(temporary, target)
        sync_folder(folder)
    except OSError as error:
        raise refusal(error, target) from error
    finally:
        for temporary in staged.values():
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _opened(target: Path, temporary: Path) -> BinaryIO:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    return temporary.open("xb")


def _flush(streams: Sequence[BinaryIO]) -> None:
    """Flush files to the disk, all at once: a disk that is asked for one after the other makes each wait anew."""
    if len(streams) < 2:
        for stream in streams:
            os.fsync(stream.fileno())
        return
    with ThreadPoolExecutor(min(len(streams), _AT_ONCE)) as pool:
        for _ in pool.map(os.fsync, [stream.fileno() for stream in streams]):
            pass


def part_name() -> str:
    """A new hidden name for a file that is being written."""
    return f"{PART[0]}{secrets.token_hex(8)}{PART[1]}"


def is_part(name: str) -> bool:
    """Whether a file of that name was being written when its writer was stopped."""
    return name.startswith(PART[0]) and name.endswith(PART[1])


def sync_folder(folder: Path) -> None:
    """Make the new names last; some file systems can't be asked to."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
    finally:
        os.close(descriptor)


def refusal(error: OSError, target: Path) -> OutputError:
    """What is told where ``target`` can't be written."""
    code, problem, hint = _words(error)
    return OutputError([Diagnostic(f"output.{code}", problem, hint, Place(str(target)))])


def _words(error: OSError) -> tuple[str, Message, Message]:
    if error.errno in _FULL:
        return "full", message("There is no room left to write this."), message("Free some space, and run it again.")
    if error.errno in _FORBIDDEN:
        problem = message("Writing here is not allowed.")
        return "forbidden", problem, message("Check the permissions of the folder, or name another one.")
    if error.errno == errno.EISDIR:
        problem = message("A folder stands where this file belongs.")
        return "folder", problem, message("Move the folder, or name another place.")
    if error.errno in {errno.EEXIST, errno.ENOTDIR}:
        problem = message("A file stands where a folder is needed.")
        return "not_a_folder", problem, message("Move the file, or name another folder.")
    reason = error.strerror or str(error)
    return (
        "failed",
        message("This can't be written: {reason}.", reason=reason),
        message("Check the disk and its folder."),
    )
