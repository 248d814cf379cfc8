"""A form: the workbook of one document, and which sheets a record has in it.

Short facts stand one to a row on the sheet 基本信息, long texts on 文本; every list of models has a sheet of its own.
The lines of a list within a list (the data of a stage) name what they belong to in a column of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pydantic import BaseModel

from carbondocs.sources.headings import Headings, title_key
from carbondocs.sources.leaves import Leaf, ListField, leaves, lists

FACTS, TEXTS = "基本信息", "文本"
GROUP, ITEM, CONTENT, NOTE, SAMPLE = "分组", "项目", "内容", "说明", "示例"
FREE = ("说明", "备注")
"""How the titles of sheets begin that are the team's own."""

_FORBIDDEN_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE = 31


@dataclass(frozen=True)
class Form:
    """What stands where: ``headings`` know the facts and the texts."""

    facts: tuple[Leaf, ...]
    texts: tuple[Leaf, ...]
    lists: tuple[ListField, ...]
    headings: Headings

    @property
    def sheets(self) -> dict[str, bool]:
        """The titles of all sheets, and whether the document can't do without them."""
        parts = {FACTS: self.facts, TEXTS: self.texts}
        found = {title: any(leaf.required for leaf in part) for title, part in parts.items() if part}
        for field in self.lists:
            found[sheet_title(field)] = field.required
            found |= {sheet_title(inner): field.required and inner.required for inner in field.nested}
        return found


def is_form(record: type[BaseModel]) -> bool:
    """Whether a workbook holds one document of this record, instead of one in every row."""
    return bool(getattr(record, "one_to_a_workbook", False))


def form(record: type[BaseModel]) -> Form:
    """The form of a record; RuntimeError where it nests lists in more than two levels, or titles two alike."""
    found = [leaf for leaf in leaves(record) if not leaf.lists]
    made = Form(
        tuple(leaf for leaf in found if not leaf.long),
        tuple(leaf for leaf in found if leaf.long),
        tuple(lists(record)),
        Headings(found),
    )
    nested = [inner for field in made.lists for inner in field.nested]
    if any(inner.nested for inner in nested) or len(made.sheets) != 2 + len(made.lists) + len(nested):
        raise RuntimeError(f"{record.__name__} can't be laid out as a form")
    return made


def offered(fields: tuple[Leaf, ...]) -> list[Leaf]:
    """The fields that there is something to fill in for: not a unit that is always the same."""
    return [leaf for leaf in fields if leaf.required or len(leaf.choices) != 1]


def key_of(holder: ListField, inner: ListField) -> Leaf:
    """The column that tells what an entry of ``inner`` belongs to: the first field of its holder, and its title."""
    first = holder.fields[0]
    taken = {title_key(leaf.titles[-1]) for leaf in inner.fields}
    titles = (holder.title, *first.titles) if title_key(first.titles[-1]) in taken else first.titles
    return replace(first, names=("",), titles=titles, required=True, description="")


def sheet_title(field: ListField) -> str:
    """The title of a list's sheet, as Excel allows it."""
    return _FORBIDDEN_IN_TITLES.sub("-", field.title)[:_LONGEST_TITLE]
