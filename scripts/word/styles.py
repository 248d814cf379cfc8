"""Styles, and the part of a Word file that holds them.

Names that Word knows, such as “heading 1”, are Word's own styles: its navigation, tables of contents and captions go by
them. A style named “X (bilingual)” or “X (en)” is a variant: in a document in those languages it takes the place of X.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from xml.sax.saxutils import quoteattr

from word.markup import NAMESPACES, style_id, twips

INK, GREY, NOTE, DARK = "1A1F1C", "3B4540", "4A534E", "0B4D3A"

Face = Literal["song", "hei", "figures"]

_FACES: dict[Face, tuple[str, str]] = {
    "song": ("宋体", "Times New Roman"),
    "hei": ("黑体", "Times New Roman"),
    "figures": ("黑体", "Arial"),
}
_BUILT_IN = re.compile(r"Normal|TOC Heading|(?:heading|toc) \d|caption|header|footer")
_LANGUAGES = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
_DEFAULT, _CUSTOM = 'w:default="1"', 'w:customStyle="1"'
_FONT_TABLE = (
    ("宋体", "SimSun", "86", "auto"),
    ("黑体", "SimHei", "86", "modern"),
    ("Times New Roman", "Liberation Serif", "00", "roman"),
    ("Arial", "Liberation Sans", "00", "swiss"),
)


@dataclass(frozen=True)
class Style:
    """A paragraph's style, or a character's where it has no line height. Sizes in pt, tab stops and indents in mm.

    ``tracking`` is the space between characters in pt. ``tabs`` are kinds and positions, with a leader where there is
    one. Lines have exactly the height that is given, so that Word, WPS and LibreOffice fill a page alike; ``grows``
    lets a line become as high as a picture in it. ``first_line`` counts characters. ``rules`` are lines by side: width,
    distance (pt) and colour. ``keep`` holds a paragraph whole and with the next one, ``outline`` is its level as a
    heading, ``then`` the style of the paragraph that is typed after it.
    """

    name: str
    size: float
    line: float = 0
    face: Face = "song"
    bold: bool = False
    colour: str = INK
    align: str = "left"
    before: float = 0
    after: float = 0
    tracking: float = 0
    caps: bool = False
    tabs: Sequence[tuple[str, float] | tuple[str, float, str]] = ()
    left: float = 0
    right: float = 0
    hanging: float = 0
    first_line: int = 0
    rules: Mapping[str, tuple[float, float, str]] = field(default_factory=dict)
    grows: bool = False
    keep: bool = False
    outline: int = 0
    then: str = ""
    variants: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class TableStyle:
    """A table's style: a grid of thin lines, ``line`` pt wide, with ``padding`` across and along in mm."""

    name: str
    line: float
    colour: str
    padding: tuple[float, float]


def styles_part(styles: Sequence[Style], tables: Sequence[TableStyle] = (), links: str = "") -> str:
    """``styles.xml``: the defaults, the styles, the variants of each, the tables' styles, and that of links."""
    default = Style("Normal", 11, 16)
    every = [style for base in styles for style in (base, *_variants(base))]
    others = "".join(map(_table_style, tables)) + links
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault>{_run_properties(default, lang=True)}</w:rPrDefault>"
        f"<w:pPrDefault>{_paragraph_properties(default)}</w:pPrDefault></w:docDefaults>"
        f"{_style(default, _DEFAULT)}{''.join(map(_style, every))}{others}</w:styles>"
    )


def font_table_part() -> str:
    """``fontTable.xml``: the faces by the names that Word users have, with their other names."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="{charset}"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, other, charset, family in _FONT_TABLE
    )
    return f"<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def _variants(style: Style) -> list[Style]:
    return [
        replace(style, name=f"{style.name} ({variant})", variants={}, **changes)
        for variant, changes in style.variants.items()
    ]


def _style(style: Style, attributes: str = "") -> str:
    kind = "paragraph" if style.line or style.grows else "character"
    paragraph = _paragraph_properties(style) if kind == "paragraph" else ""
    own = attributes or ("" if _BUILT_IN.fullmatch(style.name) else _CUSTOM)
    then = f'<w:next w:val="{style_id(style.then)}"/>' if style.then else ""
    return (
        f'<w:style w:type="{kind}" {own} w:styleId="{style_id(style.name)}"><w:name w:val="{style.name}"/>'
        f"{then}<w:qFormat/>{paragraph}{_run_properties(style)}</w:style>"
    )


def _table_style(style: TableStyle) -> str:
    line = f'w:val="single" w:sz="{round(style.line * 8)}" w:space="0" w:color="{style.colour}"'
    across, along = (f'w:w="{twips(length)}" w:type="dxa"' for length in style.padding)
    return (
        f'<w:style w:type="table" {_CUSTOM} w:styleId="{style_id(style.name)}"><w:name w:val="{style.name}"/>'
        f"<w:qFormat/><w:tblPr><w:tblBorders><w:top {line}/><w:left {line}/><w:bottom {line}/><w:right {line}/>"
        f"<w:insideH {line}/><w:insideV {line}/></w:tblBorders><w:tblCellMar><w:top {along}/><w:left {across}/>"
        f"<w:bottom {along}/><w:right {across}/></w:tblCellMar></w:tblPr></w:style>"
    )


def _paragraph_properties(style: Style) -> str:
    tabs = "".join(
        f'<w:tab w:val="{kind}"{"".join(f" w:leader={quoteattr(each)}" for each in leader)} w:pos="{twips(place)}"/>'
        for kind, place, *leader in style.tabs
    )
    plain = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>'
    height = (
        'w:line="240" w:lineRule="auto"' if style.grows else f'w:line="{round(style.line * 20)}" w:lineRule="exact"'
    )
    kept = "<w:keepNext/><w:keepLines/>" if style.keep else ""
    outline = f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else ""
    return (
        f'<w:pPr>{kept}<w:widowControl w:val="{int(style.first_line > 0)}"/>'
        f"{_rules(style)}{f'<w:tabs>{tabs}</w:tabs>' if tabs else ''}{plain}"
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" {height}/>'
        f'{_indent(style)}<w:jc w:val="{style.align}"/>{outline}</w:pPr>'
    )


def _rules(style: Style) -> str:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{round(width * 8)}" w:space="{round(space)}" w:color="{colour}"/>'
        for side, (width, space, colour) in style.rules.items()
    )
    return f"<w:pBdr>{lines}</w:pBdr>" if lines else ""


def _indent(style: Style) -> str:
    """Centred text that is tracked is shifted by the tracking behind its last character."""
    shift = style.tracking if style.align == "center" else 0
    wanted = {
        "left": twips(style.left) + round(shift * 20),
        "right": twips(style.right),
        "hanging": twips(style.hanging),
        "firstLineChars": style.first_line * 100,
        "firstLine": round(style.first_line * style.size * 20),
    }
    written = "".join(f' w:{side}="{length}"' for side, length in wanted.items() if length)
    return f"<w:ind{written}/>" if written else ""


def _run_properties(style: Style, lang: bool = False) -> str:
    chinese, latin = _FACES[style.face]
    bold = "<w:b/><w:bCs/>" if style.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    return (
        f'<w:rPr><w:rFonts w:ascii="{latin}" w:eastAsia="{chinese}" w:hAnsi="{latin}" w:cs="{latin}"/>{bold}'
        f'{"<w:caps/>" if style.caps else ""}<w:color w:val="{style.colour}"/>'
        f'<w:spacing w:val="{round(style.tracking * 20)}"/><w:sz w:val="{round(style.size * 2)}"/>'
        f'<w:szCs w:val="{round(style.size * 2)}"/>'
        f"{_LANGUAGES if lang else ''}</w:rPr>"
    )
