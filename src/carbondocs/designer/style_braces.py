"""Signs, comments, quotes and braces of a style sheet: what is lost because one of them is wrong or has no end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from carbondocs.designer.style_remarks import Remark, short
from carbondocs.diagnostics import Severity, message

_SKIPPED = r"/\*[\s\S]*?(?:\*/|\Z)|\"(?:\\(?:.|\n)|[^\"\\\n])*(?:\"|(?=\n)|\Z)|'(?:\\(?:.|\n)|[^'\\\n])*(?:'|(?=\n)|\Z)"
_SIGN = re.compile(rf"{_SKIPPED}|(?P<sign>[：；｛｝（），“”‘’])")
_TOKEN = re.compile(rf"{_SKIPPED}|url\(\s*[^\"'\s()][^()\n]*\)|[{{}}()\[\];]")
_PLAIN = str.maketrans("：；｛｝（），“”‘’", ":;{}(),\"\"''")
_CLOSING = {"{": "}", "(": ")", "[": "]"}
_HOLDING = re.compile(r"@(?:media|layer|supports)\b")


def plain_signs(text: str) -> tuple[str, list[Remark]]:
    """The sheet with full-width signs and curly quotes made plain, one for one, and a remark on each line of them."""
    plain, remarks, lines = list(text), list[Remark](), set[int]()
    for found in _SIGN.finditer(text):
        if not found["sign"]:
            continue
        typed = found["sign"].translate(_PLAIN)
        plain[found.start()] = typed
        line = text.count("\n", 0, found.start())
        if line not in lines:
            lines.add(line)
            remarks.append(_sign(found.start(), found["sign"], typed))
    return "".join(plain), remarks


def _sign(offset: int, found: str, typed: str) -> Remark:
    return Remark(
        offset,
        "style.sign",
        message("The sign {found} means nothing in a style sheet; what it stands in is ignored.", found=found),
        message("Type {plain} with an English keyboard.", plain=typed),
        Severity.ERROR,
    )


@dataclass
class Braces:
    """What a sheet's comments, quotes and brackets are found to be.

    ``whole`` says that nothing but braces was wrong, so that ``text``, in which they are mended without moving
    anything, can be read on.
    """

    text: str
    remarks: list[Remark] = field(default_factory=list)
    whole: bool = True


@dataclass(frozen=True)
class _Open:
    """A bracket that was opened, where what stands before it begins, and what that is."""

    sign: str
    at: int
    begin: int
    before: str

    @property
    def holds_rules(self) -> bool:
        return bool(_HOLDING.match(self.before))

    @property
    def holds_boxes(self) -> bool:
        return self.before.startswith("@page")


def braces(text: str) -> Braces:
    """What is opened and not closed, or closed and not opened."""
    found, opened, doubtful, begin = Braces(text), list[_Open](), list[_Open](), 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign[0] in "/\"'":
            _ends(token, found)
        elif sign in _CLOSING:
            bracket = _opened(text, token.start(), begin)
            if sign == "{" and opened and _is_doubtful(opened[-1], bracket):
                doubtful.append(bracket)
            opened.append(bracket)
            begin = token.end() if sign == "{" else begin
        elif sign in ")]}":
            _close(sign, token.start(), opened, found)
            begin = token.end() if sign == "}" else begin
        elif sign == ";":
            begin = token.end()
    for bracket in [each for each in opened if each.sign != "{"]:
        _no_end(bracket, found)
    if found.whole:  # an open quote or bracket takes the braces after it along
        _unclosed([each for each in opened if each.sign == "{"], doubtful, found)
    return found


def _opened(text: str, at: int, begin: int) -> _Open:
    """A bracket with what stands before it; of a rule that is the lines which end in commas, and its own."""
    before = text[begin:at]
    lines = before.splitlines(keepends=True)
    start = len(lines) - 1
    while start > 0 and (not lines[start].strip() or lines[start - 1].rstrip().endswith(",")):
        start -= 1
    first = begin + sum(map(len, lines[: max(start, 0)]))
    said = re.sub(r"/\*.*?\*/", lambda found: " " * len(found[0]), text[first:at], flags=re.DOTALL)
    return _Open(text[at], at, first + len(said) - len(said.lstrip()), said.strip())


def _is_doubtful(around: _Open, inner: _Open) -> bool:
    """Whether a block would rather stand after the one around it than in it."""
    if around.sign != "{" or around.holds_rules:
        return False
    return not (around.holds_boxes and inner.before.startswith("@") and not inner.holds_boxes)


def _close(sign: str, at: int, opened: list[_Open], found: Braces) -> None:
    if sign == "}":
        while opened and opened[-1].sign != "{":
            _no_end(opened.pop(), found)
    if opened and _CLOSING[opened[-1].sign] == sign:
        opened.pop()
        return
    found.text = f"{found.text[:at]} {found.text[at + 1 :]}"
    found.remarks.append(
        Remark(
            at,
            "style.stray",
            message("This {sign} closes nothing; the rule after it is ignored.", sign=sign),
            message("Take it away, or add the sign that it closes."),
            Severity.ERROR,
        )
    )


def _no_end(bracket: _Open, found: Braces) -> None:
    found.whole = False
    found.remarks.append(
        Remark(
            bracket.at,
            "style.open",
            message("This {sign} is not closed; what follows is ignored.", sign=bracket.sign),
            message("Close it with {sign}.", sign=_CLOSING[bracket.sign]),
            Severity.ERROR,
        )
    )


def _unclosed(opened: list[_Open], doubtful: list[_Open], found: Braces) -> None:
    """The blocks without an end: each most likely ends before the first block in it that can't be meant to be there."""
    missing = iter(doubtful)
    for bracket in opened:
        follows = next((each for each in missing if each.at > bracket.at), None)
        if follows is None:
            at, hint = bracket.begin, message("Add a } where it ends.")
        else:
            at, hint = follows.begin, message("A } seems to be missing before this line.")
            found.whole &= _put_end(found, follows.begin)
        problem = message("The block of {rule} is not closed; what follows is ignored.", rule=short(bracket.before))
        found.remarks.append(Remark(at, "style.open", problem, hint, Severity.ERROR))


def _put_end(found: Braces, at: int) -> bool:
    """Put a } in place of the white space before a rule; whether there is any."""
    if at == 0 or not found.text[at - 1].isspace():
        return False
    found.text = f"{found.text[: at - 1]}}}{found.text[at:]}"
    return True


def _ends(token: re.Match[str], found: Braces) -> None:
    text = token[0]
    if text.startswith("/*"):
        sound, problem = len(text) > 3 and text.endswith("*/"), message("The comment has no end; the rest is ignored.")
        hint = message("Close it with {sign}.", sign="*/")
    else:
        sound, problem = len(text) > 1 and text.endswith(text[0]), message("The quote has no end on its line.")
        hint = message("Close it with {sign}.", sign=text[0])
    if not sound:
        found.whole = False
        found.remarks.append(Remark(token.start(), "style.open", problem, hint, Severity.ERROR))
