"""What style sheets may say, as the engine that sets pages reads them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

ENGINE_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What the engine may raise at a value that it doesn't foresee, such as ``font: 12pt/``."""

NESTING_RULES = ("media", "layer")
"""The rules with ``@`` that hold other rules."""


class StyleGrammar:
    """The CSS that pages are set by. ``css`` is the engine's own module, whose trees are those of tinycss2; ``page`` is
    what reads a page for it."""

    def __init__(self, css: Any, page: Any) -> None:
        self._css, self._tree, self._validation, self._page = css, css.tinycss2, css.validation, page

    @cached_property
    def properties(self) -> frozenset[str]:
        """The names of the properties that pages are set by."""
        return frozenset({*self._validation.EXPANDERS, *self._validation.properties.PROPERTIES})

    @cached_property
    def descriptors(self) -> dict[str, frozenset[str]]:
        """What the rules that describe a face, a counter or a colour profile may say, by the rule's name."""
        return {rule: frozenset(known) for rule, known in self._validation.descriptors.DESCRIPTORS.items()}

    @property
    def margin_boxes(self) -> frozenset[str]:
        """The boxes in the margins of a page, such as ``top-center``."""
        return frozenset(self._css.PAGE_MARGIN_BOXES)

    def rules(self, text: Any) -> list[Any]:
        """The rules of a sheet, or of what a rule holds; what can't be read is an ``error`` among them."""
        parsed = self._tree.parse_stylesheet if isinstance(text, str) else self._tree.parse_rule_list
        return list(parsed(text, skip_comments=True, skip_whitespace=True))

    def contents(self, text: Any) -> list[Any]:
        """The declarations and rules within a block."""
        return list(self._tree.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True))

    def takes(self, declaration: Any, rule: str = "") -> bool:
        """Whether a declaration has an effect, or one of those that describe what ``rule`` names."""
        return bool(self._effects(declaration, rule))

    def breaks_at(self, declaration: Any, rule: str = "") -> bool:
        """Whether the engine fails at a declaration where it should ignore it."""
        return self._effects(declaration, rule) is None

    def _effects(self, declaration: Any, rule: str) -> list[Any] | None:
        try:
            if rule:
                return list(self._css.preprocess_descriptors(rule, "", [declaration]))
            return list(self._css.preprocess_declarations("", [declaration]))
        except ENGINE_FAULTS:
            return None

    def takes_text(self, name: str, value: str) -> bool:
        """Whether a property takes that value."""
        found = self.contents(f"{name}: {value}")
        return len(found) == 1 and found[0].type == "declaration" and self.takes(found[0])

    def selects(self, prelude: list[Any]) -> bool | None:
        """Whether what stands before a block is a selector; None where the engine fails at it."""
        plain = self._tree.serialize(prelude).replace("&", ":root")
        try:
            selectors = self._css.cssselect2.compile_selector_list(plain)
        except self._css.cssselect2.SelectorError:
            return False
        except ENGINE_FAULTS:
            return None
        return all(selector.pseudo_element in self._css.PSEUDO_ELEMENTS for selector in selectors)

    def elements(self, html: str) -> Iterator[Any]:
        """The elements of a page, as selectors see them, in their order."""
        yield from self._page(string=html).wrapper_element.iter_subtree()

    def matches(self, prelude: list[Any], element: Any) -> bool:
        """Whether what stands before a block selects an element of a page."""
        try:
            selectors = self._css.cssselect2.compile_selector_list(prelude)
        except (self._css.cssselect2.SelectorError, *ENGINE_FAULTS):
            return False
        return any(selector.pseudo_element is None and selector.test(element) for selector in selectors)

    def names_pages(self, rule: Any) -> bool:
        """Whether what stands between ``@page`` and its block names pages."""
        try:
            return self._css.parse_page_selectors(rule) is not None
        except ENGINE_FAULTS:
            return False

    def written(self, tokens: list[Any]) -> str:
        """Tokens as text."""
        return str(self._tree.serialize(tokens))
