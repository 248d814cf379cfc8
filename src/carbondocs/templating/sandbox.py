"""Jinja for templates that strangers may have edited: nothing reaches out of it, and nothing in it is endless.

Jinja's own sandbox keeps Python's inner attributes away. Here it is closed further, to methods that only tell
something and to operations whose result is no larger than a document; and each filling is metered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import date
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.templating.meter import metered, spend
from carbondocs.templating.operations import FILTERS, FUNCTIONS, OPERATIONS, bounded_number, bounded_text, counted
from carbondocs.workspace import Folder

_TEXT = frozenset((
    "capitalize", "casefold", "count", "endswith", "find", "index", "isalnum", "isalpha", "isascii",
    "isdecimal", "isdigit", "islower", "isnumeric", "isspace", "isupper", "lower", "lstrip", "partition",
    "removeprefix", "removesuffix", "rfind", "rindex", "rpartition", "rsplit", "rstrip", "split", "splitlines",
    "startswith", "strip", "swapcase", "title", "upper",
))  # fmt: skip
_METHODS: tuple[tuple[Any, frozenset[str]], ...] = (
    (str, _TEXT),
    (Mapping, frozenset(("get", "items", "keys", "values"))),
    ((list, tuple), frozenset(("count", "index"))),
    (date, frozenset(("isoformat", "isoweekday", "weekday"))),
)
_OF_JINJA = (Macro, LoopContext, BlockReference, Cycler, Joiner)


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of all our templates. ``finalize`` has the last word about each value that is written."""

    intercepted_binops = frozenset(OPERATIONS)

    def __init__(self, finalize: Callable[[Any], Any] = lambda value: value, **options: Any) -> None:
        def final(value: Any) -> Any:
            written = finalize(value)
            spend(0, len(str(written)))
            return written

        super().__init__(undefined=jinja2.StrictUndefined, autoescape=True, finalize=final, **options)
        self.globals = dict(FUNCTIONS)
        self.filters = dict(FILTERS)
        self.spend, self.counted = spend, counted

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Nothing that Python, or a class of ours, keeps to itself."""
        return not attr.startswith("_") and super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, what templates are given, and methods that only tell something."""
        if isinstance(obj, _OF_JINJA) or any(obj is known for known in (*FUNCTIONS.values(), spend, counted)):
            return True
        owner, name = getattr(obj, "__self__", None), getattr(obj, "__name__", "_")
        if isinstance(owner, _OF_JINJA):
            return True
        if is_dataclass(owner):  # of a document's context
            return not isinstance(owner, type | Folder) and not name.startswith("_")
        return any(isinstance(owner, kind) and name in allowed for kind, allowed in _METHODS)

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what is safe to call, with numbers of a sensible size and texts that can be searched for."""
        owner = getattr(obj, "__self__", None)
        if is_dataclass(owner) or isinstance(owner, str):
            for argument in (*args, *kwargs.values()):
                bounded_number(bounded_text(argument))
        return super().call(context, obj, *args, **kwargs)

    def call_filter(self, *args: Any, **kwargs: Any) -> Any:
        """A filter that another one, such as map, calls for each item."""
        spend(1, 0)
        return super().call_filter(*args, **kwargs)

    def call_test(self, *args: Any, **kwargs: Any) -> Any:
        """A test that a filter, such as select, calls for each item."""
        spend(1, 0)
        return super().call_test(*args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        """An operation, unless its result would be too large."""
        return OPERATIONS[operator](left, right)

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        _note_steps(source)
        return super()._generate(source, *args, **kwargs)


def filled(template: jinja2.Template, context: Mapping[str, Any]) -> str:
    """The template filled in; InvalidValue where it goes on without end."""
    with metered():
        try:
            return template.render(context)
        except RecursionError as error:
            raise InvalidValue(
                "template.endless",
                message("The template includes itself without end."),
                message("Take out the include or the macro that leads back to itself."),
            ) from error


def _note_steps(template: nodes.Template) -> None:
    """Let each row, branch, macro and block note that it is gone through, and how much fixed text it writes."""
    for node in [template, *template.find_all(nodes.Node)]:
        for name in {"body", "else_"} & set(node.fields):
            statements = getattr(node, name)
            if isinstance(statements, list) and (statements or name == "body"):
                statements.insert(0, _step(statements, node.lineno))
        if isinstance(node, nodes.Concat):
            node.nodes = [_call("counted", [part], node.lineno) for part in node.nodes]


def _step(statements: list[nodes.Node], line: int) -> nodes.Node:
    texts = (part for node in statements if isinstance(node, nodes.Output) for part in node.nodes)
    fixed = sum(len(part.data) for part in texts if isinstance(part, nodes.TemplateData))
    return nodes.ExprStmt(_call("spend", [nodes.Const(1), nodes.Const(fixed)], line)).set_lineno(line)


def _call(method: str, arguments: list[Any], line: int) -> Any:
    return nodes.Call(nodes.EnvironmentAttribute(method), arguments, [], None, None).set_lineno(line)
