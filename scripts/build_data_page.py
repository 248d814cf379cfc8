"""Write the tables of docs/data.md out of the records, so that the page can't fall behind them."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from carbondocs.issuer import Profile
from carbondocs.kinds import kinds

PAGE = Path(__file__).parents[1] / "docs" / "data.md"
BEGIN, END = "<!-- {name}: made by scripts/build_data_page.py -->\n", "<!-- end -->"
PLAIN = {str: "text", bool: "true or false", int: "whole number", Decimal: "figure", date: "date"}


def rows(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """A line of the table for each field, those of nested models under it."""
    for name, info in model.model_fields.items():
        nested, several = inner(info.annotation)
        path = f"{prefix}{info.alias or name}{'[]' if several else ''}"
        need = "yes" if info.is_required() else ""
        what = kind_of(info, nested, several)
        yield f"| `{path}` | {info.title or ''} | {what} | {need} | {info.description or ''} |"
        if nested:
            yield from rows(nested, f"{path}.")


def inner(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """The model that a field holds, if it holds one, and whether it is a list."""
    several = get_origin(annotation) is tuple and Ellipsis in get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False
    for argument in get_args(annotation):
        model, more = inner(argument)
        if model or more:
            return model, several or more
    return None, several


def kind_of(info: FieldInfo, nested: type[BaseModel] | None, several: bool) -> str:
    """What a value must be, in a word or two."""
    choices = list(choices_in(info.annotation))
    if get_origin(info.annotation) is dict:
        return "named texts"
    if choices:
        return ", ".join(f"`{choice}`" for choice in choices)
    word = nested.__name__ if nested else next(filter(None, (word_for(part) for part in flat(info.annotation))), "text")
    return f"list of {word}" if several else word


def choices_in(annotation: Any) -> Iterator[str]:
    for part in flat(annotation):
        if isinstance(part, type) and issubclass(part, Enum):
            yield from (str(member.value) for member in part)
        elif get_origin(part) is Literal:
            yield from map(str, get_args(part))


def flat(annotation: Any) -> Iterator[Any]:
    """The annotation's own parts, with unions, lists and Annotated taken apart."""
    if get_origin(annotation) in (typing.Union, types.UnionType, tuple, Annotated):
        for argument in get_args(annotation):
            yield from flat(argument)
    else:
        yield annotation


def word_for(part: Any) -> str:
    if part in PLAIN:
        return PLAIN[part]
    return getattr(part, "__name__", "") if isinstance(part, type) and part is not type(None) else ""


def table(model: type[BaseModel]) -> str:
    """The table of a model's fields in Markdown."""
    head = "| field | 中文 | what | needed | meaning |\n|---|---|---|---|---|"
    return "\n".join([head, *rows(model)]) + "\n"


def page(text: str) -> str:
    """The page with its tables made anew."""
    models: dict[str, type[BaseModel]] = {name: kind.record for name, kind in kinds().items()}
    models["issuer.toml"] = Profile
    for name, model in models.items():
        begin = BEGIN.format(name=name)
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(END)
        text = f"{before}{begin}{table(model)}{END}{after}"
    return text


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
