"""One document out of a form: a workbook with a sheet for the facts, one for the texts, and one for every list."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from carbondocs.diagnostics import Diagnostic, Place, message
from carbondocs.errors import DataError
from carbondocs.flow import Row
from carbondocs.sources.fact_sheets import FactSheets
from carbondocs.sources.faults import empty
from carbondocs.sources.forms import FACTS, FREE, TEXTS, form, key_of, sheet_title
from carbondocs.sources.headings import Headings
from carbondocs.sources.inputs import Input
from carbondocs.sources.leaves import Leaf, ListField
from carbondocs.sources.sheet import Sheet
from carbondocs.sources.side_sheets import sheet_key
from carbondocs.sources.tables import Entry, Table, open_table, put
from carbondocs.values.findings import dotted
from carbondocs.values.wording import shown

_CLOSE = 0.5


def read_form(sheets: Sequence[Sheet], source: Input, record: type[BaseModel]) -> Row:
    """The document that a form holds; DataError with all that can't be read, on all sheets."""
    reader = _Reader(sheets, source, record)
    reader.read()
    if reader.faults:
        raise DataError(reader.faults)
    if not reader.data:
        raise DataError([empty(Place(source.name, FACTS))])
    return Row(reader.data, source.name, source.folder, reader.cells)


class _Reader:
    """Gathers the data, the places of its values, and what is wrong."""

    def __init__(self, sheets: Sequence[Sheet], source: Input, record: type[BaseModel]) -> None:
        self._source = source.name
        self._form = form(record)
        self.faults: list[Diagnostic] = []
        self._sheets = self._named(sheets)
        self.data: dict[str, Any] = {}
        self.cells: dict[str, str] = {"": FACTS}

    def read(self) -> None:
        """Read all sheets."""
        facts = FactSheets(self._form.headings, self.data, self.cells, self.faults)
        for title in (FACTS, TEXTS):
            if sheet := self._sheets.get(title):
                facts.read(sheet)
        facts.tell_unknown()
        for field in self._form.lists:
            self._read_list(field)

    def _named(self, sheets: Sequence[Sheet]) -> dict[str, Sheet]:
        """The sheets by the titles that the form has for them."""
        known = {sheet_key(title): title for title in self._form.sheets}
        filled = [sheet for sheet in sheets if sheet_key(sheet.title) in known or not sheet.is_blank()]
        if not filled:
            raise DataError([empty(Place(self._source))])
        found: dict[str, Sheet] = {}
        unknown = []
        for sheet in filled:
            title = known.get(sheet_key(sheet.title))
            if title in found:
                self._blame(sheet.place(1, 1), "form.twice", "{name} stands twice, first at {first}.",
                            "Keep one of the two.", name=sheet.title, first=found[title].place(1, 1))  # fmt: skip
            elif title:
                found[title] = sheet
            elif not sheet.title.strip().startswith(FREE):
                unknown.append(sheet)
        if not found:
            raise DataError([_no_form(filled[0])])
        absent = [title for title in self._form.sheets if title not in found]
        likened = set()
        for sheet in unknown:
            near = get_close_matches(sheet.title, absent, n=1, cutoff=_CLOSE)
            likened.update(near)
            self.faults.append(_unknown_sheet(sheet, near))
        for title, required in self._form.sheets.items():
            if required and title not in found and title not in likened:
                self.faults.append(_missing_sheet(self._source, title))
        return found

    def _read_list(self, field: ListField) -> None:
        entries, sound = self._entries(field, field.fields)
        if sheet := self._sheets.get(sheet_title(field)):
            self.cells[dotted(field.names)] = sheet.place(1, 1)
        self._put(field.names, dotted(field.names), entries, self.data)
        if not field.nested:
            return
        owners = self._owners(field, entries)
        for inner in field.nested:
            key = key_of(field, inner)
            for entry in self._entries(inner, (key, *inner.fields))[0]:
                name = _tidied(entry.data.pop("", ""))
                if name in owners:
                    owners[name].setdefault(inner.names, []).append(entry)
                elif not name:
                    self._blame(entry.cells[""], "form.no_owner", "{title} is missing in this row.", "Fill it in.",
                                title=key.titles[-1])  # fmt: skip
                elif sound:
                    self._unknown_owner(entry, field, name, list(owners))
        for index, inner_entries in enumerate(owners.values()):
            for names, its in inner_entries.items():
                self._put(names, dotted((*field.names, index, *names)), its, entries[index].data)

    def _entries(self, field: ListField, fields: Sequence[Leaf]) -> tuple[list[Entry], bool]:
        """The lines of a list's sheet, and whether all of them could be read."""
        sheet = self._sheets.get(sheet_title(field))
        if sheet is None:
            return [], False
        try:
            table = open_table(sheet, Headings(fields))
            entries = list(table.entries())
        except DataError as error:
            self.faults.extend(error.diagnostics)
            return [], False
        lacking = list(_lacking(table, fields))
        faults = [fault for entry in entries for fault in entry.faults]
        self.faults += [*lacking, *faults]
        return ([], False) if lacking else ([entry for entry in entries if not entry.faults], not faults)

    def _put(self, names: tuple[str, ...], base: str, entries: list[Entry], data: dict[str, Any]) -> None:
        if entries:
            put(data, names, [entry.data for entry in entries])
        for index, entry in enumerate(entries):
            self.cells.update((f"{base}[{index}].{path}" if path else f"{base}[{index}]", cell)
                              for path, cell in entry.cells.items())  # fmt: skip

    def _owners(self, field: ListField, entries: list[Entry]) -> dict[str, dict[tuple[str, ...], list[Entry]]]:
        """What the lines of nested lists belong to: the entries by their names, in order."""
        first = field.fields[0]
        places: dict[str, str] = {}
        for index, entry in enumerate(entries):
            name = _tidied(_value(entry.data, first.names))
            place = entry.cells.get(dotted(first.names), entry.cells[""])
            if name and name in places:
                self._blame(place, "form.twice", "{name} stands twice, first at {first}.", "Keep one of the two.",
                            name=shown(name), first=places[name])  # fmt: skip
            places.setdefault(name or f"\0{index}", place)  # one without a name keeps its turn
        return {name: {} for name in places}

    def _unknown_owner(self, entry: Entry, field: ListField, name: str, known: list[str]) -> None:
        names = {"".join(owner.split()): owner for owner in known}
        near = [names[one] for one in get_close_matches("".join(name.split()), names, n=1, cutoff=_CLOSE)]
        self._blame(
            entry.cells[""], "form.unknown_owner", "{name} doesn't stand on the sheet {sheet}.",
            "Did you mean {near}?" if near else "Add it there, or correct the name here.",
            name=shown(name), sheet=sheet_title(field), near="".join(near),
        )  # fmt: skip

    def _blame(self, place: str, code: str, problem: str, hint: str, **values: str) -> None:
        found = Diagnostic(code, message(problem, **values), message(hint, **values), Place(self._source, place))
        self.faults.append(found)


def _tidied(value: object) -> str:
    return " ".join(unicodedata.normalize("NFC", str(value)).split())


def _value(data: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    found: Any = data
    for name in names:
        found = found.get(name, {}) if isinstance(found, Mapping) else found
    return "" if isinstance(found, Mapping) else found


def _lacking(table: Table, fields: Sequence[Leaf]) -> list[Diagnostic]:
    """The columns that aren't there though every line needs them."""
    there = {column.path for _, column in table.columns.values()}
    headings = Headings(fields)
    place = Place(table.grid.source, table.grid.place(1))
    hint = message("Add it, or copy the sheet from a new workbook; `carbondocs workbook` writes one.")
    return [
        Diagnostic("form.no_column", message("The column {title} is missing.", title=headings.label(leaf)), hint, place)
        for leaf in fields
        if leaf.required and leaf.names not in there
    ]


def _no_form(first: Sheet) -> Diagnostic:
    return Diagnostic(
        "form.none",
        message("This is not the form of one document: it has no sheet {title}.", title=FACTS),
        message("`carbondocs workbook` writes the form; one document of this kind fills one workbook."),
        Place(first.source, first.place(1, 1)),
    )


def _unknown_sheet(sheet: Sheet, near: list[str]) -> Diagnostic:
    hint = (
        message("Did you mean {near}?", near=near[0])
        if near
        else message("Delete it; or begin its name with {words}, if it is a sheet of your own.", words=" / ".join(FREE))
    )
    problem = message("The form has no sheet {title}.", title=shown(sheet.title))
    return Diagnostic("form.unknown_sheet", problem, hint, Place(sheet.source, sheet.place(1, 1)))


def _missing_sheet(source: str, title: str) -> Diagnostic:
    hint = message("Copy it from a new workbook; `carbondocs workbook` writes one.")
    return Diagnostic("form.no_sheet", message("The sheet {title} is missing.", title=title), hint, Place(source))
