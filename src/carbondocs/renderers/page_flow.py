"""The flow of a page that must hold all: the parts that move apart where there is room.

They are the elements whose ids begin with ``flow-``, and they end above the one named ``foot``.
"""

from __future__ import annotations

from math import floor
from typing import Any

_PIXELS_PER_MM = 96 / 25.4
_FLOW = "flow-"
_SPREAD_STEP, _MOST_SPREAD = 0.25, 4.5  # mm


def lowest_part(document: Any) -> str:
    """The id of that part of the flow which reaches furthest down, on the last page that has any."""
    reached = [
        (number, bottom, name)
        for number, page in enumerate(document.pages)
        for name, (_, _, _, bottom) in page.anchors.items()
        if name.startswith(_FLOW)
    ]
    return str(max(reached)[2]) if reached else ""


def fills_page(document: Any, weasyprint: Any) -> bool:
    """Whether all is on one page; the parts of its flow are then moved apart, so that they fill it.

    To move what is laid out saves a second layout.
    """
    if len(document.pages) != 1:
        return False
    page = document.pages[0]
    bottoms = [bottom for name, (_, _, _, bottom) in page.anchors.items() if name.startswith(_FLOW)]
    if not bottoms or "foot" not in page.anchors:
        return True
    room = (page.anchors["foot"][1] - max(bottoms)) / _PIXELS_PER_MM
    if room < 0:
        return False
    spread = min(floor(room / len(bottoms) / _SPREAD_STEP) * _SPREAD_STEP, _MOST_SPREAD)
    boxes = page._page_box.descendants(placeholders=True)
    parts = [box for box in boxes if (box.style["anchor"] or "").startswith(_FLOW)]
    for index, part in enumerate(parts):
        part.translate(dy=index * spread * _PIXELS_PER_MM)
        weasyprint.layout_box_backgrounds(page._page_box, part, None)
    return True
