"""The number of a certificate, in whatever way the certification body numbers its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.values.code import Code
from carbondocs.values.wording import shown

_MOST = 40


@dataclass(frozen=True, slots=True)
class BodyNumber(Code):
    """Letters and digits, parted by hyphens or slashes: ``CF-2026-0018``, ``00126CF0018R0M/3502``."""

    name = "body_number"
    form = re.compile(f"(?=.{{1,{_MOST}}}$)[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*")
    example = "CF-2026-0018"
    clause = ""
    title = "证书编号"
    description = "Number of the certificate, as the body gave it: letters, digits, hyphens and slashes."
    lower_case = True

    def _misshapen(self) -> InvalidValue:
        if len(self.text) > _MOST:
            return self._refusal(
                "length",
                message('"{text}" has {length} characters; at most {limit} fit.',
                        text=shown(self.text), length=len(self.text), limit=_MOST),
            )  # fmt: skip
        return self._refusal(
            "form", message('"{text}" is not letters and digits, parted by - or /.', text=shown(self.text))
        )
