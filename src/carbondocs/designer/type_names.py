"""What the types of names are called, as designers read them, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, get_args, get_origin

from carbondocs.designer.shapes import Shape, choices, item, value_of
from carbondocs.language import Phrase, Tongue


@dataclass(frozen=True)
class TypeName:
    """A type in a word or two."""

    zh: str
    en: str

    def told(self, tongue: Tongue) -> str:
        """In that language."""
        return self.zh if tongue == "zh_CN" else self.en


TEXT_IN_LANGUAGES = TypeName("各语言文本", "text in the languages")
GROUP = TypeName("一组字段", "group of names")
_NOTHING = TypeName("无", "nothing")
_SIMPLE = {
    str: TypeName("文本", "text"),
    int: TypeName("整数", "whole number"),
    float: TypeName("小数", "decimal"),
    bool: TypeName("是或否", "true or false"),
    date: TypeName("日期", "date"),
    bytes: TypeName("文件内容", "content of a file"),
    Any: TypeName("任意", "anything"),
    Phrase: TEXT_IN_LANGUAGES,
}


def type_name(shape: Shape, records: Mapping[str, TypeName]) -> TypeName:
    """What a type is called; ``records`` are the names of those that hold further names."""
    held, several = value_of(shape), item(shape)
    if held is not None:
        return _around("按名称：{}", "names of {}", type_name(held, records))
    if several is not None:
        return _around("列表：{}", "list of {}", type_name(several, records))
    parts = list(dict.fromkeys(_part(part, records) for part in choices(shape)))
    return _joined(parts) if parts else _NOTHING


def or_nothing(name: TypeName) -> TypeName:
    """The type of what may be absent."""
    return _around("{}，可为空", "{}, or nothing", name)


def _part(part: Any, records: Mapping[str, TypeName]) -> TypeName:
    if part in _SIMPLE:
        return _SIMPLE[part]
    if get_origin(part) is not None:
        return _one_of(list(map(str, get_args(part))))
    if isinstance(part, type) and issubclass(part, Enum):
        return _one_of([str(each.value) for each in part])
    name = getattr(part, "__name__", str(part))
    return records.get(name, GROUP if is_dataclass(part) else TypeName(name, name))


def _one_of(values: Sequence[str]) -> TypeName:
    return TypeName("之一：" + "、".join(values), "one of " + ", ".join(values))


def _joined(parts: Sequence[TypeName]) -> TypeName:
    return TypeName("或".join(part.zh for part in parts), " or ".join(part.en for part in parts))


def _around(zh: str, en: str, name: TypeName) -> TypeName:
    return TypeName(zh.format(name.zh), en.format(name.en))
