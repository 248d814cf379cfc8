"""What every text of a report must say, and what none may claim."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carbondocs.diagnostics import Severity, message
from carbondocs.errors import InvalidValue
from carbondocs.kinds.base import Broken, Setting
from carbondocs.kinds.cfp_verification_report.record import CfpVerificationReport
from carbondocs.kinds.check import strings
from carbondocs.values.prose import Prose

_EMPTY_WORDS = re.compile(r"(?:不适用|无|略|同上|见上|最新|待补充?|[/／—-]+|N/?A|TBD)[\s。：:，,]*", re.IGNORECASE)
_CLAIMS = re.compile(r"碳中和|碳抵消|抵消|零碳|净零|carbon[- ]neutral\w*|net[- ]zero|offset\w*", re.IGNORECASE)
_DENIED = re.compile(
    r"(?:不|未|非|无|禁止|排除|没有|(?:no|not|without|exclud\w*)\b)[^。；;.!?！？\n]{0,24}$", re.IGNORECASE
)
_RESULT = ("product", "conclusion", "declaration", "method", "scope")


def says_nothing(text: str) -> bool:
    """Whether a text only stands where one was asked for: 无, /, 不适用 without a reason."""
    return bool(_EMPTY_WORDS.fullmatch(text))


def told(record: CfpVerificationReport, _: Setting) -> Iterator[Broken]:
    """Every section has content; one that doesn't apply gives its reason (附录)."""
    for path, text in strings(dict(vars(record))):
        if isinstance(text, Prose) and says_nothing(text):
            yield Broken(
                path,
                InvalidValue(
                    "section.empty",
                    message("“{text}” leaves this section of the form without content.", text=text),
                    message("Write what the form asks for, or 不适用： and the reason."),
                    "附件2 附录",
                ),
            )


def unclaimed(record: CfpVerificationReport, _: Setting) -> Iterator[Broken]:
    """A footprint claims neither neutrality nor offsets (GB/T 24067-2024, 1).

    Where the report speaks of the product and the result that is an error, elsewhere a warning; a sentence that
    denies it is none.
    """
    for path, text in strings(dict(vars(record))):
        for claim in _CLAIMS.finditer(text):
            if _DENIED.search(text[: claim.start()]):
                continue
            yield Broken(
                path,
                InvalidValue(
                    "claim.forbidden",
                    message("A footprint report may not claim “{claim}”.", claim=claim[0]),
                    message(
                        "A product's carbon footprint is stated without neutrality or offsets; take the words out."
                    ),
                    "GB/T 24067-2024, 1",
                ),
                Severity.ERROR if path.startswith(_RESULT) else Severity.WARNING,
            )
