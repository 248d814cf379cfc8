"""The fields of a record that a cell can fill, and the lists of models that have a sheet of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from carbondocs.values.functional_unit import FunctionalUnit
from carbondocs.values.party import Party
from carbondocs.values.period import Period
from carbondocs.values.prose import Prose
from carbondocs.values.quantity import Quantity
from carbondocs.values.text import Text


class Reading(Enum):
    """What the cells of a field are read as."""

    TEXT = auto()
    TEXTS = auto()
    FIGURE = auto()
    DAY = auto()


@dataclass(frozen=True)
class Leaf:
    """A field that one cell can fill: its names from the record down, and their titles.

    ``lists`` are the positions in ``names`` of lists of models; ``bare`` says that the name of the holder alone
    means this field too, as ``footprint`` means ``footprint.value``; ``apart`` is how many titles, counted from the
    last, tell what it is; ``choices`` are all values that it can have, where they can be listed; ``long`` texts have
    several lines, in ``markdown`` or plain.
    """

    names: tuple[str, ...]
    titles: tuple[str, ...]
    lists: frozenset[int]
    reading: Reading
    bare: bool = False
    apart: int = 1
    required: bool = False
    long: bool = False
    markdown: bool = False
    choices: tuple[Any, ...] = ()
    default: Any = None
    description: str = ""


@dataclass(frozen=True)
class ListField:
    """A list of models: its names from the record, or from the model that a list holds, down, and its title."""

    names: tuple[str, ...]
    title: str
    model: type[BaseModel]
    required: bool

    @property
    def fields(self) -> tuple[Leaf, ...]:
        """What the cells of one entry can fill."""
        return tuple(leaf for leaf in leaves(self.model) if not leaf.lists)

    @property
    def nested(self) -> tuple[ListField, ...]:
        """The lists that each entry holds."""
        return tuple(lists(self.model))


def leaves(record: type[BaseModel]) -> Iterator[Leaf]:
    """The fields of a record that a cell can fill, in the order of the record."""
    for name, info in record.model_fields.items():
        title = info.title or name
        holder, listed = _held(info.annotation)
        if holder is None:
            yield _leaf(record, name, title, info)
            continue
        for leaf in leaves(holder):
            inner = {position + 1 for position in leaf.lists}
            yield replace(
                leaf,
                names=(name, *leaf.names),
                titles=(title, *leaf.titles),
                lists=frozenset({0} | inner if listed else inner),
                required=leaf.required and info.is_required(),
                description=info.description if info.description and leaf.names == ("value",) else leaf.description,
            )


def lists(record: type[BaseModel]) -> Iterator[ListField]:
    """The lists of models that a record or a model in it holds, but not those in the entries of another list."""
    for name, info in record.model_fields.items():
        holder, listed = _held(info.annotation)
        if holder is None:
            continue
        if listed:
            yield ListField((name,), info.title or name, holder, info.is_required())
            continue
        for inner in lists(holder):
            yield replace(inner, names=(name, *inner.names), required=inner.required and info.is_required())


def _leaf(record: type[BaseModel], name: str, title: str, info: FieldInfo) -> Leaf:
    types = [*_types(info.annotation), *info.metadata]
    return Leaf(
        (name,),
        (title,),
        frozenset(),
        _reading(types),
        bare=record is Quantity and name == "value",
        apart=2 if issubclass(record, Period | Party) or name in _of_functional_unit(record) else 1,
        required=info.is_required(),
        long=any(found is Prose or (isinstance(found, Text) and found.lines) for found in types),
        markdown=Prose in types,
        choices=tuple(_choices(info.annotation)),
        default=info.default if isinstance(info.default, str | int | Decimal) else None,
        description=info.description or "",
    )


def _of_functional_unit(record: type[BaseModel]) -> Collection[str]:
    """The fields that only the title of the functional unit tells from those of others."""
    return FunctionalUnit.model_fields if issubclass(record, FunctionalUnit) else ()


def _held(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """The model that a field holds, if any, and whether it holds a list of them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False
    listed = get_origin(annotation) in (tuple, list)
    for argument in get_args(annotation):
        holder, inner = _held(argument)
        if holder is not None:
            return holder, listed or inner
    return None, listed


def _reading(types: list[Any]) -> Reading:
    if Reading.TEXTS in types:
        return Reading.TEXTS
    if date in types:
        return Reading.DAY
    return Reading.FIGURE if Decimal in types or int in types else Reading.TEXT


def _types(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) in (tuple, list):
        yield Reading.TEXTS
    elif arguments := get_args(annotation):
        for argument in arguments:
            yield from _types(argument)
    else:
        yield annotation


def _choices(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    elif annotation is bool:
        yield from (True, False)
    elif isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from annotation
    elif get_origin(annotation) not in (tuple, list):
        for argument in get_args(annotation):
            yield from _choices(argument)
