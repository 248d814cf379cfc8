"""What drawings that people supply may hold: shapes, and nothing that runs, loads, animates, or needs a font."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from carbondocs.diagnostics import Message, message
from carbondocs.errors import InvalidValue, TemplateError
from carbondocs.graphics.raster import svg_to_pdf
from carbondocs.graphics.svg_bounds import check_bounds, parsed_svg

MAX_SHAPES = 20_000
"""How many elements a drawing may come to, counting those that ``use`` repeats."""

_SHAPES = frozenset({
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "linearGradient", "radialGradient", "stop", "clipPath", "mask", "style",
})  # fmt: skip
_INVISIBLE = frozenset({"title", "desc", "metadata"})
_NAMESPACES = {"http://www.w3.org/2000/svg", ""}
_LINK = "{http://www.w3.org/1999/xlink}href"

_TEXT_HINT = message("Turn it into paths in your drawing program; the printer's machine may lack the font.")
_SHAPES_HINT = message("Export it as plain SVG that holds nothing but shapes.")
_HINTS = {
    **dict.fromkeys(("text", "tspan", "textPath", "flowRoot", "font"), _TEXT_HINT),
    "image": message("Draw it as paths: a picture within a drawing doesn't scale."),
}


def supplied_drawing(content: bytes, name: str) -> Element:
    """The root of the drawing ``name``, all of it under plain names; InvalidValue where it holds more than shapes."""
    try:
        root = parsed_svg(content, doctype=True)
        _without_namespaces(root)
        if root.tag != "svg":
            raise _refusal("svg.broken", message("{name} can't be read as SVG.", name=name), _SHAPES_HINT)
        for element in root.iter():
            _check_element(element, name)
        check_bounds(root, MAX_SHAPES)
    except TemplateError as error:
        raise _of_the_file(error, name) from error
    return root


def try_out(svg: str, name: str) -> None:
    """Refuse, as InvalidValue, a drawing that the engine which will draw it can't draw."""
    try:
        svg_to_pdf(svg)
    except TemplateError as error:
        raise _of_the_file(error, name) from error


def _without_namespaces(root: Element) -> None:
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


def _check_element(element: Element, name: str) -> None:
    if element.tag not in _SHAPES:
        raise _refusal(
            "svg.element",
            message("{name} holds a <{element}>, which may not be in it.", name=name, element=element.tag),
            _HINTS.get(element.tag, _SHAPES_HINT),
        )
    if attribute := next((key for key in element.attrib if key.lower().startswith("on")), None):
        problem = message("{name} would run a script ({attribute}).", name=name, attribute=attribute)
        raise _refusal("svg.script", problem, _SHAPES_HINT)


def _parted(tag: object) -> tuple[str, str]:
    namespace, _, name = str(tag).rpartition("}")
    return namespace.lstrip("{"), name


def _of_the_file(error: TemplateError, name: str) -> InvalidValue:
    (told,) = error.diagnostics
    problem = message("{name} can't be used. {reason}", name=name, reason=told.message)
    return _refusal(told.code, problem, told.hint or _SHAPES_HINT)


def _refusal(code: str, problem: Message, hint: Message) -> InvalidValue:
    return InvalidValue(code, problem, hint)
