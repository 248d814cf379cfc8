"""Which names a template uses: walked through its loops, macros and imports with the types of the context."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import jinja2
from jinja2 import nodes

from carbondocs.designer.nearest import MOST, first_of, nearest
from carbondocs.designer.shapes import Shape, attribute, item, members, records
from carbondocs.designer.sources import Source
from carbondocs.designer.walk import Load, Macro, Module, Scope, Value, Walk
from carbondocs.diagnostics import Diagnostic, Message, message

Shown = Callable[[Source, int, str], None]
"""Is told the plain text between tags as it is reached, with the number of its first line."""

_ONE_OF = {"first", "last", "random", "min", "max"}
_SAME = {"default", "d", "sort", "list", "unique", "reverse", "select", "reject", "selectattr", "rejectattr"}
_GUARDS = {"defined", "undefined"}


class Names(Walk[Shape]):
    """The walk through the templates of one pack: findings, and the top names that were used."""

    def __init__(self, kind: str, environment: jinja2.Environment, load: Load, shown: Shown) -> None:
        super().__init__(load, unknown=Any)
        self.findings: list[Diagnostic] = []
        self.used: set[str] = set()
        self._kind, self._environment, self._shown = kind, environment, shown
        self._top: Mapping[str, Shape] = {}
        self._told: set[tuple[str, str]] = set()

    def walk(self, source: Source, tree: nodes.Template, names: Mapping[str, Shape]) -> None:
        """Walk a template that sees ``names``; what is wrong is added to ``findings``."""
        self._top = names
        scope: Scope[Shape] = dict(names)
        self.through(source, tree, scope)
        for value in scope.values():
            if isinstance(value, Macro) and value.source is source and value.node not in self.calls:
                self.call(value)

    def text(self, node: nodes.TemplateData) -> None:
        self._shown(self.source, node.lineno, node.data)

    def name(self, node: nodes.Name, scope: Scope[Shape]) -> Value[Shape]:
        if node.name in scope:
            self.used.update({node.name} & self._top.keys())
        elif node.name not in self._environment.globals:
            self._unknown(node.lineno, node.name, node.name, [name for name in scope if not name.startswith("_")])
        return scope.get(node.name, Any)

    def part(self, node: nodes.Getattr | nodes.Getitem, holder: Shape) -> Shape:
        if isinstance(node, nodes.Getattr):
            return self._member(node, holder, node.attr)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._member(node, holder, node.arg.value)
        return holder if isinstance(node.arg, nodes.Slice) else self.item(holder)

    def item(self, holder: Shape) -> Shape:
        each = item(holder)
        return Any if each is None else each

    def other(self, _: Sequence[Value[Shape]]) -> Shape:
        return Any

    def lacking(self, node: nodes.Node, name: str, module: Module[Shape]) -> None:
        self._unknown(node.lineno, name, name, module.names)

    def _member(self, node: nodes.Node, shape: Shape, name: str) -> Shape:
        if shape is Any:
            return Any
        found = attribute(shape, name)
        if not found:
            known = [each for record in records(shape) for each in members(record)]
            self._unknown(node.lineno, f".{name}", name, known, is_list=item(shape) is not None)
            return Any
        return found[0] if len(found) == 1 else found[0] | found[1]

    def _filter(self, node: nodes.Filter, scope: Scope[Shape]) -> Value[Shape]:
        value = self.step(node.node, scope) if node.node else Any
        for argument in (*node.args, *node.kwargs):
            self.step(argument, scope)
        filters = self._environment.filters
        if node.name not in filters:
            self._not_there(node, message("There is no filter {name}.", name=node.name), filters)
        if node.name in _ONE_OF:
            return self.item(self.known(value))
        return value if node.name in _SAME else Any

    def _test(self, node: nodes.Test, scope: Scope[Shape]) -> Shape:
        if node.name not in _GUARDS:
            tests = self._environment.tests
            if node.name not in tests:
                self._not_there(node, message("There is no test {name}.", name=node.name), tests)
            self.step(node.node, scope)
        return bool

    def _condexpr(self, node: nodes.CondExpr, scope: Scope[Shape]) -> Value[Shape]:
        self.step(node.test, scope)
        value = self.step(node.expr1, scope)
        other = self.step(node.expr2, scope) if node.expr2 else value
        return value if value == other else Any

    def _unknown(self, line: int, wanted: str, name: str, known: Iterable[str], is_list: bool = False) -> None:
        if near := nearest(name, known):
            hint = message("Did you mean {nearest}?", nearest=near)
        elif is_list:
            hint = message("It is a list: go over it with a for loop, or take one of it, as in [0].")
        else:
            hint = self._any_of(list(known))
        self._tell("name.unknown", line, wanted, message("There is no field {name} here.", name=name), hint)

    def _any_of(self, known: list[str]) -> Message:
        if not known:
            return message("It has no fields.")
        if len(known) <= MOST:
            return message("Use one of {known}.", known=known)
        return message(
            "Use one of {known}; carbondocs templates fields {kind} tells all.", known=first_of(known), kind=self._kind
        )

    def _not_there(self, node: nodes.Filter | nodes.Test, problem: Message, known: Iterable[str]) -> None:
        near = nearest(node.name, known)
        hint = message("Did you mean {nearest}?", nearest=near) if near else message("Leave it out.")
        self._tell("filter.unknown", node.lineno, node.name, problem, hint)

    def _tell(self, code: str, line: int, wanted: str, problem: Message, hint: Message) -> None:
        """Add a finding, once for each place and name."""
        place = self.source.place(self.source.in_line(line, wanted))
        if (f"{place}", wanted) not in self._told:
            self._told.add((f"{place}", wanted))
            self.findings.append(Diagnostic(code, problem, hint, place))
