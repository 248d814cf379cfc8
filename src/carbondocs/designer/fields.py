"""The fields of a kind: every name that its templates may use, what it means, and what it is in the sample.

What names mean stands beside the templates, in ``fields.toml``: those of the kind in its own folder, those of types
that several kinds use in ``shared``. A table for each type holds a line for each of its names.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field as Option

from carbondocs.designer.shapes import context_of, item, members, optional, records, value_of
from carbondocs.designer.type_names import TypeName, or_nothing, type_name
from carbondocs.kinds import folder as kind_folder
from carbondocs.kinds.base import Context, Kind
from carbondocs.language import Phrase, Tongue
from carbondocs.values.model import Model
from carbondocs.workspace import shipped

FIELDS = "fields.toml"
_MOST_EXAMPLE = 48


class Meaning(Model):
    """What a name means, in both languages, and the clause that it serves, where one asks for it."""

    zh: str = ""
    en: str = ""
    clause: str = ""


class Meanings(Model):
    """What ``fields.toml`` holds.

    ``required`` are the fields of the context that a document must show; ``rule`` stands before their clauses;
    ``called`` is what types that hold further names are called.
    """

    rule: str = ""
    required: tuple[str, ...] = ()
    called: dict[str, Meaning] = Option(default_factory=dict)
    types: dict[str, dict[str, Meaning]] = Option(default_factory=dict)

    @property
    def type_names(self) -> dict[str, TypeName]:
        """What those types are called."""
        return {name: TypeName(meaning.zh, meaning.en) for name, meaning in self.called.items()}


Tables = Mapping[str, Mapping[str, Meaning]]
"""The meanings by type and name."""


@dataclass(frozen=True)
class FieldName:
    """One name: its path as templates write it, ``[]`` where a loop goes over it, and all about it."""

    path: str
    owner: str
    name: str
    type: TypeName
    meaning: Meaning
    optional: bool
    example: str
    nested: tuple[FieldName, ...] = ()

    def kind(self, tongue: Tongue) -> str:
        """The type in that language, and whether there may be nothing."""
        return (or_nothing(self.type) if self.optional else self.type).told(tongue)

    def walk(self) -> Iterator[FieldName]:
        """This name and all under it."""
        yield self
        for field in self.nested:
            yield from field.walk()


@cache
def meanings(kind_name: str) -> Meanings:
    """What the names of that kind mean; empty where nothing is written down."""
    own, shared = (_read(folder / FIELDS) for folder in (_home(kind_name), shipped("templates") / "shared"))
    called, types = {**shared.called, **own.called}, {**shared.types, **own.types}
    return Meanings(rule=own.rule, required=own.required, called=called, types=types)


def field_names(kind: Kind[Model], contexts: Sequence[Context] = ()) -> tuple[FieldName, ...]:
    """Every name that templates of the kind may use, with examples out of the first of ``contexts`` that has any."""
    return tuple(_fields(context_of(kind), "", meanings(kind.name), tuple(contexts), ()))


def fields_of(owner: type) -> tuple[FieldName, ...]:
    """The names of a type that single templates see beside the context."""
    return tuple(_fields(owner, "", meanings(""), (), ()))


def _fields(
    owner: type,
    prefix: str,
    known: Meanings,
    values: tuple[Any, ...],
    above: tuple[type, ...],
) -> Iterator[FieldName]:
    for name, shape in members(owner).items():
        held = tuple(value for value in (getattr(one, name, None) for one in values) if value not in (None, "", (), {}))
        several = item(shape) is not None and value_of(shape) is None
        inner = records(item(shape)) if several else records(shape)
        path = f"{prefix}{name}{'[]' if several else ''}"
        inside = tuple(part for value in held for part in (value if several else (value,)))
        nested = tuple(
            field
            for part in inner
            if part not in above
            for field in _fields(part, f"{path}.", known, _of_type(inside, part), (*above, owner, part))
        )
        yield FieldName(
            path,
            owner.__name__,
            name,
            type_name(shape, known.type_names),
            _meaning(owner, name, known.types),
            optional(shape),
            _example(inside),
            nested,
        )


def _meaning(owner: type, name: str, known: Tables) -> Meaning:
    """What the nearest of the type and its bases says."""
    tables = (known.get(base.__name__, {}) for base in owner.__mro__)
    return next((table[name] for table in tables if name in table), Meaning())


def _of_type(values: tuple[Any, ...], wanted: type) -> tuple[Any, ...]:
    return tuple(value for value in values if isinstance(value, wanted))


def _example(values: tuple[Any, ...]) -> str:
    """The first value in a few words; nothing for what is told by its own names."""
    first = next(iter(values), None)
    if isinstance(first, Phrase):
        text = " / ".join(filter(None, (first.main, first.also)))
    elif first is None or is_dataclass(first):
        return ""
    elif isinstance(first, Mapping):
        text = ", ".join(f"{name} {value}" if isinstance(value, str) else str(name) for name, value in first.items())
    else:
        text = f"{first:g}" if isinstance(first, float) else str(first)
    return text if len(text) <= _MOST_EXAMPLE else f"{text[: _MOST_EXAMPLE - 1]}…"


def _home(kind_name: str) -> Path:
    return kind_folder("templates", kind_name) / kind_name if kind_name else shipped("templates")


def _read(path: Path) -> Meanings:
    if not path.is_file():
        return Meanings()
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    rule, required, called = content.pop("rule", ""), content.pop("required", ()), content.pop("called", {})
    for table in content.values():
        for line in table.values():
            if line.get("clause"):
                line["clause"] = rule + line["clause"]
    return Meanings(rule=rule, required=required, called=called, types=content)
