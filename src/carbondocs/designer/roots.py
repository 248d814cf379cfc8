"""Which names each template of a pack sees, beside those of the kind's context."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, make_dataclass

from carbondocs.designer.references import styles
from carbondocs.designer.shapes import Shape, choices, context_of, item, members, records
from carbondocs.graphics.guilloche import Border
from carbondocs.kinds.base import Context, Kind
from carbondocs.language import Phrase
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


def roots(
    manifest: Manifest, kind: Kind[Model], contexts: Sequence[Context]
) -> Iterator[tuple[str, Mapping[str, Shape]]]:
    """The text templates that a manifest names, with the names that each sees and what they are."""
    colours = _colours(contexts)
    context = {**members(context_of(kind)), "colours": colours}
    for sheet in manifest.sheets:
        yield sheet, {**context, **members(Sheet)}
    for style in styles(manifest):
        yield style, {"colours": colours, "watermark": context["watermark"]}
    if manifest.layer:
        yield manifest.layer, {**members(Layer), "colours": colours}
    for drawing in filter(None, (manifest.drawing, *manifest.drawings.values())):
        yield drawing, context


def printed(kind: Kind[Model]) -> Iterator[str]:
    """The fields of a kind that hold text to be printed."""
    return (name for name, shape in members(context_of(kind)).items() if _has_text(shape, ()))


def _has_text(shape: Shape, above: tuple[type, ...]) -> bool:
    if Phrase in choices(shape):
        return True
    parts = (*records(shape), *(records(item(shape)) if item(shape) is not None else ()))
    texts = item(shape) is not None and Phrase in choices(item(shape))
    return texts or any(
        _has_text(inner, (*above, part)) for part in parts if part not in above for inner in members(part).values()
    )


def _colours(contexts: Sequence[Context]) -> Shape:
    """The colours by their names, as far as contexts tell them."""
    names = sorted({name for context in contexts for name in context.colours})
    return make_dataclass("Colours", [(name, str) for name in names]) if names else Mapping[str, str]
