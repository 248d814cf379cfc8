"""Why a document that was made before, or tried, is made anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from enum import Enum

from carbondocs.diagnostics import message
from carbondocs.store.entries import Entry, State, StoredFile


class Reason(Enum):
    """A reason, and how it is told."""

    UNMADE = message("not made before")
    FAILED = message("failed before")
    DATA = message("data changed")
    PICTURES = message("pictures changed")
    PACK = message("template pack changed")
    ISSUER = message("issuer's profile changed")
    FONTS = message("fonts changed")
    PROGRAM = message("program or its libraries changed")
    NAMES = message("pattern of names changed")
    FORMATS = message("further formats")
    FILES = message("files missing or altered")
    FORCED = message("--force")

    @property
    def code(self) -> str:
        """What programs know it by."""
        return f"made.{self.name.lower()}"


_OF_PARTS = {
    "pack": Reason.PACK,
    "issuer": Reason.ISSUER,
    "fonts": Reason.FONTS,
    "program": Reason.PROGRAM,
    "engines": Reason.PROGRAM,
    "names": Reason.NAMES,
}


def of_setup(before: Mapping[str, str], now: Mapping[str, str], *, same_formats: bool) -> list[Reason]:
    """What differs between two setups, by the digests of their parts; other formats may need other libraries."""
    parts = [part for part in _OF_PARTS if before.get(part) != now.get(part)]
    if parts == ["engines"] and not same_formats:
        return [Reason.FORMATS]
    return [_OF_PARTS[part] for part in parts] or [Reason.PROGRAM]


def of_files(files: Iterable[StoredFile], held: Collection[str], formats: Iterable[str]) -> list[Reason]:
    """Why some of the ``formats`` aren't ``held``: they were never made, or are among the journal's ``files``."""
    known = {file.format for file in files}
    missing = {name for name in formats if name not in held}
    return [*([Reason.FILES] if missing & known else []), *([Reason.FORMATS] if missing - known else [])]


def summed_up(entry: Entry, found: Iterable[Reason], *, forced: bool) -> tuple[Reason, ...]:
    """The reasons for an entry, each once: what was never done needs no other, nor does what failed."""
    if entry.state in (State.WAITING, State.FAILED):
        return (Reason.UNMADE if entry.state is State.WAITING else Reason.FAILED,)
    return tuple(dict.fromkeys(found)) or ((Reason.FORCED,) if forced else ())
