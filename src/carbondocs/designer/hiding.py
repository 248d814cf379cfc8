"""The rule of a style sheet that keeps a text off the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from carbondocs.designer.filled import Filled, Filler
from carbondocs.designer.reading import squeezed
from carbondocs.designer.sources import Source
from carbondocs.designer.trial import Trial
from carbondocs.errors import TemplateError
from carbondocs.renderers.pdf import DENSITIES, style_grammar
from carbondocs.renderers.style_grammar import NESTING_RULES, StyleGrammar
from carbondocs.templating.environment import fill, names

_HIDING = {"display": ("none",), "visibility": ("hidden", "collapse"), "font-size": ("0", "0pt", "0px", "0mm", "0em")}


@dataclass(frozen=True)
class Hiding:
    """A declaration that hides what it is for, as it is written, and its file, line and column."""

    rule: str
    where: str


def hiding(trial: Trial, text: str) -> Hiding | None:
    """The last declaration of the pack's style that hides the element which holds the text, or one around it."""
    pack, context = trial.pack, trial.context
    given = {"colours": context.colours, "watermark": context.watermark}
    sheet = Filler(pack).fill(pack.manifest.style, given)
    if sheet is None:
        return None
    grammar, plain = style_grammar(), squeezed(text)
    around = [each for page in _pages(trial) for each in _around(grammar, page, plain)]
    return next((found for rule in reversed(list(_rules(grammar, sheet.text)))
                 if any(grammar.matches(rule.prelude, each) for each in around)
                 and (found := _hides(rule, grammar, sheet))), None)  # fmt: skip


def _pages(trial: Trial) -> Iterator[str]:
    for sheet in trial.pack.manifest.sheets:
        try:
            html = fill(trial.pack.folders, sheet, {**names(trial.context), "density": DENSITIES[0]})
        except TemplateError:
            continue
        if html.strip():
            yield html


def _around(grammar: StyleGrammar, page: str, plain: str) -> list[Any]:
    """The elements of a page that hold a text, from the page itself inwards."""
    return [each for each in grammar.elements(page) if plain in squeezed("".join(each.etree_element.itertext()))]


def _rules(grammar: StyleGrammar, text: Any) -> Iterator[Any]:
    """The rules for elements, those within others too."""
    for rule in grammar.rules(text):
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and rule.lower_at_keyword in NESTING_RULES and rule.content:
            yield from _rules(grammar, rule.content)


def _hides(rule: Any, grammar: StyleGrammar, sheet: Filled) -> Hiding | None:
    for each in grammar.contents(rule.content):
        if each.type == "declaration":
            value = grammar.written(each.value).strip().lower()
            if value in _HIDING.get(each.lower_name, ()):
                offset = Source("", sheet.text).starts[each.source_line - 1] + each.source_column - 1
                return Hiding(f"{each.lower_name}: {value}", sheet.place(offset).source)
    return None
