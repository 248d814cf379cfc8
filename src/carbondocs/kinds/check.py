"""How raw data becomes a Record that keeps the rules of its kind.

A Record's fields are checked one by one, then the rules between them; a rule that needs a field which is itself
wrong is passed over, so that one run reports all that can be known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic

from pydantic import BaseModel, ValidationError, create_model

from carbondocs.diagnostics import Diagnostic, Message, Place, Report, message
from carbondocs.errors import InvalidValue
from carbondocs.faces import Face, unset
from carbondocs.flow import Row
from carbondocs.graphics.pictures import Picture, load_picture
from carbondocs.kinds.base import Kind, R, Rule, Setting
from carbondocs.values.findings import diagnose
from carbondocs.values.model import Model
from carbondocs.values.picture_name import PictureName
from carbondocs.workspace import Folder

_AFTER_NAME = re.compile(r"[.\[]")


@dataclass(frozen=True)
class Checked(Generic[R]):
    """A Record that keeps all rules, with the pictures that it names by their paths in the data."""

    record: R
    pictures: Mapping[str, Picture]


def check(kind: Kind[R], row: Row, setting: Setting) -> tuple[Checked[R] | None, Report]:
    """The Record of a row, or None where the report holds an error; all findings are in the report.

    Where some values couldn't be read, all others are checked.
    """
    report = Report()
    report.extend((*row.remarks, *row.faults))
    blamed = {fault.place for fault in row.faults}
    record: R | None = None
    values: dict[str, Any] = {}
    try:
        record = kind.record.model_validate(dict(row.data))
        values = dict(record)
    except ValidationError as error:
        found = diagnose(error, kind.record, row.place, row.unread)
        report.extend(finding for finding in found if finding.place not in blamed)
        values = _sound_values(kind.record, row.data, error)
    if row.unread:
        holders = {_AFTER_NAME.split(path, maxsplit=1)[0] for path in row.unread}
        record, values = None, {name: value for name, value in values.items() if name not in holders}
    for rule in kind.rules:
        report.extend(_broken(rule, record if record is not None else _Partial(values), setting, row))
    report.extend(_glyph_findings(kind, {**row.data, **values}, row, setting))
    pictures = _pictures(values, Folder(row.folder), row.place, report)
    if record is None or report.errors:
        return None, report
    return Checked(record, pictures), report


class _Partial:
    """Stands for a Record of which some fields are wrong: those aren't there."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.__dict__.update(values)


def _sound_values(model: type[BaseModel], data: Mapping[str, Any], error: ValidationError) -> dict[str, Any]:
    wrong = {found["loc"][0] for found in error.errors() if found["loc"]}
    fields = {name: info for name, info in model.model_fields.items() if name not in wrong}
    given = {name: data[name] for name in fields if name in data}
    sound: dict[str, Any] = {name: (info.annotation, info) for name, info in fields.items()}
    return dict(create_model(model.__name__, __base__=Model, **sound).model_validate(given))


def _broken(rule: Rule[R], record: R | _Partial, setting: Setting, row: Row) -> Iterator[Diagnostic]:
    try:
        found = list(rule(record, setting))  # type: ignore[arg-type]
    except AttributeError:
        if not isinstance(record, _Partial):
            raise
        return
    for broken in found:
        error, place = broken.error, row.place(broken.path)
        related = tuple(map(row.place, broken.related))
        yield Diagnostic(error.code, error.problem, error.hint, place, error.clause, broken.severity, related)


def _glyph_findings(kind: Kind[R], values: Mapping[str, Any], row: Row, setting: Setting) -> Iterator[Diagnostic]:
    faces = text_faces(kind.text_faces, setting)
    texts = [(row.place(path), path, text) for path, text in strings(values)]
    issuer = strings(dict(setting.issuer.profile))
    texts += [(Place("issuer.toml", path), path, text) for path, text in issuer]
    for place, path, text in texts:
        for character in unset(text, faces):
            if unicodedata.category(character).startswith("C"):
                continue  # the text types refuse these in their own words
            yield Diagnostic(
                "glyph.missing",
                _unset(character, "" if place.path != path else path),
                message("Write it with another character, or add a face that has it to the issuer's font folder."),
                place,
            )


def _unset(character: str, field: str) -> Message:
    """That a character can't be set; in a table its cell is enough to find it, elsewhere its field is named."""
    code = f"{ord(character):04X}"
    if not field:
        return message("No face can set the character {character} (U+{code}).", character=character, code=code)
    return message(
        "No face can set the character {character} (U+{code}) in {field}.", character=character, code=code, field=field
    )


def text_faces(families: tuple[str, ...], setting: Setting) -> tuple[Face, ...]:
    """The upright, regular faces that set a kind's data: its own families and those that the issuer added."""
    added = setting.issuer.folder.root / (setting.issuer.profile.fonts or "")
    return tuple(
        face
        for face in setting.faces
        if not face.italic
        and face.weight < 600
        and (face.family in families or (setting.issuer.profile.fonts and face.path.is_relative_to(added)))
    )


def strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """All texts of a Record that may be printed, with their paths; names of picture files are none."""
    if isinstance(value, str):
        if not isinstance(value, PictureName):
            yield path, value
    else:
        for name, part in _parts(value, path):
            yield from strings(part, name)


def _parts(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, BaseModel | Mapping):
        for name, part in dict(value).items():
            yield f"{path}.{name}" if path else name, part
    elif isinstance(value, list | tuple):
        for index, part in enumerate(value):
            yield f"{path}[{index}]", part


def picture_names(value: Any, path: str = "") -> Iterator[tuple[str, PictureName]]:
    """All names of picture files in a Record, with their paths."""
    if isinstance(value, PictureName):
        yield path, value
    else:
        for name, part in _parts(value, path):
            yield from picture_names(part, name)


def _pictures(
    values: Mapping[str, Any], folder: Folder, place: Callable[[str], Place], report: Report
) -> dict[str, Picture]:
    pictures = {}
    for path, name in picture_names(values):
        try:
            pictures[path] = load_picture(folder, name)
        except InvalidValue as error:
            report.add(Diagnostic(error.code, error.problem, error.hint, place(path)))
    return pictures
