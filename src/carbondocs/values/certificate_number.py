"""The number of a CFP label certificate, with its agreement with the issuing body and the year of issue."""

from __future__ import annotations

import re
from dataclasses import dataclass

from carbondocs.diagnostics import Message, message
from carbondocs.errors import InvalidValue
from carbondocs.values.approval_number import ApprovalNumber
from carbondocs.values.code import Code
from carbondocs.values.wording import shown

_LENGTH = 18

_PARTS: tuple[tuple[str, str, Message], ...] = (
    ("prefix", "CFP", message('"{part}" stands where "CFP" must stand, in {text}.')),
    ("body", "[0-9]{4}|F[0-9]{3}", message('The body code "{part}" in {text} is neither 4 digits nor F and 3 digits.')),
    ("year", "20[0-9]{2}", message('The year of issue "{part}" in {text} is no year from 2000 to 2099.')),
    ("product", "[0-9]{3}", message('The product code "{part}" in {text} is not of 3 digits.')),
    ("serial", "[0-9]{4}", message('The serial "{part}" in {text} is not of 4 digits.')),
)


@dataclass(frozen=True, slots=True)
class CertificateNumber(Code):
    """``CFP-0001-2026-101-0001``: 18 characters in five parts, hyphens apart.

    The registry gives the number; it is never made up or counted on.
    """

    name = "certificate_number"
    form = re.compile("-".join(f"({pattern})" for _, pattern, _ in _PARTS))
    example = "CFP-0001-2026-101-0001"
    clause = "《产品碳足迹标识认证通用实施规则（试行）》附件4"
    title = "证书编号"
    description = (
        "Number of the certificate, as the registry gave it: CFP, code of the body, year of issue, "
        "product code, serial."
    )

    @property
    def body_code(self) -> str:
        """The code of the certification body: 4 digits, or F and 3 digits."""
        return self._parts[1]

    @property
    def year(self) -> int:
        """The year of issue."""
        return int(self._parts[2])

    @property
    def product_code(self) -> str:
        """The 3 digits of the product in the catalogue."""
        return self._parts[3]

    @property
    def serial(self) -> str:
        """The 4 digits that count the certificates of all bodies for this product in this year."""
        return self._parts[4]

    def check_body(self, approval: ApprovalNumber) -> None:
        """Refuse a number whose body code isn't that of ``approval`` (附件4 二)."""
        if self.body_code != approval.body_code:
            raise self._refusal(
                "body_disagrees",
                message(
                    "{number} is of the body {found}, but {approval} has the code {expected}.",
                    number=self,
                    found=self.body_code,
                    approval=approval,
                    expected=approval.body_code,
                ),
                message("Correct the certificate number, or the approval number in the issuer's profile."),
            )

    def check_year(self, year: int) -> None:
        """Refuse a number that isn't of ``year``, the year of issue (附件4 三)."""
        if self.year != year:
            raise self._refusal(
                "year_disagrees",
                message(
                    "{number} is of the year {found}, but the certificate is issued in {year}.",
                    number=self,
                    found=self.year,
                    year=year,
                ),
                message("Correct the certificate number or the date of issue."),
            )

    @property
    def _parts(self) -> list[str]:
        return self.text.split("-")

    def _hyphenated(self, text: str) -> str:
        bare = text.replace("-", "")
        return "-".join((bare[:3], bare[3:7], bare[7:11], bare[11:14], bare[14:]))

    def _misshapen(self) -> InvalidValue:
        quote, length = shown(self.text), len(self.text.replace("-", ""))
        if length != _LENGTH:
            return self._refusal(
                "length",
                message(
                    '"{text}" has {length} characters without its hyphens; a certificate number has {wanted}.',
                    text=quote,
                    length=length,
                    wanted=_LENGTH,
                ),
            )
        if self.text != self._hyphenated(self.text):
            return self._refusal("hyphens", message('The hyphens in "{text}" are missing or misplaced.', text=quote))
        return next(
            self._refusal(fault, message(problem.template, part=part, text=quote))
            for part, (fault, pattern, problem) in zip(self._parts, _PARTS, strict=True)
            if not re.fullmatch(pattern, part)
        )
