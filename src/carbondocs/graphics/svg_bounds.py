"""Drawings that stand alone and can be drawn: nothing in them is loaded, uses itself, or is a path without an end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from carbondocs.errors import TemplateError, one
from carbondocs.graphics.path_data import is_path_data

MAX_DRAWN = 200_000
"""How many elements a drawing may have, with each use of one counted."""

MAX_DEPTH = 200
"""How deep elements may lie within each other."""

_LOADS = re.compile(r"@import\s*['\"]?([^;'\"]*)|url\(\s*['\"]?(?!#)([^'\")]*)|@font-face|\\", re.IGNORECASE)
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)")


def bounded_svg(content: bytes, *, doctype: bool = False) -> Element:
    """The root of the drawing; TemplateError where it can't be read, or could not be drawn in any sensible time.

    ``doctype`` lets a DOCTYPE pass, which drawing programs write, but never an entity.
    """
    root = parsed_svg(content, doctype=doctype)
    check_bounds(root, MAX_DRAWN)
    return root


def parsed_svg(content: bytes, *, doctype: bool = False) -> Element:
    """The root of what is well-formed XML without entities; TemplateError where it isn't."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(content, forbid_dtd=not doctype)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise broken(error) from error
    return root


def check_bounds(root: Element, limit: int) -> None:
    """TemplateError where a drawing would load something, or comes to more than ``limit`` elements."""
    for element in root.iter():
        _refuse_references(element)
    if _Drawn(root, limit).count(root) > limit:
        raise _endless(limit)
    for path in root.iter():
        if str(path.tag).rpartition("}")[2] == "path" and not is_path_data(path.get("d", "")):
            raise broken(f"d=“{path.get('d', '')[:40]}”")


def broken(reason: object) -> TemplateError:
    """Refuses a drawing that can't be read."""
    return TemplateError(
        one(
            "svg.broken",
            "The drawing can't be read as SVG: {reason}",
            "Check that it is well-formed XML, without a DOCTYPE, and that nothing in it uses itself.",
            reason=reason,
        )
    )


def reference(url: str, what: str) -> TemplateError:
    """Refuses a drawing that would load something."""
    return TemplateError(
        one(
            "svg.reference",
            "The drawing would load “{url}” ({resource_type}).",
            "Draw everything in the SVG itself; it may not refer to other files or addresses.",
            url=url if len(url) <= 80 else f"{url[:80]}…",
            resource_type=what,
        )
    )


def _refuse_references(element: Element) -> None:
    kind = str(element.tag).rpartition("}")[2]
    texts = [element.text or ""] if kind == "style" else []
    for name, value in element.attrib.items():
        if name.rpartition("}")[2] == "href":
            if kind != "a" and not value.strip().startswith("#"):  # what is clicked on loads nothing
                raise reference(value, kind)
        elif not name.startswith("{"):  # what drawing programs note for themselves is never drawn
            texts.append(value)
    for text in texts:
        if loaded := _LOADS.search(text):
            raise reference(loaded[1] or loaded[2] or loaded[0], kind)


class _Drawn:
    """Counts what is drawn, following what elements use."""

    def __init__(self, root: Element, limit: int) -> None:
        self._named = {name: element for element in root.iter() if (name := element.get("id"))}
        self._limit = limit
        self._counts: dict[Element, int] = {}
        self._open: set[Element] = set()

    def count(self, element: Element) -> int:
        if element in self._open:
            raise broken(element.get("id") or element.tag)
        if len(self._open) >= MAX_DEPTH:
            raise _endless(self._limit)
        if element not in self._counts:
            self._open.add(element)
            used = sum(self.count(other) for other in self._used(element))
            self._counts[element] = 1 + used + sum(map(self.count, element))
            self._open.discard(element)
        return min(self._counts[element], self._limit + 1)

    def _used(self, element: Element) -> Iterator[Element]:
        names = [value[1:] for name, value in element.attrib.items() if name.endswith("href") and value[:1] == "#"]
        for value in element.attrib.values():
            names += _REFERENCE.findall(value)
        return (self._named[name] for name in names if name in self._named)


def _endless(limit: int) -> TemplateError:
    return TemplateError(
        one(
            "svg.endless",
            "The drawing has more than {limit} elements, each use of one counted, or nests them {depth} deep.",
            "Simplify it: let nothing be used again and again by what is used itself.",
            limit=f"{limit:,}",
            depth=MAX_DEPTH,
        )
    )
