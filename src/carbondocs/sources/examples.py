"""The row that shows how to fill in a sheet: marked in the column 序号, and passed over as long as it is unchanged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

INDEX = "序号"
"""The heading of a column that numbers the rows; what stands in it is no data."""

EXAMPLE = "示例"
"""What marks the example in that column."""

PROPERTY = "carbondocs.examples"
"""The defined name under which a workbook keeps the fingerprints of its examples."""


def fingerprint(values: Iterable[object]) -> str:
    """What tells whether an example is as it was written: its values, wherever they stand in the row."""
    texts = [text for text in map(_text, values) if text]
    return hashlib.sha256("\x1f".join(texts).encode("utf-8", "replace")).hexdigest()[:8]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "\n".join(str(value).split())
