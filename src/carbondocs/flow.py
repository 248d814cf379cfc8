"""The nouns of the flow, in flow order: Row, Rendition, Artifact, Outcome.

Record and Context, the two in between, are of each kind's own making; see ``kinds``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from carbondocs.diagnostics import Diagnostic, Place, Severity

Stock = Literal["plain", "preprinted"]


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as it stands in its table: heading, value, how it shows a number, and the name of its place."""

    heading: str
    value: object
    number_format: str
    place: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table as it stands there; ``sheet`` is the title of a further sheet, empty for the first."""

    sheet: str
    cells: tuple[RawCell, ...]


@dataclass(frozen=True)
class Row:
    """The raw data of one document and where it came from.

    ``cells`` gives the place of a value by its path (``applicant.name``) where that is not the path itself;
    ``folder`` is where the files that the data names lie; ``faults`` tell what of the row couldn't be read, and
    ``unread`` are the paths of the values that are absent for it; ``remarks`` are warnings of the reading.

    Out of a table, ``lines`` are the lines that the row was read from. ``origin`` is the place of the row in an
    earlier list, where this one says that it holds corrections: empty where it fails to say of what, else None.
    """

    data: Mapping[str, Any]
    source: str = ""
    folder: Path = field(default_factory=Path)
    cells: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Diagnostic, ...] = ()
    lines: tuple[Line, ...] = ()
    origin: str | None = None
    unread: frozenset[str] = frozenset()
    remarks: tuple[Diagnostic, ...] = ()

    def place(self, path: str) -> Place:
        """The place of the value at ``path``, or of the nearest thing that holds it."""
        holder = path
        while holder and holder not in self.cells:
            holder = holder[: max(holder.rfind("."), holder.rfind("["), 0)]
        return Place(self.source, self.cells.get(holder, path))


@dataclass(frozen=True)
class Rendition:
    """The bytes of one format of a document."""

    format: str
    content: bytes = field(repr=False)
    pages: int = 0
    warnings: tuple[Diagnostic, ...] = ()

    @property
    def sha256(self) -> str:
        """The digest of the content."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Artifact:
    """A stored file and the digest of what was stored."""

    path: Path
    sha256: str


@dataclass(frozen=True)
class Outcome:
    """What became of one row: its renditions by format, or the diagnostics that stopped it.

    ``fields`` are the fields of the Record, empty where there is none; ``index`` is the row's among those of a batch.
    """

    artifacts: Mapping[str, Rendition]
    diagnostics: tuple[Diagnostic, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)
    index: int = 0

    @property
    def failed(self) -> bool:
        """Whether an error stopped the document."""
        return any(finding.severity is Severity.ERROR for finding in self.diagnostics)
