"""What pydantic found, told as diagnostics: place, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from carbondocs.diagnostics import Diagnostic, Message, Place, message
from carbondocs.errors import InvalidValue

_EXPECTED = {
    "string_type": message("Give a text, in quotation marks."),
    "bool_type": message("Give true or false."),
    "int_type": message("Give a whole number."),
    "int_parsing": message("Give a whole number."),
    "int_from_float": message("Give a whole number."),
    "decimal_type": message("Give a number."),
    "decimal_parsing": message("Give a number."),
    "bool_parsing": message("Give true or false."),
    "list_type": message("Give a list."),
    "tuple_type": message("Give a list."),
    "dict_type": message("Give named values (a mapping)."),
    "model_type": message("Give named values (a mapping)."),
    "model_attributes_type": message("Give named values (a mapping)."),
}


_LEAST, _MOST = ("min_length", "ge"), ("max_length", "le")


def diagnose(
    error: ValidationError, model: type[BaseModel], place: Callable[[str], Place], unread: Iterable[str] = ()
) -> list[Diagnostic]:
    """All findings of a failed validation of ``model``; ``place`` turns a path into a place.

    What is ``unread`` (paths of values that are absent because their source couldn't be read) isn't blamed again.
    """
    found = error.errors(include_url=False)
    blamed = [one for one in found if not any(_touch(dotted(one["loc"]), path) for path in unread)]
    return [_diagnostic(one, model, place) for one in blamed if not _follows(one, found)]


def _touch(path: str, other: str) -> bool:
    """Whether two paths are the same, or one leads through the other."""
    short, long = sorted((path, other), key=len)
    return not short or long == short or long.startswith((f"{short}.", f"{short}["))


def _follows(one: ErrorDetails, found: list[ErrorDetails]) -> bool:
    """Whether a list is only called too short because entries of it are wrong."""
    place = one["loc"]
    return one["type"] == "too_short" and any(
        len(other["loc"])
        > len(place)
        == len([1 for mine, its in zip(place, other["loc"], strict=False) if mine == its])
        for other in found
    )


def dotted(location: tuple[int | str, ...]) -> str:
    """A location as people write it: ``products[3].footprint``, counted from 0."""
    path = ""
    for part in location:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path


def _diagnostic(found: ErrorDetails, model: type[BaseModel], place: Callable[[str], Place]) -> Diagnostic:
    path, kind = dotted(found["loc"]), found["type"]
    here = place(path)
    cause = found.get("ctx", {}).get("error")
    if isinstance(cause, InvalidValue):
        return Diagnostic(cause.code, cause.problem, cause.hint, here, cause.clause)
    if kind == "missing":
        title, clause = _title(found["loc"], model), _clause(found["loc"], model)
        titled = message("{field} ({title}) is missing.", field=path, title=title)
        missing = titled if title else message("{field} is missing.", field=path)
        return Diagnostic("field.missing", missing, message("Add it."), here, clause)
    if kind == "extra_forbidden":
        return _unknown(found["loc"], model, here)
    if kind in _EXPECTED:
        return Diagnostic(
            "field.type",
            message("{field} is not what is expected here.", field=path),
            _EXPECTED[kind],
            here,
        )
    if kind in {"enum", "literal_error"}:
        allowed = found["ctx"]["expected"].replace(" or ", ", ").replace("'", "")
        return Diagnostic(
            "field.choice",
            message("{field} has an unknown value.", field=path),
            message("Use one of {allowed}.", allowed=allowed),
            here,
        )
    if kind in {"too_short", "too_long"}:
        return Diagnostic(
            "field.length",
            message("{field} holds too few or too many entries.", field=path),
            _bounds(found),
            here,
        )
    if kind in {"greater_than_equal", "less_than_equal"}:
        return Diagnostic("field.range", message("{field} is out of bounds.", field=path), _bounds(found), here)
    return Diagnostic(
        "field.value", message("{field} is not valid: {reason}.", field=path, reason=found["msg"]), place=here
    )


def _bounds(found: ErrorDetails) -> Message:
    context = found.get("ctx", {})
    least, most = ([context[name] for name in names if name in context] for names in (_LEAST, _MOST))
    return (
        message("Give at least {count}.", count=least[0]) if least else message("Give at most {count}.", count=most[0])
    )


def _unknown(location: tuple[int | str, ...], model: type[BaseModel], place: Place) -> Diagnostic:
    known = sorted(_fields_at(location[:-1], model))
    name = str(location[-1])
    near = get_close_matches(name, known, n=1)
    hint = (
        message("Did you mean {near}?", near=near[0])
        if near
        else message("Take it out. The fields known here: {known}.", known=", ".join(known))
    )
    return Diagnostic("field.unknown", message("There is no field {field}.", field=dotted(location)), hint, place)


def _fields_at(location: tuple[int | str, ...], model: type[BaseModel]) -> dict[str, FieldInfo]:
    holder: type[BaseModel] | None = model
    for part in location:
        fields = _by_given_name(holder)
        if part in fields:
            holder = next(_models_in(fields[str(part)].annotation), None)
    return _by_given_name(holder)


def _by_given_name(model: type[BaseModel] | None) -> dict[str, FieldInfo]:
    return {info.alias or name: info for name, info in model.model_fields.items()} if model else {}


def _title(location: tuple[int | str, ...], model: type[BaseModel]) -> str:
    """The Chinese title of a field, where it has one."""
    info = _fields_at(location[:-1], model).get(str(location[-1]))
    return (info.title if info else None) or ""


def _clause(location: tuple[int | str, ...], model: type[BaseModel]) -> str:
    """The clause that demands a field, where its ``json_schema_extra`` names one."""
    info = _fields_at(location[:-1], model).get(str(location[-1]))
    extra = info.json_schema_extra if info else None
    return str(extra.get("clause", "")) if isinstance(extra, dict) else ""


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
