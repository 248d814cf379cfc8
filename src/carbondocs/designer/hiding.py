"""The declaration of a style that keeps a text or a picture off the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from carbondocs.designer.filled import Filled, Filler
from carbondocs.designer.reading import squeezed
from carbondocs.designer.sources import Source
from carbondocs.designer.trial import Trial
from carbondocs.designer.uses import PICTURE
from carbondocs.renderers.pdf import DENSITIES, style_grammar
from carbondocs.renderers.style_grammar import NESTING_RULES, StyleGrammar
from carbondocs.templating.environment import names

_NOTHING = re.compile(r"[-+]?(?:0+|0*\.0+)(?:[a-z]+|%)?")
_FAR = re.compile(r"-?[1-9]\d{2,}(?:\.\d+)?(?:mm|cm|in|em)|-?[1-9]\d{3,}(?:\.\d+)?(?:pt|px)")
_HIDING = {
    **dict.fromkeys(("opacity", "font-size"), _NOTHING),
    **dict.fromkeys(("width", "height", "max-width", "max-height"), _NOTHING),
    **dict.fromkeys(("left", "top", "right", "bottom"), _FAR),
    **dict.fromkeys(("margin-left", "margin-top", "margin-right", "margin-bottom", "text-indent"), _FAR),
    "display": re.compile("none"),
    "visibility": re.compile("hidden|collapse"),
    "transform": re.compile(r"(?s).*(?:scale[xy]?\(\s*0\s*[,)]|translate).*"),
}
"""The values of properties that may hide."""


@dataclass(frozen=True)
class Hiding:
    """A declaration that hides what it is for, as it is written, and its file, line and column."""

    rule: str
    where: str


def hiding(trial: Trial, text: str) -> Hiding | None:
    """The last declaration of the pack that hides the element which holds the text, or one around it; those of the
    element itself before those of the style. A text that begins with ``picture:`` is that picture."""
    pack, context, filler = trial.pack, trial.context, Filler(trial.pack)
    grammar, around = style_grammar(), list[Any]()
    for page in _pages(trial, filler):
        holders = _around(grammar, page.text, text)
        if found := _within(holders, grammar, page):
            return found
        around += holders
    sheet = filler.fill(pack.manifest.style, {"colours": context.colours, "watermark": context.watermark})
    if sheet is None:
        return None
    return next((found for rule in reversed(list(_rules(grammar, sheet.text)))
                 if any(grammar.matches(rule.prelude, each) for each in around)
                 and (found := _hides(rule, grammar, sheet))), None)  # fmt: skip


def _pages(trial: Trial, filler: Filler) -> Iterator[Filled]:
    for sheet in trial.pack.manifest.sheets:
        page = filler.fill(sheet, {**names(trial.context), "density": DENSITIES[0]})
        if page and page.text.strip():
            yield page


def _around(grammar: StyleGrammar, page: str, text: str) -> list[Any]:
    """The elements of a page that hold a text or a picture, from the page itself inwards."""
    if text.startswith(PICTURE):
        return [each for each in grammar.elements(page) if any(
            picture.get("src") == text for picture in each.etree_element.iter("img")
        )]  # fmt: skip
    plain = squeezed(text)
    return [each for each in grammar.elements(page) if plain in squeezed("".join(each.etree_element.itertext()))]


def _within(elements: list[Any], grammar: StyleGrammar, page: Filled) -> Hiding | None:
    """What one of these elements says itself, the innermost first."""
    for element in reversed(elements):
        style = element.etree_element.get("style", "")
        for each in grammar.contents(style):
            if (found := _hiding_value(each, grammar)) is not None:
                return Hiding(f"{each.lower_name}: {found}", page.place(max(page.text.find(style), 0)).source)
    return None


def _rules(grammar: StyleGrammar, text: Any) -> Iterator[Any]:
    """The rules for elements, those within others too."""
    for rule in grammar.rules(text):
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and rule.lower_at_keyword in NESTING_RULES and rule.content:
            yield from _rules(grammar, rule.content)


def _hides(rule: Any, grammar: StyleGrammar, sheet: Filled) -> Hiding | None:
    for each in grammar.contents(rule.content):
        if (value := _hiding_value(each, grammar)) is not None:
            offset = Source("", sheet.text).starts[each.source_line - 1] + each.source_column - 1
            return Hiding(f"{each.lower_name}: {value}", sheet.place(offset).source)
    return None


def _hiding_value(declaration: Any, grammar: StyleGrammar) -> str | None:
    """The value of a declaration that may hide."""
    if declaration.type != "declaration" or declaration.lower_name not in _HIDING:
        return None
    value = grammar.written(declaration.value).strip().lower()
    return value if _HIDING[declaration.lower_name].fullmatch(value) else None
