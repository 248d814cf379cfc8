"""Which names a template uses: walked through its loops, macros and imports with the types of the context."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import jinja2
from jinja2 import nodes

from carbondocs.designer.nearest import MOST, first_of, nearest
from carbondocs.designer.shapes import Shape, attribute, item, members, records
from carbondocs.designer.sources import Source
from carbondocs.diagnostics import Diagnostic, Message, message

Loader = Callable[[str], tuple[Source, nodes.Template] | None]
"""Gives a template of the pack, as it is written and as Jinja reads it; None where it is missing or can't be read."""

Shown = Callable[[Source, int, str], None]
"""Is told the plain text between tags as it is reached, with the number of its first line."""

_SAME = {"default", "d", "sort", "list", "unique", "reverse", "select", "reject", "selectattr", "rejectattr", "map"}
_GUARDS = {"defined", "undefined"}
_IN_MACROS = ("caller", "varargs", "kwargs")
_DEEPEST = 24


@dataclass(frozen=True)
class _Macro:
    """A macro, the source it stands in, and the names that it sees there."""

    node: nodes.Macro
    source: Source
    scope: Mapping[str, Any]


@dataclass(frozen=True)
class _Module:
    """An imported template."""

    names: Mapping[str, Any]


@dataclass
class Names:
    """The walk through the templates of one pack: findings, and the top names that were used."""

    kind: str
    environment: jinja2.Environment
    load: Loader
    shown: Shown
    findings: list[Diagnostic] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    _done: set[tuple[int, str]] = field(default_factory=set)
    _called: set[int] = field(default_factory=set)
    _told: set[tuple[str, str]] = field(default_factory=set)
    _depth: int = 0

    def walk(self, source: Source, tree: nodes.Template, names: Mapping[str, Shape]) -> None:
        """Walk a template that sees ``names``; what is wrong is added to ``findings``."""
        scope: dict[str, Any] = dict(names)
        walker = _Walk(self, source, frozenset(names))
        walker.body(tree.body, scope)
        for value in scope.values():
            if isinstance(value, _Macro) and id(value.node) not in self._called and value.source is source:
                walker.call(value, [], {})

    def tell(self, source: Source, line: int, wanted: str, finding: Callable[[int], Diagnostic]) -> None:
        """Add a finding, once for each place and name."""
        offset = source.in_line(line, wanted)
        key = (f"{source.place(offset)}", wanted)
        if key not in self._told:
            self._told.add(key)
            self.findings.append(finding(offset))


class _Walk:
    """The walk through one template."""

    def __init__(self, names: Names, source: Source, top: frozenset[str]) -> None:
        self.names, self.source, self.top = names, source, top

    def body(self, parts: list[nodes.Node], scope: dict[str, Any]) -> None:
        for part in parts:
            self.step(part, scope)

    def step(self, node: nodes.Node, scope: dict[str, Any]) -> Any:
        """Walk a node; what it is worth, as far as that is known."""
        handler = getattr(self, f"_{type(node).__name__.lower()}", None)
        if handler:
            return handler(node, scope)
        for child in node.iter_child_nodes():
            self.step(child, scope)
        return Any

    def call(self, macro: _Macro, arguments: list[Any], named: Mapping[str, Any]) -> None:
        """Walk a macro's body with what it is called with."""
        names = [argument.name for argument in macro.node.args]
        given = {**dict(zip(names, arguments, strict=False)), **named}
        key = (id(macro.node), repr(sorted((name, str(shape)) for name, shape in given.items())))
        self.names._called.add(id(macro.node))
        if key in self.names._done or self.names._depth > _DEEPEST:
            return
        self.names._done.add(key)
        scope = {**macro.scope, **dict.fromkeys((*names, *_IN_MACROS), Any)}
        scope.update({name: shape for name, shape in given.items() if name in names})
        self.names._depth += 1
        _Walk(self.names, macro.source, self.top).body(macro.node.body, scope)
        self.names._depth -= 1

    def _templatedata(self, node: nodes.TemplateData, _: dict[str, Any]) -> Any:
        self.names.shown(self.source, node.lineno, node.data)
        return Any

    def _name(self, node: nodes.Name, scope: dict[str, Any]) -> Any:
        if node.ctx != "load":
            return Any
        if node.name in scope:
            if node.name in self.top:
                self.names.used.add(node.name)
            return scope[node.name]
        if node.name not in self.names.environment.globals:
            known = [name for name in scope if not name.startswith("_")]
            self._unknown(node.lineno, node.name, node.name, known)
        return Any

    def _getattr(self, node: nodes.Getattr, scope: dict[str, Any]) -> Any:
        return self._member(node, self.step(node.node, scope), node.attr)

    def _getitem(self, node: nodes.Getitem, scope: dict[str, Any]) -> Any:
        shape = self.step(node.node, scope)
        self.step(node.arg, scope)
        if isinstance(node.arg, nodes.Slice):
            return shape
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._member(node, shape, node.arg.value)
        return item(shape) if item(shape) is not None else Any

    def _member(self, node: nodes.Expr, shape: Any, name: str) -> Any:
        if isinstance(shape, _Module):
            if name not in shape.names:
                self._unknown(node.lineno, name, name, shape.names)
            return shape.names.get(name, Any)
        if shape is Any or isinstance(shape, _Macro):
            return Any
        found = attribute(shape, name)
        if not found:
            known = [each for record in records(shape) for each in members(record)]
            self._unknown(node.lineno, f".{name}", name, known, item(shape))
            return Any
        return found[0] if len(found) == 1 else found[0] | found[1]

    def _unknown(self, line: int, wanted: str, name: str, known: Any, inner: Any = None) -> None:
        near = nearest(name, known)

        def finding(offset: int) -> Diagnostic:
            if near:
                hint = message("Did you mean {nearest}?", nearest=near)
            elif inner is not None:
                hint = message("It is a list: go over it with a for loop, or take one of it, as in [0].")
            else:
                hint = self._any_of(list(known))
            return Diagnostic(
                "name.unknown",
                message("There is no field {name} here.", name=name),
                hint,
                self.source.place(offset),
            )

        self.names.tell(self.source, line, wanted, finding)

    def _any_of(self, known: list[str]) -> Message:
        if not known:
            return message("It has no fields.")
        if len(known) <= MOST:
            return message("Use one of {known}.", known=known)
        return message(
            "Use one of {known}; carbondocs templates fields {kind} tells all.",
            known=first_of(known),
            kind=self.names.kind,
        )

    def _for(self, node: nodes.For, scope: dict[str, Any]) -> Any:
        shape = self.step(node.iter, scope)
        each = item(shape) if not isinstance(shape, _Macro | _Module) else None
        inside = {**scope, "loop": Any}
        if isinstance(node.target, nodes.Name):
            inside[node.target.name] = Any if each is None else each
        else:
            inside.update({name.name: Any for name in node.target.find_all(nodes.Name)})
        if node.test:
            self.step(node.test, inside)
        self.body(node.body, inside)
        self.body(node.else_, dict(scope))
        return Any

    def _assign(self, node: nodes.Assign, scope: dict[str, Any]) -> Any:
        shape = self.step(node.node, scope)
        if isinstance(node.target, nodes.Name):
            scope[node.target.name] = shape
        else:
            scope.update({name.name: Any for name in node.target.find_all(nodes.Name)})
        return Any

    def _assignblock(self, node: nodes.AssignBlock, scope: dict[str, Any]) -> Any:
        self.body(node.body, dict(scope))
        scope.update({name.name: Any for name in node.find_all(nodes.Name) if name.ctx == "store"})
        return Any

    def _with(self, node: nodes.With, scope: dict[str, Any]) -> Any:
        inside = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            inside[getattr(target, "name", "")] = self.step(value, scope)
        self.body(node.body, inside)
        return Any

    def _macro(self, node: nodes.Macro, scope: dict[str, Any]) -> Any:
        scope[node.name] = _Macro(node, self.source, scope)
        return Any

    def _callblock(self, node: nodes.CallBlock, scope: dict[str, Any]) -> Any:
        self.step(node.call, scope)
        self.body(node.body, {**scope, **{argument.name: Any for argument in node.args}})
        return Any

    def _call(self, node: nodes.Call, scope: dict[str, Any]) -> Any:
        called = self.step(node.node, scope)
        arguments = [self.step(argument, scope) for argument in node.args]
        named = {keyword.key: self.step(keyword.value, scope) for keyword in node.kwargs}
        if isinstance(called, _Macro):
            self.call(called, arguments, named)
        return Any

    def _filter(self, node: nodes.Filter, scope: dict[str, Any]) -> Any:
        shape = self.step(node.node, scope) if node.node else Any
        for argument in (*node.args, *node.kwargs):
            self.step(argument, scope)
        filters = self.names.environment.filters
        if node.name not in filters:
            self._not_there(node, message("There is no filter {name}.", name=node.name), nearest(node.name, filters))
        if node.name in {"first", "last", "random", "min", "max"}:
            return item(shape) if item(shape) is not None else Any
        return shape if node.name in _SAME - {"map"} else Any

    def _test(self, node: nodes.Test, scope: dict[str, Any]) -> Any:
        if node.name in _GUARDS:
            return bool
        if node.name not in self.names.environment.tests:
            near = nearest(node.name, self.names.environment.tests)
            self._not_there(node, message("There is no test {name}.", name=node.name), near)
        self.step(node.node, scope)
        return bool

    def _not_there(self, node: nodes.Filter | nodes.Test, problem: Any, near: str) -> None:
        hint = message("Did you mean {nearest}?", nearest=near) if near else message("Leave it out.")

        def finding(offset: int) -> Diagnostic:
            return Diagnostic("filter.unknown", problem, hint, self.source.place(offset))

        self.names.tell(self.source, node.lineno, node.name, finding)

    def _condexpr(self, node: nodes.CondExpr, scope: dict[str, Any]) -> Any:
        self.step(node.test, scope)
        shape = self.step(node.expr1, scope)
        other = self.step(node.expr2, scope) if node.expr2 else shape
        return shape if shape == other else Any

    def _include(self, node: nodes.Include, scope: dict[str, Any]) -> Any:
        loaded = self._loaded(node.template)
        if loaded and self.names._depth <= _DEEPEST:
            self.names._depth += 1
            _Walk(self.names, loaded[0], self.top).body(loaded[1].body, dict(scope))
            self.names._depth -= 1
        return Any

    def _import(self, node: nodes.Import, scope: dict[str, Any]) -> Any:
        scope[node.target] = _Module(self._exported(node.template))
        return Any

    def _fromimport(self, node: nodes.FromImport, scope: dict[str, Any]) -> Any:
        exported = self._exported(node.template)
        for entry in node.names:
            name, alias = entry if isinstance(entry, tuple) else (entry, entry)
            if exported and name not in exported:
                self._unknown(node.lineno, name, name, exported)
            scope[alias] = exported.get(name, Any)
        return Any

    def _exported(self, template: nodes.Expr) -> dict[str, Any]:
        """The macros and other names that a template gives to those that import it."""
        loaded = self._loaded(template)
        scope: dict[str, Any] = {}
        if loaded and self.names._depth <= _DEEPEST:
            self.names._depth += 1
            _Walk(self.names, loaded[0], frozenset()).body(loaded[1].body, scope)
            self.names._depth -= 1
        return scope

    def _loaded(self, template: nodes.Expr) -> tuple[Source, nodes.Template] | None:
        return self.names.load(template.value) if isinstance(template, nodes.Const) else None
