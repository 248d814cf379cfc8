"""The drawings of a pack, as SVG: the ornament layer, the label mark, the QR code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from carbondocs.diagnostics import Diagnostic, Place, message
from carbondocs.errors import TemplateError, one
from carbondocs.graphics.guilloche import border
from carbondocs.kinds.base import Context
from carbondocs.templating.environment import fill, names
from carbondocs.templating.pack import Pack

_ENDLESS = re.compile(r"(?<![#\w.])[-+]?[0-9.]+[eE]\+?[0-9]{2,}")


def drawing(pack: Pack, name: str, context: Context) -> str:
    """The drawing of that name in the pack, made with the document's context."""
    template = pack.manifest.drawings.get(name)
    if template is None:
        known = ", ".join(sorted({*pack.manifest.drawings, *context.pictures}))
        raise TemplateError(
            one("picture.unknown", "There is no picture {name}.", "Use one of {known}.", name=name, known=known)
        )
    return fill(pack.folders, template, names(context))


def layer(pack: Pack, context: Context) -> str:
    """The ornament behind every page of a pack that has one. Drawn once for each pack and colour."""
    manifest = pack.manifest
    return _layer(pack.folders, manifest.layer or "", manifest.page, tuple(sorted(context.colours.items())))


def forget_layers() -> None:
    """Draw ornaments anew from now on, for who edits their templates while the process goes on."""
    _layer.cache_clear()


@lru_cache(maxsize=8)
def _layer(
    folders: tuple[Path, ...], template: str, page: tuple[float, float], colours: tuple[tuple[str, str], ...]
) -> str:
    svg = fill(folders, template, layer_names(page, dict(colours)))
    if found := _ENDLESS.search(svg):
        problem = message("The drawing has a number beyond all measure: {number}.", number=found[0])
        raise TemplateError(
            [Diagnostic("svg.number", problem, message("Write one that fits on a page."), Place(template))]
        )
    return svg


def layer_names(page: tuple[float, float], colours: Mapping[str, str]) -> dict[str, Any]:
    """The names that the template of an ornament sees; the page in mm."""
    width, height = page
    return {"border": border(width, height), "page": {"width": width, "height": height}, "colours": colours}
