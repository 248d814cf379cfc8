"""Sheets that hold the entries of lists: each line belongs to the row whose number stands in its first column."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from pydantic import BaseModel

from carbondocs.diagnostics import Diagnostic, Place, message
from carbondocs.errors import DataError
from carbondocs.sources.headings import Column, Headings, title_key
from carbondocs.sources.leaves import ListField, Reading, leaves, lists
from carbondocs.sources.sheet import Sheet
from carbondocs.sources.tables import Entry, Table, below, name_cells, open_table
from carbondocs.values.wording import shown

_KEYS = ("number", "certificate_number")
_NUMBER = Column(("",), Reading.TEXT)  # a path that no field of an entry has


class SideSheet:
    """The entries of one list, by the number of the row that they belong to."""

    def __init__(self, key: str, field: str, table: Table) -> None:
        self._key = key
        self._field = field
        self._table = table
        self._entries: dict[str, list[Entry]] = {}
        self._used: set[str] = set()
        self._unread_numbers = False
        for entry in table.entries():
            number = str(entry.data.pop("", "")).strip()
            self._entries.setdefault(number, []).append(entry)

    def add_to(self, row: Entry, *, alone: bool) -> None:
        """Put the entries that belong to ``row`` into it, with their faults.

        Those without a number belong to a row without one, a draft, where that is ``alone`` in its workbook.
        """
        number = str(row.data.get(self._key) or "").strip()
        self._unread_numbers |= bool(row.faults) and not number
        if not number and not alone:
            return
        entries = self._entries.get(number, [])
        self._used.add(number)
        row.lines.extend(line for entry in entries for line in entry.lines)
        row.faults.extend(fault for entry in entries for fault in entry.faults)
        row.remarks.extend(remark for entry in entries for remark in entry.remarks)
        if entries and self._field in row.data:
            row.faults.append(
                self._blame(
                    entries[0],
                    "table.list_twice",
                    "{field} of {number} stands on the first sheet too.",
                    "Keep one of the two.",
                    field=self._field,
                    number=shown(number),
                )
            )
            return
        for index, entry in enumerate(entries):
            row.data.setdefault(self._field, []).append(entry.data)
            name_cells(row.cells, (self._field, index), entry.cells[""])
            base = f"{self._field}[{index}]"
            row.cells.update({below(base, path): cell for path, cell in entry.cells.items() if path})
            row.unread.update(below(base, path) for path in entry.unread)

    def left_over(self) -> list[Diagnostic]:
        """What is wrong with lines that belong to no row; where a row's number can't be read, any may be its."""
        nameless = [] if "" in self._used else self._entries.get("", [])
        found = list(self._table.strays)
        found += [fault for entry in nameless for fault in entry.faults or [self._unnumbered(entry)]]
        if self._unread_numbers:
            return found
        for number, entries in self._entries.items():
            if number and number not in self._used:
                found += [fault for entry in entries for fault in entry.faults] or [self._stranger(number)]
        return found

    def _unnumbered(self, entry: Entry) -> Diagnostic:
        return self._blame(
            entry,
            "table.no_number",
            "The number that this line belongs to is missing.",
            "Fill it in; drafts, which have none, have their product in columns of the first sheet.",
        )

    def _stranger(self, number: str) -> Diagnostic:
        return self._blame(
            self._entries[number][0],
            "table.no_row",
            "No row on the first sheet has the number {number}.",
            "Correct the number here or there.",
            number=shown(number),
        )

    def _blame(self, entry: Entry, code: str, problem: str, hint: str, **values: str) -> Diagnostic:
        place = self._table.cell(entry.row, min(self._table.columns))
        return Diagnostic(code, message(problem, **values), message(hint), place)


def side_sheets(
    sheets: Sequence[Sheet], record: type[BaseModel], headings: Headings
) -> tuple[list[SideSheet], list[Diagnostic]]:
    """Those of ``sheets`` that hold lists, read, and what is wrong with others; sheets of notes are passed over.

    A sheet is wrong that is named like a list but isn't keyed by number, or the other way round.
    """
    fields = list_fields(record)
    key = key_field(record)
    found: list[SideSheet] = []
    faults: list[Diagnostic] = []
    for sheet in sheets:
        field = fields.get(sheet_key(sheet.title))
        first = headings.resolve(sheet.corner())
        keyed = first is not None and first.path == (key,)
        try:
            if field and keyed:
                table = open_table(sheet, Headings(leaves(field.model)), _NUMBER, sheet.title)
                found.append(SideSheet(key, field.names[0], table))
            elif field or keyed:
                raise DataError([_without_key(sheet, key) if field else _misnamed(sheet, list(fields))])
        except DataError as error:
            faults.extend(error.diagnostics)
    return found, faults


def key_field(record: type[BaseModel]) -> str:
    """The field whose value the lines of a side sheet name their row by, or nothing."""
    return next((name for name in _KEYS if name in record.model_fields), "")


def list_fields(record: type[BaseModel]) -> dict[str, ListField]:
    """The lists that can stand on a side sheet, by the sheet's key."""
    found = {}
    for field in lists(record):
        if len(field.names) == 1:
            found[sheet_key(field.names[0])] = found[sheet_key(field.title)] = field
    return found


def sheet_key(title: str) -> str:
    """A sheet's title in the form in which list_fields() knows names and titles."""
    return title_key(title).lower()


def _without_key(sheet: Sheet, key: str) -> Diagnostic:
    return Diagnostic(
        "table.no_key",
        message("The first column of this sheet must hold the numbers that its lines belong to."),
        message("Put the heading {key} there.", key=key),
        Place(sheet.source, sheet.place(1, 1)),
    )


def _misnamed(sheet: Sheet, known: list[str]) -> Diagnostic:
    near = get_close_matches(sheet_key(sheet.title), known, n=1, cutoff=0.3) or known
    return Diagnostic(
        "table.unknown_sheet",
        message("This sheet is keyed by number, but {title} is no list of the document.", title=shown(sheet.title)),
        message("Name the sheet {near}.", near=near[0]) if near else message("Delete the sheet."),
        Place(sheet.source, sheet.place(1, 1)),
    )
