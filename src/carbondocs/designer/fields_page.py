"""The fields of a kind as people read them: as lines for a terminal, as Markdown, as plain data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from carbondocs.designer.fields import FieldName, field_names, fields_of
from carbondocs.designer.roots import Layer, Sheet
from carbondocs.designer.variations import samples
from carbondocs.issuer import sample_issuer
from carbondocs.kinds.base import Kind
from carbondocs.kinds.check import check
from carbondocs.language import LOCALES, Phrase, Tongue
from carbondocs.pipeline import setting_for
from carbondocs.values.model import Model


def lines(fields: Sequence[FieldName], tongue: Tongue, depth: int = 0) -> Iterator[str]:
    """A line for each name, those under it further in: name, type, meaning, example, clause."""
    for field in fields:
        meaning = field.meaning.zh if tongue == "zh_CN" else field.meaning.en
        told = f"{'    ' * depth}{_short(field)}  ({field.kind(tongue)})  {meaning}"
        yield " ".join(filter(None, (told, f"「{field.example}」" if field.example else "", _clause(field))))
        if opens(field):
            yield from lines(field.nested, tongue, depth + 1)


def table(fields: Sequence[FieldName]) -> str:
    """A table of all names in Markdown."""
    head = "| name 字段 | 中文 | meaning | 类型 · type | example 示例 | clause 条款 |\n|---|---|---|---|---|---|"
    return "\n".join([head, *map(_row, _opened(fields))]) + "\n"


def plain(fields: Sequence[FieldName]) -> list[dict[str, Any]]:
    """All names as data, nested as they are."""
    return [
        {
            "path": field.path,
            "type": field.type.en,
            "type_zh": field.type.zh,
            "optional": field.optional,
            "zh": field.meaning.zh,
            "en": field.meaning.en,
            "clause": field.meaning.clause,
            "example": field.example,
            "fields": plain(field.nested),
        }
        for field in fields
    ]


def all_fields(kind: Kind[Model]) -> tuple[FieldName, ...]:
    """The names of a kind, with examples out of its samples as the sample issuer's."""
    setting = setting_for(kind, sample_issuer(), LOCALES[0])
    contexts = [
        kind.context(checked.record, checked.pictures, setting)
        for row in samples(kind).values()
        if (checked := check(kind, row, setting)[0])
    ]
    return field_names(kind, contexts)


def opens(field: FieldName) -> bool:
    """Whether the names under it are told there; those of every text, ``.main`` and ``.also``, are told once."""
    return any(part.owner != Phrase.__name__ for part in field.nested)


def beside() -> dict[str, tuple[FieldName, ...]]:
    """The names that single templates see beside the context: pages, and the ornament behind them."""
    return {"sheets": fields_of(Sheet), "layer": fields_of(Layer)}


def _opened(fields: Sequence[FieldName]) -> Iterator[FieldName]:
    for field in fields:
        yield field
        if opens(field):
            yield from _opened(field.nested)


def _short(field: FieldName) -> str:
    return field.path.rpartition(".")[2]


def _clause(field: FieldName) -> str:
    return f"[{field.meaning.clause}]" if field.meaning.clause else ""


def _row(field: FieldName) -> str:
    meaning = field.meaning
    types = f"{field.kind('zh_CN')} · {field.kind('en')}"
    cells = (f"`{field.path}`", meaning.zh, meaning.en, types, field.example, meaning.clause)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
