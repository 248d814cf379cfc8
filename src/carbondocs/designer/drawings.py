"""The check of a pack's drawings as they are filled in: tags that aren't closed, and colours that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from xml.parsers import expat

from carbondocs.designer.filled import Filler
from carbondocs.designer.sources import Source
from carbondocs.diagnostics import Diagnostic, Message, Place, Severity, message
from carbondocs.errors import TemplateError
from carbondocs.kinds.base import Context
from carbondocs.kinds.drawn import DrawingContext
from carbondocs.renderers.drawings import layer_names
from carbondocs.templating.environment import fill, names
from carbondocs.templating.pack import Pack

BROKEN = "svg.broken"

_PAINTED = ("stroke", "fill", "stop-color", "color")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")


@dataclass
class _Reading:
    """A drawing as it is read: the tags that are open, with where, and the colours that can't be read."""

    text: str
    open: list[tuple[str, int]] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)
    fault: tuple[Message, int] | None = None

    def __post_init__(self) -> None:
        self._content = self.text.encode()
        self._parser = expat.ParserCreate()

    def read(self) -> Self:
        """Read it all, or to where it breaks off."""
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = lambda _: self.open.pop()
        try:
            self._parser.Parse(self._content, True)
        except expat.ExpatError as error:
            self.fault = self._told(error)
        return self

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.open.append((name, self._at(self._parser.CurrentByteIndex)))
        painted = (attributes.get(each, "").strip() for each in _PAINTED)
        self.colours += [each for each in painted if each.startswith("#") and not _COLOUR.fullmatch(each)]

    def _at(self, index: int) -> int:
        return len(self._content[:index].decode("utf-8", "ignore"))

    def _told(self, error: expat.ExpatError) -> tuple[Message, int]:
        at = self._at(self._parser.ErrorByteIndex)
        closing = re.search(r"</([\w:.-]+)[^<]*$", self.text[: self.text.find(">", at) + 1] or self.text)
        mismatched = error.code == expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]
        if mismatched and self.open and not (closing and closing[1] not in {name for name, _ in self.open}):
            name, begun = self.open[-1]
            return message("The tag <{name}> isn't closed, or one in it is closed twice.", name=name), begun
        if mismatched and closing:
            return message("The tag </{name}> closes nothing: it is closed twice, or was never opened.",
                           name=closing[1]), closing.start()  # fmt: skip
        if self.open and at >= len(self.text.rstrip()):
            name, begun = self.open[-1]
            return message("The tag <{name}> isn't closed.", name=name), begun
        return message("Here the drawing can't be read: a quote, a bracket or a sign is wrong."), at


def broken_drawings(pack: Pack, context: Context) -> Iterator[Diagnostic]:
    """What is wrong in the drawings of a pack, with the line in its template."""
    for template, given in dict(_drawings(pack, context)).items():
        try:
            text = fill(pack.folders, template, given)
        except TemplateError:
            continue
        reading = _Reading(text).read()
        if reading.fault:
            yield _broken(reading.fault[0], _place(pack, template, given))
        yield from (_colour(each, _written(pack, template, each)) for each in dict.fromkeys(reading.colours))


def _drawings(pack: Pack, context: Context) -> Iterator[tuple[str, dict[str, Any]]]:
    """The templates of drawings, each with the names that it sees."""
    manifest = pack.manifest
    if manifest.layer:
        yield manifest.layer, layer_names(manifest.page, context.colours)
    yield from ((template, names(context)) for template in manifest.drawings.values())
    if manifest.drawing and isinstance(context, DrawingContext):
        yield manifest.drawing, {**names(context), "canvas": context.canvas.trimmed}


def _place(pack: Pack, template: str, given: Mapping[str, Any]) -> Place:
    """Where in the templates a drawing breaks off."""
    filled = Filler(pack).fill(template, given)
    fault = _Reading(filled.text).read().fault if filled else None
    return filled.place(fault[1]) if filled and fault else Place(template)


def _written(pack: Pack, template: str, colour: str) -> Place:
    """Where the template writes a colour, or else the template."""
    source = Source(template, pack.read(template).decode("utf-8", "replace"))
    at = source.text.find(colour)
    return source.place(at) if at >= 0 else Place(template)


def _broken(problem: Message, place: Place) -> Diagnostic:
    return Diagnostic(BROKEN, problem, message("Let each tag be closed once: <g>…</g>, <path …/>."), place)


def _colour(colour: str, place: Place) -> Diagnostic:
    problem = message("{colour} is no colour, so that nothing is drawn with it.", colour=colour)
    hint = message("Write # and 6 digits (0–9, a–f), such as #7a1f1f.")
    return Diagnostic("svg.colour", problem, hint, place, severity=Severity.WARNING)
