"""WordprocessingML as text: runs, paragraphs, tables, fields and pictures. Lengths in mm, sizes in pt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
PLACEHOLDER_ID = "rIdPlaceholder"

_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WORD_2013 = "http://schemas.microsoft.com/office/word/2012/wordml"


def twips(mm: float) -> int:
    """Twentieths of a point, which Word measures in."""
    return round(mm * 1440 / 25.4)


def style_id(name: str) -> str:
    """The id of a style, by which paragraphs name it: Heading1 of heading 1."""
    return "".join(filter(str.isalnum, name[:1].upper() + name[1:]))


def run(text: str, style: str = "") -> str:
    """A run of text; a tab in it is a tab."""
    properties = f'<w:rPr><w:rStyle w:val="{style_id(style)}"/></w:rPr>' if style else ""
    parts = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in text.split("\t"))
    return f"<w:r>{properties}{'<w:tab/>'.join(parts)}</w:r>"


def paragraph(style: str, *runs: str, keep: bool = False, section: str = "") -> str:
    """A paragraph; ``keep`` holds it with the next one, ``section`` ends a section with it."""
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{kept}{section}</w:pPr>{"".join(runs)}</w:p>'


def tag(text: str) -> str:
    """A paragraph that holds a template tag only and vanishes with it."""
    return f"<w:p>{run('{%p ' + text + ' %}')}</w:p>"


def field(instruction: str, cached: str) -> str:
    """A complex field; ``cached`` are the runs that programs show which don't work it out."""
    begin, end = field_marks(instruction)
    return "".join(map(_bare_run, begin)) + cached + "".join(map(_bare_run, end))


def field_marks(instruction: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands before and after the result of a complex field, for runs of their own."""
    marks = {mark: f'<w:fldChar w:fldCharType="{mark}"/>' for mark in ("begin", "separate", "end")}
    code = f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>'
    return (marks["begin"], code, marks["separate"]), (marks["end"],)


def newer(content: str) -> str:
    """A run whose content only programs see that know the markup of Word 2013."""
    return _bare_run(
        f'<mc:AlternateContent xmlns:mc="{_COMPATIBILITY}" xmlns:w15="{_WORD_2013}">'
        f'<mc:Choice Requires="w15">{content}</mc:Choice></mc:AlternateContent>'
    )


def _bare_run(content: str) -> str:
    return f"<w:r>{content}</w:r>"


def bookmark(name: str, content: str = "", number: int = 0) -> str:
    """A bookmark around runs, or of no length; its ``number`` is its own in the template."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


@dataclass(frozen=True)
class Cell:
    """A cell over ``span`` columns.

    ``merge`` begins (``restart``) or goes on (``continue``) with a cell over several rows.
    ``borders`` are (width in pt, colour) by side; ``padding`` is mm by side, where it isn't the table's.
    """

    content: str
    span: int = 1
    fill: str = ""
    borders: dict[str, tuple[float, str]] | None = None
    padding: dict[str, float] | None = None
    align: str = "top"
    merge: str = ""


@dataclass(frozen=True)
class Row:
    """A row that no page break splits; ``height`` is its least in mm, ``heading`` repeats it on every page."""

    cells: Sequence[Cell]
    height: float = 0
    heading: bool = False


def tag_row(text: str, columns: int) -> Row:
    """A row that holds a template tag only and vanishes with it."""
    return Row([Cell(f"<w:p>{run('{%tr ' + text + ' %}')}</w:p>", span=columns)])


@dataclass(frozen=True)
class Looks:
    """How a table looks: its style, its padding across and along, and its indent in mm.

    ``title`` and ``measures`` are told in its alternative text. A template's loop gives a table as many columns as it
    needs; ``measures`` then says how wide they are: see the renderer's word_flow.
    """

    style: str = ""
    padding: tuple[float, float] = (0, 0)
    indent: float = 0
    title: str = ""
    measures: str = ""


def table(widths: Sequence[float], rows: Sequence[Row], padding: tuple[float, float] = (0, 0)) -> str:
    """A table of fixed column widths, whose grid and cells say the same; ``padding`` is across and along."""
    return table_in(Looks(padding=padding), widths, rows)


def table_in(looks: Looks, widths: Sequence[float], rows: Sequence[Row]) -> str:
    """A table of fixed column widths that looks so; its style says the padding where it has one."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    style = f'<w:tblStyle w:val="{style_id(looks.style)}"/>' if looks.style else ""
    texts = (("tblCaption", looks.title), ("tblDescription", looks.measures))
    return (
        f"<w:tbl><w:tblPr>{style}"
        f'<w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/><w:tblInd w:w="{twips(looks.indent)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{"" if looks.style else _margins(*looks.padding)}'
        + "".join(f'<w:{name} w:val="{text}"/>' for name, text in texts if text)
        + f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(_row(row, widths) for row in rows)}</w:tbl>"
    )


def _margins(across: float, along: float) -> str:
    margins = "".join(
        f'<w:{side} w:w="{twips(width)}" w:type="dxa"/>'
        for side, width in (("top", along), ("left", across), ("bottom", along), ("right", across))
    )
    return f"<w:tblCellMar>{margins}</w:tblCellMar>"


def _row(row: Row, widths: Sequence[float]) -> str:
    cells, column = [], 0
    for cell in row.cells:
        cells.append(_cell(cell, sum(map(twips, widths[column : column + cell.span]))))
        column += cell.span
    if column != len(widths):
        raise ValueError(f"a row has {column} columns where its table has {len(widths)}")
    height = f'<w:trHeight w:val="{twips(row.height)}" w:hRule="atLeast"/>' if row.height else ""
    heading = "<w:tblHeader/>" if row.heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{heading}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: Cell, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
    borders = _sides("tcBorders", {
        side: f'w:val="single" w:sz="{round(line * 8)}" w:space="0" w:color="{colour}"'
        for side, (line, colour) in (cell.borders or {}).items()
    })  # fmt: skip
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.fill}"/>' if cell.fill else ""
    padding = _sides("tcMar", {
        side: f'w:w="{twips(length)}" w:type="dxa"' for side, length in (cell.padding or {}).items()
    })  # fmt: skip
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{borders}{fill}{padding}'
        f'<w:vAlign w:val="{cell.align}"/></w:tcPr>{cell.content}</w:tc>'
    )


def _sides(element: str, sides: dict[str, str]) -> str:
    inner = "".join(f"<w:{side} {sides[side]}/>" for side in ("top", "left", "bottom", "right") if side in sides)
    return f"<w:{element}>{inner}</w:{element}>" if inner else ""


@dataclass(frozen=True)
class Box:
    """Where a picture stands on the page, from its upper left corner, in mm."""

    x: float
    y: float
    width: float
    height: float


def anchored(name: str, box: Box, order: int, opacity: float = 1, *, inside: bool = False) -> str:
    """The placeholder of a picture that lies behind the text; ``order`` 1 lies lowest.

    Its box counts from the corner of the page, or ``inside`` from that of its column or cell and its paragraph.
    """
    across, down = ("column", "paragraph") if inside else ("page", "page")
    titled = f'name="picture:{name}" descr="picture:{name}"'
    return (
        f'<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{order}" '
        'behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{across}"><wp:posOffset>{_emu(box.x)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{down}"><wp:posOffset>{_emu(box.y)}</wp:posOffset></wp:positionV>'
        f'{_extent(box.width, box.height)}<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f"{_picture(titled, box.width, box.height, order, opacity)}</wp:anchor></w:drawing></w:r>"
    )


def inline(name: str, width: float, height: float, size: str, text: str) -> str:
    """The placeholder of a picture that stands in a line like a character.

    ``size`` is its title, which tells how large it is once the template is filled, such as 138 × 95 mm; ``text`` is
    its alternative text.
    """
    described = f'name="picture:{name}" descr="{text}" title="{size}"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f"{_extent(width, height)}{_picture(described, width, height, 1, 1)}</wp:inline></w:drawing></w:r>"
    )


def _emu(mm: float) -> int:
    return round(mm * 36000)


def _extent(width: float, height: float) -> str:
    return f'<wp:extent cx="{_emu(width)}" cy="{_emu(height)}"/>'


def _picture(title: str, width: float, height: float, number: int, opacity: float) -> str:
    faded = f'<a:alphaModFix amt="{round(opacity * 100000)}"/>' if opacity < 1 else ""
    return (
        f'<wp:docPr id="{number}" {title}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
        "</wp:cNvGraphicFramePr><a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" {title}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{PLACEHOLDER_ID}">{faded}</a:blip><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{_emu(width)}" cy="{_emu(height)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    )
