"""Where a page breaks off the engine that sets it: the declaration without which it is set.

Engines foresee what is wrong in a style, but not all that is odd, such as lengths beyond all numbers. What a template
says then is told as its fault, with its line, by setting the page again without ever fewer of its declarations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from carbondocs.diagnostics import Diagnostic, Place, message
from carbondocs.templating.pack import Pack

Sets = Callable[[str, str], bool]
"""Whether a page, of such HTML and such a style, can be set."""

_STRING = r"\"[^\"\n]*\"|'[^'\n]*'|\([^()]*\)"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARATION = re.compile(rf"(?<=[{{;}}])(\s*)(-{{0,2}}[a-zA-Z][\w-]*\s*:(?:{_STRING}|[^;{{}}\"'])*)(?=[;}}]|\Z)")
_SHEET = re.compile(r"(<style\b[^>]*>)(.*?)(?=</style)", re.DOTALL | re.IGNORECASE)
_INLINE = re.compile(r"(\sstyle\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_TEMPLATES = (".j2", ".css", ".html")


def breakage(pack: Pack, template: str, page: str, style: str, sets: Sets) -> Diagnostic:
    """What is told of a template whose page, in that style, can't be set."""
    found = culprit(page, style, sets, _built_in(pack))
    if not found:
        return Diagnostic(
            "page.broken",
            message("The setting of pages breaks off at something in this template or in its style."),
            message("Undo the last change; look for huge numbers, and for brackets without an end."),
            Place(template),
        )
    return Diagnostic(
        "page.broken",
        message("The setting of pages breaks off at “{declaration}”.", declaration=" ".join(found.split())),
        message(
            "Give {name} another value, one of a usual size, or take it out.", name=found.partition(":")[0].strip()
        ),
        _place(pack, found) or Place(pack.manifest.style if found in _declarations(style) else template),
    )


def culprit(page: str, style: str, sets: Sets, usual: str = "") -> str:
    """A declaration without which the page can be set, as it is written; nothing where there is none.

    Those that stand in ``usual`` too are suspected last.
    """
    written = list(dict.fromkeys((*_declarations(style), *_declarations_within(page))))
    for suspects in ([each for each in written if each not in usual], written):
        if suspects and sets(*_without(page, style, suspects)):
            return _one_of(suspects, page, style, sets)
    return ""


def _one_of(suspects: list[str], page: str, style: str, sets: Sets) -> str:
    """One of declarations without which a page can be set; the others that it breaks off at are left out for good."""
    out: list[str] = []
    while len(suspects) > 1:
        one, other = suspects[: len(suspects) // 2], suspects[len(suspects) // 2 :]
        if sets(*_without(page, style, [*out, *one])):
            suspects = one
        elif sets(*_without(page, style, [*out, *other])):
            suspects = other
        else:
            out, suspects = [*out, *other], one
    return suspects[0]


def _declarations(sheet: str) -> Iterator[str]:
    yield from (found[2].rstrip() for found in _DECLARATION.finditer(_uncommented(sheet)))


def _declarations_within(page: str) -> Iterator[str]:
    for sheet in _SHEET.finditer(page):
        yield from _declarations(sheet[2])
    for inline in _INLINE.finditer(page):
        yield from _declarations(f";{inline[2][1:-1]};")


def _without(page: str, style: str, declarations: Iterable[str]) -> tuple[str, str]:
    """The page and its style without these declarations."""
    left_out = frozenset(declarations)

    def cut(sheet: str) -> str:
        return _DECLARATION.sub(
            lambda found: found[1] if found[2].rstrip() in left_out else found[0], _uncommented(sheet)
        )

    page = _SHEET.sub(lambda found: found[1] + cut(found[2]), page)
    page = _INLINE.sub(lambda found: f"{found[1]}{found[2][0]}{cut(f';{found[2][1:-1]};')}{found[2][0]}", page)
    return page, cut(style)


def _uncommented(sheet: str) -> str:
    return _COMMENT.sub(lambda found: " " * len(found[0]), sheet)


def _built_in(pack: Pack) -> str:
    return "\n".join(text for folder in pack.folders[1:] for _, text in _texts(folder))


def _place(pack: Pack, declaration: str) -> Place | None:
    """Where the pack's own files say that, if they do so literally."""
    for name, text in _texts(pack.folders[0]):
        at = text.find(declaration)
        if at >= 0:
            before = text[:at]
            column = at - before.rfind("\n")
            return Place(f"{name}:{before.count(chr(10)) + 1}:{column}", text=" ".join(declaration.split()))
    return None


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.name.endswith(_TEMPLATES) and path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8", errors="replace")
