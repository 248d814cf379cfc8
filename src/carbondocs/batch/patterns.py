"""Patterns of names as people write them: fields by their names or by their Chinese titles."""

from __future__ import annotations

from functools import partial

from carbondocs.errors import UsageError, one
from carbondocs.kinds.base import Kind
from carbondocs.sources.headings import ORIGIN, PROBLEMS, Headings
from carbondocs.sources.leaves import leaves
from carbondocs.store.naming import with_fields
from carbondocs.values.findings import dotted
from carbondocs.values.model import Model

_BRACES = str.maketrans("｛｝", "{}")  # as a Chinese keyboard writes them


def in_field_names(pattern: str, kind: Kind[Model]) -> str:
    """A pattern of names with titles turned into field names: ``{证书编号}`` is ``{number}``.

    UsageError where a title is unknown; names of fields are left to who fills the pattern.
    """
    return with_fields(pattern.translate(_BRACES), partial(_field, headings=Headings(leaves(kind.record))))


def field_name(title: str, kind: Kind[Model]) -> str:
    """The name of a single field, given by its name or title; UsageError where the title is unknown."""
    bare = title.translate(_BRACES).strip().removeprefix("{").removesuffix("}")
    return in_field_names(f"{{{bare}}}", kind)[1:-1] if bare else ""


def telling_apart(kind: Kind[Model]) -> str:
    """A pattern of names with more in it than the kind's own: a name out of the data, if there is any."""
    single = (leaf.names for leaf in leaves(kind.record) if not leaf.lists)
    named = min(single, key=lambda names: not names[-1].endswith("name"))
    return f"{kind.file_name}_{{{'.'.join(named)}}}"


def _field(title: str, headings: Headings) -> str:
    if title.isascii():
        return title
    column = headings.resolve(title)
    if column is None or column in (ORIGIN, PROBLEMS):
        problem = "Files can't be named by {field}: there is no such field."
        near = headings.nearest(title)
        hint = "Did you mean {near}?" if near else "Name a single value, such as number or applicant.name."
        raise UsageError(one("name.field", problem, hint, field=title, near=near))
    return dotted(column.path)
