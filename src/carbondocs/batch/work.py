"""What a worker does with a row: set its document and put it down, or hand it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from carbondocs.batch.order import Order
from carbondocs.diagnostics import Diagnostic
from carbondocs.flow import Outcome, Row
from carbondocs.pipeline import render_one
from carbondocs.store.entries import StoredFile
from carbondocs.store.storage import Storage


@dataclass(frozen=True)
class Task:
    """A row to be made in some formats, by its number in the journal, and the path of its files without endings."""

    document: int
    row: Row
    name: str
    formats: tuple[str, ...]

    def __reduce__(self) -> tuple[type[Task], tuple[Any, ...]]:
        """A worker needs no lines of tables."""
        return Task, (self.document, replace(self.row, lines=()), self.name, self.formats)


@dataclass(frozen=True)
class Made:
    """The files that were put down, none where an error stopped the document, and all findings."""

    files: tuple[StoredFile, ...]
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Making:
    """Sets documents and puts them into a storage."""

    order: Order
    storage: Storage

    def __call__(self, task: Task) -> Made:
        """Make one; it lasts when this returns."""
        order = self.order
        outcome = render_one(order.kind, task.row, order.pack, task.formats, order.setting)
        if outcome.failed:
            return Made((), outcome.diagnostics)
        files = {f"{task.name}.{name}": rendition for name, rendition in outcome.artifacts.items()}
        self.storage.put({path: rendition.content for path, rendition in files.items()})
        stored = (
            StoredFile(path, made.format, made.sha256, len(made.content), made.pages) for path, made in files.items()
        )
        return Made(tuple(stored), outcome.diagnostics)


@dataclass(frozen=True)
class HandingBack:
    """Sets documents and hands them back; a task is a row with its index."""

    order: Order

    def __call__(self, task: tuple[int, Row]) -> Outcome:
        """Set one."""
        index, row = task
        outcome = render_one(self.order.kind, row, self.order.pack, self.order.formats, self.order.setting)
        return replace(outcome, index=index)
