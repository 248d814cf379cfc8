"""The fonts that styles and Word files name: whether they are there, and what will take their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from carbondocs.designer.sources import Source
from carbondocs.designer.word_source import Paragraph, W, WordSource
from carbondocs.diagnostics import Diagnostic, Place, Severity, message
from carbondocs.faces import Face
from carbondocs.renderers.word_package import Parts

_SIZE = r"\d*\.?\d+(?:pt|mm|cm|in|px|em|rem|ex|%)(?:/[\w.%]+)?"
_FAMILIES = re.compile(
    rf"(?:font-family\s*:|font\s*:[^;{{}}\"']*?{_SIZE}\s)(?P<style>[^;{{}}<>]+)|font-family\s*=\s*\"(?P<attribute>[^\"]+)\""
)
_NAME = re.compile(r"\"([^\"]+)\"|'([^']+)'|([A-Za-z\u4e00-\u9fff][\w\u4e00-\u9fff -]*)")
_WORDS = {"inherit", "initial", "unset", "serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui"}
_OF_WORD = {
    "宋体", "simsun", "新宋体", "nsimsun", "黑体", "simhei", "楷体", "kaiti", "仿宋", "fangsong", "微软雅黑",
    "microsoft yahei", "等线", "dengxian", "等线 light", "times new roman", "arial", "calibri", "calibri light",
    "cambria", "cambria math", "courier new", "georgia", "tahoma", "verdana", "symbol", "wingdings", "segoe ui symbol",
}  # fmt: skip
_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]|\{[{%]")


def in_text(source: Source, faces: Sequence[Face]) -> Iterator[Diagnostic]:
    """The families of a style, page or drawing that no face has."""
    known = {face.family.lower() for face in faces}
    for found in _FAMILIES.finditer(source.text):
        group = found.lastgroup or "style"
        names = [(match.start(), next(filter(None, match.groups())).strip()) for match in _NAME.finditer(found[group])]
        for index, (at, name) in enumerate(names):
            if name.lower() in known | _WORDS:
                continue
            others = [other for _, other in names[index + 1 :] if other.lower() in known]
            offset = found.start(group) + at
            yield _stand_in(source, offset, name, others[0]) if others else _no_face(source, offset, name, faces)


def _stand_in(source: Source, offset: int, name: str, other: str) -> Diagnostic:
    return Diagnostic(
        "font.missing",
        message("There is no font {name} here; {other} takes its place.", name=name, other=other),
        message("Name a shipped face, or one of the issuer's font folder."),
        source.place(offset),
        severity=Severity.WARNING,
    )


def _no_face(source: Source, offset: int, name: str, faces: Sequence[Face]) -> Diagnostic:
    known = ", ".join(sorted({face.family for face in faces}))
    return Diagnostic(
        "font.missing",
        message("There is no font {name} here, and none that may take its place.", name=name),
        message("Use one of {known}, or add it to the issuer's font folder.", known=known),
        source.place(offset),
    )


def in_word(name: str, parts: Parts, sources: Sequence[WordSource]) -> Iterator[Diagnostic]:
    """Fonts that Word has on few machines, and texts without a font for Chinese."""
    from lxml import etree

    styles = etree.fromstring(parts["word/styles.xml"])
    embedded = {
        font.get(f"{W}name", "").lower()
        for font in (etree.fromstring(parts["word/fontTable.xml"]) if "word/fontTable.xml" in parts else ())
        if font.find(f"{W}embedRegular") is not None
    }
    told = set[str]()
    for place, fonts in _named(name, styles, sources):
        for slot in _SLOTS:
            font = fonts.get(f"{W}{slot}")
            if font and font.lower() not in _OF_WORD | embedded and font not in told:
                told.add(font)
                yield _rare(font, slot, place)
    yield from _east_asian(name, styles, sources)


def _named(name: str, styles: Any, sources: Sequence[WordSource]) -> Iterator[tuple[Place, Any]]:
    """Each choice of fonts with its place: in the styles, then in the texts."""
    for fonts in styles.iter(f"{W}rFonts"):
        style = next(fonts.iterancestors(f"{W}style"), None)
        yield _style_place(name, style), fonts
    for source in sources:
        for paragraph in source.paragraphs:
            for fonts in paragraph.element.iter(f"{W}rFonts"):
                yield Place(name, paragraph.path, paragraph.spot, paragraph.text[:60]), fonts


def _style_place(name: str, style: Any) -> Place:
    if style is None:
        return Place(name, "styles", (message("default style"),))
    called = style.find(f"{W}name").get(f"{W}val")
    return Place(name, f"style {called}", (message("style {style}", style=called),))


def _rare(font: str, slot: str, place: Place) -> Diagnostic:
    other = "宋体" if slot == "eastAsia" else "Times New Roman"
    return Diagnostic(
        "font.rare",
        message("Not every machine has the font {name}; Word puts {other} or its like in its place.", name=font,
                other=other),
        message("Choose a font that comes with Word, or embed this one when you save (File, Options, Save)."),
        place,
        severity=Severity.WARNING,
    )  # fmt: skip


def _east_asian(name: str, styles: Any, sources: Sequence[WordSource]) -> Iterator[Diagnostic]:
    """Styles and texts whose Latin font is chosen and whose Chinese one is not."""
    defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    has_default = _has_chinese(defaults)
    for style in styles.iter(f"{W}style"):
        fonts = style.find(f"{W}rPr/{W}rFonts")
        if fonts is not None and _has_latin(fonts) and not _has_chinese(fonts):
            yield _no_chinese(_style_place(name, style))
    for source in sources:
        for paragraph in source.paragraphs:
            yield from _texts_without(name, paragraph, styles, has_default)


def _texts_without(name: str, paragraph: Paragraph, styles: Any, has_default: bool) -> Iterator[Diagnostic]:
    for run in paragraph.element.iter(f"{W}r"):
        text = "".join(run.itertext(f"{W}t"))
        if not _CHINESE.search(text):
            continue
        fonts = run.find(f"{W}rPr/{W}rFonts")
        chosen_apart = fonts is not None and _has_latin(fonts) and not _has_chinese(fonts)
        if chosen_apart or not (has_default or _has_chinese(fonts) or _styled(run, paragraph, styles)):
            yield _no_chinese(Place(name, paragraph.path, paragraph.spot, text[:60]))


def _styled(run: Any, paragraph: Paragraph, styles: Any) -> bool:
    """Whether a style of the text, or one that it rests on, has a font for Chinese."""
    by_id = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    references = (run.find(f"{W}rPr/{W}rStyle"), paragraph.element.find(f"{W}pPr/{W}pStyle"))
    waiting = [reference.get(f"{W}val") for reference in references if reference is not None] or ["Normal"]
    for name in waiting:
        style = by_id.get(name)
        if style is None:
            continue
        if _has_chinese(style.find(f"{W}rPr/{W}rFonts")):
            return True
        base = style.find(f"{W}basedOn")
        if base is not None and base.get(f"{W}val") not in waiting:
            waiting.append(base.get(f"{W}val"))
    return False


def _has_chinese(fonts: Any) -> bool:
    return fonts is not None and bool(fonts.get(f"{W}eastAsia") or fonts.get(f"{W}eastAsiaTheme"))


def _has_latin(fonts: Any) -> bool:
    return bool(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi"))


def _no_chinese(place: Place) -> Diagnostic:
    return Diagnostic(
        "font.chinese",
        message("A font is chosen for Latin letters and none for Chinese; Chinese text keeps another font."),
        message("In Word's Font dialog choose the font for Asian text (中文字体) too."),
        place,
        severity=Severity.WARNING,
    )
