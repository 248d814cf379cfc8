"""What foreign SVG may hold: shapes, and nothing that runs, loads, animates, needs a font, or grows without end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from carbondocs.diagnostics import Message, message
from carbondocs.errors import InvalidValue
from carbondocs.graphics.plain_svg import is_path_data

MAX_SHAPES = 20_000
"""How many elements a drawing may come to, counting those that ``use`` repeats."""

MAX_DEPTH = 60

_SHAPES = frozenset(
    {
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "title",
        "desc",
        "metadata",
        "style",
    }
)
_INVISIBLE = frozenset({"title", "desc", "metadata"})
_NAMESPACES = {"http://www.w3.org/2000/svg", ""}
_LINK = "{http://www.w3.org/1999/xlink}href"
_LOADS = re.compile(r"url\(\s*(?!['\"]?#)|@import|@font-face|expression\s*\(|javascript:|\\|data:", re.IGNORECASE)

_TEXT_HINT = message("Turn it into paths in your drawing program; the printer's machine may lack the font.")
_SHAPES_HINT = message("Export the artwork as plain SVG that holds nothing but shapes.")
_HINTS = {
    **dict.fromkeys(("text", "tspan", "textPath", "flowRoot", "font"), _TEXT_HINT),
    "image": message("Draw it as paths: a picture in the artwork doesn't scale."),
}


def without_namespaces(root: Element) -> None:
    """Take out what editors leave behind and no viewer shows; give SVG's own elements and links their plain names."""
    for parent in root.iter():
        for child in list(parent):
            namespace, name = _parted(child.tag)
            if not isinstance(child.tag, str) or namespace not in _NAMESPACES or name in _INVISIBLE:
                parent.remove(child)
    for element in root.iter():
        element.tag = _parted(element.tag)[1]
        if _LINK in element.attrib:
            element.attrib["href"] = element.attrib.pop(_LINK)
        for attribute in [key for key in element.attrib if key.startswith("{")]:
            del element.attrib[attribute]


def check_drawing(root: Element, name: str) -> None:
    """Refuse, as `InvalidValue`, a drawing ``name`` that holds more than shapes."""
    if root.tag != "svg":
        raise _refusal("artwork.broken", message("The artwork {name} can't be read as SVG.", name=name), _SHAPES_HINT)
    for element, depth in _with_depth(root):
        if depth > MAX_DEPTH:
            raise _too_much(name)
        _check_element(element, name)
    _check_repeats(root, name)


def _check_element(element: Element, name: str) -> None:
    if element.tag not in _SHAPES:
        raise _refusal(
            "artwork.element",
            message("The artwork {name} holds a <{element}>, which may not be in it.", name=name, element=element.tag),
            _HINTS.get(element.tag, _SHAPES_HINT),
        )
    for attribute, value in element.attrib.items():
        if attribute.lower().startswith("on"):
            raise _refusal(
                "artwork.script",
                message("The artwork {name} would run a script ({attribute}).", name=name, attribute=attribute),
                _SHAPES_HINT,
            )
        if (attribute == "href" and not value.startswith("#")) or (attribute != "href" and _LOADS.search(value)):
            raise _loads(name, value)
    if element.tag == "path" and not is_path_data(element.get("d", "")):
        raise _refusal("artwork.broken", message("A path in the artwork {name} is broken.", name=name), _SHAPES_HINT)
    if element.tag == "style" and _LOADS.search(element.text or ""):
        raise _loads(name, (element.text or "").strip())


def _check_repeats(root: Element, name: str) -> None:
    """Count what ``use`` repeats, so that a few lines can't grow into millions of shapes."""
    targets = {element.attrib["id"]: element for element in root.iter() if "id" in element.attrib}
    counted: dict[Element, int] = {}
    open_now: set[Element] = set()

    def count(element: Element) -> int:
        if element in open_now or len(open_now) > 10 * MAX_DEPTH:
            raise _too_much(name)
        if element not in counted:
            open_now.add(element)
            target = targets.get(element.get("href", "")[1:]) if element.tag == "use" else None
            counted[element] = 1 + sum(map(count, element)) + (count(target) if target is not None else 0)
            open_now.remove(element)
        return counted[element]

    if count(root) > MAX_SHAPES:
        raise _too_much(name)


def _with_depth(root: Element) -> Iterator[tuple[Element, int]]:
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        yield element, depth
        waiting.extend((child, depth + 1) for child in element)


def _parted(tag: object) -> tuple[str, str]:
    namespace, _, name = str(tag).rpartition("}")
    return namespace.lstrip("{"), name


def _loads(name: str, value: str) -> InvalidValue:
    shown = value if len(value) <= 60 else f"{value[:60]}…"
    return _refusal(
        "artwork.reference",
        message("The artwork {name} would load something: {value}", name=name, value=shown),
        message("Draw everything in the file itself; it may refer to its own parts only."),
    )


def _too_much(name: str) -> InvalidValue:
    return _refusal(
        "artwork.endless",
        message("The artwork {name} repeats or nests its parts beyond {limit} shapes.", name=name, limit=MAX_SHAPES),
        message("Simplify it: release its symbols and clones in your drawing program."),
    )


def _refusal(code: str, problem: Message, hint: Message) -> InvalidValue:
    return InvalidValue(code, problem, hint)
