"""The filters that HTML templates may use."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_TOGETHER = re.compile(
    r".{0,2}(?:股份有限公司|有限责任公司|有限公司)"  # a company's name is not broken before its last words
    r"|[±−]?\d(?:[\d.,]*\d)? [A-Za-zΩµ°℃%][A-Za-z0-9Ω·/₂²³]{0,12}(?![A-Za-z])"  # a number stays with its unit
    r"|\b(?:ISO|IEC|EN|PAS|GB|GB/T|ISO/IEC) \d[\d.]*(?:-\d+)*(?::\d{4})?"  # a standard stays whole
    r"|\b(?=[A-Za-z0-9./-]{3,24}\b)(?=\S*\d)[A-Za-z0-9]+(?:[-/.][A-Za-z0-9]+)+\b"  # a model stays whole
    r"|\b(?:https?://)?(?=[a-z0-9.-]{4,40}\b)[a-z0-9-]+(?:\.[a-z0-9-]+)+\b"  # so does the name of a site
    r"|（kgCO₂e[^）]{0,20}）"  # a unit in brackets stays together
    r"|\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


def unbroken(text: object) -> Markup:
    """The text with its companies' last words and its numbers with their units kept on one line each."""
    plain, parts, end = str(text), [], 0
    for match in _TOGETHER.finditer(plain):
        parts += [escape(plain[end : match.start()]), Markup('<span class="unbroken">{}</span>').format(match[0])]
        end = match.end()
    return Markup("").join([*parts, escape(plain[end:])])


FILTERS = {"unbroken": unbroken}
