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
_WIDE_SPACE = "　"
_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")


def straightened(source: Source) -> tuple[Source, list[Diagnostic]]:
    """The source with full-width braces, curly quotes and full-width signs of its tags made plain, and what was so."""
    text = _WIDE_BRACES.sub(lambda found: found[0].translate(_WIDE), source.text)
    wide = [found for found in _WIDE_BRACES.finditer(source.text) if _is_wide(found)]
    lines = {source.line_of(found.start()): found.start() for found in reversed(wide)}
    findings = [
        _wide_braces(source, start, [found[0] for found in wide if source.line_of(found.start()) == line])
        for line, start in sorted(lines.items())
    ]
    plain = list(text)
    for tag in scan(replace(source, text=text))[0]:
        inside = text[tag.start : tag.end]
        straight = _plain_signs(inside.translate(_STRAIGHTEN) if _quotes_matter(inside) else inside)
        if straight != inside:
            plain[tag.start : tag.end] = straight
            findings.append(_not_plain(source, tag, inside, straight))
    return replace(source, text="".join(plain)), findings


def _is_wide(found: re.Match[str]) -> bool:
    return found[0] != found[0].translate(_WIDE)


def _wide_braces(source: Source, start: int, found: list[str]) -> Diagnostic:
    """The braces of one line that are no tag's."""
    written = list(dict.fromkeys(found))
    return Diagnostic(
        "tag.braces",
        message("{found} make no tag and are printed as they are.", found=" ".join(written)),
        message(
            "Type {plain} with an English keyboard, or run the check with --fix.",
            plain=" ".join(text.translate(_WIDE) for text in written),
        ),
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


def _not_plain(source: Source, tag: Tag, inside: str, straight: str) -> Diagnostic:
    """The signs of a tag that differ from the plain ones."""
    signs = dict.fromkeys(pair for pair in zip(inside, straight, strict=True) if pair[0] != pair[1])
    seen = [pair for pair in signs if pair[0] != _WIDE_SPACE]
    if not seen:
        problem = message("The tag has a full-width space, which can't be read.")
        hint = message("Type a plain space with an English keyboard, or run the check with --fix.")
        return Diagnostic("tag.quotes", problem, hint, source.place(tag.start))
    return Diagnostic(
        "tag.quotes",
        message("The tag has {found}, which can't be read.", found=" ".join(found for found, _ in seen)),
        message(
            "Type {plain} with an English keyboard, or run the check with --fix.",
            plain=" ".join(dict.fromkeys(plain for _, plain in seen)),
        ),
        source.place(tag.start),
    )
