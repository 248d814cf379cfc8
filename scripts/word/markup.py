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


def twips(mm: float) -> int:
    """Twentieths of a point, which Word measures in."""
    return round(mm * 1440 / 25.4)


def style_id(name: str) -> str:
    """The id of a style, by which paragraphs name it."""
    return "".join(filter(str.isalnum, name))


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
    marks = {mark: f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "separate", "end")}
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{marks['begin']}{code}{marks['separate']}{cached}{marks['end']}"


def bookmark(name: str) -> str:
    """A bookmark of no length."""
    return f'<w:bookmarkStart w:id="0" w:name="{name}"/><w:bookmarkEnd w:id="0"/>'


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


def table(widths: Sequence[float], rows: Sequence[Row], padding: tuple[float, float] = (0, 0)) -> str:
    """A table of fixed column widths, whose grid and cells say the same; ``padding`` is across and along."""
    across, along = padding
    margins = "".join(
        f'<w:{side} w:w="{twips(width)}" w:type="dxa"/>'
        for side, width in (("top", along), ("left", across), ("bottom", along), ("right", across))
    )
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(_row(row, widths) for row in rows)}</w:tbl>"
    )


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
    return (
        f'<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{order}" '
        'behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{across}"><wp:posOffset>{_emu(box.x)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="{down}"><wp:posOffset>{_emu(box.y)}</wp:posOffset></wp:positionV>'
        f'{_extent(box.width, box.height)}<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f"{_picture(name, box.width, box.height, order, opacity)}</wp:anchor></w:drawing></w:r>"
    )


def _emu(mm: float) -> int:
    return round(mm * 36000)


def _extent(width: float, height: float) -> str:
    return f'<wp:extent cx="{_emu(width)}" cy="{_emu(height)}"/>'


def _picture(name: str, width: float, height: float, number: int, opacity: float) -> str:
    title = f'name="picture:{name}" descr="picture:{name}"'
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
