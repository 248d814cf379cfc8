"""What a workbook says about its fields, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator

from carbondocs.diagnostics import Message, message
from carbondocs.language import worded
from carbondocs.sources.choices import word
from carbondocs.sources.leaves import Leaf, Reading

MARKDOWN = message("An empty line parts paragraphs; - or 1. begins an item of a list; **bold**; | small | tables |.")

_READINGS = {
    Reading.FIGURE: message("A number with all its digits, without a unit."),
    Reading.DAY: message("A date, such as 2026-03-16."),
    Reading.TEXTS: message("Several are parted by ；."),
}


def chinese(text: Message) -> str:
    """A sentence for whoever fills in the workbook."""
    return worded(text, "zh_CN")


def note(leaf: Leaf, *, markdown: bool = True) -> str:
    """What is to be written in a field's cell; ``markdown`` says how a long text is written, where it is one."""
    sentences = [*_sentences(leaf), *([MARKDOWN] if markdown and leaf.markdown else [])]
    return "".join(map(chinese, sentences))


def _sentences(leaf: Leaf) -> Iterator[Message]:
    yield message("Required.") if leaf.required else message("Optional.")
    if leaf.description:
        yield Message(leaf.description)
    if leaf.choices:
        yield message("One of: {words}.", words="、".join(map(word, leaf.choices)))
    elif leaf.reading in _READINGS:
        yield _READINGS[leaf.reading]
    if leaf.default is not None:
        default = word(leaf.default) if leaf.choices else str(leaf.default)
        yield message("Where it is left empty: {default}.", default=default)
