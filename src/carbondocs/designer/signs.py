"""Braces, quotes and other signs that a Chinese keyboard or Word has put into tags in place of plain ones.

Every change is one character for another, so that places stay what they were.
"""

from __future__ import annotations

import re
from dataclasses import replace

from carbondocs.designer.sources import Source
from carbondocs.designer.tags import Tag, scan
from carbondocs.diagnostics import Diagnostic, message

_WIDE = str.maketrans("｛｝％", "{}%")
_WIDE_BRACES = re.compile(r"[{｛][{｛%％]|[}｝%％][}｝]")
_CURLY, _STRAIGHT = "“”„‟‘’‚‛＂＇", "\"\"\"\"''''\"'"
_STRAIGHTEN = str.maketrans(_CURLY, _STRAIGHT)
_WIDE_SIGNS = str.maketrans("（）［］，．：＝！＜＞｜　", "()[],.:=!<>| ")
_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")


def straightened(source: Source) -> tuple[Source, list[Diagnostic]]:
    """The source with full-width braces, curly quotes and full-width signs of its tags made plain, and what was so."""
    text = _WIDE_BRACES.sub(lambda found: found[0].translate(_WIDE), source.text)
    wide = [found for found in _WIDE_BRACES.finditer(source.text) if _is_wide(found)]
    begun = {source.line_of(found.start()) for found in wide if found[0][0] in "{｛"}
    findings = [
        _wide_braces(source, found.start())
        for found in wide
        if found[0][0] in "{｛" or source.line_of(found.start()) not in begun
    ]
    plain = list(text)
    for tag in scan(replace(source, text=text))[0]:
        inside = text[tag.start : tag.end]
        straight = _plain_signs(inside.translate(_STRAIGHTEN) if _quotes_matter(inside) else inside)
        if straight != inside:
            plain[tag.start : tag.end] = straight
            findings.append(_curly(source, tag))
    return replace(source, text="".join(plain)), findings


def _is_wide(found: re.Match[str]) -> bool:
    return found[0] != found[0].translate(_WIDE)


def _wide_braces(source: Source, start: int) -> Diagnostic:
    return Diagnostic(
        "tag.braces",
        message("Full-width braces make no tag; they are printed as they are."),
        message("Type { and } with an English keyboard, or run the check with --fix."),
        source.place(start),
    )


def _quotes_matter(inside: str) -> bool:
    return any(character in _CURLY for character in _STRING.sub("", inside))


def _plain_signs(inside: str) -> str:
    """Full-width signs made plain outside strings."""
    parts, end = [], 0
    for string in _STRING.finditer(inside):
        parts += [inside[end : string.start()].translate(_WIDE_SIGNS), string[0]]
        end = string.end()
    return "".join([*parts, inside[end:].translate(_WIDE_SIGNS)])


def _curly(source: Source, tag: Tag) -> Diagnostic:
    return Diagnostic(
        "tag.quotes",
        message("A tag has curly quotes or full-width signs; only plain ones can be read."),
        message('Type " and ( with an English keyboard, or run the check with --fix.'),
        source.place(tag.start),
    )
