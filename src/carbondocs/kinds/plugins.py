"""Kinds of document that other distributions bring.

An installed distribution names each of its kinds in the entry-point group ``carbondocs.kinds``: the entry's name is
the kind's, its value the module or package that has ``KIND``. The kind's templates, samples and catalogues lie in
folders of these names beside that module. What is wrong with one of them is kept as its fault and stops no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path

from carbondocs.diagnostics import Diagnostic, Place, Severity, message
from carbondocs.errors import InvalidValue
from carbondocs.kinds.base import Kind
from carbondocs.language import add_catalogues
from carbondocs.values.model import Model

GROUP = "carbondocs.kinds"
_REMEDY = message("Install it anew, or ask its makers; all other kinds work without it.")


@dataclass(frozen=True)
class Plugin:
    """A kind that a distribution brings, with the folder of its module; or its fault, a warning, in place of both."""

    name: str
    distribution: str
    kind: Kind[Model] | None = None
    home: Path | None = None
    fault: Diagnostic | None = None


def plugins(built_in: Mapping[str, Kind[Model]]) -> Iterator[Plugin]:
    """All kinds of other distributions, ordered by these and by name; none takes a name that is there already."""
    owners = dict.fromkeys(built_in, "carbondocs")
    for entry in sorted(metadata.entry_points(group=GROUP), key=lambda entry: (_distribution(entry), entry.name)):
        found = _plugin(entry, owners)
        if found.kind:
            owners[found.name] = found.distribution
        yield found


def _plugin(entry: metadata.EntryPoint, owners: Mapping[str, str]) -> Plugin:
    distribution = _distribution(entry)
    try:
        if entry.name in owners:
            problem = message("{owner} has a kind of that name.", owner=owners[entry.name])
            raise InvalidValue("plugin.taken", problem, _REMEDY)
        kind, home = _loaded(entry)
    except InvalidValue as error:
        place = Place(distribution, entry.name)
        fault = Diagnostic(error.code, error.problem, error.hint, place, severity=Severity.WARNING)
        return Plugin(entry.name, distribution, fault=fault)
    return Plugin(entry.name, distribution, kind, home)


def _loaded(entry: metadata.EntryPoint) -> tuple[Kind[Model], Path]:
    """The kind and the folder of its module; its catalogues are read. InvalidValue says what is wrong with it."""
    try:
        module = import_module(entry.value)
    except (Exception, SystemExit) as error:  # another's code may fail in any way, and must not stop the other kinds
        problem = message("{module} can't be imported: {reason}.", module=entry.value, reason=_told(error))
        raise InvalidValue("plugin.import", problem, _REMEDY) from error
    kind = getattr(module, "KIND", None)
    if not isinstance(kind, Kind):
        raise InvalidValue("plugin.kind", message("{module} has no KIND.", module=entry.value), _REMEDY)
    if kind.name != entry.name:
        problem = message("The KIND of {module} is named {own}.", module=entry.value, own=kind.name)
        raise InvalidValue("plugin.name", problem, _REMEDY)
    home = Path(str(module.__file__)).parent
    try:
        add_catalogues(home / "catalogues")
    except Exception as error:
        problem = message(
            "The catalogues of {module} can't be read: {reason}.", module=entry.value, reason=_told(error)
        )
        raise InvalidValue("plugin.catalogues", problem, _REMEDY) from error
    return kind, home


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".rstrip(".: ")


def _distribution(entry: metadata.EntryPoint) -> str:
    """Name and version of the distribution that has the entry."""
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else GROUP
