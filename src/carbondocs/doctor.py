"""What this machine has for rendering: engines with their versions, fonts with their checksums, added kinds."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from carbondocs.diagnostics import NOTHING, Message, message
from carbondocs.errors import MachineError
from carbondocs.faces import Face, faces_in
from carbondocs.kinds import plugins
from carbondocs.kinds.plugins import Plugin
from carbondocs.workspace import shipped

_APT = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libcairo2"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: what was found, whether it will do, whether it must, and the remedy."""

    name: str
    found: str
    sound: bool
    needed: bool = True
    remedy: Message = NOTHING


def examine() -> Iterator[Check]:
    """Everything that rendering rests on, one thing after the other."""
    yield Check("Python", platform.python_version(), sound=True)
    yield from _libraries()
    yield _engine("Pango", _pango, message("On Debian and Ubuntu: {command}.", command=_APT))
    yield _subsetter()
    yield _engine("cairo", _cairo, message("On Debian and Ubuntu: {command}.", command=_APT))
    yield from _fonts()
    yield from map(_plugin, plugins())
    yield _program(
        "LibreOffice", ("soffice", "libreoffice"), message("Only needed to look at Word files as pages here.")
    )


def _libraries() -> Iterator[Check]:
    for name in ("carbondocs", "weasyprint", "cairosvg", "docxtpl", "python-docx", "jinja2", "pydantic", "babel"):
        yield Check(name, metadata.version(name), sound=True)


def _engine(name: str, version: Callable[[], str], remedy: Message) -> Check:
    try:
        return Check(name, version(), sound=True)
    except (MachineError, OSError, ImportError) as error:
        return Check(name, str(error).splitlines()[0], sound=False, remedy=remedy)


def _pango() -> str:
    from carbondocs.renderers.pdf import engine_versions

    return engine_versions()["pango"]


def _cairo() -> str:
    from carbondocs.graphics.raster import cairo_version

    return cairo_version()


def _subsetter() -> Check:
    from carbondocs.renderers.pdf import engine_versions

    remedy = message(
        "Without it PDF takes tens of times longer. On Debian and Ubuntu: {command}.",
        command="apt install libharfbuzz-subset0",
    )
    try:
        version = engine_versions()["subsetter"]
    except MachineError:
        version = ""
    return Check("HarfBuzz subset", version or "–", sound=bool(version), needed=False, remedy=remedy)


def _fonts() -> Iterator[Check]:
    folder = shipped("fonts")
    lines = (line.split() for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    sums = {name: digest for digest, name in lines}
    present = {face.path.name: face for face in faces_in(folder)}
    for name, expected in sums.items():
        yield _font(name, present.get(name), expected)


def _font(name: str, face: Face | None, expected: str) -> Check:
    remedy = message("Install carbondocs anew.")
    if face is None:
        return Check(name, "–", sound=False, remedy=remedy)
    actual = face.sha256()
    return Check(name, f"{face.family} {face.weight}, {actual[:12]}", sound=actual == expected, remedy=remedy)


def _plugin(plugin: Plugin) -> Check:
    """A kind of another distribution, which nothing else needs."""
    found = str(plugin.fault.message) if plugin.fault else plugin.name
    remedy = plugin.fault.hint if plugin.fault else NOTHING
    return Check(plugin.distribution, found, sound=plugin.kind is not None, needed=False, remedy=remedy)


def _program(name: str, commands: tuple[str, ...], remedy: Message) -> Check:
    path = next((found for command in commands if (found := shutil.which(command))), None)
    return Check(name, Path(path).name if path else "–", sound=path is not None, needed=False, remedy=remedy)
