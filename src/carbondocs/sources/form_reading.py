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
from carbondocs.sources.tables import EXAMPLE_CHANGED, Entry, Table, below, open_table, put
from carbondocs.values.findings import dotted
from carbondocs.values.wording import shown

_CLOSE = 0.5


def read_form(sheets: Sequence[Sheet], source: Input, record: type[BaseModel]) -> Row:
    """The document that a form holds, with its faults on all sheets; DataError where there is nothing to go on with."""
    reader = _Reader(sheets, source, record)
    reader.read()
    if not reader.data:
        raise DataError(reader.faults or [empty(Place(source.name, FACTS))])
    faults, unread = tuple(reader.faults), frozenset(reader.unread)
    return Row(reader.data, source.name, source.folder, reader.cells, faults, unread=unread)


class _Reader:
    """Gathers the data, the places of its values, what is wrong, and the paths of what is absent for it."""

    def __init__(self, sheets: Sequence[Sheet], source: Input, record: type[BaseModel]) -> None:
        self._source = source.name
        self._form = form(record)
        self.faults: list[Diagnostic] = []
        self._sheets = self._named(sheets)
        self._renamed = bool(self.faults)
        self.data: dict[str, Any] = {}
        self.cells: dict[str, str] = {"": FACTS}
        self.unread: set[str] = set()

    def read(self) -> None:
        """Read all sheets."""
        facts = FactSheets(self._form.headings, self.data, self.cells, self.faults)
        for title in (FACTS, TEXTS):
            if sheet := self._sheets.get(title):
                facts.read(sheet)
            else:
                facts.incomplete |= self._renamed
        facts.tell_unknown()
        self.unread |= facts.unread
        if facts.incomplete:
            paths = {dotted(leaf.names) for leaf in (*self._form.facts, *self._form.texts)}
            self.unread |= {path for path in paths if not facts.saw(path)}
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
        base = dotted(field.names)
        entries = self._entries(field, field.fields)
        if sheet := self._sheets.get(sheet_title(field)):
            self.cells[base] = sheet.place(1, 1)
        if entries is None:
            self.unread.add(base)
        self._put(field.names, base, entries or [], self.data)
        owners = self._owners(field, entries or []) if field.nested else {}
        for inner in field.nested:
            whole = self._read_nested(field, inner, entries or [], owners)
            if not whole:
                self.unread.update(dotted((*field.names, index, *inner.names)) for index in range(len(entries or [])))

    def _read_nested(self, field: ListField, inner: ListField, holders: list[Entry], owners: dict[str, int]) -> bool:
        """Read the lines of a list within a list into its holders; whether all of them found theirs."""
        key = key_of(field, inner)
        lines = self._entries(inner, (key, *inner.fields))
        belonging: dict[int, list[Entry]] = {}
        lost = 0
        for entry in lines or ():
            name = _tidied(entry.data.pop("", ""))
            if name in owners:
                belonging.setdefault(owners[name], []).append(entry)
                continue
            lost += 1
            if not name and "" not in entry.unread:
                self._blame(entry.cells[""], "form.no_owner", "{title} is missing in this row.", "Fill it in.",
                            title=key.titles[-1])  # fmt: skip
            elif name and holders and not any(holder.unread for holder in holders):
                self._unknown_owner(entry, field, name, list(owners))
        for index, its in belonging.items():
            self._put(inner.names, dotted((*field.names, index, *inner.names)), its, holders[index].data)
        return lines is not None and not lost

    def _entries(self, field: ListField, fields: Sequence[Leaf]) -> list[Entry] | None:
        """The lines of a list's sheet; None where it can't be read, or may be there under another name."""
        sheet = self._sheets.get(sheet_title(field))
        if sheet is None:
            return None if self._renamed else []
        try:
            table = open_table(sheet, Headings(fields))
            entries = list(table.entries())
        except DataError as error:
            self.faults.extend(error.diagnostics)
            return None
        lacking = _lacking(table, fields)
        faults = [fault for entry in entries for fault in entry.faults]
        self.faults += [
            *lacking,
            *table.strays,
            *(fault for fault in faults if not lacking or fault.code != EXAMPLE_CHANGED),
        ]
        return None if lacking else entries

    def _put(self, names: tuple[str, ...], base: str, entries: list[Entry], data: dict[str, Any]) -> None:
        if entries:
            put(data, names, [entry.data for entry in entries])
        for index, entry in enumerate(entries):
            own = f"{base}[{index}]"
            self.cells.update((below(own, path), cell) for path, cell in entry.cells.items())
            self.unread.update(below(own, path) for path in entry.unread)

    def _owners(self, field: ListField, entries: list[Entry]) -> dict[str, int]:
        """What the lines of nested lists belong to: the places of the entries in their list, by their names."""
        first = field.fields[0]
        found: dict[str, int] = {}
        for index, entry in enumerate(entries):
            name = _tidied(_value(entry.data, first.names))
            if name and name in found:
                place, earlier = (_named_at(entries[one], first) for one in (index, found[name]))
                self._blame(place, "form.twice", "{name} stands twice, first at {first}.", "Keep one of the two.",
                            name=shown(name), first=earlier)  # fmt: skip
                self.unread.add(dotted((*field.names, index)))
            elif name:
                found[name] = index
        return found

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


def _named_at(entry: Entry, name: Leaf) -> str:
    """The place of an entry's name."""
    return entry.cells.get(dotted(name.names), entry.cells[""])


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
