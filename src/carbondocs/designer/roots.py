"""Which names each template of a pack sees, beside those of the kind's context."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from carbondocs.designer.references import styles
from carbondocs.designer.shapes import Shape, context_of, members
from carbondocs.graphics.guilloche import Border
from carbondocs.kinds.base import Kind
from carbondocs.templating.pack import Manifest
from carbondocs.values.model import Model


@dataclass(frozen=True)
class Sheet:
    """What sheets see beside the context."""

    density: str


@dataclass(frozen=True)
class Page:
    """The page in mm."""

    width: float
    height: float


@dataclass(frozen=True)
class Layer:
    """What the ornament's template sees."""

    border: Border
    page: Page
    colours: Mapping[str, str]


def roots(manifest: Manifest, kind: Kind[Model]) -> Iterator[tuple[str, Mapping[str, Shape]]]:
    """The text templates that a manifest names, with the names that each sees and what they are."""
    context = members(context_of(kind))
    for sheet in manifest.sheets:
        yield sheet, {**context, **members(Sheet)}
    for style in styles(manifest):
        yield style, {"colours": context["colours"]}
    if manifest.layer:
        yield manifest.layer, members(Layer)
    for drawing in filter(None, (manifest.drawing, *manifest.drawings.values())):
        yield drawing, context
