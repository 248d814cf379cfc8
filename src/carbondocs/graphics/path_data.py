"""Path data by the grammar of SVG: on what isn't, CairoSVG would loop for ever."""

from __future__ import annotations

import re

_ARGUMENTS = {"M": 2, "L": 2, "T": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}
_NUMBER = re.compile(r"[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?)")
_FLAG = re.compile(r"[\s,]*([01])")
_MORE = re.compile(r"\s*\S")
_COMMAND = re.compile(r"\s*([A-Za-z])")


def is_path_data(data: str) -> bool:
    """Whether a text is path data by the grammar of SVG."""
    position, first = 0, True
    while _MORE.match(data, position):
        command = _COMMAND.match(data, position)
        if not command or command[1].upper() not in _ARGUMENTS or (first and command[1] not in "Mm"):
            return False
        end = _after_arguments(command[1].upper(), data, command.end())
        if end is None:
            return False
        position, first = end, False
    return True


def _after_arguments(command: str, data: str, position: int) -> int | None:
    """Where the arguments of a command end; None where they aren't whole groups of them."""
    count, taken = _ARGUMENTS[command], 0
    while count:
        pattern = _FLAG if command == "A" and taken % 7 in (3, 4) else _NUMBER
        found = pattern.match(data, position)
        if not found:
            break
        position, taken = found.end(), taken + 1
    return position if (taken % count == 0 and taken if count else True) else None
