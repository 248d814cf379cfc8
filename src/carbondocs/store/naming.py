"""File names out of a pattern and the data: safe on Windows, macOS and Linux."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from carbondocs.errors import UsageError, one

MAX_BYTES = 180
"""How long a name may be in UTF-8: folders of all systems take 255, and leave room for temporary names."""

_FIELD = re.compile(r"\{([^{}]*)\}")
_PART = re.compile(r"[^.\[\]]+|\[[0-9]{1,4}\]")
_PATH = re.compile(r"[^.\[\]]+(?:\[[0-9]{1,4}\]|\.[^.\[\]]+)*")
_FORBIDDEN = frozenset('<>:"/\\|?*')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\..*)?")
_EDGES = " ._-"
_LAST_RESORT = "document"


def file_name(pattern: str, fields: Mapping[str, Any], fallback: str, variant: str = "", extension: str = "") -> str:
    """The name that ``pattern`` gives to a document: ``{number}_{applicant.name}``.

    Fields are named by dotted paths into ``fields``, list entries by ``products[0].name``. One without a value leaves
    no trace, and a name without any is ``fallback``. ``variant`` (``-en``) and ``extension`` (``.pdf``) stay whole
    when a long name is cut; the whole has at most 180 bytes of UTF-8.

    UsageError: the pattern leads to another folder, or names a field that doesn't exist.
    """
    _check(pattern)
    filled = _FIELD.sub(lambda found: _text(_value(found[1], fields)), pattern)
    room = MAX_BYTES - len(f"{variant}{extension}".encode())
    stem = _safe(filled, room) or _safe(fallback, room) or _LAST_RESORT
    return unicodedata.normalize("NFC", f"{stem}{variant}{extension}")


def with_fields(pattern: str, renamed: Callable[[str], str]) -> str:
    """A pattern with each of its fields called as ``renamed`` has it."""
    return _FIELD.sub(lambda found: f"{{{renamed(found[1])}}}", pattern)


def file_variant(locale: str, usual: str, stock: str) -> str:
    """What the name of a translation or of another stock ends in: ``-en``, ``-zh-CN-en``, ``-preprinted``.

    A document in its kind's ``usual`` language is no translation.
    """
    parts = [*([locale.replace("+", "-")] if locale != usual else []), *([stock] if stock != "plain" else [])]
    return "".join(f"-{part}" for part in parts)


def name_key(name: str) -> str:
    """What is the same for names that some file system takes for one: case and composition don't count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _check(pattern: str) -> None:
    if ".." in pattern or "/" in pattern or "\\" in pattern:
        hint = "Leave out .., / and \\; the folder is named apart."
        raise UsageError(one("name.path", "The name pattern {pattern} leads to another folder.", hint, pattern=pattern))
    if re.search("[{}]", _FIELD.sub("", pattern)):
        hint = "Put each field between a pair of braces."
        raise UsageError(
            one("name.braces", "The braces in the name pattern {pattern} don't match.", hint, pattern=pattern)
        )


def _value(path: str, fields: Mapping[str, Any]) -> Any:
    if not _PATH.fullmatch(path):
        raise _unknown(path, path, fields)
    value: Any = fields
    for part in _PART.findall(path):
        if value is None:
            return None
        if part.startswith("["):
            if not isinstance(value, Sequence) or isinstance(value, str):
                raise _unknown(path, part, {})
            index = int(part[1:-1])
            value = value[index] if index < len(value) else None
        elif isinstance(value, list | tuple):
            raise _several(path, value)
        else:
            known = dict(value) if isinstance(value, Mapping | BaseModel) else {}
            if part not in known:
                raise _unknown(path, part, known)
            value = known[part]
    if isinstance(value, Mapping | BaseModel | list | tuple):
        raise _several(path, value)
    return value


def _unknown(path: str, part: str, known: Iterable[str]) -> UsageError:
    names = sorted(known)
    near = get_close_matches(part, names, n=1, cutoff=0.5) or names
    hint = "Name one of {known}." if near else "Name a single value, such as number or applicant.name."
    problem = "Files can't be named by {field}: there is no such field."
    return UsageError(one("name.field", problem, hint, field=path or "{}", known=near))


def _several(path: str, value: Any) -> UsageError:
    hint = "Name one of {known}."
    if isinstance(value, Mapping | BaseModel):
        problem = "Files can't be named by {field}: it holds several values."
        return UsageError(one("name.several", problem, hint, field=path, known=list(dict(value))))
    first = f"{path.partition('.')[0]}[0]"
    names = [f"{first}.{name}" for name in _entries(value)] or [first]
    problem = "Files can't be named by {field}: it is in a list."
    return UsageError(one("name.several", problem, hint, field=path, known=names))


def _entries(value: Sequence[Any]) -> list[str]:
    """The fields of the entries of a list."""
    first = value[0] if value else None
    return list(dict(first)) if isinstance(first, Mapping | BaseModel) else []


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else str(value)


def _safe(text: str, room: int) -> str:
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    clean = "".join("_" if _harmful(char) else char for char in spaced).strip(_EDGES)
    cut = clean.encode()[: room - 1].decode(errors="ignore").rstrip(_EDGES)
    return f"_{cut}" if _RESERVED.fullmatch(cut) else cut


def _harmful(char: str) -> bool:
    return char in _FORBIDDEN or unicodedata.category(char) in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}
