"""Building blocks of the certificate of a management system, on upright and on lying A4."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from word.annex import BELOW_ROW, PADDING, closing, heading_row
from word.certificate import (
    ABOVE_BODY,
    Page,
    about_body,
    behind,
    beside,
    body_name,
    both,
    dates,
    each_fact,
    fact,
    fact_cells,
    facts,
    gap,
    signatory,
    statements,
)
from word.markup import Box, Cell, Row, anchored, paragraph, run, table, tag, tag_row
from word.styles import DARK, GREY, NOTE, Style

LANDSCAPE = Page(297, 210, 31, 24, 23, 37)
UPRIGHT = Page(foot=50)

_CODES = 34.0  # the height of the mark with its lines
_LIFE = ("event", "due", "done", "result")
_EMBLEM = 23.4  # that of the emblem alone, and the side of the QR code
_LYING: dict[str, dict[str, Any]] = {
    "Certificate Title": {"before": 1, "line": 34},
    "Certificate Number": {"before": 4, "after": 6},
    "Certificate Label": {"before": 3},
    "Certificate Value": {"before": 3},
    "Certificate About": {"size": 8, "line": 10.4},
}


@dataclass(frozen=True)
class Layout:
    """What differs between the two looks: widths in mm, and how far apart facts are and how high
    the rows of the record, and whether the body stands beside the dates."""

    page: Page
    facts: tuple[float, ...]
    life: tuple[float, ...]
    foot: tuple[float, ...]
    sites: tuple[float, float]
    seal: Box
    watermark: Box
    between: float
    row: float
    wide: bool


PORTRAIT_LAYOUT = Layout(
    UPRIGHT, (45, 50, 0.5, 60.5), (38, 36, 36, 46), (25, 18, 28, 5, 80), (62, 85),
    Box(150, 224, 41, 41), Box(25, 79, 160, 120), between=1.2, row=8, wide=False,
)  # fmt: skip
LANDSCAPE_LAYOUT = Layout(
    LANDSCAPE, (49, 57, 32, 97), (58, 56, 56, 65), (25, 18, 28, 4, 73, 7, 80), (100, 126),
    Box(231, 148, 41, 41), Box(68, 45, 160, 120), between=0.2, row=5.5, wide=True,
)  # fmt: skip


def system_styles(layout: Layout) -> tuple[Style, ...]:
    """The styles that only this certificate has."""
    right = [("right", layout.page.text_width)]
    return (
        Style("Certificate Certifies", 12, 18, colour=GREY, align="center",
              variants={"bilingual": {"size": 10.5, "line": 14}}),
        Style("Certificate Certifies English", 8, 10.5, colour=NOTE, align="center"),
        Style("Certificate Organization", 22, 31, bold=True, colour=DARK, align="center", before=2, after=3,
              tracking=0.8, variants={"bilingual": {"size": 18, "line": 25, "before": 1, "after": 0},
                                      "en": {"size": 19, "line": 26, "tracking": 0.2}}),
        Style("Certificate Organization English", 10.5, 14, bold=True, colour=DARK, align="center", after=2),
        Style("Certificate Life Title", 10.5, 15, face="hei", colour=DARK, before=8, after=2, tabs=right,
              variants={"bilingual": {"before": 4, "after": 0, "line": 13}}),
        Style("Certificate Life Title English", 7.6, 9.5, colour=NOTE, tabs=right, after=2),
        Style("Certificate Standing", 10.5, face="hei", colour=GREY),
        Style("Certificate Life", 9.5, 13, variants={"bilingual": {"size": 9.2, "line": 12}}),
        Style("Certificate Life English", 7, 8.5, colour=NOTE),
        Style("Certificate Life Heading", 9, 12, face="hei", colour=DARK),
        Style("Certificate Code Caption", 8, 10.4, face="hei", colour=NOTE, align="center", after=9,
              variants={"bilingual": {"line": 9.2, "after": 0}}),
        Style("Certificate Code Caption English", 6.2, 7, colour=NOTE, align="center", after=3),
        Style("Certificate Accreditation", 6.5, 8, colour=NOTE, align="center"),
        Style("Certificate Accreditation Gap", 6.5, 12),
        Style("Certificate Table Number", 8.7, 13),
        Style("Certificate Annex Heading", 12, 17, face="hei", colour=DARK, before=6, after=4),
        Style("Certificate Annex Text", 10.5, 16, align="both", after=3,
              variants={"bilingual": {"size": 10, "line": 14, "after": 1}}),
        Style("Certificate Annex English", 7.6, 9.6, align="both", colour=NOTE, after=3),
    )  # fmt: skip


def holder(layout: Layout) -> str:
    """Who is certified: what is seen from two metres."""
    name = both("Certificate Organization", "organization")
    return _certifies("certifies", layout) + name + _certifies("conforms", layout)


def _certifies(text: str, layout: Layout) -> str:
    style = "Certificate Certifies"
    return paragraph(style, beside(text)) if layout.wide else both(style, text)


def adapted(style: Style, layout: Layout) -> Style:
    """A style of all certificates: with room for 初次颁证日期 where it sets dates, and closer on lying A4."""
    changes: dict[str, Any] = {"tabs": [("left", 28)]} if style.name.startswith("Certificate Date") else {}
    changes |= _LYING.get(style.name, {}) if layout.wide else {}
    variants = {name: {**variant, **changes} for name, variant in style.variants.items()}
    return replace(style, **changes, variants=variants)


def system_facts(layout: Layout) -> str:
    """Criteria, scope, sites, code and address; on lying A4 the last two share a row."""
    code, address = fact_cells("credit_code"), fact_cells("address")
    between = gap(layout.between, 4)
    stacked = [fact("credit_code", span=3), between, fact("address", span=3)]
    rows = [
        between, fact("criteria", span=3), between,
        fact("scope", span=3), between,
        tag_row("if sites", 4), fact("sites", span=3), between, tag_row("endif", 4),
        *([Row([*code, *address])] if layout.wide else stacked), between,
        *each_fact("further", span=3),
    ]  # fmt: skip
    return facts(*rows, widths=layout.facts)


def system_statements(layout: Layout) -> str:
    """The fixed sentences, on lying A4 each with its English behind it."""
    names = ("validity", "query", "prevails")
    if not layout.wide:
        return statements(*names)
    sentences = (tag(f"if {name}") + paragraph("Certificate Statement", beside(name)) + tag("endif") for name in names)
    return "".join(sentences)


def life(layout: Layout, name: str = "life") -> str:
    """The record of surveillance with the state that it tells; what is still to come is left to be filled in."""
    rows = [
        heading_row(f"{name}.columns", 4, inline=layout.wide),
        tag_row(f"for row in {name}.rows", 4),
        Row(
            [Cell(_life_cell(f"row.{part}", layout), borders=BELOW_ROW) for part in ("event", "due", "done", "result")]
        ),
        tag_row("endfor", 4),
    ]
    return _life_title(name, layout) + table(layout.life, rows, padding=(1.6, 0.7))


def _life_title(name: str, layout: Layout) -> str:
    title, standing, style = f"{name}.title", f"{name}.standing", "Certificate Life Title"
    if layout.wide:
        return paragraph(style, beside(title), run("\t"), beside(standing, "Certificate Standing"), keep=True)
    return (
        paragraph(style, run("{{ " + title + ".main }}"), run("\t"),
                  run("{{ " + standing + ".main }}", "Certificate Standing"), keep=True)
        + tag(f"if {title}.also")
        + paragraph(f"{style} English", run("{{ " + title + ".also }}"), run("\t"),
                    run("{{ " + standing + ".also }}"), keep=True)
        + tag("endif")
    )  # fmt: skip


def _life_cell(text: str, layout: Layout) -> str:
    return paragraph("Certificate Life", beside(text)) if layout.wide else both("Certificate Life", text)


def life_or_annex(layout: Layout) -> str:
    """The record of surveillance on the main page, or where else it stands."""
    elsewhere = _life_title("life", layout) + both("Certificate Life", "annex.elsewhere")
    return tag("if annex and annex.life") + elsewhere + tag("else") + life(layout) + tag("endif")


def system_header(layout: Layout) -> str:
    """Ornament, watermark, seal, mark, accreditations and QR code, in their places on the page."""
    page = layout.page
    left, top = page.side, page.height - page.bottom - _CODES
    return behind(
        page, layout.watermark, layout.seal,
        anchored("mark", Box(left - 2.3, top, 26, _CODES), 4),
        run("{% if accreditations | length > 1 %}"),
        anchored("accreditation_1", Box(left + 25, top, 17.5, 11), 5),
        anchored("accreditation_2", Box(left + 25, top + 12.4, 17.5, 11), 6),
        run("{% else %}"), anchored("accreditation_1", Box(left + 25, top, 17.5, _EMBLEM), 5), run("{% endif %}"),
        anchored("qr", Box(left + 45.5, top, _EMBLEM, _EMBLEM), 7),
    )  # fmt: skip


def system_foot(layout: Layout, unless: str = "") -> str:
    """Captions below the codes at the left; dates, signatory and body at the right.

    ``unless`` names what the context must not hold for the foot to be signed.
    """
    count = len(layout.foot)
    signed = Row([*_left(layout, "continue"), Cell(signatory(), align="center")], height=10.5)
    name = body_name() if layout.wide else body_name() + about_body()
    rows = [
        Row([*_left(layout, "restart"), Cell(dates())]),
        *([tag_row(f"if not {unless}", count)] if unless else []),
        signed,
        *([tag_row("endif", count)] if unless else []),
        Row([*_left(layout, "continue"), Cell(name, borders=ABOVE_BODY, padding={"top": 1.0})]),
    ]
    return table(layout.foot, rows) + paragraph("Certificate Anchors")


def _left(layout: Layout, merge: str) -> list[Cell]:
    """What stands below the codes and, on lying A4, about the body, over all rows of the foot."""
    accredited = (
        tag("for one in accreditations") + paragraph("Certificate Accreditation", run("{{ one.number }}"))
        + tag("endfor") + paragraph("Certificate Accreditation Gap")
    )  # fmt: skip
    blank = paragraph("Certificate Anchors")
    contents = [blank, accredited, both("Certificate Code Caption", "qr_caption"), blank]
    contents += [about_body(), blank] if layout.wide else []
    texts = contents if merge == "restart" else [blank] * len(contents)
    return [Cell(text, align="bottom", merge=merge) for text in texts]


def system_annex(layout: Layout) -> str:
    """A long scope, the sites and a long record of surveillance, each where it doesn't stand on the main page."""
    text = "Certificate Annex Text"
    return (
        paragraph("Certificate Anchors")
        + tag("if annex.scope") + _heading("annex.scope_title")
        + tag("for line in annex.scope") + both(text, "line", "Certificate Annex English") + tag("endfor")
        + tag("endif")
        + tag("if annex.rows") + _heading("annex.sites_title")
        + tag("if annex.numbered") + _sites(layout, numbered=True) + tag("else") + _sites(layout, numbered=False)
        + tag("endif") + tag("endif")
        + tag("if annex.life") + life(layout, "annex.life") + tag("endif")
        + closing()
    )  # fmt: skip


def _heading(text: str) -> str:
    return paragraph("Certificate Annex Heading", beside(text), keep=True)


def _sites(layout: Layout, *, numbered: bool) -> str:
    place, scope = layout.sites
    widths = (11.0, place - 2, scope - 39, 39.0) if numbered else (11.0, place - 2, scope)
    cells = [
        paragraph("Certificate Table Text", run("{{ row.index }}")),
        paragraph("Certificate Table Text", beside("row.name"))
        + both("Certificate Table Text", "row.address", "Certificate Table English"),
        tag("for line in row.scope") + both("Certificate Table Text", "line", "Certificate Table English")
        + tag("endfor"),
        *([paragraph("Certificate Table Number", run("{{ row.number }}"))] if numbered else []),
    ]  # fmt: skip
    rows = [
        heading_row("annex.columns", len(widths)),
        tag_row("for row in annex.rows", len(widths)),
        Row([Cell(text, borders=BELOW_ROW) for text in cells]),
        tag_row("endfor", len(widths)),
    ]
    return table(widths, rows, padding=PADDING)
