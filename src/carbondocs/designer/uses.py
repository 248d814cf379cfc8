"""Which tags of a template show which field: followed through its loops, macros, imports and includes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import jinja2
from jinja2 import nodes

from carbondocs.designer.sources import Source
from carbondocs.designer.tags import WORD_ALONE, scan, unscoped, without
from carbondocs.designer.walk import Load, Loaded, Scope, Value, Walk

PICTURE = "picture:"


@dataclass(frozen=True)
class Use:
    """A place at which a template uses a field, or shows the picture ``picture:name``.

    ``depth`` counts the macros and templates on the way to it; ``whole`` says that the field itself is named there,
    and no part of it that a loop took out.
    """

    field: str
    source: Source
    offset: int
    depth: int
    whole: bool

    @property
    def line(self) -> str:
        """The line, or the paragraph, in which it stands."""
        return self.source.line_at(self.offset)


@dataclass(frozen=True)
class _Origin:
    """The fields that a value comes from."""

    fields: frozenset[str] = frozenset()
    whole: bool = False


def loaded(source: Source, environment: jinja2.Environment) -> Loaded | None:
    """A source with its tree; None where it can't be read."""
    tags = scan(source)[0]
    try:
        tree = environment.parse(without(unscoped(source, tags), [tag for tag in tags if tag.word in WORD_ALONE]))
    except jinja2.TemplateSyntaxError:
        return None
    return source, tree


def uses(top: Loaded, fields: Iterable[str], load: Load) -> list[Use]:
    """All uses of these fields by a template and by what it takes in, in the order in which they are reached."""
    walk = _Uses(load)
    walk.through(*top, {name: _Origin(frozenset({name}), whole=True) for name in fields})
    return list({(use.field, id(use.source), use.offset): use for use in reversed(walk.found)}.values())[::-1]


class _Uses(Walk[_Origin]):
    """The walk that follows fields."""

    def __init__(self, load: Load) -> None:
        super().__init__(load, unknown=_Origin())
        self.found: list[Use] = []

    def text(self, node: nodes.TemplateData) -> None:
        at = node.data.find(PICTURE)
        while at >= 0:
            name = node.data[at:].split('"')[0].split("'")[0].split(")")[0]
            begin = self.source.starts[max(node.lineno + node.data[:at].count("\n") - 2, 0)]
            offset = max(self.source.text.find(name, begin), begin)  # Jinja may count a line too many
            self.found.append(Use(name, self.source, offset, self.depth, whole=True))
            at = node.data.find(PICTURE, at + 1)

    def name(self, node: nodes.Name, scope: Scope[_Origin]) -> Value[_Origin]:
        value = scope.get(node.name, self.unknown)
        if isinstance(value, _Origin):
            offset = _named_at(self.source, node.lineno, node.name)
            self.found += [Use(each, self.source, offset, self.depth, value.whole) for each in sorted(value.fields)]
        return value

    def part(self, _: nodes.Getattr | nodes.Getitem, holder: _Origin) -> _Origin:
        return self.item(holder)

    def item(self, holder: _Origin) -> _Origin:
        return _Origin(holder.fields)

    def other(self, parts: Sequence[Value[_Origin]]) -> _Origin:
        return _Origin(frozenset[str]().union(*(self.known(part).fields for part in parts)))


def _named_at(source: Source, line: int, name: str) -> int:
    """Where a line names something in a tag of its own, or else anywhere."""
    start = source.starts[min(line, len(source.starts)) - 1]
    text = source.line_at(start)
    for found in re.finditer(rf"(?<![\w.\"'-]){re.escape(name)}(?![\w\"'-])", text):
        before = text[: found.start()]
        if max(before.rfind("{{"), before.rfind("{%")) > max(before.rfind("}}"), before.rfind("%}")):
            return start + found.start()
    return source.in_line(line, name)
