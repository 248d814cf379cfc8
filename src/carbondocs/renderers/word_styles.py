"""Variants of styles: “X (bilingual)” or “X (en)” takes the place of style X in a document in those languages."""

from __future__ import annotations

from functools import lru_cache

from carbondocs.renderers.word_package import serialised

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
