"""The kinds of document: every module or package here that has a ``KIND``, and those that other distributions bring."""

from __future__ import annotations

import pkgutil
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Literal

from carbondocs.diagnostics import Severity
from carbondocs.errors import MachineError, UsageError, one
from carbondocs.kinds.base import Kind
from carbondocs.kinds.plugins import Plugin
from carbondocs.kinds.plugins import plugins as other_distributions
from carbondocs.values.model import Model
from carbondocs.workspace import shipped


@cache
def kinds() -> dict[str, Kind[Model]]:
    """All sound kinds by name, carbondocs' own first; RuntimeError where two of those have the same name."""
    return {**_built_in(), **{plugin.name: plugin.kind for plugin in plugins() if plugin.kind}}


@cache
def plugins() -> tuple[Plugin, ...]:
    """The kinds of other distributions, the faulty ones too."""
    return tuple(other_distributions(_built_in()))


@cache
def _built_in() -> dict[str, Kind[Model]]:
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
    """The kind of that name; MachineError where the distribution that brings it is faulty, else UsageError."""
    if name in kinds():
        return kinds()[name]
    faults = [plugin.fault for plugin in plugins() if plugin.fault and plugin.name == name]
    if faults:
        raise MachineError([replace(fault, severity=Severity.ERROR) for fault in faults])
    raise UsageError(
        one(
            "kind.unknown",
            "There is no kind of document {name}.",
            "Use one of {known}.",
            name=name,
            known=list(kinds()),
        )
    )


def folder(what: Literal["templates", "samples"], name: str) -> Path:
    """The folder in which the templates or samples of that kind stand, in one of the kind's own name."""
    homes = (plugin.home for plugin in plugins() if plugin.home and plugin.name == name)
    return next((home / what for home in homes), shipped(what))
