"""The only door to files, fonts and the clock.

Everything that a document is made of comes through here, so that a path can't lead outside and the same input
always gives the same bytes. What was served is remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.faces import Face, faces_in

MAX_FILE_BYTES = 20 * 1024 * 1024


def shipped(name: str) -> Path:
    """The folder ``templates``, ``fonts`` or ``samples`` that comes with carbondocs.

    An installed wheel holds them inside the package, a checkout beside ``src``.
    """
    package = Path(__file__).parent
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name


@dataclass(frozen=True)
class Folder:
    """A folder out of which files are read by relative names, and nothing else is."""

    root: Path
    served: list[Path] = field(default_factory=list, compare=False, repr=False)

    def path(self, name: str) -> Path:
        """The file of that name; InvalidValue where the name leads outside or no file is there."""
        target = (self.root / name).resolve()
        if not target.is_relative_to(self.root.resolve()):
            raise InvalidValue(
                "file.outside",
                message("The path {name} leads out of the folder {folder}.", name=name, folder=self.root),
                message("Put the file into that folder and name it by its relative path."),
            )
        if not target.is_file():
            raise InvalidValue(
                "file.missing",
                message("There is no file {name} in the folder {folder}.", name=name, folder=self.root),
                message("Check the name, or put the file there."),
            )
        return target

    def read(self, name: str) -> bytes:
        """The bytes of the file of that name, at most 20 MiB."""
        target = self.path(name)
        size = target.stat().st_size
        if size > MAX_FILE_BYTES:
            raise InvalidValue(
                "file.large",
                message(
                    "The file {name} has {size} bytes; the limit is {limit}.",
                    name=name,
                    size=size,
                    limit=MAX_FILE_BYTES,
                ),
                message("Give a smaller file."),
            )
        self.served.append(target)
        return target.read_bytes()


@dataclass(frozen=True)
class Workspace:
    """Where one document's data, fonts and time come from."""

    data: Folder
    today: Callable[[], date] = date.today
    faces: tuple[Face, ...] = field(default_factory=lambda: faces_in(shipped("fonts")))

    def at(self, root: Path) -> Workspace:
        """The same workspace, with the data's files in another folder."""
        return Workspace(Folder(root), self.today, self.faces)
