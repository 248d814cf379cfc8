"""What a worker does with a row: set its document and put it down, or hand it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from carbondocs.batch.crew import Crew, Finished, Stopped, done
from carbondocs.batch.order import Order
from carbondocs.diagnostics import Diagnostic
from carbondocs.flow import Outcome, Rendition, Row
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
class Typeset:
    """A document's files by their paths, none where an error stopped it, and all findings."""

    files: Mapping[str, Rendition]
    findings: tuple[Diagnostic, ...]

    def put(self, storage: Storage) -> Made:
        """Put the files into a storage; they last when this returns."""
        if not self.files:
            return Made((), self.findings)
        storage.put({path: rendition.content for path, rendition in self.files.items()})
        files = (StoredFile(path, it.format, it.sha256, len(it.content), it.pages) for path, it in self.files.items())
        return Made(tuple(files), self.findings)


@dataclass(frozen=True)
class Typesetting:
    """Sets documents and hands their files back."""

    order: Order

    def __call__(self, task: Task) -> Typeset:
        """Set one."""
        order = self.order
        outcome = render_one(order.kind, task.row, order.pack, task.formats, order.setting)
        artifacts = {} if outcome.failed else outcome.artifacts
        return Typeset({f"{task.name}.{name}": made for name, made in artifacts.items()}, outcome.diagnostics)


@dataclass(frozen=True)
class Making:
    """Sets documents and puts them into a storage."""

    order: Order
    storage: Storage

    def __call__(self, task: Task) -> Made:
        """Make one; it lasts when this returns."""
        return Typesetting(self.order)(task).put(self.storage)


class StoringHere:
    """A crew that sets documents elsewhere, which are put into a storage of this machine as they come."""

    def __init__(self, crew: Crew[Task, Typeset], storage: Storage) -> None:
        self._crew = crew
        self._storage = storage

    @property
    def capacity(self) -> int:
        return self._crew.capacity

    @property
    def busy(self) -> int:
        return self._crew.busy

    def submit(self, task: Task) -> None:
        self._crew.submit(task)

    def next(self) -> Finished[Task, Made]:
        finished = self._crew.next()
        if isinstance(finished.result, Stopped):
            return Finished(finished.task, finished.result)
        return Finished(finished.task, done(self._put, finished.result))

    def close(self) -> None:
        self._crew.close()

    def _put(self, typeset: Typeset) -> Made:
        return typeset.put(self._storage)


@dataclass(frozen=True)
class HandingBack:
    """Sets documents and hands them back; a task is a row with its index."""

    order: Order

    def __call__(self, task: tuple[int, Row]) -> Outcome:
        """Set one."""
        index, row = task
        outcome = render_one(self.order.kind, row, self.order.pack, self.order.formats, self.order.setting)
        return replace(outcome, index=index)
