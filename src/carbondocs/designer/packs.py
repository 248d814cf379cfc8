"""Packs of templates: which there are, and a copy to edit, whole or only the parts that change."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from carbondocs.designer.references import parts
from carbondocs.diagnostics import Diagnostic
from carbondocs.errors import OutputError, TemplateError, UsageError, one
from carbondocs.flow import Artifact
from carbondocs.kinds import folder as kind_folder
from carbondocs.kinds import kind, kinds
from carbondocs.store.files import store_all
from carbondocs.templating.pack import MANIFEST, Manifest, Pack, find_pack, pack_in, read_manifest

_NAME, _VERSION = re.compile(r"^name = .*\n", re.MULTILINE), re.compile(r"^version = .*$", re.MULTILINE)


@dataclass(frozen=True)
class Listed:
    """A pack: its manifest, its folder, the files that lie there, its digest, and whether it comes with carbondocs.

    There is no manifest where it is wrong; ``findings`` tell what is.
    """

    manifest: Manifest | None
    folder: Path
    files: tuple[str, ...]
    built_in: bool
    digest: str = ""
    findings: tuple[Diagnostic, ...] = ()


def packs(places: Sequence[Path] = ()) -> Iterator[Listed]:
    """The packs of ``places`` (packs, or folders of packs), each once, then the built-in ones."""
    ours = [kind_folder("templates", name) / name for name in kinds()]
    seen = {folder.resolve() for folder in ours}
    for place in places:
        for folder in (place, *_folders(place)):
            if _holds_pack(folder) and folder.resolve() not in seen:
                seen.add(folder.resolve())
                yield _listed(folder, built_in=False)
    yield from (_listed(folder, built_in=True) for folder in ours if _holds_pack(folder))


def _folders(place: Path) -> list[Path]:
    return sorted(path for path in place.iterdir() if path.is_dir()) if place.is_dir() else []


def _holds_pack(folder: Path) -> bool:
    try:
        return (folder / MANIFEST).is_file()
    except OSError:  # a folder that this user may not enter
        return False


def digest(pack: Pack) -> str:
    """The SHA-256 of all that the pack's documents are made of, by which one that was signed off is known again."""
    whole = hashlib.sha256()
    for name, content in sorted(parts(pack)):
        whole.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return whole.hexdigest()


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
    try:
        return Listed(read_manifest(folder), folder, shown, built_in, digest(pack_in(folder)))
    except TemplateError as error:
        return Listed(None, folder, shown, built_in, findings=error.diagnostics)
