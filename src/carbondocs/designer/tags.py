"""The tags of a template: where they stand, and which can't be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import jinja2

from carbondocs.designer.nearest import nearest
from carbondocs.designer.sources import Source
from carbondocs.diagnostics import Diagnostic, message
from carbondocs.templating.jinja_words import in_our_words

BLOCKS = ("for", "if", "macro", "call", "filter", "with", "autoescape", "block", "raw")
_ALONE = ("include", "import", "from", "extends", "do", "elif", "else", "set")
WORD_ALONE = ("cellbg", "colspan", "hm", "vm")
"""The tags for cells that only Word templates have."""

_TAG = re.compile(r"\{\{|\{%|\{#")
_CLOSE = {"{{": "}}", "{%": "%}", "{#": "#}"}
_STRAY = re.compile(r"\}\}|%\}")
_PREFIX = re.compile(r"(\s*)(tr|tc|p|r) ")
_SINGLE = re.compile(r"(?<![{\w])\{\s*([a-z_][\w.\[\]]*)\s*\}(?!\})")


@dataclass(frozen=True)
class Tag:
    """A tag: ``{{ … }}`` (print) or ``{% … %}`` (block).

    ``scope`` is Word's p, r, tr or tc before what it says; ``spaced`` where a space stands before that.
    """

    kind: Literal["print", "block"]
    start: int
    end: int
    scope: str
    says: str
    spaced: bool = False

    @property
    def word(self) -> str:
        """The word with which a block tag begins."""
        return self.says.split(None, 1)[0] if self.says.strip() else ""


def scan(source: Source) -> tuple[list[Tag], list[Diagnostic]]:
    """All tags of a source, and those that have a beginning or an end alone."""
    tags, findings, _ = _scanned(source)
    return tags, findings


def without_open(source: Source) -> str:
    """The text with the beginnings of tags that have no end blanked."""
    text = source.text
    for start in _scanned(source)[2]:
        text = f"{text[:start]}  {text[start + 2 :]}"
    return text


def _scanned(source: Source) -> tuple[list[Tag], list[Diagnostic], list[int]]:
    """Tags, findings, and where tags begin that have no end."""
    tags, findings, begun, at, text = list[Tag](), list[Diagnostic](), list[int](), 0, source.text
    while found := _TAG.search(text, at):
        closing = _CLOSE[found[0]]
        end = text.find(closing, found.end())
        limit = _TAG.search(text, found.end())
        stop = text.find("\n", found.end()) if source.word else -1
        beyond = min(limit.start() if limit and found[0] != "{#" else len(text), stop if stop >= 0 else len(text))
        findings += _strays(source, at, found.start())
        if end < 0 or end > beyond:
            findings.append(_unclosed(source, found.start(), closing))
            begun.append(found.start())
            at = found.end()
            continue
        at = end + 2
        if found[0] != "{#":
            tags.append(_tag(source, found.start(), at))
    findings += _strays(source, at, len(text))
    return tags, findings, begun


def wrong_tags(source: Source, tags: list[Tag], environment: jinja2.Environment) -> Iterator[tuple[Tag, Diagnostic]]:
    """The tags that can't be read, each by itself."""
    for tag in tags:
        if tag.kind == "block" and (problem := _unknown_word(source, tag)):
            yield tag, problem
            continue
        try:
            environment.parse(_by_itself(tag))
        except jinja2.TemplateSyntaxError as error:
            yield tag, _unreadable(source, tag, str(error.message))


def without(text: str, tags: list[Tag]) -> str:
    """The text with these tags blanked."""
    for tag in tags:
        text = text[: tag.start] + " " * (tag.end - tag.start) + text[tag.end :]
    return text


def unscoped(source: Source, tags: list[Tag]) -> str:
    """The text with Word's own p, r, tr and tc blanked, as Jinja reads it."""
    text = source.text
    for tag in tags:
        if tag.scope:
            begin = text.index(tag.scope, tag.start + 2)
            text = text[:begin] + " " * len(tag.scope) + text[begin + len(tag.scope) :]
    return text


def single_braces(source: Source, names: frozenset[str]) -> Iterator[Diagnostic]:
    """Names of fields in single braces, which are printed as they are."""
    for found in _SINGLE.finditer(source.text):
        if re.split(r"[.\[]", found[1])[0] in names:
            yield Diagnostic(
                "tag.single",
                message("A field stands in single braces and is printed as it is: {text}.", text=found[0]),
                message("Write {{{{ {name} }}}}, with two braces on each side.", name=found[1]),
                source.place(found.start()),
            )


def _tag(source: Source, start: int, end: int) -> Tag:
    inside = source.text[start + 2 : end - 2]
    prefix = _PREFIX.match(inside) if source.word else None
    printed = source.text[start + 1] == "{"
    if prefix and printed and prefix[1]:
        prefix = None  # {{ p }} may be a field
    scope, rest = (prefix[2], inside[prefix.end() :]) if prefix else ("", inside)
    says = rest.strip().strip("-+").strip()
    return Tag("print" if printed else "block", start, end, scope, says, bool(prefix and prefix[1]))


def _by_itself(tag: Tag) -> str:
    """The tag with what it needs around it to be read."""
    if tag.kind == "print":
        return f"{{{{ {tag.says} }}}}"
    word = tag.word
    if word.startswith("end") or word in {"else", *WORD_ALONE, "raw"}:
        return ""
    if word == "elif":
        return f"{{% if true %}}{{% {tag.says} %}}{{% endif %}}"
    if word in BLOCKS:
        return f"{{% {tag.says} %}}{{% end{word} %}}"
    if word == "set" and "=" not in tag.says:
        return f"{{% {tag.says} %}}{{% endset %}}"
    return f"{{% {tag.says} %}}"


def spaced(source: Source, tags: list[Tag]) -> Iterator[Diagnostic]:
    """The tags of a Word file with a space before p, r, tr or tc, which Jinja then takes for a word of its own."""
    for tag in tags:
        if tag.spaced:
            yield Diagnostic(
                "tag.scope",
                message("Between {{% and {word} there must be no space.", word=tag.scope),
                message("Write {{%{word} {says} %}}.", word=tag.scope, says=tag.says),
                source.place(tag.start),
            )


def _unknown_word(source: Source, tag: Tag) -> Diagnostic | None:
    known = (*BLOCKS, *_ALONE, *(f"end{word}" for word in (*BLOCKS, "set")), *WORD_ALONE * source.word)
    if tag.word in known:
        return None
    place = source.place(tag.start)
    if tag.word in {"p", "r", "tr", "tc"}:
        return Diagnostic(
            "tag.scope",
            message("{word} belongs into Word files alone.", word=tag.word),
            message("Leave it out here."),
            place,
        )
    return Diagnostic(
        "tag.unknown",
        message("There is no tag {word}.", word=tag.word or "{% %}"),
        message("Did you mean {nearest}?", nearest=nearest(tag.word, known) or "for, if"),
        place,
    )


def _unreadable(source: Source, tag: Tag, reason: str) -> Diagnostic:
    return Diagnostic("template.syntax", *in_our_words(reason), source.place(tag.start))


def _unclosed(source: Source, start: int, closing: str) -> Diagnostic:
    return Diagnostic(
        "tag.open",
        message("The tag has no end."),
        message("Close it with {closing} in the same paragraph.", closing=closing)
        if source.word
        else message("Close it with {closing}.", closing=closing),
        source.place(start),
    )


def _strays(source: Source, begin: int, end: int) -> list[Diagnostic]:
    """Ends of tags without a beginning; in styles and scripts }} may be two plain braces."""
    if not source.word:
        return []
    return [
        Diagnostic(
            "tag.stray",
            message("{text} closes no tag.", text=found[0]),
            message("Add the beginning of the tag, or take this away."),
            source.place(begin + found.start()),
        )
        for found in _STRAY.finditer(source.text[begin:end])
    ]
