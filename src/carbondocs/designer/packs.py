"""Packs of templates: which there are, and a copy to edit, whole or only the parts that change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from carbondocs.designer.references import parts
from carbondocs.errors import OutputError, UsageError, one
from carbondocs.flow import Artifact
from carbondocs.kinds import folder as kind_folder
from carbondocs.kinds import kind, kinds
from carbondocs.store.files import store_all
from carbondocs.templating.pack import MANIFEST, Manifest, find_pack, read_manifest

_NAME, _VERSION = re.compile(r"^name = .*\n", re.MULTILINE), re.compile(r"^version = .*$", re.MULTILINE)


@dataclass(frozen=True)
class Listed:
    """A pack: its manifest, its folder, the files that lie there, and whether it comes with carbondocs."""

    manifest: Manifest
    folder: Path
    files: tuple[str, ...]
    built_in: bool


def packs(places: Sequence[Path] = ()) -> Iterator[Listed]:
    """The packs of ``places`` (packs, or folders of packs), then the built-in ones.

    TemplateError where a manifest is wrong.
    """
    for place in places:
        for folder in (place, *sorted(path for path in place.iterdir() if path.is_dir())):
            if (folder / MANIFEST).is_file():
                yield _listed(folder, built_in=False)
    for name in kinds():
        folder = kind_folder("templates", name) / name
        if (folder / MANIFEST).is_file():
            yield _listed(folder, built_in=True)


def copy_pack(kind_name: str, target: Path, only: Sequence[str] = ()) -> list[Artifact]:
    """Copy the kind's own pack into ``target``: all that its documents are made of, or ``only`` some of its files.

    The manifest always comes along; what isn't copied is taken from the built-in pack when documents are made.

    Raises UsageError for a file that the pack doesn't have, OutputError where ``target`` holds anything already.
    """
    pack = find_pack(kind(kind_name).name)
    known = dict(parts(pack))
    unknown = [name for name in only if name not in known]
    if unknown:
        raise UsageError(
            one(
                "pack.part",
                "The pack has no file {name}.",
                "Use some of {known}.",
                name=", ".join(unknown),
                known=", ".join(sorted(known)),
            )
        )
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise OutputError(
            one("pack.exists", "{path} is there already.", "Choose another name, or remove it.", path=target)
        )
    manifest = _own(known[MANIFEST].decode(), target.resolve().name)
    files = {MANIFEST: manifest.encode(), **{name: known[name] for name in only or known if name != MANIFEST}}
    return list(_stored(target, files))


def _stored(target: Path, files: dict[str, bytes]) -> Iterable[Artifact]:
    """All files, folder by folder, the one with the manifest last."""
    folders = sorted({PurePosixPath(name).parent for name in files}, key=lambda folder: folder == PurePosixPath())
    for folder in folders:
        held = {PurePosixPath(name).name: text for name, text in files.items() if PurePosixPath(name).parent == folder}
        yield from store_all(target / folder, held)


def _own(manifest: str, name: str) -> str:
    """The manifest of a copy: it has a name of its own, and starts with its first version."""
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    named = f'name = "{quoted}"\nversion = "1"'
    return _VERSION.sub(lambda _: named, _NAME.sub("", manifest), count=1)


def _listed(folder: Path, *, built_in: bool) -> Listed:
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    shown = tuple(name for name in files if not PurePosixPath(name).name.startswith("."))
    return Listed(read_manifest(folder), folder, shown, built_in)
