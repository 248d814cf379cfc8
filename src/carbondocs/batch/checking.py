"""One row held against its rules, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterable

from carbondocs.batch.order import Order
from carbondocs.diagnostics import Diagnostic, message
from carbondocs.errors import CarbonDocsError
from carbondocs.flow import Row
from carbondocs.kinds.check import Checked, check
from carbondocs.values.model import Model


def checked_row(order: Order, row: Row) -> tuple[Checked[Model] | None, Iterable[Diagnostic]]:
    """The Record of a row, None where it is wrong, and all findings; what nobody foresaw is one as well."""
    try:
        return check(order.kind, row, order.setting)
    except CarbonDocsError:
        raise
    except Exception as error:  # one row that nobody foresaw doesn't stop thousands
        return None, [unexpected(error, row)]


def unexpected(error: BaseException | str, row: Row) -> Diagnostic:
    """What is told where an error that is ours stopped a row."""
    reason = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
    return Diagnostic(
        "batch.unexpected",
        message("An error in carbondocs stopped this document: {reason}.", reason=reason),
        message("Please report it with the data of this row."),
        row.place(""),
    )
