"""The pictures and files that templates show: whether each is there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from carbondocs.designer.nearest import first_of, nearest
from carbondocs.designer.references import is_file, shown_in
from carbondocs.designer.shapes import choices, members
from carbondocs.designer.sources import Source
from carbondocs.designer.word_source import W, WordSource
from carbondocs.diagnostics import Diagnostic, Place, message
from carbondocs.errors import InvalidValue
from carbondocs.kinds.base import Context
from carbondocs.renderers.word_package import Parts
from carbondocs.renderers.word_pictures import PLACEHOLDER, SUPPLIED
from carbondocs.templating.pack import Pack

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_HOLDER = re.compile(rb'<wp:docPr\b[^>]*?\b(?:name|descr)="\s*(picture:[^"]*)"')


def known(pack: Pack, contexts: Sequence[Context]) -> frozenset[str]:
    """The pictures that a pack may show: its drawings, the ornament, and what issuers and data may give.

    A field that is none in every context stands for a picture that this kind never has.
    """
    given = {name for context in contexts for name in context.pictures}
    owners: set[Any] = {type(context) for context in contexts}
    given |= {name for owner in owners for name, shape in members(owner).items() if not choices(shape)}
    return frozenset({*pack.manifest.drawings, *SUPPLIED, *given, *(["layer"] if pack.manifest.layer else [])})


def shown(source: Source, line: int, text: str, pack: Pack, names: frozenset[str]) -> Iterator[Diagnostic]:
    """The pictures and files that a piece of a page or style, from that line on, asks for and that aren't there."""
    for at, address in shown_in(text):
        begin = source.starts[max(line + text[:at].count("\n") - 2, 0)]  # Jinja may count a line too many
        place = source.place(max(source.text.find(address, begin), begin))
        if address.startswith(PLACEHOLDER):
            if (name := address.removeprefix(PLACEHOLDER)) not in names:
                yield _no_picture(name, names, place)
        elif is_file(address):
            try:
                pack.read(address)
            except InvalidValue as error:
                yield no_file(address, error, place)
        elif not address.startswith("#"):
            yield Diagnostic(
                "template.outside",
                message("The template asks for {url}, which is outside its pack.", url=address),
                message("Copy the file into the pack and name it by its relative path."),
                place,
            )


def no_file(name: str, error: InvalidValue, place: Place) -> Diagnostic:
    """What is told of a file that a pack lacks, or that lies outside it."""
    if error.code != "file.missing":
        return Diagnostic(error.code, error.problem, error.hint, place)
    return Diagnostic(
        error.code,
        message("The pack has no file {name}.", name=name),
        message("Put the file into the pack, or mend the name."),
        place,
    )


def placeholders(sources: Sequence[WordSource], names: frozenset[str]) -> Iterator[Diagnostic]:
    """The placeholders of a Word template whose picture isn't there, each with the paragraph that holds it."""
    for source in sources:
        for paragraph in source.paragraphs:
            for picture in dict.fromkeys(_held(paragraph.element)):
                if picture not in names and "{{" not in picture:
                    spot = (*paragraph.spot, message("picture {name}", name=picture))
                    yield _no_picture(picture, names, Place(source.name, paragraph.path, spot))


def _held(paragraph: Any) -> Iterator[str]:
    """The pictures for which a paragraph holds the place; those of text boxes in it are their paragraphs'."""
    for properties in paragraph.iter(f"{_WP}docPr"):
        labels = (properties.get(name, "").strip() for name in ("name", "descr"))
        label = next((label for label in labels if label.startswith(PLACEHOLDER)), "")
        if label and next(properties.iterancestors(f"{W}p")) is paragraph:
            yield label.removeprefix(PLACEHOLDER)


def captions(parts: Parts) -> set[str]:
    """The fields that describe the pictures of a Word template to screen readers."""
    names = (found[1].decode() for part in parts.values() for found in _HOLDER.finditer(part))
    return {f"{name.removeprefix(PLACEHOLDER)}_caption" for name in names}


def _no_picture(name: str, names: frozenset[str], place: Place) -> Diagnostic:
    near = nearest(name, names)
    return Diagnostic(
        "picture.unknown",
        message("There is no picture {name}.", name=name),
        message("Did you mean {nearest}?", nearest=near)
        if near
        else message("Use one of {known}.", known=first_of(sorted(names))),
        place,
    )
