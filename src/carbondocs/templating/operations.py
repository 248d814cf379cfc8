"""The operations, filters and functions of templates whose result could be of any size, held to that of a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import filters
from jinja2.sandbox import safe_range
from jinja2.utils import Cycler, Joiner, Namespace, pass_eval_context

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.templating.meter import MAX_OUTPUT, MAX_STEPS, spend, too_many_steps, too_much

MAX_NUMBER = 1000
"""How large a width, a count or a power in a template may be."""

_PLAIN = (
    "abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float", "forceescape",
    "groupby", "int", "items", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr",
    "reverse", "safe", "select", "selectattr", "sort", "string", "sum", "title", "trim",
    "truncate", "unique", "upper", "urlencode", "wordcount",
)  # fmt: skip
_DIRECTIVE = re.compile(r"%(?:\(\w*\))?[^a-zA-Z%(]*(?:\d{4}|\*)")
_BITS = 20_000
_MOST_TAGGED = 100_000


def bounded_number(value: Any) -> Any:
    """The value, unless it is a number beyond MAX_NUMBER, which is an InvalidValue."""
    if isinstance(value, int | float) and not abs(value) <= MAX_NUMBER:
        raise InvalidValue(
            "template.number",
            message("The number {value} is too large here.", value=str(value)[:30]),
            message("Widths, counts and powers go up to {limit}.", limit=MAX_NUMBER),
        )
    return value


def counted(value: Any) -> Any:
    """The value, its characters noted if it is text."""
    if isinstance(value, str):
        spend(0, len(value))
    return value


def bounded_range(*arguments: int) -> range:
    """The numbers of a range, as many as a document can have rows."""
    try:
        return safe_range(*arguments)
    except OverflowError as error:
        raise too_many_steps() from error


def bounded_text(value: Any, limit: int = MAX_NUMBER) -> Any:
    """The value, unless it is a text of more characters than that, with which a search could take for ever."""
    if isinstance(value, str) and len(value) > limit:
        raise too_much()
    return value


def _bound(value: Any, times: int) -> None:
    """Refuse so many times the value: more text, or more parts, than a document has."""
    if isinstance(value, str | bytes) and len(value) * times > MAX_OUTPUT:
        raise too_much()
    if isinstance(value, list | tuple | Mapping) and len(value) * times > MAX_STEPS:
        raise too_many_steps()


def _add(left: Any, right: Any) -> Any:
    _bound(left, 2)
    _bound(right, 2)
    return counted(left + right)


def _multiply(left: Any, right: Any) -> Any:
    for sequence, times in ((left, right), (right, left)):
        if isinstance(times, int):
            _bound(sequence, times)
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > _BITS:
        bounded_number(max(left, right))
    return counted(left * right)


def _power(base: Any, exponent: Any) -> Any:
    return bounded_number(base) ** bounded_number(exponent)


def _modulo(left: Any, right: Any) -> Any:
    if isinstance(left, str):
        return _format(left, *right) if isinstance(right, tuple) else _format(left, right)
    return left % right


def _format(template: Any, *values: Any, **named: Any) -> Any:
    found = _DIRECTIVE.search(str(template))
    if found:
        bounded_number(MAX_NUMBER + 1)
    return counted(filters.do_format(template, *values, **named))


def _round(value: Any, precision: int = 0, method: Any = "common") -> float:
    return filters.do_round(value, bounded_number(precision), method)


def _batch(value: Iterable[Any], linecount: int, fill_with: Any = None) -> Any:
    return filters.do_batch(value, bounded_number(linecount), fill_with)


def _slice(value: Iterable[Any], slices: int, fill_with: Any = None) -> Any:
    return filters.sync_do_slice(list(value), bounded_number(slices), fill_with)


@pass_eval_context
def _replace(eval_ctx: Any, text: Any, old: Any, new: Any, count: int | None = None) -> Any:
    if str(text).count(str(old)) * len(str(new)) > MAX_OUTPUT:
        raise too_much()
    return counted(filters.do_replace(eval_ctx, text, old, new, count))


@pass_eval_context
def _join(eval_ctx: Any, value: Iterable[Any], d: Any = "", attribute: Any = None) -> Any:
    items = [counted(item) for item in value]
    spend(0, len(str(d)) * len(items))
    if len(items) > MAX_STEPS:
        raise too_many_steps()
    return filters.sync_do_join(eval_ctx, items, d, attribute)


def _striptags(value: Any) -> str:
    return filters.do_striptags(bounded_text(value, _MOST_TAGGED))


OPERATIONS: Mapping[str, Callable[[Any, Any], Any]] = {"+": _add, "*": _multiply, "**": _power, "%": _modulo}
"""What a template's operators do."""

FILTERS: Mapping[str, Callable[..., Any]] = {
    **{name: filters.FILTERS[name] for name in _PLAIN},
    "batch": _batch,
    "format": _format,
    "join": _join,
    "replace": _replace,
    "round": _round,
    "slice": _slice,
    "striptags": _striptags,
}
"""Those of Jinja's filters that our templates have."""

FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "range": bounded_range,
    "dict": dict,
    "cycler": Cycler,
    "joiner": Joiner,
    "namespace": Namespace,
}
"""Those of Jinja's functions that our templates have."""
