"""Which pictures of a page that is laid out can be seen: none that is hidden, has no size or lies off the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

PICTURE = "picture:"

_LEAST = 1.0  # px of a side that is on the page


class _Frame(NamedTuple):
    """What of the page can be seen, in px; its sides from the page's upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def shows(self, box: Any) -> bool:
        inner = self.within(box)
        return inner.right - inner.left >= _LEAST and inner.bottom - inner.top >= _LEAST

    def within(self, box: Any) -> _Frame:
        """The part of it that lies in a box's padding."""
        left, top = box.padding_box_x(), box.padding_box_y()
        return _Frame(
            max(self.left, left),
            max(self.top, top),
            min(self.right, left + box.padding_width()),
            min(self.bottom, top + box.padding_height()),
        )


def visible_pictures(document: Any) -> Counter[str]:
    """The elements of a document that show pictures, by the picture's name, with how many can be seen."""
    seen = set[tuple[str, Any]]()
    for page in document.pages:
        box = page._page_box
        seen.update(_seen(box, _Frame(0, 0, box.margin_width(), box.margin_height())))
    return Counter(name for name, _ in seen)


def _seen(box: Any, frame: _Frame) -> Iterator[tuple[str, Any]]:
    """The pictures within a box that ``frame`` shows, each with its element, which may stand on many pages."""
    style = box.style
    if style["opacity"] == 0 or ("scale", (0, 0)) in style["transform"]:
        return
    if style["transform"]:
        frame = _Frame(*[-float("inf")] * 2, *[float("inf")] * 2)  # it may be moved anywhere
    address = box.element.get("src", "") if box.element_tag == "img" and box.element is not None else ""
    if address.startswith(PICTURE) and hasattr(box, "replacement"):
        if style["visibility"] == "visible" and frame.shows(box):
            yield address.removeprefix(PICTURE), box.element
        return
    inner = frame.within(box) if style["overflow"] != "visible" and box.element_tag != "html" else frame
    for child in box.children:
        yield from _seen(child, frame if child.is_absolutely_positioned() else inner)
