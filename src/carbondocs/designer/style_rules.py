"""Rules and declarations of a style sheet: which of them the pages don't know, and what was most likely meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from carbondocs.designer.nearest import nearest
from carbondocs.designer.sources import Source
from carbondocs.designer.style_braces import braces, plain_signs
from carbondocs.designer.style_remarks import (
    Remark,
    beyond_measure,
    no_semicolon,
    on_no_page,
    short,
    unfit,
    unknown_property,
)
from carbondocs.diagnostics import Severity, message
from carbondocs.renderers.style_grammar import NESTING_RULES, StyleGrammar

_SILENT = frozenset({"import", "charset"})
_RULES = ("media", "layer", "page", "font-face", "import", "counter-style", "color-profile")
_LEAST, _MOST = 1e-4, 1e6  # in whatever unit: engines fail beyond, or go on for ever
_WORD = re.compile(r"(?<![\w#.%\"'-])[A-Za-z][A-Za-z-]*(?![\w(-])")
_BREAK = re.compile(r"\f|\r(?!\n)")  # which CSS counts as lines too
_NEXT = re.compile(r"(?<![\w-])(-?[a-z][a-z-]*)\s*:")
_KEYWORDS = """
    absolute always anywhere auto avoid baseline block bold bolder border-box both bottom break-word capitalize center
    collapse contain content-box cover currentcolor dashed dotted double fixed flow-root groove hidden inherit initial
    inline inline-block inset italic justify left lighter line-through lowercase middle no-repeat none normal nowrap
    oblique outset page pre pre-line pre-wrap relative repeat ridge right separate small-caps solid static table
    table-cell table-row top transparent underline unset uppercase visible
"""


def remarks(text: str, grammar: StyleGrammar, names: frozenset[str]) -> list[Remark]:
    """What is wrong in a style sheet for pages with these classes and ids, in the order of the text."""
    return _remarks(text, grammar, names, lambda walk, sound: walk.rules(grammar.rules(sound)))


def remarks_within(text: str, grammar: StyleGrammar) -> list[Remark]:
    """What is wrong in the declarations of one element."""
    return _remarks(text, grammar, frozenset(), lambda walk, sound: walk.block(grammar.contents(sound)))


def _remarks(
    text: str, grammar: StyleGrammar, names: frozenset[str], walked: Callable[[_Walk, str], Iterator[Remark]]
) -> list[Remark]:
    plain, found = plain_signs(_BREAK.sub("\n", text))
    blocks = braces(plain)
    found += blocks.remarks
    if blocks.whole:
        found += walked(_Walk(blocks.text, grammar, names), blocks.text)
    return sorted(found, key=lambda remark: remark.offset)


def selected(prelude: list[Any]) -> Iterator[tuple[Any, str]]:
    """The ``.class`` and ``#id`` that a selector names, each with the token that names it."""
    for before, token in zip([None, *prelude], prelude, strict=False):
        if token.type == "hash":
            yield token, f"#{token.value}"
        elif token.type == "ident" and before is not None and before == ".":
            yield token, f".{token.value}"
        elif token.type == "function":
            yield from selected(token.arguments)


class _Walk:
    """The walk through one sheet."""

    def __init__(self, text: str, grammar: StyleGrammar, names: frozenset[str]) -> None:
        self.text, self.grammar, self.names, self.lines = text, grammar, names, Source("", text).starts

    def rules(self, rules: list[Any]) -> Iterator[Remark]:
        """The rules of a sheet, or of a rule that holds rules."""
        for rule in rules:
            if rule.type == "error":
                yield self._unread(rule)
            elif rule.type == "qualified-rule":
                yield from self._styled(rule)
            elif rule.type == "at-rule":
                yield from self._at_rule(rule)

    def block(self, contents: list[Any], rule: str = "") -> Iterator[Remark]:
        """What stands in a block; ``rule`` is the name of the one with ``@`` that the block belongs to."""
        for each in contents:
            if each.type == "error":
                yield self._unread(each)
            elif each.type == "declaration":
                yield from self._declaration(each, rule)
            elif each.type == "qualified-rule":
                yield from self._styled(each)
            elif each.type == "at-rule" and rule == "page":
                yield from self._margin_box(each)
            elif each.type == "at-rule":
                yield from self._at_rule(each)

    def _at(self, node: Any) -> int:
        return self.lines[int(node.source_line) - 1] + int(node.source_column) - 1

    def _styled(self, rule: Any) -> Iterator[Remark]:
        selects = self.grammar.selects(rule.prelude)
        if selects:
            for token, name in selected(rule.prelude):
                if name not in self.names:
                    yield on_no_page(self._at(token), name, self.names)
            yield from self.block(self.grammar.contents(rule.content))
            return
        selector = short(self.grammar.written(rule.prelude))
        yield Remark(
            self._at(rule),
            "style.selector",
            message("“{selector}” is no selector; pages can't be set with it.", selector=selector)
            if selects is None
            else message("“{selector}” selects nothing; the rule is ignored.", selector=selector),
            message("Write names of elements, .classes and #ids, with a comma between each two, before the {."),
            Severity.ERROR if selects is None else Severity.WARNING,
        )

    def _at_rule(self, rule: Any) -> Iterator[Remark]:
        name = rule.lower_at_keyword
        if name in NESTING_RULES:
            yield from self.rules(self.grammar.rules(rule.content) if rule.content else [])
        elif name == "page" and rule.content is not None and self.grammar.names_pages(rule):
            yield from self.block(self.grammar.contents(rule.content), "page")
        elif name in self.grammar.descriptors and rule.content is not None:
            yield from self.block(self.grammar.contents(rule.content), name)
        elif name not in _SILENT:
            yield self._unknown_rule(rule, name, _RULES)

    def _margin_box(self, rule: Any) -> Iterator[Remark]:
        if rule.lower_at_keyword in self.grammar.margin_boxes and rule.content is not None:
            yield from self.block(self.grammar.contents(rule.content))
        else:
            yield self._unknown_rule(rule, rule.lower_at_keyword, self.grammar.margin_boxes)

    def _unknown_rule(self, rule: Any, name: str, known: Any) -> Remark:
        near = nearest(name, known)
        listed = ", ".join(f"@{each}" for each in sorted(known))
        return Remark(
            self._at(rule),
            "style.rule",
            message("Pages don't know the rule {name} as it stands here; it is ignored.", name=f"@{name}"),
            message("Did you mean {nearest}?", nearest=f"@{near}")
            if near and near != name
            else message("Use one of {known}.", known=listed),
        )

    def _unread(self, error: Any) -> Remark:
        """What is neither a declaration nor a rule: its beginning is what follows the sign before it."""
        end = self._at(error)
        begin = max(self.text.rfind(sign, 0, end) for sign in ";{}") + 1
        said = self.text[begin:end] if self.text[begin:end].strip() else self.text[end:].split("\n")[0]
        begin = max(self.text.find(said.strip(), begin), 0)
        name = re.match(r"[a-z-]+(?=\s)", said.strip())
        known = name is not None and name[0] in self.grammar.properties
        return Remark(
            begin,
            "style.syntax",
            message("“{text}” is no declaration; it is ignored.", text=short(said)),
            message("A : seems to be missing after {name}.", name=name[0] if name else "")
            if known
            else message("Write it as name: value; and rules as selector { name: value }."),
        )

    def _declaration(self, declaration: Any, rule: str) -> Iterator[Remark]:
        name, value = declaration.lower_name, self.grammar.written(declaration.value).strip()
        described = rule if rule in self.grammar.descriptors else ""
        if self.grammar.takes(declaration, described) or (name.startswith("--") and value):
            if measure := _beyond_measure(declaration.value):
                yield beyond_measure(self._at(measure), declaration.name, self.grammar.written([measure]))
            return
        known = self.grammar.descriptors[described] if described else self.grammar.properties
        offset = self._at(declaration)
        if name not in known:
            yield unknown_property(offset, declaration.name, known)
        elif swallowed := next((each for each in _NEXT.finditer(value) if each[1] in known), None):
            following = self.text.find(swallowed[1], offset + len(name))
            yield no_semicolon(max(following, offset), declaration.name, swallowed[1])
        else:
            meant = "" if described else _meant(name, value, self.grammar)
            yield unfit(offset, declaration.name, value, meant, breaks=self.grammar.breaks_at(declaration, described))


def _beyond_measure(tokens: list[Any]) -> Any:
    """The first length, angle or percentage that is beyond all pages or too small for any ink; None where none is."""
    for token in tokens:
        if token.type in ("dimension", "percentage") and not (_LEAST <= abs(token.value) <= _MOST or token.value == 0):
            return token
        if inner := _beyond_measure(getattr(token, "arguments", None) or getattr(token, "content", None) or []):
            return inner
    return None


def _meant(name: str, value: str, grammar: StyleGrammar) -> str:
    """The value that was most likely meant, if the property takes it."""
    unit = "pt" if name.startswith("font") else "mm"
    tries = (
        re.sub(r"(\d)\s+(?=(?:mm|pt|cm|em|px|%)(?![\w-]))", r"\1", value),
        re.sub(r"(?<=\d),(?=\d)", ".", value),
        re.sub(r"(?<![\w#.-])(\d*\.?\d+)(?![\w.%])", rf"\1{unit}", value),
        _WORD.sub(lambda found: nearest(found[0], _words()) or found[0], value),
    )
    return next((each for each in tries if each != value and grammar.takes_text(name, each)), "")


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    """The words that values are made of, the names of colours among them."""
    from PIL import ImageColor

    return (*_KEYWORDS.split(), *ImageColor.colormap)
