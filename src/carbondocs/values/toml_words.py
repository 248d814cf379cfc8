"""What is wrong with a TOML file, in our words."""

from __future__ import annotations

import re
import tomllib
from tomllib import TOMLDecodeError
from typing import Any

from carbondocs.diagnostics import Diagnostic, Message, Place, message

_AT = re.compile(r"at line (\d+), column (\d+)")
_FOREIGN = re.compile("[“”‘’＂＇＝［］，]")


def parsed_toml(content: bytes) -> dict[str, Any]:
    """What a TOML file says; TOMLDecodeError or UnicodeDecodeError where it can't be read, see `toml_fault`."""
    return tomllib.loads(content.decode("utf-8-sig"))


def toml_fault(error: TOMLDecodeError | UnicodeDecodeError, content: bytes, code: str, source: str) -> Diagnostic:
    """Why a file isn't TOML, with line and column, and what to do."""
    if isinstance(error, UnicodeDecodeError):
        problem, hint = message("The file isn't UTF-8."), message("Save it anew as UTF-8.")
        return Diagnostic("file.encoding", problem, hint, Place(source))
    text = content.decode("utf-8-sig")
    lines = text.splitlines() or [""]
    found = _AT.search(str(error))
    line, column = (int(found[1]), int(found[2])) if found else (len(lines), len(lines[-1]) + 1)
    written = lines[min(line, len(lines)) - 1]
    foreign = _FOREIGN.search(written.partition("#")[0])
    problem, hint = _foreign(foreign[0]) if foreign else _words(str(error), written, at_end=found is None)
    column = foreign.start() + 1 if foreign else column
    return Diagnostic(code, problem, hint, Place(f"{source}:{line}:{column}", text=written.strip()))


def _foreign(sign: str) -> tuple[Message, Message]:
    return (
        message("The sign {sign} is a curly quote or a full-width sign, which can't be read here.", sign=sign),
        message("Type it with the keyboard set to English: straight quotes, plain = and brackets."),
    )


def _words(reason: str, written: str, *, at_end: bool) -> tuple[Message, Message]:
    if reason.startswith("Cannot"):
        return message("This is given twice."), message("Take one of the two away.")
    if "'='" in reason:
        return message("A name has no = after it."), message('Write it so: name = "text".')
    if "Illegal character '\\n'" in reason or "Unterminated string" in reason:
        return message("A text has no closing quote."), message('Put " at both ends of the text.')
    if written.rstrip().endswith("="):
        return message("There is no value after the =."), message("Write one: a number, or a text between quotes.")
    if at_end or "']'" in reason or "Unclosed" in reason:
        return message("A bracket or a text isn't closed."), message("Close it.")
    if reason.startswith("Invalid value"):
        return message("There is no value that can be read."), message('Put texts between quotes: name = "text".')
    return message("This is not a TOML file: {reason}.", reason=reason), message("Mend that place.")
