"""统一社会信用代码, the unified social credit code (GB 32100-2015), with both its check characters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.values.code import Code
from carbondocs.values.wording import shown

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_EXCLUDED = "IOSVZ"
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANIZATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_LENGTH = 18


@dataclass(frozen=True, slots=True)
class CreditCode(Code):
    """The 18 characters that identify an organization; the last is a check character.

    Characters 1 and 2 name the registering department and the class, 3 to 8 the administrative division, 9 to
    17 are the organization code, which ends in a check character of its own (GB 11714).
    """

    name = "credit_code"
    form = re.compile(f"[{_ALPHABET}]{{2}}[0-9]{{6}}[{_ALPHABET}]{{10}}")
    example = "91350100M000100Y43"
    clause = "GB 32100-2015"
    title = "统一社会信用代码"
    description = "Unified social credit code of 18 characters; the last is the check character of GB 32100."

    @property
    def organization_code(self) -> str:
        """组织机构代码: characters 9 to 17."""
        return self.text[8:17]

    @property
    def organization_code_agrees(self) -> bool:
        """Whether the organization code's own check character is right (GB 11714).

        Some registered codes break it, so callers warn of it and accept the code.
        """
        body, given = self.organization_code[:8], self.organization_code[8]
        total = sum(int(char, 36) * weight for char, weight in zip(body, _ORGANIZATION_WEIGHTS, strict=True))
        return given == "0123456789X"[-total % 11]

    def _disagreement(self) -> InvalidValue | None:
        expected = _check_character(self.text[:-1])
        if self.text[-1] == expected:
            return None
        problem = message(
            'The check character of {text} is "{found}"; by the other 17 characters it would be "{expected}".',
            text=self.text,
            found=self.text[-1],
            expected=expected,
        )
        hint = message("Compare all 18 characters with the business licence; one of them is mistyped.")
        return self._refusal("check_character", problem, hint)

    def _hyphenated(self, text: str) -> str:
        return text.replace("-", "")

    def _misshapen(self) -> InvalidValue:
        quote = shown(self.text)
        if letter := next((char for char in self.text if char in _EXCLUDED), ""):
            return self._refusal(
                "letter",
                message('"{text}" holds the letter {letter}, which no credit code has.', text=quote, letter=letter),
                message("I, O, S, V and Z are left out; look whether it is 1, 0, 5, U or 2."),
            )
        if len(self.text) != _LENGTH:
            length = len(self.text)
            problem = message(
                '"{text}" has {length} characters; a credit code has {wanted}.',
                text=quote,
                length=length,
                wanted=_LENGTH,
            )
            return self._refusal("length", problem)
        if char := next((char for char in self.text if char not in _ALPHABET), ""):
            problem = message(
                '"{text}" holds "{char}"; a credit code has digits and letters only.', text=quote, char=char
            )
            return self._refusal("character", problem)
        return self._refusal(
            "division",
            message(
                'Characters 3 to 8 of {text} are "{division}"; an administrative division has 6 digits.',
                text=quote,
                division=self.text[2:8],
            ),
        )


def with_check_character(first17: str) -> str:
    """``first17`` and its check character, for making fictitious codes; ``InvalidValue`` if it can't begin a code."""
    return str(CreditCode(first17 + _check_character(first17)))


def _check_character(first17: str) -> str:
    """GB 32100-2015: the character that brings the weighted sum of all 18 to a multiple of 31."""
    total = sum(_ALPHABET.find(char) * weight for char, weight in zip(first17, _WEIGHTS, strict=False))
    return _ALPHABET[-total % 31]
