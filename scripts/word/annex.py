"""The annex of a certificate: a table that runs over as many pages as it needs, each headed and counted."""

from __future__ import annotations

from word.certificate import HAIRLINE, PALE, TEXT_WIDTH, beside, both, number
from word.markup import Cell, Row, bookmark, field, paragraph, run, table, tag_row
from word.styles import DARK, GREY, NOTE, Style

ANNEX_STYLES = (
    Style("Certificate Annex Title", 20, 26, bold=True, colour=DARK, align="center", before=4, tracking=3.2,
          variants={"en": {"size": 15, "line": 22, "tracking": 0.4}}),
    Style("Certificate Annex Page", 10.5, 15, face="hei", colour=GREY, align="center", before=3),
    Style("Certificate Annex Number", 10.5, 15, align="center", before=3),
    Style("Certificate Table Title", 12, 16, face="hei", colour=DARK, align="center", before=8),
    Style("Certificate Table Title English", 8.5, 11, colour=NOTE, align="center"),
    Style("Certificate Table Heading", 9.5, 12.5, face="hei", colour=DARK),
    Style("Certificate Table Text", 9.5, 13),
    Style("Certificate Table English", 7.2, 9, colour=NOTE),
    Style("Certificate Table Figure", 9.5, 13, tabs=[("decimal", 20)]),
    Style("Certificate Closing", 10, 14.5, align="both", before=8),
)  # fmt: skip

_COLUMNS = (11.0, 44.0, TEXT_WIDTH - 11 - 44 - 36, 36.0)
_LIKELY = "(annex.rows | length / (11 if title.also else 20)) | round(0, 'ceil') | int"  # pages, by rows on each
_END = "annex_end"
_THICK, _THIN = (0.85, DARK), (0.4, HAIRLINE)
BELOW_ROW = {"bottom": _THIN}
PADDING = (1.6, 1.1)
"""Across and along, in mm."""


def annex_header(table_title: str = "annex.table_title", likely: str = _LIKELY) -> str:
    """Title, 证书附页（第X页，共X页), number and the table's title, if it has one, on every page of the annex.

    ``likely`` is an expression for how many pages there will be.
    """
    return (
        both("Certificate Annex Title", "title", "Certificate Title English")
        + paragraph("Certificate Annex Page", _pages(0, "", likely), run("{% if title.also %}"), run("  "),
                    _pages(1, "Certificate English Text", likely), run("{% endif %}"))
        + number("Certificate Annex Number")
        + (both("Certificate Table Title", table_title) if table_title else "")
        + paragraph("Certificate Closing")
    )  # fmt: skip


def annex_body() -> str:
    """The table and its closing sentence, which stays with the last rows."""
    rows = [
        heading_row("annex.columns", len(_COLUMNS)),
        tag_row("for row in annex.rows", len(_COLUMNS)),
        tag_row("if loop.revindex > 2", len(_COLUMNS)),
        _row(keep=False),
        tag_row("else", len(_COLUMNS)),
        _row(keep=True),
        tag_row("endif", len(_COLUMNS)),
        tag_row("endfor", len(_COLUMNS)),
    ]
    start = paragraph("Certificate Anchors")  # LibreOffice may forget the section's header where a table begins it
    return start + table(_COLUMNS, rows, padding=PADDING) + closing()


def heading_row(columns: str, count: int, *, inline: bool = False) -> Row:
    """The row of a table that names its ``count`` columns, on every page that the table is on.

    Their English stands below them, or ``inline`` behind them.
    """
    style = "Certificate Table Heading"
    names = [f"{columns}[{index}]" for index in range(count)]
    texts = [
        paragraph(style, beside(name)) if inline else both(style, name, "Certificate Table English") for name in names
    ]
    borders = {"top": _THICK, "bottom": _THICK}
    return Row([Cell(text, fill=PALE, borders=borders, align="center") for text in texts], heading=True)


def _row(*, keep: bool) -> Row:
    texts = (
        paragraph("Certificate Table Text", run("{{ row.index }}"), keep=keep),
        both("Certificate Table Text", "row.name", "Certificate Table English", keep=keep),
        paragraph("Certificate Table Text", run("{{ row.details | join(' / ') }}"), keep=keep),
        paragraph("Certificate Table Figure", run("{{ row.whole }}{{ row.fraction }}"), keep=keep),
    )
    return Row([Cell(text, borders=BELOW_ROW) for text in texts])


def closing() -> str:
    """The sentence that ends the annex."""
    return both("Certificate Closing", "annex.closing", "Certificate Table English", bookmark(_END), keep=True)


def _pages(index: int, style: str, likely: str) -> str:
    """证书附页（第X页，共X页) in one language.

    The number of the annex's pages is the section's. LibreOffice doesn't work that out but shows what was worked out
    last; this is itself a field there, which it does work out: the page on which the annex ends.
    """
    part = f"annex.heading[{index}]"
    last = field(f"PAGEREF {_END}", run("{{ " + likely + " }}", style))
    return (
        run("{{ " + part + ".before }}", style) + field("PAGE", run("1", style))
        + run("{{ " + part + ".between }}", style) + field("SECTIONPAGES", last)
        + run("{{ " + part + ".after }}", style)
    )  # fmt: skip
