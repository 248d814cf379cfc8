"""Addresses on the web, as QR codes link to them."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.values.wording import shown

LONGEST_URL = 300

_FORM = re.compile(r"https?://[!-~]+")


def parse_url(value: object) -> str:
    """The address that ``value`` is; ``InvalidValue`` refuses what is empty, too long or no plain web address."""
    if not isinstance(value, str) or not value:
        raise InvalidValue("url.empty", message("There is no address."), _HINT)
    if len(value) > LONGEST_URL:
        raise InvalidValue(
            "url.too_long",
            message("The address has {length} characters; at most {limit} fit.", length=len(value), limit=LONGEST_URL),
            message("Shorten it: a short address also makes a QR code that is easier to read."),
        )
    if not _FORM.fullmatch(value):
        raise InvalidValue("url.form", message("{value} is no web address.", value=shown(value)), _HINT)
    return value


_HINT = message("Give one that begins with https:// and has no spaces or Chinese characters.")

Url = Annotated[str, BeforeValidator(parse_url), StringConstraints(max_length=LONGEST_URL)]
"""A web address of at most 300 plain characters."""
