"""Emphasis, links and pictures in a line of Markdown: the rules that are ours in place of CommonMark's.

CommonMark would read ``2.5*3*4`` and ``活动数据*排放因子*潜势`` as emphasis and drop the asterisks; and it would leave
those of ``**注意：**数据`` as they stand. Here

- a run of one, two or three asterisks or underscores is closed by a run of the same length;
- ``**`` may stand anywhere in Chinese, but not between two characters of a formula;
- ``*``, ``_``, ``__`` need a space, punctuation or the line's end outside. Between Chinese characters that space is
  not printed.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_MARKS = "*_"
_LONGEST = 3
_STOPS = "，。；：、！？…"
_LINK = re.compile(r"\[([^\[\]\n]+)\]\(((?:https?://|mailto:)[^\s()<>]+)\)")
_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\(")


def install(markdown: MarkdownIt) -> None:
    """Put the rules into ``markdown``. They make tokens ``emphasis_open`` and ``emphasis_close``, whose markup is the
    run, and ``picture``."""
    markdown.inline.ruler.at("emphasis", _emphasis)
    markdown.inline.ruler2.at("emphasis", _pair)
    markdown.inline.ruler.at("link", _link)
    markdown.inline.ruler.at("image", _picture)
    markdown.enable(["emphasis", "link", "image"])


def _emphasis(state: StateInline, silent: bool) -> bool:
    from markdown_it.rules_inline.state_inline import Delimiter

    start, mark = state.pos, state.src[state.pos]
    if silent or mark not in _MARKS:
        return False
    end = start
    while state.src.startswith(mark, end):
        end += 1
    token = state.push("text", "", 0)
    token.content = run = state.src[start:end]
    before, after = state.src[max(start - 1, 0) : start], state.src[end : end + 1]
    if len(run) <= _LONGEST:
        loose = mark == "*" and len(run) > 1
        state.delimiters.append(
            Delimiter(
                marker=ord(mark) + 0x100 * len(run),  # so that runs of other lengths are other marks
                length=0,
                token=len(state.tokens) - 1,
                end=-1,
                open=_opens(before, after, loose),
                close=_closes(before, after, loose),
            )
        )
    state.pos = end
    return True


def _opens(before: str, after: str, loose: bool) -> bool:
    if _is_space(after) or _ends(after):
        return False
    if _is_space(before) or _begins(before) or before in '",;:' + _STOPS + _MARKS:
        return True
    return loose and (not before.isascii() or (before.isalnum() and not after.isascii()))


def _closes(before: str, after: str, loose: bool) -> bool:
    if _is_space(before) or _begins(before):
        return False
    if _is_space(after) or _ends(after) or after in '".' + _MARKS:
        return True
    return loose and not (before.isascii() and after.isascii())


def _is_space(char: str) -> bool:
    return not char or char.isspace()


def _begins(char: str) -> bool:
    return unicodedata.category(char) in {"Ps", "Pi"}


def _ends(char: str) -> bool:
    return unicodedata.category(char) in {"Pe", "Pf"} or char in ",;:!?" + _STOPS


def _pair(state: StateInline) -> None:
    for opening in state.delimiters:
        if opening.end >= 0:
            _turn(state, opening.token, "emphasis_open", 1)
            _turn(state, state.delimiters[opening.end].token, "emphasis_close", -1)


def _turn(state: StateInline, index: int, kind: str, nesting: int) -> None:
    token = state.tokens[index]
    token.type, token.markup, token.content = kind, token.content, ""
    token.nesting = 1 if nesting > 0 else -1


def _link(state: StateInline, silent: bool) -> bool:
    """A link becomes text, its address in brackets behind it: paper can't be clicked."""
    match = _LINK.match(state.src, state.pos)
    if silent or not match:
        return False
    label, address = match.groups()
    state.push("text", "", 0).content = address if label == address else f"{label}（{address}）"
    state.pos = match.end()
    return True


def _picture(state: StateInline, silent: bool) -> bool:
    match = _PICTURE.match(state.src, state.pos)
    if silent or not match:
        return False
    state.push("picture", "", 0)
    state.pos = match.end()
    return True
