"""The styles of reports on A4. Sizes and spaces in pt, indents and tab stops in mm."""

from __future__ import annotations

from dataclasses import replace

from word.prose import PROSE_STYLES
from word.styles import DARK, GREY, NOTE, Style, TableStyle

TEXT_WIDTH, WIDE_TEXT_WIDTH = 160.0, 247.0  # A4 upright and landscape, with margins of 25 mm
LEAF, GRID_LINE, QUIET, WARNING = "2E8B57", "9AA8A0", "6B746F", "8A5A00"

ALIGNMENTS = {"left": "", "right": " Figure", "center": " Middle"}
"""What the name of a table's style ends in, by the alignment of its column."""

_EM = 12 * 25.4 / 72
_LINE, _TABLE_LINE, _WIDE_TABLE_LINE = 19, 16, 14
_HANGING = 8.5
_ACCENT = 24.0  # the length of the cover's rule
_TO_THE_PAGE = [("right", TEXT_WIDTH, "dot")]
_HEAD_LINE = {"bottom": (0.75, 3, DARK)}

COVER_STYLES = (
    Style("Report Notice", 9, 12, face="hei", colour=WARNING, align="center", after=4.5),
    Style("Report Cover Number", 10.5, 15, face="hei", colour=GREY, align="right"),
    Style("Report Title", 32, 44, bold=True, colour=DARK, align="center", before=119, tracking=3.2,
          variants={"en": {"size": 24, "line": 34, "tracking": 0.4}}),
    Style("Report Accent", 1, 23, left=(TEXT_WIDTH - _ACCENT) / 2, right=(TEXT_WIDTH - _ACCENT) / 2,
          rules={"bottom": (3.5, 0, LEAF)}, after=96),
    Style("Report Cover Label", 12, _LINE, face="hei", colour=GREY),
    Style("Report Cover Value", 12, _LINE),
    Style("Report Cover Body", 14, 22, face="hei", colour=DARK, align="center"),
    Style("Report Cover Date", 12, 20, align="center"),
    Style("Report Section End", 1, 1),
)  # fmt: skip

CONTENTS_STYLES = (
    Style("TOC Heading", 16, 24, face="hei", colour=DARK, align="center", before=5.7, after=17, tracking=16,
          variants={"en": {"tracking": 0.4}}),
    Style("toc 1", 12, _LINE, face="hei", before=4.5, tabs=_TO_THE_PAGE),
    Style("toc 2", 10.5, 17.3, left=2 * _EM, tabs=_TO_THE_PAGE),
)  # fmt: skip

RUNNING_STYLES = (
    Style("header", 9, 12, face="hei", colour=QUIET, tabs=[("right", TEXT_WIDTH)], rules=_HEAD_LINE),
    Style("Report Wide Header", 9, 12, face="hei", colour=QUIET, tabs=[("right", WIDE_TEXT_WIDTH)], rules=_HEAD_LINE),
    Style("footer", 9, 12, face="hei", colour=QUIET, align="center"),
)

TEXT_STYLES = (
    Style("Report Text", 12, _LINE, after=1.7, first_line=2),
    Style("Report Text Flush", 12, _LINE, after=1.7),
    Style("Report Item", 12, _LINE, left=2 * _HANGING, hanging=_HANGING, tabs=[("left", 2 * _HANGING)]),
    Style("Report Item 2", 12, _LINE, left=3 * _HANGING, hanging=_HANGING, tabs=[("left", 3 * _HANGING)]),
)

BLOCK_STYLES = (
    Style("heading 1", 16, 24, face="hei", colour=DARK, before=23, after=10, keep=True, outline=1, then="Report Text"),
    Style("heading 2", 14, 21, face="hei", before=15, after=6.5, keep=True, outline=2, then="Report Text"),
    Style("heading 3", 12, 18, face="hei", before=12, after=5, keep=True, outline=3, then="Report Text"),
    Style("Report Fact", 12, _LINE, left=2 * _EM),
    Style("Report Fact Label", 12, face="hei", colour=GREY),
    Style("caption", 10.5, 15, face="hei", colour=GREY, align="center", before=9, after=4),
    Style("Report Figure", 12, grows=True, align="center", before=10, keep=True),
    Style("Report Note", 9, 13, colour=NOTE, after=2),
    Style("Report Signature", 12, 26, left=62, keep=True),
    Style("Report Signature Room", 12, 45, keep=True),
)  # fmt: skip

REPORT_TABLES = (
    TableStyle("Report Grid", 0.4, GRID_LINE, (1.6, 1.1)),
    TableStyle("Report Wide Grid", 0.4, GRID_LINE, (1.3, 0.9)),
)

QUIET_LINKS = '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/></w:style>'
"""What Word gives the entries of a table of contents that it works out anew: they look as before."""


def _cells() -> list[Style]:
    """The styles of table texts, headings and totals, upright and landscape, by alignment."""
    looks = {
        "Text": Style("", 10.5, _TABLE_LINE),
        "Heading": Style("", 10.5, _TABLE_LINE, face="hei", colour=DARK),
        "Total": Style("", 10.5, _TABLE_LINE, face="hei"),
    }
    styles = []
    for kind, look in looks.items():
        for align in ALIGNMENTS:
            upright = replace(look, name=cell_style(kind, align), align=align)
            styles += [
                upright,
                replace(upright, name=cell_style(kind, align, wide=True), size=9, line=_WIDE_TABLE_LINE),
            ]
    return styles


def cell_style(kind: str, align: str, *, wide: bool = False) -> str:
    """The name of the style of a Text, Heading or Total in a column of that alignment."""
    return f"Report {'Wide' if wide else 'Table'} {kind}{ALIGNMENTS[align]}"


def report_styles() -> list[Style]:
    """All styles of reports, those of long texts among them."""
    own = (*COVER_STYLES, *CONTENTS_STYLES, *RUNNING_STYLES, *TEXT_STYLES, *BLOCK_STYLES, *_cells())
    names = {style.name for style in own}
    return [*own, *(style for style in PROSE_STYLES if style.name not in names)]
