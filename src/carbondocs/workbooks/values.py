"""What stands in a cell for a value of a Record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from carbondocs.errors import DataError, one
from carbondocs.sources.choices import word
from carbondocs.sources.leaves import Leaf, ListField

LONGEST = 32_767
"""How many characters Excel keeps in a cell."""

_SEPARATOR = "；"
_PARTS_TEXTS = re.compile("[;；\r\n]")

CellValue = str | date | None


def held(model: BaseModel, names: Iterable[str]) -> Any:
    """The value under these names; None where it or what would hold it is absent."""
    found: Any = model
    for name in names:
        found = getattr(found, name, None)
    return found


def entries(holder: BaseModel | None, field: ListField) -> Sequence[BaseModel]:
    """The entries of a list; none where there is no holder."""
    found: Sequence[BaseModel] = (held(holder, field.names) if holder else None) or ()
    return found


def cell_value(model: BaseModel, leaf: Leaf) -> CellValue:
    """What the cell of a field holds: a date, or a text that keeps every digit.

    DataError: Excel has no room for it, or one of several texts holds what parts them.
    """
    value = held(model, leaf.names)
    if value is None or value == ():
        return None
    if leaf.choices:
        return word(value)
    if isinstance(value, date):
        return value
    text = _joined(value) if isinstance(value, tuple) else f"{value:f}" if isinstance(value, Decimal) else str(value)
    if len(text) > LONGEST:
        raise DataError(
            one(
                "workbook.long",
                "{field} has {length} characters; a cell holds {limit}.",
                "Shorten it, or give the data as YAML.",
                field=".".join(leaf.names),
                length=len(text),
                limit=LONGEST,
            )
        )
    return text


def _joined(texts: tuple[Any, ...]) -> str:
    parts = list(map(str, texts))
    if wrong := [text for text in parts if _PARTS_TEXTS.search(text)]:
        raise DataError(
            one(
                "workbook.separator",
                "{text} holds a semicolon, which parts texts in a cell.",
                "Write a comma in its place, or give the data as YAML.",
                text=wrong[0],
            )
        )
    return _SEPARATOR.join(parts)
