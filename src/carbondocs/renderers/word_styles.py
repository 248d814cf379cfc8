"""The looks of a Word file that depend on the document: its languages and its issuer's accent.

“X (bilingual)” or “X (en)” takes the place of style X in a document in those languages.
"""

from __future__ import annotations

from functools import lru_cache

from carbondocs.issuer import ACCENT
from carbondocs.renderers.word_package import Parts, serialised

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@lru_cache(maxsize=16)
def with_variant(styles: bytes, variant: str) -> bytes:
    """``styles.xml`` in which each style is its variant of that name, where it has one, and no variant is left."""
    from lxml import etree

    root = etree.fromstring(styles)
    named = {style.find(f"{_W}name").get(f"{_W}val"): style for style in root.iter(f"{_W}style")}
    for name, style in named.items():
        base, _, variety = name.removesuffix(")").rpartition(" (")
        if base not in named:
            continue
        if variety == variant:
            replaced = named[base]
            style.set(f"{_W}styleId", replaced.get(f"{_W}styleId"))
            style.find(f"{_W}name").set(f"{_W}val", base)
            root.replace(replaced, style)
        else:
            root.remove(style)
    return serialised(root)


def with_accent(parts: Parts, accent: str) -> Parts:
    """The parts with the issuer's accent wherever the template has the house's."""
    house, own = f'"{ACCENT[1:]}"'.encode(), f'"{accent[1:].upper()}"'.encode()
    return {name: content.replace(house, own) if name.endswith(".xml") else content for name, content in parts.items()}
