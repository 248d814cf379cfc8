"""Text of a Word file that nobody can read: hidden, of the colour of its ground, or tiny.

A look is that of the piece itself, of its character style, of its paragraph's style, of its table's, or the file's own,
the first of these that says anything; each style may rest on another one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from carbondocs.designer.uses import PICTURE
from carbondocs.designer.word_source import W
from carbondocs.renderers.word_package import Parts

SMALLEST = 4.0
"""In pt: what is smaller can't be read."""

_STYLES = "word/styles.xml"
_STORY = re.compile(r"word/(document|header|footer)[^/]*\.xml")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp"
_PROPERTIES = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}spPr"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WHITE = "FFFFFF"
_UNTOLD = "?"
"""A ground of which nothing is known."""
_NEAR = 28  # of 255: two greys that can't be told apart
_OFF = {"0", "false", "off", "none"}
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "000080", "darkCyan": "008080",
    "darkGray": "808080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
    "green": "00FF00", "lightGray": "C0C0C0", "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF",
    "yellow": "FFFF00",
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """Why a piece of text can't be read: ``vanish``, ``size`` (``what`` in pt) or ``colour`` (``what`` as #RRGGBB), and
    the style that makes it so; none where the piece itself is so."""

    why: str
    what: str
    style: str


@dataclass(frozen=True)
class Unseen:
    """A piece of text that can't be read, in a file's ``document``, a ``header`` or a ``footer``.

    ``sure`` is false where a picture of the designer's own may lie behind it and make it stand out.
    """

    fault: Fault
    story: str
    text: str
    sure: bool


def unseen(parts: Parts) -> Iterator[Unseen]:
    """The pieces of text of a Word file that can't be read."""
    from lxml import etree

    looks = looks_of(parts)
    stories = {name: etree.fromstring(parts[name]) for name in sorted(parts) if story_of(name)}
    pictured = any(map(_has_backdrop, stories.values()))
    for name, root in stories.items():
        for run in root.iter(f"{W}r"):
            text = "".join(run.itertext(f"{W}t"))
            if text.strip() and not any(True for _ in run.iterancestors(_FALLBACK)):
                for fault in looks.faults(run):
                    yield Unseen(fault, story_of(name), text, sure=not pictured or fault.why != "colour")


def _has_backdrop(story: Any) -> bool:
    """Whether pictures lie behind the text that are none of those that packs have by name."""
    behind = (anchor for anchor in story.iter(f"{_DRAWING}anchor") if anchor.get("behindDoc") not in {None, *_OFF})
    names = (str(anchor.find(f"{_DRAWING}docPr").get("name", "")) for anchor in behind)
    return any(not name.startswith(PICTURE) for name in names)


def story_of(part: str) -> str:
    """What a part is: document, header or footer; nothing for the others."""
    found = _STORY.fullmatch(part)
    return found[1] if found else ""


def looks_of(parts: Parts) -> Looks:
    """The looks of a Word file."""
    from lxml import etree

    return Looks(etree.fromstring(parts[_STYLES]))


@dataclass(frozen=True)
class Looks:
    """The styles of a Word file, and what pieces of text look like by them."""

    root: Any

    def faults(self, run: Any) -> Iterator[Fault]:
        """What of a piece's look hides it."""
        layers = list(self._layers(run))
        hidden, style = _first(layers, "vanish")
        if hidden is not None and hidden.get(f"{W}val") not in _OFF:
            yield Fault("vanish", "", style)
        elif _row_is_hidden(run):
            yield Fault("vanish", "", "")
        size, style = _first(layers, "sz")
        points = SMALLEST if size is None else float(size.get(f"{W}val", 2 * SMALLEST)) / 2
        if points < SMALLEST:
            yield Fault("size", f"{points:g}", style)
        colour, style = _first(layers, "color")
        value = "" if colour is None else colour.get(f"{W}val", "")
        if _is_colour(value) and (ground := self._ground(run, layers)) and _near(value, ground):
            yield Fault("colour", f"#{value.upper()}", style)

    def _layers(self, run: Any) -> Iterator[tuple[Any, str]]:
        """The properties that make a piece's look, the nearest first, each with its style's name."""
        own = run.find(f"{W}rPr")
        if own is not None:
            yield own, ""
            yield from self._chain(_named(own, "rStyle"), "rPr")
        paragraph = next(run.iterancestors(f"{W}p"), None)
        told = None if paragraph is None else paragraph.find(f"{W}pPr")
        yield from self._chain(_named(told, "pStyle") or self._usual, "rPr")
        for table in run.iterancestors(f"{W}tbl"):
            yield from self._chain(_named(table.find(f"{W}tblPr"), "tblStyle"), "rPr")
        defaults = self.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if defaults is not None:
            yield defaults, ""

    def _chain(self, name: str, what: str) -> Iterator[tuple[Any, str]]:
        """The properties of a style and of those that it rests on."""
        for style in self._resting(name):
            found = style.find(f"{W}{what}")
            if found is not None:
                yield found, str(style.find(f"{W}name").get(f"{W}val"))

    def _resting(self, name: str) -> Iterator[Any]:
        seen = set[str]()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            based = self._styles[name].find(f"{W}basedOn")
            name = "" if based is None else based.get(f"{W}val", "")

    @cached_property
    def _styles(self) -> Mapping[str, Any]:
        return {style.get(f"{W}styleId"): style for style in self.root.iter(f"{W}style")}

    @cached_property
    def _usual(self) -> str:
        """The style of paragraphs that name none."""
        return next(
            (
                name
                for name, style in self._styles.items()
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}
            ),
            "",
        )

    def _ground(self, run: Any, layers: Iterable[tuple[Any, str]]) -> str | None:
        """The colour behind a piece; None where it can't be told, as over a picture."""
        marked, _ = _first(layers, "highlight")
        if marked is not None and marked.get(f"{W}val") in _HIGHLIGHTS:
            return _HIGHLIGHTS[marked.get(f"{W}val")]
        for fill in (_fill(_first(layers, "shd")[0]), *map(self._behind, run.iterancestors())):
            if fill is not None:
                return fill if _is_colour(fill) else None
        return _WHITE

    def _behind(self, holder: Any) -> str | None:
        """The colour of what holds text; None where it has none of its own, _UNTOLD where it can't be told."""
        if holder.tag == f"{W}p":
            told = holder.find(f"{W}pPr")
            own = [(told, "")] if told is not None else []
            return _fill(_first([*own, *self._chain(_named(told, "pStyle") or self._usual, "pPr")], "shd")[0])
        if holder.tag == f"{W}tc":
            return _fill(holder.find(f"{W}tcPr/{W}shd"))
        if holder.tag == f"{W}tbl":
            styles = self._resting(_named(holder.find(f"{W}tblPr"), "tblStyle"))
            return _UNTOLD if any(_fill(shade) for style in styles for shade in style.iter(f"{W}shd")) else None
        if holder.tag == _SHAPE:
            return _shape_fill(holder)
        return _UNTOLD if holder.tag == f"{W}pict" else None


def _fill(shade: Any) -> str | None:
    """The colour of a shading; None where it has none."""
    value = "" if shade is None else shade.get(f"{W}fill", "")
    return value if _is_colour(value) else None


def _shape_fill(shape: Any) -> str | None:
    """The colour of a text box; None where it has none."""
    properties = shape.find(_PROPERTIES)
    fills = () if properties is None else [each for each in properties if each.tag.endswith("Fill")]
    if not fills or fills[0].tag == f"{_A}noFill":
        return None
    colour = fills[0].find(f"{_A}srgbClr")
    return _UNTOLD if colour is None else str(colour.get("val"))


def _first(layers: Iterable[tuple[Any, str]], name: str) -> tuple[Any, str]:
    """The first property of that name, with the style that has it."""
    for properties, style in layers:
        found = properties.find(f"{W}{name}")
        if found is not None:
            return found, style
    return None, ""


def _named(properties: Any, what: str) -> str:
    found = None if properties is None else properties.find(f"{W}{what}")
    return "" if found is None else str(found.get(f"{W}val", ""))


def _row_is_hidden(run: Any) -> bool:
    hidden = (row.find(f"{W}trPr/{W}hidden") for row in run.iterancestors(f"{W}tr"))
    return any(each is not None and each.get(f"{W}val") not in _OFF for each in hidden)


def _is_colour(value: str) -> bool:
    return re.fullmatch(r"[0-9A-Fa-f]{6}", value) is not None


def _near(one: str, other: str) -> bool:
    return abs(_grey(one) - _grey(other)) < _NEAR


def _grey(colour: str) -> float:
    red, green, blue = bytes.fromhex(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue
