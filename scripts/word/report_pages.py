"""The pages of a report around its sections: cover, table of contents, running heads and feet. Measures in mm."""

from __future__ import annotations

from word.markup import (
    Box,
    Cell,
    Looks,
    Row,
    anchored,
    bookmark,
    field,
    field_marks,
    newer,
    paragraph,
    run,
    table_in,
    tag,
    tag_row,
    twips,
)

_LONG, _SHORT, _MARGIN = 297.0, 210.0, 25.0
_HEADER, _COVER_HEADER, _FOOTER = 9.6, 17.0, 15.7  # from the edge of the page
_WATERMARK = 160.0, 120.0
_LISTED = 2  # the deepest level in the table of contents
_UNKNOWN = "—"  # a page's number before it is worked out: nothing that could be taken for one


def cover() -> str:
    """Number, title and the lines of the form; what stands at the foot is the section's footer."""
    rows = [
        tag_row("for fact in cover", 2),
        Row([
            Cell(paragraph("Report Cover Label", run("{{ fact.label.main }}")), padding={"top": 1.7, "bottom": 1.7}),
            Cell(paragraph("Report Cover Value", run("{{ fact.text.main }}")), padding={"top": 1.7, "bottom": 1.7}),
        ]),
        tag_row("endfor", 2),
    ]  # fmt: skip
    return (
        paragraph("Report Cover Number", *labelled("number"))
        + paragraph("Report Title", run("{{ title.main }}"))
        + paragraph("Report Accent")
        + table_in(Looks(indent=12), (46, 90), rows)
        + paragraph("Report Section End", section=section("cover"))
    )


def contents() -> str:
    """The field that lists the headings, with a result that names them and leaves their pages to be worked out.

    Word asks on opening whether to work them out. LibreOffice never does within such a field, but always does outside
    of one; so only programs that know Word 2013's markup are told that the lines are a field.
    """
    begin, end = ("".join(map(newer, runs)) for runs in field_marks(f'TOC \\o "1-{_LISTED}" \\h \\z \\u'))
    opened = run("{% if loop.first %}") + begin + run("{% endif %}")
    closed = run("{% if loop.last %}") + end + run("{% endif %}")
    entries = [paragraph(f"toc {level}", opened, _entry(), closed) for level in range(1, _LISTED + 1)]
    listed = (
        tag("for heading in contents") + tag("if heading.level == 1") + entries[0] + tag("else") + entries[1]
        + tag("endif") + tag("endfor")
    )  # fmt: skip
    known = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    return (
        f"<w:sdt><w:sdtPr>{known}</w:sdtPr><w:sdtContent>"
        + paragraph("TOC Heading", run("{{ contents_title.main }}")) + listed + "</w:sdtContent></w:sdt>"
        + paragraph("Report Section End", section=section("upright"))
    )  # fmt: skip


def heading(level: int) -> str:
    """A heading of that level, with the bookmark that its entry leads to."""
    return paragraph(f"heading {level}", bookmark(_mark("block"), _numbered("block"), level))


def header(*, wide: bool = False) -> str:
    """What marks a draft or a sample; the product and the report's number above a line."""
    return notice(wide=wide) + paragraph(
        "Report Wide Header" if wide else "header",
        run("{{ title.main }}\u3000{{ product_name }}\t"),
        *labelled("number"),
    )


def notice(*, wide: bool = False) -> str:
    """The line that marks a draft or a sample, empty in any other report, and the mark across the page."""
    across, down = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
    width, height = _WATERMARK
    mark = anchored("watermark", Box((across - width) / 2, (down - height) * 0.45, width, height), 1)
    return paragraph("Report Notice", mark, run("{{ notice.main }}"))


def labelled(fact: str, style: str = "") -> tuple[str, str]:
    """A label and its text, as runs of a line; English has a space between them."""
    return run("{{ " + fact + ".label.main }}{% if lang == 'en' %} {% endif %}", style), run(
        "{{ " + fact + ".text.main }}"
    )


def footer() -> str:
    """第X页 共X页; cover and contents count like any page."""
    number, pages = (field(name, run("1")) for name in ("PAGE", "NUMPAGES"))
    before, between, after = (run("{{ page_words[" + str(index) + "] }}") for index in range(3))
    return paragraph("footer", before, number, between, pages, after)


def cover_footer() -> str:
    """The body and the date at the foot of the cover."""
    return paragraph("Report Cover Body", run("{{ verification_body.main }}")) + paragraph(
        "Report Cover Date", run("{{ compiled_on.main }}")
    )


def section(name: str, *, wide: bool = False) -> str:
    """The properties of a section with the header and footer of that name, upright or ``wide``."""
    width, height = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
    turned = ' w:orient="landscape"' if wide else ""
    above, below = (_COVER_HEADER, _MARGIN) if name == "cover" else (_HEADER, _FOOTER)
    margins = dict.fromkeys(("top", "right", "bottom", "left"), _MARGIN) | {"header": above, "footer": below}
    written = " ".join(f'w:{side}="{twips(length)}"' for side, length in margins.items())
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="header-{name}"/>'
        f'<w:footerReference w:type="default" r:id="footer-{"cover" if name == "cover" else "pages"}"/>'
        f'<w:type w:val="nextPage"/><w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/>'
        f'<w:pgMar {written} w:gutter="0"/></w:sectPr>'
    )


def _entry() -> str:
    name = _mark("heading")
    leader = run("\t")
    page = field(f"PAGEREF {name} \\h", run(_UNKNOWN))
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{_numbered("heading")}{leader}{page}</w:hyperlink>'


def _numbered(name: str) -> str:
    return run(
        "{{ "
        + name
        + ".number }}{% if "
        + name
        + ".number and (lang == 'en' or "
        + name
        + ".level == 3) %} {% endif %}"
        "{{ " + name + ".text }}"
    )


def _mark(name: str) -> str:
    """The name of a heading's bookmark: Word's own begin so, have no hyphens, and 40 characters at most."""
    return "_Toc{{" + name + ".anchor|replace('-','_')}}"
