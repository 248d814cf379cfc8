"""What the fields of a Record are, as far as data can be varied: texts, figures, lists, records of their own."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from annotated_types import MaxLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from carbondocs.values.prose import Prose
from carbondocs.values.quantity import Quantity
from carbondocs.values.text import Text


@dataclass(frozen=True)
class Shape:
    """What a value is: of these, at most one is given. ``most`` is how many items a list may have."""

    text: Text | None = None
    prose: bool = False
    figure: bool = False
    model: type[BaseModel] | None = None
    item: Shape | None = None
    most: int | None = None


def field_shapes(model: type[BaseModel]) -> Iterator[tuple[str, Shape, FieldInfo]]:
    """The fields of a model by the names that data gives them."""
    for name, info in model.model_fields.items():
        yield info.alias or name, shape(info.annotation, tuple(info.metadata)), info


def shape(annotation: Any, metadata: tuple[Any, ...] = ()) -> Shape:
    """What a value of that annotation is; None beside it doesn't count."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return shape(arguments[0], (*arguments[1:], *metadata))
    if origin in {typing.Union, types.UnionType}:
        given = [argument for argument in arguments if argument is not type(None)]
        return shape(given[0], metadata) if len(given) == 1 else Shape()
    if origin is tuple and arguments[1:] == (...,):
        return Shape(item=shape(arguments[0]), most=next((m.max_length for m in metadata if _limits(m)), None))
    if isinstance(annotation, type) and issubclass(annotation, Quantity):
        return Shape(figure=True)
    if isinstance(annotation, type) and issubclass(annotation, Prose):
        return Shape(prose=True)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Shape(model=annotation)
    return Shape(text=next((mark for mark in metadata if isinstance(mark, Text)), None))


def changed(data: Any, of: Shape, change: Callable[[Any, Shape], Any]) -> Any:
    """The data with each value replaced by what ``change`` makes of it, the innermost first."""
    if of.item and isinstance(data, list | tuple):
        data = [changed(part, of.item, change) for part in data]
    elif of.model and isinstance(data, Mapping):
        shapes = {name: found for name, found, _ in field_shapes(of.model)}
        data = {name: changed(part, shapes[name], change) if name in shapes else part for name, part in data.items()}
    return change(data, of)


def _limits(mark: Any) -> bool:
    return isinstance(mark, MaxLen)
