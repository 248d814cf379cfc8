"""What holds for every document on a certified carbon emission management system.

The clauses are those of CCAI-S-C07:2024《碳排放管理体系认证实施规则》.
"""

from __future__ import annotations

from pydantic.config import JsonDict

from carbondocs.diagnostics import Message, Severity
from carbondocs.errors import InvalidValue
from carbondocs.kinds.base import Broken

RULE = "CCAI-S-C07:2024《碳排放管理体系认证实施规则》"


def demanded(clause: str) -> JsonDict:
    """For a field that a clause demands: findings that it is missing name the clause."""
    return {"clause": f"{RULE}{clause}"}


def broken(
    path: str, code: str, problem: Message, hint: Message, clause: str, severity: Severity = Severity.ERROR
) -> Broken:
    """A broken clause of the rule."""
    return Broken(path, InvalidValue(code, problem, hint, f"{RULE}{clause}"), severity)
