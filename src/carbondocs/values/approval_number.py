"""The approval number of a certification body, and the code that certificates carry for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.values.code import Code
from carbondocs.values.wording import shown


@dataclass(frozen=True, slots=True)
class ApprovalNumber(Code):
    """``CNCA-R-2002-001`` of a domestic body, ``CNCA-RF-2002-07`` of a foreign-invested one.

    The serial of a domestic body has 3 or 4 digits, that of a foreign-invested one 2 or 3.
    """

    name = "approval_number"
    form = re.compile("CNCA-(?:R-[0-9]{4}-[0-9]{3,4}|RF-[0-9]{4}-[0-9]{2,3})")
    example = "CNCA-R-2002-001"
    clause = "《产品碳足迹标识认证通用实施规则（试行）》附件4 二"
    title = "认证机构批准号"
    description = "Approval number of the certification body; R is domestic, RF foreign-invested."

    @property
    def foreign(self) -> bool:
        """Whether the body is foreign-invested (RF)."""
        return self._parts[1] == "RF"

    @property
    def year(self) -> int:
        """The year of the approval."""
        return int(self._parts[2])

    @property
    def serial(self) -> str:
        """The serial, with the digits of the approval number."""
        return self._parts[3]

    @property
    def body_code(self) -> str:
        """The body's 4 characters in a certificate number (附件4 二): ``0001`` or ``F007``."""
        return f"F{self.serial:0>3}" if self.foreign else f"{self.serial:0>4}"

    @property
    def _parts(self) -> list[str]:
        return self.text.split("-")

    def _hyphenated(self, text: str) -> str:
        parts = re.fullmatch("CNCA(RF?)([0-9]{4})([0-9]{2,4})", text.replace("-", ""))
        return "-".join(("CNCA", *parts.groups())) if parts else text

    def _misshapen(self) -> InvalidValue:
        quote = shown(self.text)
        parts = re.fullmatch("CNCA-(RF?)-[0-9]{4}-([0-9]+)", self.text)
        if not parts:
            return self._refusal("form", message('"{text}" is no approval number of a certification body.', text=quote))
        length = len(parts[2])
        if parts[1] == "RF":
            problem = message(
                "The serial of {text} has {length} digits; after RF it has 2 or 3.", text=quote, length=length
            )
        else:
            problem = message(
                "The serial of {text} has {length} digits; after R it has 3 or 4.", text=quote, length=length
            )
        return self._refusal("serial", problem)
