"""The check of a pack's style sheets: filled in as for its documents, and told by their lines in the templates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from carbondocs.designer.filled import Filled, Filler
from carbondocs.designer.references import parts, styles
from carbondocs.designer.style_rules import remarks, remarks_within, selected
from carbondocs.diagnostics import Diagnostic
from carbondocs.kinds.base import Context
from carbondocs.renderers.pdf import DENSITIES, style_grammar
from carbondocs.renderers.style_grammar import NESTING_RULES, StyleGrammar
from carbondocs.templating.environment import names
from carbondocs.templating.pack import Pack

_APART = re.compile(r"<!--.*?-->|<svg\b.*?</svg\s*>", re.DOTALL | re.IGNORECASE)
_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
_INLINE = re.compile(r"<[a-z][^<>]*?\sstyle\s*=\s*(?:\"([^\"&]*)\"|'([^'&]*)')", re.IGNORECASE)
_CLASS, _ID = (re.compile(rf"\b{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)')") for name in ("class", "id"))
_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_SAID = re.compile(r"\"([^\"]*)\"|'([^']*)'")


@dataclass(frozen=True)
class Styles:
    """The sheets and pages of a pack, filled in for ``contexts``, beside the pack that it was made from."""

    pack: Pack
    contexts: Sequence[Context]

    def findings(self, built_in: Pack) -> Iterator[Diagnostic]:
        """What is wrong in the sheets, each finding as often as it is met.

        A class or id that a rule of ``built_in`` names and none of its pages shows may be for rarer documents.
        """
        usual = Styles(built_in, self.contexts)
        pages = self if self._page_templates == usual._page_templates else usual
        known = self.on_pages | (usual.in_rules - pages.on_pages)
        for sheet in self._sheets:
            for remark in remarks(sheet.text, self._grammar, known):
                yield remark.at(sheet.place(remark.offset))
        for page in self.pages:
            yield from self._in_page(page, known)

    @cached_property
    def on_pages(self) -> frozenset[str]:
        """The classes and ids that elements have; the words within tags too, which may become such."""
        found = {name for page in self.pages for name in _given(page.text)}
        for text in self._page_templates.values():
            found.update(_given(text))
            found.update(f".{word}" for tag in _TAG.findall(text) for word in _words(_SAID, tag))
        return frozenset(found)

    @cached_property
    def _page_templates(self) -> dict[str, str]:
        return {name: text.decode("utf-8", "replace") for name, text in parts(self.pack) if name.endswith(".html.j2")}

    @cached_property
    def in_rules(self) -> frozenset[str]:
        """The classes and ids that rules of the sheets name."""
        return frozenset(
            name for sheet in self._sheets for name in _named(self._grammar.rules(sheet.text), self._grammar)
        )

    @cached_property
    def _grammar(self) -> StyleGrammar:
        return style_grammar()

    @cached_property
    def _filler(self) -> Filler:
        return Filler(self.pack)

    @cached_property
    def _sheets(self) -> tuple[Filled, ...]:
        """The style sheets, in the colours of each context."""
        given = [{"colours": context.colours, "watermark": context.watermark} for context in self.contexts]
        once = {repr(each): each for each in given}.values()
        filled = [each for style in styles(self.pack.manifest) for each in self._filled(style, once)]
        sheets = (*self._sound(filled, ".css.j2"), *self._as_written(".css"))
        return tuple({sheet.text: sheet for sheet in sheets}.values())

    @cached_property
    def pages(self) -> tuple[Filled, ...]:
        """The pages of each context; where one couldn't be filled, its templates as they are written."""
        return tuple(self._sound(self._filled_pages, ".html.j2"))

    @property
    def whole_pages(self) -> tuple[Filled, ...]:
        """Those of the pages that could be filled."""
        return tuple({page.text: page for page in self._filled_pages if page}.values())

    @cached_property
    def _filled_pages(self) -> list[Filled | None]:
        given = [{**names(context), "density": DENSITIES[0]} for context in self.contexts]
        return [each for sheet in self.pack.manifest.sheets for each in self._filled(sheet, given)]

    def _filled(self, template: str, given: Iterable[Mapping[str, Any]]) -> Iterator[Filled | None]:
        """The template filled in for each; up to the first for which it can't be, which may have taken long."""
        for each in given:
            filled = self._filler.fill(template, each)
            yield filled
            if filled is None:
                return

    def _sound(self, filled: Sequence[Filled | None], ending: str) -> Iterator[Filled]:
        """What could be filled, and where something couldn't, the templates as they are written."""
        yield from (each for each in filled if each)
        if None in filled:
            yield from self._as_written(ending)

    def _as_written(self, ending: str) -> Iterator[Filled]:
        for name, _ in parts(self.pack):
            if name.endswith(ending) and (found := self._filler.unfilled(name)):
                yield found

    def _in_page(self, page: Filled, known: frozenset[str]) -> Iterator[Diagnostic]:
        text = _APART.sub(lambda found: " " * len(found[0]), page.text)
        for found in _SHEET.finditer(text):
            for remark in remarks(found[1], self._grammar, known):
                yield remark.at(page.place(found.start(1) + remark.offset))
        for found in _INLINE.finditer(text):
            group = found.lastindex or 1
            for remark in remarks_within(found[group], self._grammar):
                yield remark.at(page.place(found.start(group) + remark.offset))


def _given(text: str) -> Iterator[str]:
    """The classes and ids that a page gives to elements."""
    yield from (f".{word}" for word in _words(_CLASS, text))
    yield from (f"#{word}" for word in _words(_ID, text))


def _words(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for found in pattern.finditer(text):
        yield from found[found.lastindex or 0].split()


def _named(rules: list[Any], grammar: StyleGrammar) -> Iterator[str]:
    """The classes and ids that rules name."""
    for rule in rules:
        if rule.type == "qualified-rule":
            yield from (name for _, name in selected(rule.prelude))
        elif rule.type == "at-rule" and rule.lower_at_keyword in NESTING_RULES and rule.content:
            yield from _named(grammar.rules(rule.content), grammar)
