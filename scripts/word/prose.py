"""Long texts in a Word template: a macro whose paragraphs and table a designer can restyle like any others.

``prose_macro`` stands once, at the beginning of the body; ``prose("name")`` stands wherever a text is to be set. The
number of a table's columns is known only when it is filled: its grid has many narrow steps, and each cell spans some.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from carbondocs.values.prose_blocks import GRID
from word.markup import Cell, Row, paragraph, run, style_id, table, tag, tag_row
from word.styles import DARK, Style

_HANGING = 8.5  # mm, at each level of a list

PROSE_STYLES = (
    Style("Report Text", 12, 22, align="both", after=3, first_line=2),
    Style("Report Text Flush", 12, 22, align="both", after=3),
    Style("Report Item", 12, 22, align="both", after=3, left=_HANGING, hanging=_HANGING, tabs=[("left", _HANGING)]),
    Style("Report Item 2", 12, 22, align="both", after=3, left=2 * _HANGING, hanging=_HANGING,
          tabs=[("left", 2 * _HANGING)]),
    Style("Report Table Heading", 10.5, 15, face="hei", colour=DARK),
    Style("Report Table Text", 10.5, 15),
    Style("Report Table Figure", 10.5, 15, align="right"),
    Style("Report Table Middle", 10.5, 15, align="center"),
    Style("Report Table Gap", 6, 8),
)  # fmt: skip

_PALE, _HAIRLINE = "EEF6F1", "B9C6BF"
_BOLD = "<w:b/><w:bCs/>"
_KAI = '<w:rFonts w:ascii="楷体" w:eastAsia="楷体" w:hAnsi="楷体" w:cs="楷体" w:hint="eastAsia"/>'
_SHOWN = '<w:t xml:space="preserve">{{ run.text }}</w:t>'
_BORDERS = dict.fromkeys(("top", "left", "bottom", "right"), (0.4, _HAIRLINE))
_STYLES = {"left": "Report Table Text", "right": "Report Table Figure", "center": "Report Table Middle"}


def prose(name: str) -> str:
    """The paragraph that sets the blocks of that name."""
    return _tagged("{{p prose(" + name + ") }}")


def prose_macro(width: float) -> str:
    """The macro ``prose(blocks)``, whose tables are ``width`` mm wide."""
    runs = _runs("block.runs")
    item = run("{{ block.marker }}\t") + runs
    return (
        tag("macro prose(blocks)") + tag("for block in blocks")
        + tag('if block.kind == "paragraph" and block.leads') + paragraph("Report Text", runs, keep=True)
        + tag('elif block.kind == "paragraph" and block.flush') + paragraph("Report Text Flush", runs)
        + tag('elif block.kind == "paragraph"') + paragraph("Report Text", runs)
        + tag('elif block.kind == "item" and block.level == 1') + paragraph("Report Item", item)
        + tag('elif block.kind == "item"') + paragraph("Report Item 2", item)
        + tag("else") + _table(width) + paragraph("Report Table Gap") + tag("endif")
        + tag("endfor") + tag("endmacro")
    )  # fmt: skip


def _runs(name: str) -> str:
    """A loop over runs, each set in its own way."""
    cases = (("if run.bold and run.italic", _KAI + _BOLD), ("elif run.bold", _BOLD), ("elif run.italic", _KAI))
    styled = "".join(
        run(f"{{% {case} %}}") + f"<w:r><w:rPr>{properties}</w:rPr>{_SHOWN}</w:r>" for case, properties in cases
    )
    return (
        run("{% for run in " + name + " %}") + styled + run("{% else %}") + f"<w:r>{_SHOWN}</w:r>"
        + run("{% endif %}{% endfor %}")
    )  # fmt: skip


def _table(width: float) -> str:
    runs = _runs("cell.runs")
    heading = {align: _heading(align, runs) for align in _STYLES}
    text = {align: paragraph(style, runs) for align, style in _STYLES.items()}
    rows = [
        tag_row("if block.heading", GRID),
        Row(_cells("block.heading", heading, _PALE), heading=True),
        tag_row("endif", GRID),
        tag_row("for row in block.rows", GRID),
        Row(_cells("row", text)),
        tag_row("endfor", GRID),
    ]
    made = table([width / GRID] * GRID, rows, padding=(1.6, 0.9))
    return re.sub(r"<w:tcW [^>]*/>", "", made)  # the grid alone tells how wide a cell is


def _heading(align: str, runs: str) -> str:
    properties = f'<w:pStyle w:val="{style_id("Report Table Heading")}"/><w:keepNext/><w:jc w:val="{align}"/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _cells(name: str, by_align: Mapping[str, str], fill: str = "") -> list[Cell]:
    """A loop over the cells of a row: the one that is repeated stands between two that hold its tags.

    Its span is told within the first tag, so that nothing of it stays in the file.
    """
    begin, end = (Cell(_tagged(f"{{%tc {text} %}}"), span=GRID // 3) for text in (f"for cell in {name}", "endfor"))
    (first, shown), *others = by_align.items()
    content = (
        _tagged(f'{{%p if cell.align == "{first}" %}}{{% colspan cell.span %}}')
        + shown
        + "".join(tag(f'elif cell.align == "{align}"') + other for align, other in others)
        + tag("endif")
    )
    return [begin, Cell(content, span=GRID // 3, borders=_BORDERS, fill=fill, align="center"), end]


def _tagged(text: str) -> str:
    return f"<w:p>{run(text)}</w:p>"
