"""Cells of a table and how they are read: by the type of the field, with every digit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.sources.leaves import Reading
from carbondocs.sources.shown_digits import EXCEL_DIGITS, shown_digits
from carbondocs.sources.tokens import scalar

_SEPARATOR = re.compile("[;；\r\n]+")
_DAY = re.compile(r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2|年([0-9]{1,2})月)([0-9]{1,2})日?(?: 0?0:00(?::00)?)?")


NO_VALUE = "#N/A"
"""What a spreadsheet shows in a cell that should have a value and has none."""

_ERROR_VALUES = {
    NO_VALUE, "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, how it shows numbers, and why it can't be read, if it can't.

    One that has no value, but should, holds NO_VALUE beside its fault.
    """

    value: object = None
    number_format: str = "General"
    fault: InvalidValue | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return self.fault is None and (self.value is None or (isinstance(self.value, str) and not self.value.strip()))


def read_cell(cell: Cell, reading: Reading) -> Any:
    """The value of a cell that isn't blank; ``InvalidValue`` where it can't be told.

    A number in a text field becomes the text that its cell shows. One of more than 15 digits stays a number, which
    the value types refuse: Excel has put zeros in the place of its last digits.
    """
    if cell.fault:
        raise cell.fault
    match cell.value:
        case str() as text if text.strip() in _ERROR_VALUES:
            raise error_value(text.strip())
        case str() as text:
            return _read_text(text, reading)
        case bool():
            return cell.value
        case int() | float() as value:
            return _read_number(shown_digits(value, cell.number_format), reading)
        case datetime() as moment if moment.time() == time():
            return moment.date()
    return cell.value


def error_value(value: str) -> InvalidValue:
    """What is wrong with a cell that holds an error of its formula, or its name as text, as CSV has it."""
    return InvalidValue(
        "cell.error",
        message("The cell holds the error value {value}.", value=value),
        message("Correct its formula, or enter the value."),
    )


def _read_text(text: str, reading: Reading) -> Any:
    match reading:
        case Reading.FIGURE:
            return scalar(text.strip())
        case Reading.DAY:
            return _day(text.strip())
        case Reading.TEXTS:
            return [part.strip() for part in _SEPARATOR.split(text) if part.strip()]
    return text


def _day(text: str) -> str:
    """The ISO form of a day as spreadsheets show it in China, such as 2026/3/16: year, month, day, and midnight."""
    if not (found := _DAY.fullmatch(text)):
        return text
    year, _, month, named_month, day = found.groups()
    return f"{year}-{month or named_month:0>2}-{day:0>2}"


def _read_number(shown: str, reading: Reading) -> Any:
    if reading is Reading.FIGURE:
        return shown if shown.endswith("%") else Decimal(shown)
    if len(shown.strip("-%").lstrip("0.").replace(".", "")) > EXCEL_DIGITS:
        return Decimal(shown.rstrip("%"))
    return [shown] if reading is Reading.TEXTS else shown
