"""The state of a certificate."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """The state of a certificate in the body's register (通用实施规则 9.1.4 to 9.1.7)."""

    VALID = "valid"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
