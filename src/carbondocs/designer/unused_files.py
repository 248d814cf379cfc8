"""Files that lie in a pack's folder and that no document is made of, such as one with a slip in its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from carbondocs.designer.nearest import nearest
from carbondocs.designer.references import parts
from carbondocs.diagnostics import Diagnostic, Place, Severity, message
from carbondocs.templating.pack import MANIFEST, Pack

_KEPT = re.compile(r"fields\.toml|.*\.bak\d*|readme.*|.*\.(?:txt|md)|[.~].*|thumbs\.db|desktop\.ini", re.IGNORECASE)
_TEXTS = (".j2", ".css", ".svg", ".toml", ".html")


def unused_files(pack: Pack, built_in: Pack) -> Iterator[Diagnostic]:
    """A note for each file in the pack's own folder that nothing takes in, with the name that was perhaps meant."""
    known = {**dict(parts(built_in)), **dict(parts(pack))}
    said = "\n".join(text.decode("utf-8", "replace") for name, text in known.items() if name.endswith(_TEXTS))
    lying = list(_lying(pack.folders[0]))
    free = [name for name in known if name not in lying and name != MANIFEST]
    for name in lying:
        if name not in known and not _named_in(said, name):
            yield _unused(name, _meant(name, free))


def _lying(folder: Path) -> Iterator[str]:
    """The names of the files in a folder, those that people and machines keep for themselves left out."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        inner = any((folder / each / MANIFEST).is_file() for each in name.parents if each.parts)
        if path.is_file() and not inner and not any(_KEPT.fullmatch(part) for part in name.parts):
            yield name.as_posix()


def _named_in(said: str, name: str) -> bool:
    return re.search(rf"(?<![\w.-])(?<![\w-]/){re.escape(name)}(?![\w.-])", said) is not None


def _meant(name: str, free: Sequence[str]) -> str:
    """Of the names that the folder has no file for, the nearest, or else the only one of the same ending."""
    by_name: Mapping[str, str] = {PurePosixPath(each).name: each for each in reversed(free)}
    alike = [each for each in free if PurePosixPath(each).suffix == PurePosixPath(name).suffix]
    return nearest(name, free) or by_name.get(nearest(PurePosixPath(name).name, by_name), "") or (
        alike[0] if len(alike) == 1 else ""
    )  # fmt: skip


def _unused(name: str, meant: str) -> Diagnostic:
    hint = (
        message("If it is to take the place of {name}, give it that very name.", name=meant)
        if meant
        else message("Nothing needs doing, unless a template should show it.")
    )
    return Diagnostic(
        "file.unused", message("No part of the pack uses this file."), hint, Place(name), severity=Severity.NOTE
    )
