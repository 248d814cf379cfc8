"""Building blocks of reports on A4: headings, texts, facts, tables, figures and the signature, set by their kind.

Names in template tags are those of a report's context. Measures in mm.
"""

from __future__ import annotations

from word.markup import Box, Cell, Looks, Row, anchored, inline, paragraph, run, table_in, tag, tag_row
from word.prose import prose, prose_macro
from word.report_pages import contents, cover, heading, labelled, section
from word.report_styles import ALIGNMENTS, TEXT_WIDTH, WIDE_TEXT_WIDTH, cell_style

_PALE = "EEF6F1"
_FIGURE = 138.0, 95.0  # the placeholder in the template; each figure says its own size
_SEAL = 42.0
_MEASURES = (
    "columns{% for column in block.columns %} {{ column.width }}{% endfor %}"
    "{% if block.height %} rows {{ block.height }}{% endif %}"
)


def report_body() -> str:
    """Cover, contents, and the parts. The last part stands on upright pages: it is signed."""
    return (
        prose_macro(TEXT_WIDTH) + cover() + contents()
        + tag("for part in parts") + tag("for block in part.blocks") + _block() + tag("endfor")
        + tag("if part.landscape") + paragraph("Report Section End", section=section("wide", wide=True))
        + tag("elif not loop.last") + paragraph("Report Section End", section=section("upright")) + tag("endif")
        + tag("endfor") + section("upright")
    )  # fmt: skip


def _block() -> str:
    kinds = {
        "heading": _heading(), "text": prose("block.blocks"), "facts": _facts(), "table": _table(),
        "figure": _figure(), "signature": _signature(),
    }  # fmt: skip
    return _chosen("block.kind", kinds)


def _chosen(name: str, contents: dict[str, str]) -> str:
    """The content that goes with the value of that name."""
    cases = (
        tag(f'{"elif" if index else "if"} {name} == "{value}"') + content
        for index, (value, content) in enumerate(contents.items())
    )
    return "".join(cases) + tag("endif")


def _heading() -> str:
    return (
        tag("if block.level == 1")
        + heading(1)
        + tag("elif block.level == 2")
        + heading(2)
        + tag("else")
        + (heading(3) + tag("endif"))
    )


def _facts() -> str:
    line = paragraph("Report Fact", *labelled("fact", "Report Fact Label"))
    return tag("for fact in block.facts") + line + tag("endfor")


def _table() -> str:
    """The caption, the table, and its notes. A gap below: Word holds no space below a table."""
    notes = tag("for note in block.notes") + paragraph("Report Note", run("{{ note }}")) + tag("endfor")
    return (
        paragraph("caption", run("{{ block.caption }}"), keep=True)
        + tag("if part.landscape") + _grid(wide=True) + tag("else") + _grid(wide=False) + tag("endif")
        + paragraph("Report Table Gap") + notes
    )  # fmt: skip


def _grid(*, wide: bool) -> str:
    """Heading, rows and total; the last two rows stay together, as does the total with the rows before it."""
    width, name = (WIDE_TEXT_WIDTH, "Report Wide Grid") if wide else (TEXT_WIDTH, "Report Grid")
    kept = "if loop.revindex <= 2 and (block.total or not loop.last)"
    rows = [
        _row("Heading", "column.title", wide=wide, keep=True, heading=True),
        tag_row("for row in block.rows", 3),
        tag_row(kept, 3), _row("Text", "row[loop.index0]", wide=wide, keep=True),
        tag_row("else", 3), _row("Text", "row[loop.index0]", wide=wide),
        tag_row("endif", 3), tag_row("endfor", 3),
        tag_row("if block.total", 3), _row("Total", "block.total[loop.index0]", wide=wide), tag_row("endif", 3),
    ]  # fmt: skip
    return table_in(Looks(name, title="{{ block.caption }}", measures=_MEASURES), [width / 3] * 3, rows)


def _row(kind: str, text: str, *, wide: bool, keep: bool = False, heading: bool = False) -> Row:
    """A row that has a cell for each column, between two that hold the tags of the loop."""
    shown = run("{{ " + text + " }}")
    lines = {align: paragraph(cell_style(kind, align, wide=wide), shown, keep=keep) for align in ALIGNMENTS}
    begin, end = (
        Cell(f"<w:p>{run('{%tc ' + words + ' %}')}</w:p>") for words in ("for column in block.columns", "endfor")
    )
    fill = "" if kind == "Text" else _PALE
    return Row([begin, Cell(_chosen("column.align", lines), fill=fill, align="center"), end], heading=heading)


def _figure() -> str:
    picture = inline("{{ block.name }}", *_FIGURE, "{{ block.width }} × {{ block.height }} mm", "{{ block.caption }}")
    return paragraph("Report Figure", picture) + paragraph("caption", run("{{ block.caption }}"))


def _signature() -> str:
    """Body and date, which the seal touches from behind; below them there is room for it."""
    seal = anchored("seal", Box(126, -4, _SEAL, _SEAL), 2, opacity=0.85, inside=True)
    lines = (
        paragraph("Report Signature", *pictures, *labelled(f"block.{name}", "Report Fact Label"))
        for name, pictures in (("body", ()), ("date", (seal,)))
    )
    return paragraph("Report Signature Room") + "".join(lines) + paragraph("Report Signature Room")
