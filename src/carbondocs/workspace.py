"""The only door to files: what is shipped, and folders out of which no path leads.

What a folder served is remembered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from carbondocs.diagnostics import Message, message
from carbondocs.errors import InvalidValue

MAX_FILE_BYTES = 20 * 1024 * 1024

_CLOSE = 0.8


def megabytes(size: int) -> str:
    """A number of bytes as people know it: ``34.2 MB``."""
    return f"{size / 1_048_576:,.1f}".removesuffix(".0") + " MB"


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
                self._near(target),
            )
        return target

    def _near(self, missing: Path) -> Message:
        """What to do about a missing file: there may be one of nearly the same name, as ``a.PNG`` for ``a.png``."""
        there = sorted(path.name for path in missing.parent.iterdir()) if missing.parent.is_dir() else []
        alike = [name for name in there if name.casefold() == missing.name.casefold()]
        if near := alike or get_close_matches(missing.name, there, n=1, cutoff=_CLOSE):
            found = missing.with_name(near[0]).relative_to(self.root.resolve()).as_posix()
            return message("Did you mean {near}?", near=found)
        return message("Check the name, or put the file there.")

    def read(self, name: str) -> bytes:
        """The bytes of the file of that name, at most 20 MiB."""
        target = self.path(name)
        size = target.stat().st_size
        if size > MAX_FILE_BYTES:
            raise InvalidValue(
                "file.large",
                message(
                    "The file {name} has {size}; the limit is {limit}.",
                    name=name,
                    size=megabytes(size),
                    limit=megabytes(MAX_FILE_BYTES),
                ),
                message("Give a smaller file."),
            )
        self.served.append(target)
        return target.read_bytes()
