"""Which tags of a template show which field: followed through its loops, macros, imports and includes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import jinja2
from jinja2 import nodes

from carbondocs.designer.sources import Source
from carbondocs.designer.tags import WORD_ALONE, scan, unscoped, without

Loaded = tuple[Source, nodes.Template]
Loader = Callable[[str], Loaded | None]
"""Gives a template by its name; None where there is none, or it can't be read."""

PICTURE = "picture:"
_DEEPEST = 24


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

    def part(self) -> _Origin:
        return replace(self, whole=False)


@dataclass(frozen=True)
class _Macro:
    """A macro, the source it stands in, and the names that it sees there."""

    node: nodes.Macro
    source: Source = field(repr=False)
    scope: Mapping[str, Any] = field(repr=False)


_UNKNOWN = _Origin()


def loaded(source: Source, environment: jinja2.Environment) -> Loaded | None:
    """A source with its tree; None where it can't be read."""
    tags = scan(source)[0]
    try:
        tree = environment.parse(without(unscoped(source, tags), [tag for tag in tags if tag.word in WORD_ALONE]))
    except jinja2.TemplateSyntaxError:
        return None
    return source, tree


def uses(top: Loaded, fields: Iterable[str], load: Loader) -> list[Use]:
    """All uses of these fields by a template and by what it takes in, in the order in which they are reached."""
    trail = _Trail(load)
    scope: dict[str, Any] = {name: _Origin(frozenset({name}), whole=True) for name in fields}
    _Walk(trail, top[0]).body(top[1].body, scope)
    return list({(use.field, id(use.source), use.offset): use for use in reversed(trail.found)}.values())[::-1]


@dataclass
class _Trail:
    """What a walk has found, and where it has been."""

    load: Loader
    found: list[Use] = field(default_factory=list)
    called: set[tuple[int, str]] = field(default_factory=set)
    depth: int = 0


class _Walk:
    """The walk through one template."""

    def __init__(self, trail: _Trail, source: Source) -> None:
        self.trail, self.source = trail, source

    def body(self, parts: list[nodes.Node], scope: dict[str, Any]) -> None:
        for part in parts:
            self.step(part, scope)

    def step(self, node: nodes.Node, scope: dict[str, Any]) -> Any:
        """Walk a node; the fields that its value comes from."""
        handler = getattr(self, f"_{type(node).__name__.lower()}", None)
        if handler:
            return handler(node, scope)
        found = [self.step(child, scope) for child in node.iter_child_nodes()]
        return _Origin(frozenset[str]().union(*(each.fields for each in found if isinstance(each, _Origin))))

    def _templatedata(self, node: nodes.TemplateData, _: dict[str, Any]) -> Any:
        at = node.data.find(PICTURE)
        while at >= 0:
            name = node.data[at:].split('"')[0].split("'")[0].split(")")[0]
            begin = self.source.starts[max(node.lineno + node.data[:at].count("\n") - 2, 0)]
            offset = max(self.source.text.find(name, begin), begin)  # Jinja may count a line too many
            self.trail.found.append(Use(name, self.source, offset, self.trail.depth, whole=True))
            at = node.data.find(PICTURE, at + 1)
        return _UNKNOWN

    def _name(self, node: nodes.Name, scope: dict[str, Any]) -> Any:
        value = scope.get(node.name, _UNKNOWN)
        if isinstance(value, _Origin) and node.ctx == "load":
            offset = _named_at(self.source, node.lineno, node.name)
            self.trail.found += [
                Use(each, self.source, offset, self.trail.depth, value.whole) for each in sorted(value.fields)
            ]
        return value

    def _getattr(self, node: nodes.Getattr, scope: dict[str, Any]) -> Any:
        holder = self.step(node.node, scope)
        return holder.get(node.attr, _UNKNOWN) if isinstance(holder, dict) else _part(holder)

    def _getitem(self, node: nodes.Getitem, scope: dict[str, Any]) -> Any:
        self.step(node.arg, scope)
        return _part(self.step(node.node, scope))

    def _for(self, node: nodes.For, scope: dict[str, Any]) -> Any:
        inside = {**scope, **dict.fromkeys(_targets(node.target), _part(self.step(node.iter, scope)))}
        if node.test:
            self.step(node.test, inside)
        self.body(node.body, inside)
        self.body(node.else_, dict(scope))
        return _UNKNOWN

    def _assign(self, node: nodes.Assign, scope: dict[str, Any]) -> Any:
        scope.update(dict.fromkeys(_targets(node.target), self.step(node.node, scope)))
        return _UNKNOWN

    def _with(self, node: nodes.With, scope: dict[str, Any]) -> Any:
        inside = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            inside.update(dict.fromkeys(_targets(target), self.step(value, scope)))
        self.body(node.body, inside)
        return _UNKNOWN

    def _macro(self, node: nodes.Macro, scope: dict[str, Any]) -> Any:
        scope[node.name] = _Macro(node, self.source, scope)
        return _UNKNOWN

    def _call(self, node: nodes.Call, scope: dict[str, Any]) -> Any:
        called = self.step(node.node, scope)
        given = [self.step(argument, scope) for argument in node.args]
        named = {keyword.key: self.step(keyword.value, scope) for keyword in node.kwargs}
        if isinstance(called, _Macro):
            names = [argument.name for argument in called.node.args]
            self._enter(called, {**dict(zip(names, given, strict=False)), **named})
            return _UNKNOWN
        return _part(called)

    def _enter(self, macro: _Macro, given: Mapping[str, Any]) -> None:
        """Walk a macro's body, once for the same arguments."""
        key = (id(macro.node), repr(sorted((name, str(value)) for name, value in given.items())))
        if key in self.trail.called or self.trail.depth > _DEEPEST:
            return
        self.trail.called.add(key)
        self._deeper(macro.source, macro.node.body, {**macro.scope, **given})

    def _deeper(self, source: Source, parts: list[nodes.Node], scope: dict[str, Any]) -> None:
        if self.trail.depth <= _DEEPEST:
            self.trail.depth += 1
            _Walk(self.trail, source).body(parts, scope)
            self.trail.depth -= 1

    def _include(self, node: nodes.Include, scope: dict[str, Any]) -> Any:
        if found := self._loaded(node.template):
            self._deeper(found[0], found[1].body, dict(scope))
        return _UNKNOWN

    def _import(self, node: nodes.Import, scope: dict[str, Any]) -> Any:
        scope[node.target] = self._exported(node.template)
        return _UNKNOWN

    def _fromimport(self, node: nodes.FromImport, scope: dict[str, Any]) -> Any:
        exported = self._exported(node.template)
        for entry in node.names:
            name, alias = entry if isinstance(entry, tuple) else (entry, entry)
            scope[alias] = exported.get(name, _UNKNOWN)
        return _UNKNOWN

    def _exported(self, template: nodes.Expr) -> dict[str, Any]:
        scope: dict[str, Any] = {}
        if found := self._loaded(template):
            self._deeper(found[0], found[1].body, scope)
        return scope

    def _loaded(self, template: nodes.Expr) -> Loaded | None:
        return self.trail.load(template.value) if isinstance(template, nodes.Const) else None


def _named_at(source: Source, line: int, name: str) -> int:
    """Where a line names something in a tag of its own, or else anywhere."""
    start = source.starts[min(line, len(source.starts)) - 1]
    text = source.line_at(start)
    for found in re.finditer(rf"(?<![\w.\"'-]){re.escape(name)}(?![\w\"'-])", text):
        before = text[: found.start()]
        if max(before.rfind("{{"), before.rfind("{%")) > max(before.rfind("}}"), before.rfind("%}")):
            return start + found.start()
    return source.in_line(line, name)


def _part(value: Any) -> _Origin:
    return value.part() if isinstance(value, _Origin) else _UNKNOWN


def _targets(target: nodes.Node) -> list[str]:
    return [name.name for name in (target, *target.find_all(nodes.Name)) if isinstance(name, nodes.Name)]
