"""What pydantic found, told as diagnostics: place, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from carbondocs.diagnostics import Diagnostic, Message, Place, message
from carbondocs.errors import InvalidValue
from carbondocs.values.choice import Choice

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


_NO_WHOLE_NUMBER = {"greater_than_equal", "less_than_equal", *(kind for kind in _EXPECTED if kind.startswith("int_"))}


def diagnose(
    error: ValidationError, model: type[BaseModel], place: Callable[[str], Place], unread: Iterable[str] = ()
) -> list[Diagnostic]:
    """All findings of a failed validation of ``model``; ``place`` turns a path into a place.

    What is ``unread`` (paths of values that are absent because their source couldn't be read) isn't blamed again.
    """
    found = error.errors(include_url=False)
    blamed = [one for one in found if not any(_touch(dotted(one["loc"]), path) for path in unread)]
    whole = [part for one in blamed if not _follows(one, found) for part in _missing_parts(one, model, place)]
    return [_diagnostic(one, model, place) for one in whole]


def _missing_parts(one: ErrorDetails, model: type[BaseModel], place: Callable[[str], Place]) -> Iterator[ErrorDetails]:
    """What a table lacks cell by cell: of a whole that is missing, each part that is required."""
    location = one["loc"]
    info = _field(location, model)
    holder = next(_models_in(info.annotation), None) if info and one["type"] == "missing" else None
    parts = [name for name, part in _by_given_name(holder).items() if part.is_required()]
    if not parts or _lists(info) or place(dotted(location)).path == dotted(location):
        yield one
    else:
        for name in parts:
            yield from _missing_parts({**one, "loc": (*location, name)}, model, place)


def _lists(info: FieldInfo | None) -> bool:
    return any(get_origin(each) in (tuple, list) for each in _types_in(info.annotation if info else None))


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
    location, kind = found["loc"], found["type"]
    here = place(dotted(location))
    cause = found.get("ctx", {}).get("error")
    if isinstance(cause, InvalidValue):
        return Diagnostic(cause.code, cause.problem, cause.hint, here, cause.clause)
    if kind == "extra_forbidden":
        return _unknown(location, model, here)
    title = _title(location, model)
    field = title if title and here.path != dotted(location) else dotted(location)
    if kind == "missing":
        field = _full_title(location, model) if field == title else field
        titled = message("{field} ({title}) is missing.", field=field, title=title)
        missing = titled if title and field == dotted(location) else message("{field} is missing.", field=field)
        return Diagnostic("field.missing", missing, message("Add it."), here, _clause(location, model))
    if whole := _whole_number(found, model, field):
        return Diagnostic("field.range", *whole, here)
    if kind in _EXPECTED:
        problem = message("{field} is not what is expected here.", field=field)
        return Diagnostic("field.type", problem, _EXPECTED[kind], here)
    if kind in {"enum", "literal_error"}:
        problem = message("{field} has an unknown value.", field=field)
        return Diagnostic(
            "field.choice", problem, message("Use one of {allowed}.", allowed=_allowed(found, model)), here
        )
    if kind in {"too_short", "too_long"}:
        problem = message("{field} holds too few or too many entries.", field=field)
        return Diagnostic("field.length", problem, _length(found), here)
    if kind in {"greater_than_equal", "less_than_equal"}:
        problem = message("{field} is out of bounds.", field=field)
        return Diagnostic("field.range", problem, _bounds(found), here)
    return Diagnostic(
        "field.value", message("{field} is not valid: {reason}.", field=field, reason=found["msg"]), place=here
    )


def _allowed(found: ErrorDetails, model: type[BaseModel]) -> list[str]:
    """The values that a field may have, those with a Chinese word of their own with that as well."""
    info = _field(found["loc"], model)
    for choice in _types_in(info.annotation) if info else ():
        if isinstance(choice, type) and issubclass(choice, Choice):
            return [f"{member.value} ({member.chinese})" for member in choice]
    allowed: str = found["ctx"]["expected"]
    return allowed.replace(" or ", ", ").replace("'", "").split(", ")


def _whole_number(found: ErrorDetails, model: type[BaseModel], field: str) -> tuple[Message, Message] | None:
    """What to say where a field holds whole numbers between two bounds, and was given something else."""
    info = _field(found["loc"], model)
    if not info or int not in [*_types_in(info.annotation)] or found["type"] not in _NO_WHOLE_NUMBER:
        return None
    limits = [
        *info.metadata,
        *(limit for part in _types_in(info.annotation) for limit in getattr(part, "metadata", ())),
    ]
    least, most = ([getattr(limit, name) for limit in limits if hasattr(limit, name)] for name in ("ge", "le"))
    if not least or not most:
        return None
    problem = message(
        "{field} must be a whole number from {least} to {most}.", field=field, least=least[0], most=most[0]
    )
    return problem, message("Write it in plain digits, such as {example}.", example=most[0])


def _length(found: ErrorDetails) -> Message:
    """How many entries a list must or may hold."""
    context = found.get("ctx", {})
    if "min_length" in context:
        return message("Give at least {count}.", count=context["min_length"])
    return message("Give at most {count}.", count=context["max_length"])


def _bounds(found: ErrorDetails) -> Message:
    """How small or large a number may be."""
    context = found.get("ctx", {})
    if "ge" in context:
        return message("It must be at least {least}.", least=context["ge"])
    return message("It must be at most {most}.", most=context["le"])


def _unknown(location: tuple[int | str, ...], model: type[BaseModel], place: Place) -> Diagnostic:
    known = sorted(_fields_at(location[:-1], model))
    name = str(location[-1])
    near = get_close_matches(name, known, n=1)
    hint = (
        message("Did you mean {near}?", near=near[0])
        if near
        else message("Take it out. The fields known here: {known}.", known=known)
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


def _field(location: tuple[int | str, ...], model: type[BaseModel]) -> FieldInfo | None:
    return _fields_at(location[:-1], model).get(str(location[-1])) if location else None


def _title(location: tuple[int | str, ...], model: type[BaseModel]) -> str:
    """The Chinese title of a field, where it has one."""
    info = _field(location, model)
    return (info.title if info else None) or ""


def _full_title(location: tuple[int | str, ...], model: type[BaseModel]) -> str:
    """The title of a field behind those of what holds it in its entry, as headings of tables have it."""
    whole = ""
    for end in range(1, len(location) + 1):
        title = "" if isinstance(location[end - 1], int) else _title(location[:end], model)
        whole = title if isinstance(location[end - 1], int) or whole in title else whole + title
    return whole


def _clause(location: tuple[int | str, ...], model: type[BaseModel]) -> str:
    """The clause that demands a field, where its ``json_schema_extra`` names one."""
    info = _field(location, model)
    extra = info.json_schema_extra if info else None
    return str(extra.get("clause", "")) if isinstance(extra, dict) else ""


def _types_in(annotation: Any) -> Iterator[Any]:
    """A type and all that it is made of."""
    yield annotation
    for argument in get_args(annotation):
        yield from _types_in(argument)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    return (part for part in _types_in(annotation) if isinstance(part, type) and issubclass(part, BaseModel))
