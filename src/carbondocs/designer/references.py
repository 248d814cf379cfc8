"""Which files a pack is made of: those that its manifest names, and those that these refer to in turn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import jinja2
from jinja2 import meta

from carbondocs.errors import InvalidValue
from carbondocs.templating.environment import environment
from carbondocs.templating.pack import MANIFEST, Look, Manifest, Pack

_SHOWN = re.compile(
    r"""\b(?:src|href|data|poster)\s*=\s*(?:"([^"{}]+)"|'([^'{}]+)')|url\(\s*["']?([^"'(){}]+?)["']?\s*\)"""
)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")


def named(manifest: Manifest) -> Iterator[str]:
    """The files that a manifest names, those of its looks too."""
    yield from (*manifest.sheets, *styles(manifest), *word_files(manifest))
    yield from filter(None, (manifest.drawing, manifest.layer, *manifest.drawings.values()))


def templates_in(text: str, pack: Pack) -> frozenset[str]:
    """The templates that one includes or imports; none where it can't be read."""
    return _templates_in(text, pack.folders)


@lru_cache(maxsize=128)
def _templates_in(text: str, folders: tuple[Path, ...]) -> frozenset[str]:
    try:
        tree = environment(folders).parse(text)
    except jinja2.TemplateError:
        return frozenset()
    return frozenset(name for name in meta.find_referenced_templates(tree) if name)


def shown_in(text: str) -> Iterator[tuple[int, str]]:
    """What a page or style shows by a literal address, with where in the text that stands: ``picture:`` too."""
    for found in _SHOWN.finditer(text):
        address = next(filter(None, found.groups()), "").strip()
        if address:
            yield found.start(found.lastindex or 0), address


def is_file(address: str) -> bool:
    """Whether an address names a file beside the template."""
    return not _ELSEWHERE.match(address)


def parts(pack: Pack) -> Iterator[tuple[str, bytes]]:
    """Every file of which the pack's documents are made, by name, with its content, from the manifest on."""
    waiting, seen = [MANIFEST, *named(pack.manifest)], set[str]()
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        try:
            content = pack.read(name)
        except InvalidValue:
            continue
        yield name, content
        if name.endswith(".j2"):
            text = content.decode("utf-8", "replace")
            waiting += sorted(templates_in(text, pack))
            waiting += [address for _, address in shown_in(text) if is_file(address)]


def styles(manifest: Manifest) -> tuple[str, ...]:
    """The styles of a pack, those of its looks too."""
    looks: tuple[Manifest | Look, ...] = (manifest, *manifest.looks.values())
    return tuple(dict.fromkeys(look.style for look in looks if look.style))


def word_files(manifest: Manifest) -> tuple[str, ...]:
    """The Word templates of a pack, those of its looks too."""
    looks: tuple[Manifest | Look, ...] = (manifest, *manifest.looks.values())
    return tuple(dict.fromkeys(look.word for look in looks if look.word))
