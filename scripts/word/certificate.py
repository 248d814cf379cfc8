"""Building blocks of certificates on A4: their styles, facts, header and foot. Measures in mm, sizes in pt.

Names in template tags are those of a certificate's context; see the kinds of document.
"""

from __future__ import annotations

from dataclasses import dataclass

from word.markup import Box, Cell, Row, anchored, paragraph, run, table, tag, tag_row, twips
from word.styles import DARK, GREY, NOTE, Style

LEAF, PALE, HAIRLINE = "2E8B57", "EEF6F1", "B9C6BF"


@dataclass(frozen=True)
class Page:
    """A page of a certificate: its size, its margins, and the height of its foot, in mm."""

    width: float = 210.0
    height: float = 297.0
    side: float = 27.0
    top: float = 27.0
    bottom: float = 24.0
    foot: float = 51.0

    @property
    def text_width(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.side


PORTRAIT = Page()
TEXT_WIDTH = PORTRAIT.text_width

ABOVE_BODY = {"top": (0.75, DARK)}
_LYING = ' w:orient="landscape"'
_FROM_ONE = '<w:pgNumType w:start="1"/>'
_MARK = 26.0  # the height of the label's mark, and the side of the QR code without its quiet zone
_CODES_TOP = PORTRAIT.height - PORTRAIT.bottom - 34.8
_FOOT_COLUMNS = (27.0, 37.0, 9.0, 83.0)
_FIRST_CODE, _SECOND_CODE = PORTRAIT.side + 27 / 2, PORTRAIT.side + 27 + 37 / 2  # where the codes are centred

# Lines of a label and a value, which stand side by side
_BILINGUAL, _ENGLISH = {"line": 12, "before": 3.7}, {"line": 14.5, "before": 6}

STYLES = (
    Style("Certificate Title", 28, 35, bold=True, colour=DARK, align="center", before=18, tracking=4.4,
          variants={"bilingual": {"before": 2, "line": 34}, "en": {"size": 19, "line": 26, "tracking": 0.5}}),
    Style("Certificate Title English", 9, 12.5, bold=True, colour=DARK, align="center", tracking=1.3, caps=True),
    Style("Certificate Number", 11.5, 16, align="center", before=14, after=21,
          variants={"bilingual": {"before": 5, "after": 5}, "en": {"after": 15}}),
    Style("Certificate Label", 10.5, 16, face="hei", colour=GREY, before=8.5,
          variants={"bilingual": {"size": 9.5, **_BILINGUAL}, "en": {"size": 9.5, **_ENGLISH}}),
    Style("Certificate Label English", 7.2, 9, colour=NOTE),
    Style("Certificate Value", 11, 16, before=8.5,
          variants={"bilingual": {"size": 9.8, **_BILINGUAL}, "en": {"size": 10.5, **_ENGLISH}}),
    Style("Certificate Detail", 10, 15, colour=GREY,
          variants={"bilingual": {"size": 9, "line": 12}, "en": {"size": 9.7, "line": 13.5}}),
    Style("Certificate Value English", 7.5, 9, colour=NOTE),
    Style("Certificate Footprint Label", 10.5, 16, face="hei", colour=GREY,
          variants={"bilingual": {"size": 9.5, "line": 12.5}, "en": {"size": 10, "line": 14}}),
    Style("Certificate Footprint", 25, 30, face="figures", bold=True, colour=DARK,
          variants={"bilingual": {"size": 22, "line": 24}}),
    Style("Certificate Footprint Unit", 11, face="figures", colour=DARK),
    Style("Certificate Elsewhere", 13, 20, face="hei", colour=DARK),
    Style("Certificate Statement", 10.5, 15.8, align="both", before=2.3,
          variants={"bilingual": {"size": 9.3, "line": 11.8, "before": 1.2}, "en": {"size": 10, "line": 14}}),
    Style("Certificate Statement English", 7.2, 8.6, align="both", colour=NOTE),
    Style("Certificate Date", 11, 17.6, tabs=[("left", 25)],
          variants={"bilingual": {"size": 9.8, "line": 12.5, "tabs": [("left", 25)]},
                    "en": {"size": 10.5, "tabs": [("left", 29)]}}),
    Style("Certificate Date English", 7.2, 8.8, colour=NOTE, tabs=[("left", 25)]),
    Style("Certificate Label Text", 10.5, face="hei", colour=GREY,
          variants={"bilingual": {"size": 9.2}, "en": {"size": 10}}),
    Style("Certificate English Text", 7.2, colour=NOTE),
    Style("Certificate Body", 12, 16.2, face="hei", colour=DARK, variants={"bilingual": {"size": 11, "line": 14}}),
    Style("Certificate About", 8.5, 12, colour=NOTE, variants={"bilingual": {"size": 8, "line": 10.4}}),
    Style("Certificate Caption", 8, 10.4, face="hei", colour=NOTE, align="center",
          variants={"bilingual": {"line": 9.2}}),
    Style("Certificate Caption English", 6.2, 7, colour=NOTE, align="center"),
    Style("Certificate Foot Gap", 8, 20, variants={"bilingual": {"line": 6}}),
    Style("Certificate Notice", 8.5, 12, face="hei", colour="8A5A00", align="center"),
    Style("Certificate Anchors", 1, 1),
)  # fmt: skip


def both(style: str, text: str, second: str = "", mark: str = "", *, keep: bool = False) -> str:
    """A text in a paragraph and, in a bilingual document, its English below it in the style ``second``.

    ``mark`` is a bookmark behind the text; ``keep`` holds both with what follows.
    """
    return (
        paragraph(style, run("{{ " + text + ".main }}"), mark, keep=keep)
        + tag(f"if {text}.also")
        + paragraph(second or f"{style} English", run("{{ " + text + ".also }}"), keep=keep)
        + tag("endif")
    )


def beside(text: str, style: str = "") -> str:
    """A text as runs of a line and, in a bilingual document, its English behind it."""
    return (
        run("{{ " + text + ".main }}", style)
        + run("{% if " + text + ".also %}")
        + run(" {{ " + text + ".also }}", "Certificate English Text")
        + run("{% endif %}")
    )


def title_and_number() -> str:
    """The title and, set apart, the number."""
    return both("Certificate Title", "title") + number("Certificate Number")


def number(style: str) -> str:
    """The certificate's number with its label, in a line."""
    return paragraph(style, beside("number.label", "Certificate Label Text"), run(" "), beside("number.text"))


def fact(name: str, *, address: bool = False, span: int = 2) -> Row:
    """A label and its value, or values; the second one is a detail of the first where it is an ``address``."""
    return Row(fact_cells(name, address=address, span=span))


def fact_cells(name: str, *, address: bool = False, span: int = 1) -> list[Cell]:
    """The cells of a fact, of which two may share a row; the value's goes over ``span`` columns."""
    if address:
        value = both("Certificate Value", f"{name}.lines[0]") + _each(f"{name}.lines[1:]", "Certificate Detail")
    else:
        value = _each(f"{name}.lines", "Certificate Value")
    return [Cell(both("Certificate Label", f"{name}.label")), Cell(value, span=span)]


def each_fact(names: str, span: int = 2) -> list[Row]:
    """A row for each of a list of facts."""
    return [tag_row(f"for fact in {names}", span + 1), fact("fact", span=span), tag_row("endfor", span + 1)]


def footprint() -> Row:
    """The certified value on its band: what is seen from two metres."""
    value = (
        tag("if footprint.value")
        + paragraph("Certificate Footprint", run("{{ footprint.value }}"),
                    run("（{{ footprint.unit }}）", "Certificate Footprint Unit"))
        + tag("else") + both("Certificate Elsewhere", "footprint.elsewhere", "Certificate Value English") + tag("endif")
    )  # fmt: skip
    room = {"top": 1.4, "bottom": 1.4}
    label = Cell(both("Certificate Footprint Label", "footprint.label", "Certificate Label English"), span=2, fill=PALE,
                 borders={"left": (3.4, LEAF)}, padding={**room, "left": 2.8}, align="center")  # fmt: skip
    return Row([label, Cell(value, fill=PALE, padding=room, align="center")])


def gap(height: float, span: int = 3) -> Row:
    """Room between facts."""
    return Row([Cell(paragraph("Certificate Anchors"), span=span)], height=height)


def facts(*rows: Row, widths: tuple[float, ...] = (47, 13, TEXT_WIDTH - 60)) -> str:
    """Labels and values on one vertical."""
    return table(widths, rows)


def statements(*names: str) -> str:
    """The fixed sentences; one that is empty in a language is left out."""
    return "".join(tag(f"if {name}") + both("Certificate Statement", name) + tag("endif") for name in names)


def header() -> str:
    """What lies behind the page of a footprint certificate."""
    mark = Box(_FIRST_CODE - _MARK * 5 / 12, _CODES_TOP, _MARK * 5 / 6, _MARK)
    first, second = (Box(centre - _MARK / 2, _CODES_TOP, _MARK, _MARK) for centre in (_FIRST_CODE, _SECOND_CODE))
    return behind(
        PORTRAIT, Box(25, 79, 160, 120), Box(149, 222, 41, 41),
        run("{% if label %}"), anchored("label", mark, 4), anchored("qr", second, 5),
        run("{% else %}"), anchored("qr", first, 6), run("{% endif %}"),
    )  # fmt: skip


def behind(page: Page, watermark: Box, seal: Box, *codes: str) -> str:
    """What lies behind a page: ornament, watermark, seal and codes; and the notice that marks a draft or a sample."""
    pictures = (
        anchored("layer", Box(0, 0, page.width, page.height), 1),
        anchored("watermark", watermark, 2),
        anchored("seal", seal, 3, opacity=0.85),
    )
    notice = paragraph("Certificate Notice", run("{{ notice.main }} {{ notice.also }}"))
    return paragraph("Certificate Anchors", *pictures, *codes) + notice


def foot(unless: str = "") -> str:
    """Captions of mark and QR code at the left; dates, signatory and body at the right.

    ``unless`` names what the context must not hold for the foot to be signed.
    """
    unsigned = [tag_row(f"if not {unless}", 4)] if unless else []
    rows = [
        Row([Cell(paragraph("Certificate Caption"), span=3), Cell(dates())]),
        *unsigned,
        Row([Cell(paragraph("Certificate Caption"), span=3), Cell(signatory(), align="center")], height=12),
        *([tag_row("endif", 4)] if unless else []),
        Row([Cell(paragraph("Certificate Foot Gap"), span=4)]),
        Row([Cell(_caption("label", "label_caption", otherwise="qr_caption"), align="bottom"),
             Cell(_caption("label", "qr_caption"), align="bottom"), Cell(paragraph("Certificate Caption")),
             Cell(body_name() + about_body(), borders=ABOVE_BODY, padding={"top": 1.2})], height=20.8),
    ]  # fmt: skip
    return table(_FOOT_COLUMNS, rows) + paragraph("Certificate Anchors")


def dates() -> str:
    """All dates of the certificate, line by line."""
    return tag("for date in dates") + _dated("date.label", "date.text") + tag("endfor")


def signatory(left: float = 50) -> str:
    """Who signs, with room for a signature, or its picture from ``left`` on."""
    signature = anchored("signature", Box(left, -1.2, 30, 10), 7, inside=True)
    return _dated("signatory.label", "signatory.text", signature)


def body_name() -> str:
    """The name of the issuing body."""
    return both("Certificate Body", "body.name", "Certificate About")


def about_body() -> str:
    """Approval number, address and how to reach the body."""
    return tag("for line in body.lines") + both("Certificate About", "line", "Certificate About") + tag("endfor")


def _dated(label: str, text: str, after: str = "") -> str:
    """A label and what stands beside it; their translation is a line of its own, clear of the seal."""
    return (
        paragraph("Certificate Date", run("{{ " + label + " }}", "Certificate Label Text"), run("\t"),
                  run("{{ " + text + " }}"), after)
        + tag(f"if {text}.also")
        + paragraph("Certificate Date English", run("{{ " + label + ".also }}"), run("\t"),
                    run("{{ " + text + ".also }}"))
        + tag("endif")
    )  # fmt: skip


def section(name: str, page: Page = PORTRAIT, *, restart: bool = False) -> str:
    """The properties of a section whose header and footer have that name; ``restart`` counts its pages from 1."""
    margins = {"top": page.top, "right": page.side, "bottom": page.bottom + page.foot, "left": page.side,
               "header": 20, "footer": page.bottom}  # fmt: skip
    written = " ".join(f'w:{side}="{twips(length)}"' for side, length in margins.items())
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="header-{name}"/>'
        f'<w:footerReference w:type="default" r:id="footer-{name}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{_LYING if page.width > page.height else ""}/>'
        f'<w:pgMar {written} w:gutter="0"/>'
        f"{_FROM_ONE if restart else ''}</w:sectPr>"
    )


def _each(lines: str, style: str) -> str:
    return tag(f"for line in {lines}") + both(style, "line", "Certificate Value English") + tag("endfor")


def _caption(shown: str, text: str, otherwise: str = "") -> str:
    """The caption of the code that stands above it: of the QR code, where there is no mark beside it."""
    caption = both("Certificate Caption", text)
    other = tag(f"elif {otherwise}") + both("Certificate Caption", otherwise) if otherwise else ""
    return tag(f"if {shown}") + caption + other + tag("else") + paragraph("Certificate Caption") + tag("endif")
