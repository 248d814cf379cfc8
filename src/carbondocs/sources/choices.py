"""The Chinese words of values that are chosen from a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from carbondocs.diagnostics import Message, message
from carbondocs.errors import InvalidValue
from carbondocs.language import worded
from carbondocs.values.choice import Choice
from carbondocs.values.wording import shown

_TRUTH = {True: "是", False: "否"}
_ENGLISH_TRUTH = {"true", "t", "yes", "y", "on", "1", "false", "f", "no", "n", "off", "0"}


def word(choice: Any) -> str:
    """What a choice is called in a workbook: 是 or 否, the word of a ``Choice``, or the catalogue's word for it."""
    if isinstance(choice, bool):
        return _TRUTH[choice]
    return choice.chinese if isinstance(choice, Choice) else worded(Message(str(choice)), "zh_CN")


def meant(value: Any, choices: Sequence[Any]) -> Any:
    """The choice whose word a cell holds; ``InvalidValue`` where it holds neither the word nor the value of one.

    What some other type than a choice of words or a truth value may understand besides is given as it is.
    """
    if not isinstance(value, str):
        return value
    given = value.strip()
    for choice in choices:
        if given in (word(choice), choice):
            return choice if isinstance(choice, bool) else str(choice)
    if (
        len(choices) > 1
        and all(isinstance(choice, bool | str) for choice in choices)
        and given.lower() not in _ENGLISH_TRUTH
    ):
        raise InvalidValue(
            "field.choice",
            message("{value} is none of the choices here.", value=shown(value)),
            message("Use one of {allowed}.", allowed=list(map(word, choices))),
        )
    return value
