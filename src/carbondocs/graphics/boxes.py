"""Text in boxes: lines of outlines fitted into room that is given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from carbondocs.graphics.label import Line
from carbondocs.graphics.outlines import outline

_NEVER_FIRST = frozenset("，。、；：！？）》」』】”’％,.;:!?)]}%/")
_IDEOGRAPHS = 0x2E80


@dataclass(frozen=True)
class Box:
    """A rectangle in the units of a drawing."""

    x: float
    y: float
    width: float
    height: float

    @property
    def square(self) -> Box:
        """The largest square in the middle of it."""
        side = min(self.width, self.height)
        return Box(self.x + (self.width - side) / 2, self.y + (self.height - side) / 2, side, side)

    def scaled(self, factor: float) -> Box:
        """The box in a drawing that is so many times as large."""
        return Box(self.x * factor, self.y * factor, self.width * factor, self.height * factor)

    def holds(self, other: Box, slack: float) -> bool:
        """Whether ``other`` lies within it, give or take ``slack``."""
        return (
            self.x - slack <= other.x
            and self.y - slack <= other.y
            and other.x + other.width <= self.x + self.width + slack
            and other.y + other.height <= self.y + self.height + slack
        )


def fitted(text: str, face: Path, box: Box) -> Line:
    """``text`` as large as its ink fits into ``box``, in the middle of it."""
    ink = outline(text, face, 1)
    size = min(box.width / (ink.right - ink.left), box.height / (ink.bottom - ink.top))
    line = outline(text, face, round(size, 4))
    x = box.x + box.width / 2 - (line.left + line.right) / 2
    y = box.y + box.height / 2 - (line.top + line.bottom) / 2
    return Line(line, round(x, 3), round(y, 3))


def size_within(text: str, face: Path, width: float, largest: float) -> float:
    """The em at which ``text`` is no wider than ``width``, and no larger than ``largest``."""
    return min(largest, width / outline(text, face, 1).width)


def centred(text: str, face: Path, size: float, middle: float, base: float) -> Line:
    """``text`` at that em on a base line, its ink around ``middle``."""
    line = outline(text, face, round(size, 4))
    return Line(line, round(middle - (line.left + line.right) / 2, 3), round(base, 3))


def halves(text: str, face: Path) -> tuple[str, str] | None:
    """``text`` on two lines of about the same width, broken where a line may be; None where it can't be broken."""

    def widest(parts: tuple[str, str]) -> float:
        return max(outline(part, face, 1).width for part in parts)

    breaks = [index for index in range(1, len(text)) if _may_break(text[:index], text[index])]
    parts = [(text[:index].strip(), text[index:].strip()) for index in breaks]
    return min(parts, key=widest, default=None)


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end here: at a space or an ideograph, but never between a number and its unit."""
    if after in _NEVER_FIRST or after == " " or before.rstrip()[-1:].isdigit():
        return False
    return before.endswith(" ") or max(ord(before[-1]), ord(after)) >= _IDEOGRAPHS
