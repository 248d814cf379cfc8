"""The kinds of document: every module or package here that has a ``KIND`` is one."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from carbondocs.errors import UsageError, one
from carbondocs.kinds.base import Kind
from carbondocs.values.model import Model


@cache
def kinds() -> dict[str, Kind[Model]]:
    """All kinds by name; RuntimeError where two have the same name."""
    found: dict[str, Kind[Model]] = {}
    for module in pkgutil.iter_modules(__path__):
        kind = getattr(import_module(f"{__name__}.{module.name}"), "KIND", None)
        if kind is None:
            continue
        if kind.name in found:
            raise RuntimeError(f"two kinds are named {kind.name}")
        found[kind.name] = kind
    return found


def kind(name: str) -> Kind[Model]:
    """The kind of that name; UsageError for any other name."""
    if name not in kinds():
        raise UsageError(
            one(
                "kind.unknown",
                "There is no kind of document {name}.",
                "Use one of {known}.",
                name=name,
                known=", ".join(kinds()),
            )
        )
    return kinds()[name]
