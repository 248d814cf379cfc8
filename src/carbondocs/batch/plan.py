"""Before the first page: every row is read and checked, and what is to be made is written into the journal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from carbondocs.batch.checking import checked_row
from carbondocs.batch.corrections import Corrections, origin_of
from carbondocs.batch.lists import Choice, RowList
from carbondocs.batch.notes import findings_of, noted_findings, noted_lines
from carbondocs.batch.order import Order, data_digest
from carbondocs.batch.patterns import telling_apart
from carbondocs.batch.reasons import Reason, of_files, of_setup, summed_up
from carbondocs.diagnostics import Diagnostic, Place, message
from carbondocs.errors import DataError, InvalidValue
from carbondocs.flow import Row
from carbondocs.kinds.check import picture_names
from carbondocs.sources.leaves import lists
from carbondocs.store.entries import Entry, State, StoredFile
from carbondocs.store.journal import Journal
from carbondocs.store.naming import name_key
from carbondocs.store.storage import Storage
from carbondocs.workspace import Folder

_MOST_TOLD = 1000


@dataclass
class Planner:
    """Writes one run's plan into the journal; ``reasons`` tell why entries of earlier runs are to be made."""

    order: Order
    rows: RowList
    storage: Storage
    journal: Journal
    choice: Choice
    reasons: dict[int, tuple[Reason, ...]] = field(default_factory=dict, init=False)
    corrections: Corrections = field(init=False)
    _renumbered: list[tuple[str, str]] = field(default_factory=list, init=False)
    _lists: list[str] = field(init=False)
    _pictures: dict[tuple[Path, str], str] = field(default_factory=dict, init=False)
    _setups: dict[str, dict[str, str]] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.corrections = Corrections(self.journal, self.order.edition)
        self._lists = [one.names[0] for one in lists(self.order.kind.record) if len(one.names) == 1]

    def plan(self, seen: Callable[[int], None]) -> None:
        """Read and check all rows; ``seen`` is told how many there are so far.

        DataError where the list as a whole is wrong: nothing is planned then. UsageError where names are.
        """
        self.order.check_names()
        with self.journal.changes():
            self.journal.start_run(self.order.setup, self.order.parts)
            list_id = self.journal.list_id(self.rows.label, self.rows.stem)
            try:
                for ordinal, row in enumerate(self.rows.open()):
                    self._note(list_id, ordinal, row)
                    seen(ordinal + 1)
            except DataError as error:
                raise DataError([*self._findings(), *error.diagnostics]) from error
            if faults := self.corrections.all_faults():
                raise DataError([*self._findings(), *faults])
            if not self.corrections.any:
                self.journal.drop_unmet(self.order.edition, list_id)
            self._refuse_same_keys()
            self._refuse_lines_of_others()
            self._refuse_same_names()
            self._keep_lines()

    def _note(self, list_id: int, ordinal: int, row: Row) -> None:
        """Write down a row of this run's list; a correction keeps the place of the row that it corrects."""
        place = origin_of(row) or row.place("").told(str)
        key = str(row.data.get(self.order.kind.unique) or "").strip() or f"@{place}"
        at = (list_id, ordinal)
        if row.origin is None:
            before = self.journal.find(self.order.edition, key=key)
        elif before := self.corrections.corrected(row, key, self._number(row.data)):
            place, at = before.place, (before.list, before.position)
            if before.key != key and not any(row.data.get(name) for name in self._lists):
                self._renumbered.append((before.key, place))
        columns = {"key": key, "place": place, "ordinal": ordinal, "list": at[0], "position": at[1]}
        self._write(before, columns | self._planned(before, row, at))

    def _planned(self, before: Entry | None, row: Row, at: tuple[int, int]) -> dict[str, Any]:
        """What is to become of a row: whether it is chosen, its state, and the formats to be made."""
        data = data_digest(row.data) if not row.faults else ""
        changed_on = self._changed_on(before, row, data)
        if not self.choice.takes(before, changed_on):
            gone = before is not None and before.state is State.GONE
            return {"chosen": 0, "formats": ""} | ({"state": State.WAITING} if gone else {})
        held, reasons = self._held(before, row, data)
        made = None if self.choice.force else held
        missing = [name for name in self.order.formats if name not in (made or ())]
        if not missing and before and before.state in (State.DONE, State.GONE):
            return {"chosen": 1, "formats": "", "state": State.DONE, "changed_on": changed_on}
        if before:
            self.reasons[before.id] = summed_up(before, reasons, forced=self.choice.force)
        if before and made is None:
            self.journal.outdate_files(before.id)
        formats = " ".join(missing or self.order.formats)
        digests = {"data": data, "changed_on": changed_on, "setup": self.order.setup}
        return {"chosen": 1, "formats": formats, **digests, **self._checked(row, *at)}

    def _changed_on(self, before: Entry | None, row: Row, data: str) -> str:
        """The day on which a row came or came back, or its data or a picture that it names was seen to differ."""
        known = before is not None and before.state is not State.GONE and before.data == data
        if before and known and not self._pictures_differ(before, row):
            return before.changed_on
        return date.today().isoformat()

    def _pictures_differ(self, before: Entry, row: Row) -> bool:
        return any(self._picture(row.folder, name) != digest for name, digest in before.pictures.items())

    def _held(self, before: Entry | None, row: Row, data: str) -> tuple[set[str] | None, list[Reason]]:
        """The formats that are there as they should be, None where data or setup have changed; and why not all."""
        if before is None or not data:
            return None, [Reason.DATA]
        files = self.journal.files(before.id)
        changed = [Reason.DATA] if before.data != data else []
        changed += [Reason.PICTURES] if self._pictures_differ(before, row) else []
        if before.setup != self.order.setup:
            changed += self._setup_reasons(before.setup, files)
        if changed:
            return None, changed
        held = {file.format for file in files if self.storage.holds(file)}
        return held, of_files(files, held, self.order.formats)

    def _setup_reasons(self, setup: str, files: list[StoredFile]) -> list[Reason]:
        if setup not in self._setups:
            self._setups[setup] = self.journal.setup_parts(setup)
        same = {file.format for file in files} == set(self.order.formats)
        return of_setup(self._setups[setup], self.order.parts, same_formats=same)

    def _checked(self, row: Row, list_id: int, position: int) -> dict[str, Any]:
        checked, findings = checked_row(self.order, row)
        noted = {"findings": noted_findings(findings), "source_lines": "", "pictures": "{}"}
        if checked is None:
            return {**noted, "state": State.FAILED, "source_lines": noted_lines(row)}
        fields = dict(checked.record)
        name = self.order.name(fields, self.journal.list_stem(list_id), position + 1)
        pictures = {str(file): self._picture(row.folder, file) for _, file in picture_names(fields)}
        number = self._number(fields)
        noted |= {"name": name, "name_key": name_key(name), "number": number, "pictures": json.dumps(pictures)}
        return {**noted, "state": State.WAITING}

    def _number(self, fields: Mapping[str, Any]) -> str:
        """The number that a document bears, by the fields of its row or record."""
        return str(fields.get(self.order.kind.number_field) or "")

    def _write(self, before: Entry | None, columns: dict[str, Any]) -> None:
        if before:
            self.journal.change(before.id, run=self.journal.run, **columns)
        else:
            self.journal.add(edition=self.order.edition, **{"state": State.WAITING, **columns})

    def _findings(self) -> list[Diagnostic]:
        """The first findings of rows, for an error that ends the run."""
        noted = (finding for _, text, _ in self.journal.findings() for finding in findings_of(text))
        return list(islice(noted, _MOST_TOLD))

    def _refuse_same_keys(self) -> None:
        for entries in self.journal.same("key"):
            for entry, other in _with_another(entries):
                self._fail(
                    entry,
                    Diagnostic(
                        "number.twice",
                        message(
                            "{value} is given twice, here and at {place}.", value=entry.key, place=Place(other.place)
                        ),
                        message(
                            "Correct the wrong one, on further sheets too. A row that is too many has to be deleted in"
                            " the list itself; then run the list again."
                        ),
                    ),
                )

    def _refuse_lines_of_others(self) -> None:
        """Hold a row back that shared its number with one that has another now, but none of the lines."""
        for number, place in self._renumbered:
            entry = self.journal.find(self.order.edition, key=number, met=True)
            if entry and entry.place != place:
                problem = message(
                    "{place} had the same number; lines on further sheets that still bear it may be its own.",
                    place=Place(place),
                )
                hint = message("Give those lines its new number.")
                self._fail(entry, Diagnostic("number.lines", problem, hint))

    def _refuse_same_names(self) -> None:
        for entries in self.journal.same("name_key"):
            for entry, other in _with_another(entries):
                self._fail(
                    entry,
                    Diagnostic(
                        "name.twice",
                        message(
                            "Two documents would be named {name}: {first} and {second}.",
                            name=entry.name,
                            first=Place(entry.place),
                            second=Place(other.place),
                        ),
                        message(
                            "Give --name a pattern that tells them apart, such as {pattern}.",
                            pattern=telling_apart(self.order.kind),
                        ),
                    ),
                )

    def _fail(self, entry: Entry, finding: Diagnostic) -> None:
        """Fail a row of this run, whose place comes with its lines."""
        if self.journal.met(entry.id):
            known = findings_of(self.journal.findings_of(entry.id))
            findings = noted_findings([*known, replace(finding, place=Place(entry.place))])
            self.journal.change(entry.id, state=State.FAILED, findings=findings)

    def _keep_lines(self) -> None:
        """Read the list again for the lines of rows that were found wrong only after they had been read."""
        missing = self.journal.without_lines()
        for ordinal, row in enumerate(self.rows.open() if missing else ()):
            if document := missing.get(ordinal):
                cell = row.place(self.order.kind.number_field)
                known = findings_of(self.journal.findings_of(document))
                findings = [replace(one, place=cell) if not one.place.path else one for one in known]
                self.journal.change(document, source_lines=noted_lines(row), findings=noted_findings(findings))

    def _picture(self, folder: Path, name: str) -> str:
        """The digest of a picture that data names; empty where it can't be read."""
        if (folder, name) not in self._pictures:
            try:
                content = Folder(folder).read(name)
                self._pictures[folder, name] = hashlib.sha256(content).hexdigest()
            except InvalidValue:
                self._pictures[folder, name] = ""
        return self._pictures[folder, name]


def _with_another(entries: list[Entry]) -> list[tuple[Entry, Entry]]:
    """Each entry with the first of the others."""
    return [(entry, entries[0] if entry is not entries[0] else entries[1]) for entry in entries]
