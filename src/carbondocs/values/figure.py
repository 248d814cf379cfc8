"""A decimal figure with exactly the digits it was given with.

A figure is written as a plain decimal number: an optional ``-``, digits, and after a point more digits. Any
other notation is refused, since whoever repairs it decides what was certified.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Annotated

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from carbondocs.diagnostics import Message, message
from carbondocs.errors import InvalidValue
from carbondocs.values.wording import shown

INTEGER_DIGITS = 12
DECIMALS = 9
_FLOAT_DIGITS = 15  # what a binary double keeps of any decimal number

_FORM = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?")

FIGURE_SCHEMA: JsonSchemaValue = {
    "anyOf": [{"type": "string", "pattern": f"^{_FORM.pattern}$", "examples": ["68.35"]}, {"type": "number"}]
}
"""The JSON Schema of a figure."""

# Read from the top: the first pattern that is found names the fault.
_FAULTS: tuple[tuple[str, str, Message], ...] = (
    ("empty", r"^\s*$", message("This is empty, but a number belongs here.")),
    ("not_finite", r"(?i)^[+-]?s?(?:nan|inf|infinity)[0-9]*$", message('"{text}" is not a finite number.')),
    ("full_width", "[\uff0b\uff0c-\uff0e\uff10-\uff19]", message('"{text}" holds full-width characters.')),
    ("minus", "[\u2010-\u2015\u2212]", message('"{text}" holds a dash or minus sign that no number is read with.')),
    ("exponent", r"^[+-]?[0-9.]+[eE][+-]?[0-9]+$", message('"{text}" is written with an exponent.')),
    ("comma", "[,\u3001]", message('"{text}" holds a comma.')),
    (
        "unit_inside",
        r"^[+-]?[0-9.]+\s*(?:%|[^\W\d_])",
        message('"{text}" holds more than the number: the unit stands apart.'),
    ),
    ("space", r"\s", message('"{text}" has white space.')),
    ("plus", r"^\+", message('"{text}" begins with a plus sign.')),
    ("point", r"^-?\.[0-9]|^-?[0-9]+\.$", message('"{text}" lacks digits before or after the point.')),
    ("leading_zero", r"^-?0[0-9]+(?:\.[0-9]+)?$", message('"{text}" begins with a zero too many.')),
    ("form", "", message('"{text}" is not a decimal number.')),
)


def parse_figure(value: object) -> Decimal:
    """The figure that ``value`` writes: a string, a ``Decimal`` or an ``int``.

    ``InvalidValue`` refuses a ``float``, which has lost the digits it was written with, and a ``Decimal`` of more
    than 15 significant digits, which such a float leaves behind when it was written to a file.
    """
    match value:
        case float():
            raise InvalidValue(
                "quantity.float",
                message("{value} is a float, which has lost its digits.", value=shown(value)),
                message("Give a string or a Decimal."),
            )
        case str():
            figure = _read(value)
        case int() | Decimal() if not isinstance(value, bool):
            figure = _whole(Decimal(value))
        case _:
            raise InvalidValue(
                "quantity.type",
                message("A number belongs here, not {value}.", value=shown(value)),
                message('Write it as a string of digits, for example "68.35".'),
            )
    _check_size(figure)
    return figure


def plain(figure: Decimal) -> str:
    """The digits of a figure, without exponent: ``0.0000001``."""
    return f"{figure:f}"


def _read(text: str) -> Decimal:
    if not _FORM.fullmatch(text):
        fault, problem = next((fault, problem) for fault, pattern, problem in _FAULTS if re.search(pattern, text))
        raise InvalidValue(f"quantity.{fault}", message(problem.template, text=shown(text)), _form_hint(text))
    _check_zero(text, Decimal(text))
    return Decimal(text)


def _whole(figure: Decimal) -> Decimal:
    """``figure``, unless it is no number, or has lost its digits, or never had them."""
    text = str(figure)
    if not figure.is_finite():
        raise InvalidValue(
            "quantity.not_finite", message('"{text}" is not a finite number.', text=text), _form_hint(text)
        )
    if int(figure.as_tuple().exponent) > 0:
        problem = message('"{text}" is written with an exponent.', text=shown(text))
        raise InvalidValue("quantity.exponent", problem, _form_hint(text))
    _check_zero(text, figure)
    if len(figure.as_tuple().digits) > _FLOAT_DIGITS and figure.adjusted() < INTEGER_DIGITS:
        raise InvalidValue(
            "quantity.float_digits",
            message("{value} has the digits of a float that lost its own.", value=shown(figure)),
            message(
                'Give the figure as a quoted string; it may have been "{shorter}".',
                shorter=plain(Decimal(f"{float(figure):.{_FLOAT_DIGITS}g}")),
            ),
        )
    return figure


def _check_zero(text: str, figure: Decimal) -> None:
    if figure.is_zero() and figure.is_signed():
        problem = message('"{text}" is a negative zero.', text=shown(text))
        raise InvalidValue("quantity.negative_zero", problem, message('Write "{form}".', form=plain(abs(figure))))


def _check_size(figure: Decimal) -> None:
    whole = max(figure.adjusted() + 1, 1)
    decimals = max(-int(figure.as_tuple().exponent), 0)
    if whole > INTEGER_DIGITS or decimals > DECIMALS:
        raise InvalidValue(
            "quantity.too_long",
            message(
                "{value} has too many digits: {whole} before the point and {decimals} after it, where at most "
                "{most_whole} and {most_decimals} are allowed.",
                value=shown(figure),
                whole=whole,
                decimals=decimals,
                most_whole=INTEGER_DIGITS,
                most_decimals=DECIMALS,
            ),
            message("Check the figure and its unit."),
        )


def _form_hint(text: str) -> Message:
    form = _rewritten(text)
    if form != text and _FORM.fullmatch(form):
        return message('Write "{form}", if that is the figure meant.', form=form)
    return message('Write digits, and a point before decimals, for example "68.35".')


def _rewritten(text: str) -> str:
    """``text`` in the form that is wanted, as far as one can tell what it means."""
    number = re.sub("[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFKC", text)).strip()
    number = re.sub(r"(?i)\s*kgCO2e.*$", "", number)
    if _THOUSANDS.fullmatch(number):
        number = number.replace(",", "")
    if re.fullmatch(r"[+-]?[0-9]+(?:\.[0-9]+)?[eE][+-]?[0-9]", number):
        number = plain(Decimal(number))
    parts = re.fullmatch(r"\+?(-?)0*([0-9]*)(\.[0-9]+)?\.?", number)
    return f"{parts[1]}{parts[2] or '0'}{parts[3] or ''}" if parts and any(map(str.isdigit, number)) else number


class _Digits:
    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            parse_figure, serialization=core_schema.plain_serializer_function_ser_schema(plain)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return FIGURE_SCHEMA


Figure = Annotated[Decimal, _Digits()]
"""A decimal figure as the type of a field; it is serialized as the string of its digits, so that none is lost."""
