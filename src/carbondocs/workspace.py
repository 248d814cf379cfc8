"""The only door to files: what is shipped, and folders out of which no path leads.

What a folder served is remembered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue

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
