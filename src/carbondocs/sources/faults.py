"""Findings that several sources share."""

from __future__ import annotations

from carbondocs.diagnostics import Diagnostic, Place, message
from carbondocs.values.wording import shown

MAX_DEPTH = 40
"""How deep lists and mappings may be nested in a document."""


def empty(place: Place) -> Diagnostic:
    """No data stands in the source."""
    return Diagnostic(
        "source.empty",
        message("There is no data here."),
        message("Fill it in; `carbondocs sample` writes an example."),
        place,
    )


def not_a_mapping(entry: object, place: Place) -> Diagnostic:
    """No named values stand where those of a document belong."""
    return Diagnostic(
        "source.not_a_mapping",
        message("Named values belong here, not {value}.", value=shown(entry)),
        message("Write field names with their values, as `carbondocs sample` shows them."),
        place,
    )


def repeated(field: str, place: Place) -> Diagnostic:
    """A field is given twice in one mapping."""
    return Diagnostic(
        "source.repeated", message("{field} is given twice.", field=shown(field)), message("Keep the right one."), place
    )


def too_deep(place: Place) -> Diagnostic:
    """Lists and mappings are nested beyond all use."""
    return Diagnostic(
        "source.depth",
        message("Values are nested in more than {limit} levels.", limit=MAX_DEPTH),
        message("Check the brackets and the indentation."),
        place,
    )
