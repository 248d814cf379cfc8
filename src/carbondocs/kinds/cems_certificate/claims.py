"""What the certificate of a management system may not claim: a footprint, or that a product is neutral (10.3.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carbondocs.kinds.cems_certificate.record import CemsCertificate

_ACTIVITY = (
    r"(?!(?:相关)?的?(?:咨询|技术|服务|研究|管理|规划|培训|解决方案|标准))"  # what an organisation may do for others
)
_CLAIMS = re.compile(
    r"[0-9][0-9.,，]*\s*(?:[kKMG]?[gt]|吨|千克|公斤|克)\s*(?:CO[2₂]|二氧化碳)[\s-]*(?:eq?|当量)?"
    r"|(?:产品)?碳足迹(?:量化)?(?:数?值|量)?\s*(?:为|是|仅|低至|[:：=])\s*约?\s*[0-9]"
    r"|carbon footprint\s*(?:\([^)]*\)\s*)?(?:of|is|was|:|=)\s*(?:about\s*)?[0-9]"
    rf"|(?:碳中和|净零排放?|零碳){_ACTIVITY}"
    r"|(?:carbon|climate)[ -]neutral(?!ity (?:consult|service|research|plan|train))|net[ -]zero products?",
    re.IGNORECASE,
)


def claims(record: CemsCertificate) -> Iterator[tuple[str, str]]:
    """The paths of scopes that claim what they may not, with the words of the claim."""
    for path, text in _scopes(record):
        if found := _CLAIMS.search(text or ""):
            yield path, found[0]


def _scopes(record: CemsCertificate) -> Iterator[tuple[str, str | None]]:
    yield "scope", record.scope
    yield "scope_en", record.scope_en
    for index, site in enumerate(record.sites):
        yield f"sites[{index}].scope", site.scope
        yield f"sites[{index}].scope_en", site.scope_en
