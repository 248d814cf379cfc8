"""Which characters the faces hold: sets of code points by name, from encodings, Unihan and plain ranges."""

from __future__ import annotations

import bz2
from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path


def _code_points(*ranges: tuple[int, int]) -> frozenset[int]:
    """The code points of inclusive ``ranges``."""
    return frozenset(code for first, last in ranges for code in range(first, last + 1))


# Letters, digits and signs of every Chinese face.
_SIGNS = _code_points(
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x370, 0x52F), (0x2000, 0x20CF), (0x2100, 0x23FF), (0x2460, 0x277F),
    (0x2E3A, 0x2E3B), (0x3000, 0x30FF), (0x3105, 0x312F), (0x3200, 0x33FF), (0xFE10, 0xFE1F), (0xFE30, 0xFE6B),
    (0xFF01, 0xFF60), (0xFFE0, 0xFFE6),
)  # fmt: skip
# The Latin companion leaves § ¨ ° ± · × ÷, quotation marks and dashes to the Chinese face, which sets them full width.
_LATIN = _code_points(
    (0x20, 0x7E), (0xA0, 0x17F), (0x391, 0x3C9), (0x2009, 0x2009), (0x202F, 0x202F), (0x2070, 0x209F), (0x20AC, 0x20AC)
) - {0xA7, 0xA8, 0xB0, 0xB1, 0xB7, 0xD7, 0xF7}  # fmt: skip
# The last ideographs of GB 18030-2022's level 2, which the Song lacks and the Hei makes up for.
_LAST_OF_LEVEL_2 = _code_points((0x9FEB, 0x9FEF))


def _two_byte_characters(encoding: str) -> frozenset[int]:
    """The code points that ``encoding`` writes with two bytes, without those for private use."""

    def decoded() -> Iterator[str]:
        for pair in product(range(0x81, 0xFF), range(0x40, 0xFF)):
            with suppress(UnicodeDecodeError):
                yield bytes(pair).decode(encoding)

    return frozenset(ord(text) for text in decoded() if len(text) == 1 and not "\ue000" <= text <= "\uf8ff")


def _table_of_general_characters(unihan: Path) -> frozenset[int]:
    """The 8105 characters of 通用规范汉字表, which Unihan knows as kTGH."""
    with bz2.open(unihan, "rt", encoding="utf-8") as lines:
        return frozenset(int(line.split("\t")[0].removeprefix("U+"), 16) for line in lines if "\tkTGH\t" in line)


def repertoires(unihan: Path) -> dict[str, frozenset[int]]:
    """The sets of code points that the faces are cut to, by name."""
    general = _table_of_general_characters(unihan)
    gbk = general | _two_byte_characters("gbk") | _SIGNS
    ideographs = _code_points((0x3400, 0x4DB5), (0x4E00, 0x9FEF))
    return {
        "latin": _LATIN,
        "common": general | _two_byte_characters("gb2312") | _SIGNS,
        "gbk": gbk | _LAST_OF_LEVEL_2,
        "level 2": gbk | ideographs | {code for code in _two_byte_characters("gb18030") if code > 0x3400},
    }
