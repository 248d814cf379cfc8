"""What Jinja says about a template's syntax, in our own words, with what to do."""

from __future__ import annotations

from carbondocs.diagnostics import Message, message
from carbondocs.templating.jinja_sentences import FITTING, SENTENCES

_SIGNS = {
    "begin of print statement": "{{",
    "end of print statement": "}}",
    "begin of statement block": "{%",
    "end of statement block": "%}",
    "begin of comment": "{#",
    "end of comment": "#}",
}


def in_our_words(said: str) -> tuple[Message, Message]:
    """What a sentence of Jinja's means, and what to do; sentences that aren't known are told as they are."""
    plain = said.strip().rstrip(".")
    for pattern, problem, hint in SENTENCES:
        if found := pattern.fullmatch(plain):
            gaps = {name: _plain(text) for name, text in found.groupdict().items()}
            return _with(problem, gaps), _with(hint, gaps)
    return message("The template can't be read; Jinja, which reads it, says: {reason}.", reason=plain), FITTING


def _with(text: Message, gaps: dict[str, str]) -> Message:
    """The message with those of the gaps that it has."""
    own = tuple((name, value) for name, value in gaps.items() if f"{{{name}}}" in text.template)
    return Message(text.template, (*text.values, *own))


def _plain(token: str) -> str:
    """A token by the sign that it is written with; of several, all."""
    return ", ".join(_SIGNS.get(each, each) for each in token.strip("'").split("' or '"))
