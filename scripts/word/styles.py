"""Styles, and the part of a Word file that holds them.

A style named “X (bilingual)” or “X (en)” is a variant: in a document in those languages it takes the place of X.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from word.markup import NAMESPACES, style_id, twips

INK, GREY, NOTE, DARK = "1A1F1C", "3B4540", "4A534E", "0B4D3A"

Face = Literal["song", "hei", "figures"]

_FACES: dict[Face, tuple[str, str]] = {
    "song": ("宋体", "Times New Roman"),
    "hei": ("黑体", "Times New Roman"),
    "figures": ("黑体", "Arial"),
}
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
    """A paragraph's style, or a character's where it has no line height. Sizes in pt, tab stops in mm.

    ``tracking`` is the space between characters in pt. ``tabs`` are positions with their kinds. Lines have exactly
    the height that is given, so that Word, WPS and LibreOffice fill a page alike.
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
    tabs: Sequence[tuple[str, float]] = ()
    variants: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def styles_part(styles: Sequence[Style]) -> str:
    """``styles.xml``: the defaults, the styles, and the variants of each."""
    default = Style("Normal", 11, 16)
    every = [style for base in styles for style in (base, *_variants(base))]
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault>{_run_properties(default, lang=True)}</w:rPrDefault>"
        f"<w:pPrDefault>{_paragraph_properties(default)}</w:pPrDefault></w:docDefaults>"
        f"{_style(default, _DEFAULT)}{''.join(map(_style, every))}</w:styles>"
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


def _style(style: Style, attributes: str = _CUSTOM) -> str:
    kind = "paragraph" if style.line else "character"
    paragraph = _paragraph_properties(style) if style.line else ""
    return (
        f'<w:style w:type="{kind}" {attributes} w:styleId="{style_id(style.name)}"><w:name w:val="{style.name}"/>'
        f"<w:qFormat/>{paragraph}{_run_properties(style)}</w:style>"
    )


def _paragraph_properties(style: Style) -> str:
    tabs = "".join(f'<w:tab w:val="{kind}" w:pos="{twips(place)}"/>' for kind, place in style.tabs)
    plain = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>'
    indent = f'<w:ind w:left="{round(style.tracking * 20)}"/>' if style.tracking and style.align == "center" else ""
    return (
        f'<w:pPr><w:widowControl w:val="0"/>{f"<w:tabs>{tabs}</w:tabs>" if tabs else ""}{plain}'
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}" '
        f'w:line="{round(style.line * 20)}" w:lineRule="exact"/>'
        f'{indent}<w:jc w:val="{style.align}"/></w:pPr>'
    )


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
