"""The walk through a Jinja template, with its loops, macros, imports and includes, whatever its values stand for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

from jinja2 import nodes

from carbondocs.designer.sources import Source

T = TypeVar("T")

Loaded = tuple[Source, nodes.Template]
"""A template as it is written, and as Jinja reads it."""

Load = Callable[[str], Loaded | None]
"""Gives a template by its name; None where it is missing or can't be read."""

_IN_MACROS = ("caller", "varargs", "kwargs")
_DEEPEST = 24


@dataclass(frozen=True)
class Macro(Generic[T]):
    """A macro, the source it stands in, and the names that it sees there."""

    node: nodes.Macro
    source: Source = field(repr=False)
    scope: Mapping[str, Value[T]] = field(repr=False)


@dataclass(frozen=True)
class Module(Generic[T]):
    """An imported template: its macros, and the other names that it gives."""

    names: Mapping[str, Value[T]] = field(repr=False)


Value: TypeAlias = T | Macro[T] | Module[T]
Scope: TypeAlias = dict[str, Value[T]]


class Walk(ABC, Generic[T]):
    """A walk that knows which name is seen where; a domain says what the values are, each a ``T``.

    Of a class of nodes that ``other`` doesn't say enough about, a domain has a method of its own, such as ``_filter``.
    """

    source: Source
    """The template that is being walked, or that of the macro."""

    def __init__(self, load: Load, unknown: T) -> None:
        self.unknown = unknown
        self.depth = 0
        """How many macros and templates lie on the way here."""
        self.calls: defaultdict[nodes.Macro, set[str]] = defaultdict(set)
        """The macros that were called, and with what."""
        self._load = load

    @abstractmethod
    def name(self, node: nodes.Name, scope: Scope[T]) -> Value[T]:
        """What a name is that is used."""

    @abstractmethod
    def part(self, node: nodes.Getattr | nodes.Getitem, holder: T) -> T:
        """What ``holder.name``, ``holder[0]`` or ``holder[:3]`` is."""

    @abstractmethod
    def item(self, holder: T) -> T:
        """What a loop over it gives."""

    @abstractmethod
    def other(self, parts: Sequence[Value[T]]) -> T:
        """What is made of these in any other way."""

    def text(self, node: nodes.TemplateData) -> None:
        """Look at the plain text between tags."""

    def lacking(self, node: nodes.Node, name: str, module: Module[T]) -> None:
        """Look at a name that an imported template doesn't give."""

    def through(self, source: Source, tree: nodes.Template, scope: Scope[T]) -> None:
        """Walk through a template that sees these names; those that it sets are added to them."""
        self.source = source
        self._body(tree.body, scope)

    def step(self, node: nodes.Node, scope: Scope[T]) -> Value[T]:
        """Walk through a node; what its value is."""
        if handler := getattr(self, f"_{type(node).__name__.lower()}", None):
            value: Value[T] = handler(node, scope)
            return value
        return self.other([self.step(child, scope) for child in node.iter_child_nodes()])

    def known(self, value: Value[T]) -> T:
        """The value, unless it is a macro or an imported template."""
        return self.unknown if isinstance(value, Macro | Module) else value

    def call(self, macro: Macro[T], arguments: Sequence[Value[T]] = (), named: Scope[T] | None = None) -> None:
        """Walk through a macro with what it is called with, once for the same."""
        names = [argument.name for argument in macro.node.args]
        given = {**dict(zip(names, arguments, strict=False)), **(named or {})}
        key = str(sorted((name, str(value)) for name, value in given.items()))
        if key not in self.calls[macro.node] and self.depth <= _DEEPEST:
            self.calls[macro.node].add(key)
            inside = {**macro.scope, **dict.fromkeys((*names, *_IN_MACROS), self.unknown)}
            inside.update({name: value for name, value in given.items() if name in names})
            self._deeper(macro.source, macro.node.body, inside)

    def _body(self, parts: Sequence[nodes.Node], scope: Scope[T]) -> T:
        for part in parts:
            self.step(part, scope)
        return self.unknown

    def _deeper(self, source: Source, parts: Sequence[nodes.Node], scope: Scope[T]) -> None:
        if self.depth <= _DEEPEST:
            outside, self.source = self.source, source
            self.depth += 1
            self._body(parts, scope)
            self.depth -= 1
            self.source = outside

    def _bound(self, target: nodes.Node, value: Value[T]) -> Scope[T]:
        """The names that a value is given to."""
        if isinstance(target, nodes.Name):
            return {target.name: value}
        return dict.fromkeys((name.name for name in target.find_all(nodes.Name)), self.other([value]))

    def _templatedata(self, node: nodes.TemplateData, _: Scope[T]) -> T:
        self.text(node)
        return self.unknown

    def _name(self, node: nodes.Name, scope: Scope[T]) -> Value[T]:
        return self.name(node, scope) if node.ctx == "load" else self.unknown

    def _getattr(self, node: nodes.Getattr, scope: Scope[T]) -> Value[T]:
        return self._part(node, self.step(node.node, scope), node.attr)

    def _getitem(self, node: nodes.Getitem, scope: Scope[T]) -> Value[T]:
        holder = self.step(node.node, scope)
        self.step(node.arg, scope)
        return self._part(node, holder, getattr(node.arg, "value", None))

    def _part(self, node: nodes.Getattr | nodes.Getitem, holder: Value[T], name: object) -> Value[T]:
        if isinstance(holder, Module) and isinstance(name, str):
            return self._given(node, name, holder)
        return self.unknown if isinstance(holder, Macro | Module) else self.part(node, holder)

    def _given(self, node: nodes.Node, name: str, module: Module[T]) -> Value[T]:
        if name not in module.names:
            self.lacking(node, name, module)
        return module.names.get(name, self.unknown)

    def _for(self, node: nodes.For, scope: Scope[T]) -> T:
        each = self.item(self.known(self.step(node.iter, scope)))
        inside = {**scope, "loop": self.unknown, **self._bound(node.target, each)}
        if node.test:
            self.step(node.test, inside)
        self._body(node.body, inside)
        return self._body(node.else_, dict(scope))

    def _assign(self, node: nodes.Assign, scope: Scope[T]) -> T:
        scope.update(self._bound(node.target, self.step(node.node, scope)))
        return self.unknown

    def _assignblock(self, node: nodes.AssignBlock, scope: Scope[T]) -> T:
        self._body(node.body, dict(scope))
        if node.filter:
            self.step(node.filter, scope)
        scope.update(self._bound(node.target, self.unknown))
        return self.unknown

    def _with(self, node: nodes.With, scope: Scope[T]) -> T:
        inside = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            inside.update(self._bound(target, self.step(value, scope)))
        return self._body(node.body, inside)

    def _macro(self, node: nodes.Macro, scope: Scope[T]) -> T:
        scope[node.name] = Macro(node, self.source, scope)
        return self.unknown

    def _call(self, node: nodes.Call, scope: Scope[T]) -> T:
        called = self.step(node.node, scope)
        arguments = [self.step(argument, scope) for argument in node.args]
        named = {keyword.key: self.step(keyword.value, scope) for keyword in node.kwargs}
        if isinstance(called, Macro):
            self.call(called, arguments, named)
        return self.other([called])

    def _callblock(self, node: nodes.CallBlock, scope: Scope[T]) -> T:
        self.step(node.call, scope)
        return self._body(node.body, {**scope, **{argument.name: self.unknown for argument in node.args}})

    def _include(self, node: nodes.Include, scope: Scope[T]) -> T:
        if found := self._found(node.template):
            self._deeper(found[0], found[1].body, dict(scope))
        return self.unknown

    def _import(self, node: nodes.Import, scope: Scope[T]) -> T:
        scope[node.target] = self._module(node.template) or self.unknown
        return self.unknown

    def _fromimport(self, node: nodes.FromImport, scope: Scope[T]) -> T:
        module = self._module(node.template)
        for entry in node.names:
            name, alias = entry if isinstance(entry, tuple) else (entry, entry)
            scope[alias] = self._given(node, name, module) if module else self.unknown
        return self.unknown

    def _module(self, template: nodes.Expr) -> Module[T] | None:
        """What a template gives to those that import it; None where it can't be read."""
        scope: Scope[T] = {}
        if found := self._found(template):
            self._deeper(found[0], found[1].body, scope)
        return Module(scope) if found else None

    def _found(self, template: nodes.Expr) -> Loaded | None:
        return self._load(template.value) if isinstance(template, nodes.Const) else None
