"""What the names of a template are, read from the types of the contexts: which fields a field has in turn."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from carbondocs.kinds.base import Context, Kind
from carbondocs.values.model import Model

Shape = Any
"""A type as it is annotated. ``Any`` is a value of which nothing is known."""

NONE = type(None)
_MANY = (tuple, list, set, frozenset, Sequence, Iterable, Iterator)


def context_of(kind: Kind[Model]) -> type:
    """The class of the kind's contexts, by what its function says it returns."""
    found = get_type_hints(kind.context).get("return", Context)
    return found if isinstance(found, type) and issubclass(found, Context) else Context


@cache
def members(owner: Any) -> Mapping[str, Shape]:
    """The fields and properties of a dataclass that a template may use, with what they are."""
    try:
        hints = get_type_hints(owner, include_extras=True)
    except NameError:
        hints = {}
    found = {field.name: hints.get(field.name, Any) for field in fields(owner) if not field.name.startswith("_")}
    for base in reversed(owner.__mro__):
        for name, member in vars(base).items():
            if isinstance(member, property) and not name.startswith("_"):
                found[name] = _returned(member)
    return found


def _returned(member: property) -> Shape:
    try:
        return get_type_hints(member.fget).get("return", Any)
    except NameError:
        return Any


def choices(shape: Shape) -> tuple[Shape, ...]:
    """What a shape may be: the parts of a union without none; ``Annotated`` and is taken off."""
    origin: Any = get_origin(shape)
    if origin is Annotated:
        return choices(get_args(shape)[0])
    if origin in (typing.Union, types.UnionType):
        return tuple(part for argument in get_args(shape) for part in choices(argument))
    return () if shape in (NONE, None) else (shape,)


def optional(shape: Shape) -> bool:
    """Whether there may be nothing."""
    origin: Any = get_origin(shape)
    return origin in (typing.Union, types.UnionType) and NONE in get_args(shape)


def item(shape: Shape) -> Shape | None:
    """What a loop over it gives; None where it is no list."""
    for part in choices(shape):
        origin, arguments = get_origin(part) or part, get_args(part)
        if not isinstance(origin, type) or issubclass(origin, str):
            continue
        if issubclass(origin, Mapping):
            return arguments[0] if arguments else Any
        if issubclass(origin, _MANY):
            return _either(tuple(argument for argument in arguments if argument is not Ellipsis))
    return None


def value_of(shape: Shape) -> Shape | None:
    """What a mapping holds; None where it is none."""
    for part in choices(shape):
        origin = get_origin(part) or part
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return (get_args(part) or (Any, Any))[1]
    return None


def records(shape: Shape) -> tuple[type, ...]:
    """The dataclasses among what a shape may be."""
    return tuple(part for part in choices(shape) if isinstance(part, type) and is_dataclass(part))


def attribute(shape: Shape, name: str) -> tuple[Shape, ...]:
    """What ``.name`` of it may be; empty where it has no such field."""
    found: list[Shape] = []
    for part in choices(shape):
        if part is Any:
            return (Any,)
        if isinstance(part, type) and is_dataclass(part):
            found += [members(part)[name]] if name in members(part) else []
        elif (held := value_of(part)) is not None:
            found.append(held)
        elif hasattr(get_origin(part) or part, name):
            found.append(Any)
    return tuple(found)


def _either(shapes: tuple[Shape, ...]) -> Shape:
    known = tuple(dict.fromkeys(shapes))
    if not known or Any in known:
        return Any
    return known[0] if len(known) == 1 else typing.Union[known]  # noqa: UP007  # made of a list
