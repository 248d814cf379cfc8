"""A batch from its plan to its end: what was made is written down as it comes, and told when it will last."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from carbondocs.batch.checking import unexpected
from carbondocs.batch.crew import Crew, Finished, Stopped, as_finished
from carbondocs.batch.lists import Choice, RowList
from carbondocs.batch.notes import findings_of, noted_findings, noted_lines
from carbondocs.batch.order import Order, data_digest
from carbondocs.batch.plan import Planner
from carbondocs.batch.reasons import Reason
from carbondocs.batch.work import Made, Making, Task
from carbondocs.diagnostics import Diagnostic, Severity, message
from carbondocs.errors import CarbonDocsError, DataError, one
from carbondocs.flow import Row
from carbondocs.store.entries import State
from carbondocs.store.journal import Journal
from carbondocs.store.storage import LocalStorage, Storage

_COMMIT_EVERY = 0.25  # s


@dataclass(frozen=True)
class Progress:
    """How far a run is: documents made and failed in it, how many it is to make, and what was found since last told."""

    made: int
    failed: int
    total: int
    findings: tuple[Diagnostic, ...] = ()


@dataclass
class Batch:
    """The documents of a list, in one storage, with their journal.

    ``desk`` is where people find what they are to correct; ``keep`` are the files that hold the lock; ``lost`` tells
    where another run has taken the place over; ``reasons`` count why documents were made; ``corrected``
    says that the list corrects another.
    """

    order: Order
    rows: RowList
    storage: Storage
    journal: Journal
    desk: LocalStorage
    keep: tuple[int, ...] = ()
    lost: Callable[[], CarbonDocsError | None] = lambda: None
    reasons: Counter[Reason] = field(default_factory=Counter, init=False)
    corrected: bool = field(default=False, init=False)
    _reasons: Mapping[int, tuple[Reason, ...]] = field(default_factory=dict, init=False)
    _error: CarbonDocsError | None = field(default=None, init=False)

    @property
    def making(self) -> Making:
        """The work that the batch's crew is to do."""
        return Making(self.order, self.storage)

    def plan(self, choice: Choice, seen: Callable[[int], None]) -> None:
        """Check all rows and plan what is to be made; ``seen`` is told how many rows were read so far.

        DataError: the list as a whole is wrong, and nothing was planned. UsageError: a name pattern is wrong.
        """
        planner = Planner(self.order, self.rows, self.storage, self.journal, choice)
        planner.plan(seen)
        self._reasons, self.corrected = planner.reasons, planner.corrections.any

    def reasons_planned(self) -> Counter[Reason]:
        """Why documents are to be made."""
        return Counter(reason for entry in self.journal.pending() for reason in self._why(entry.id))

    def _why(self, document: int) -> tuple[Reason, ...]:
        return self._reasons.get(document) or (Reason.UNMADE,)

    def findings(self) -> Iterator[Diagnostic]:
        """All findings about the rows of this run."""
        for _, noted, _ in self.journal.findings():
            yield from findings_of(noted)

    def run(
        self,
        crew: Crew[Task, Made],
        stop: Callable[[], bool] = lambda: False,
        most_failures: int | None = None,
    ) -> Iterator[Progress]:
        """Make what was planned, and tell how far it is each time that it is sure to last.

        Where ``stop`` says so, or more than ``most_failures`` rows have failed, what is in hand is finished and no
        more begun. Errors of the set-up are raised in the same manner.
        """
        failed_before = self.journal.count(this_run=True).get(State.FAILED, 0)
        progress = Progress(0, 0, self.journal.count_pending())

        def enough() -> bool:
            failures = failed_before + progress.failed
            self._error = self._error or self.lost()
            return stop() or self._error is not None or (most_failures is not None and failures > most_failures)

        yield progress
        if enough() or not progress.total:
            return
        self.journal.begin()
        try:
            committed, told = time.monotonic(), True
            for finished in as_finished(crew, self._tasks(), enough):
                progress, told = self._noted(finished, progress), False
                if time.monotonic() - committed >= _COMMIT_EVERY:
                    self.journal.commit()
                    yield progress
                    progress, told = replace(progress, findings=()), True
                    self.journal.begin()
                    committed = time.monotonic()
        finally:
            self.journal.commit()
        if not told:
            yield progress
        if error := self._error or self.lost():
            raise error

    def _tasks(self) -> Iterator[Task]:
        """The rows to be made, read again; DataError where the list isn't what it was when it was planned."""
        entries = self.journal.pending()
        entry = next(entries, None)
        for ordinal, row in enumerate(self.rows.open() if entry else ()):
            if entry is None:
                return
            if ordinal == entry.ordinal:
                if data_digest(row.data) != entry.data:
                    break
                yield Task(entry.id, row, entry.name, entry.formats)
                entry = next(entries, None)
        if entry:
            raise DataError(
                one("batch.changed", "The list was changed while it was worked off.", "Run the same command again.")
            )

    def _noted(self, finished: Finished[Task, Made], progress: Progress) -> Progress:
        """Write down what became of a task."""
        task, result = finished.task, finished.result
        if isinstance(result, Stopped) and result.error:
            self._error = self._error or result.error
            return progress
        findings = (why_stopped(result, task.row),) if isinstance(result, Stopped) else result.findings
        made = not any(finding.severity is Severity.ERROR for finding in findings)
        self.reasons.update(self._why(task.document) if made else ())
        if made and isinstance(result, Made):
            self.journal.add_files(task.document, result.files)
        self.journal.change(
            task.document,
            state=State.DONE if made else State.FAILED,
            findings=noted_findings(findings),
            source_lines="" if made else noted_lines(task.row),
        )
        told = progress.findings + (() if made else findings)
        return Progress(progress.made + made, progress.failed + (not made), progress.total, told)


def why_stopped(stopped: Stopped, row: Row) -> Diagnostic:
    """What is told where a worker died, or met what nobody foresaw."""
    if stopped.unforeseen:
        return unexpected(stopped.unforeseen, row)
    if stopped.lethal:
        return Diagnostic(
            "batch.lethal",
            message("Every worker of the cluster that was given this document died."),
            message("Look for the reason in the workers' logs, such as want of memory; then run it again."),
            row.place(""),
        )
    return Diagnostic(
        "batch.worker",
        message("The process that made this document ended by {ending}.", ending=stopped.ending),
        message("Run the same command again; if it happens again, give it more memory or fewer workers."),
        row.place(""),
    )
