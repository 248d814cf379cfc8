"""Certificates to test with: the shipped samples, one change at a time, and issuers of their own."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from carbondocs import Diagnostic, Outcome, Renderer
from carbondocs.flow import Row, Stock
from carbondocs.kinds import kind
from carbondocs.sources import read_rows
from carbondocs.workspace import shipped

KIND = "cfp-certificate"
SAMPLES = tuple(sorted(path.stem for path in (shipped("samples") / KIND).glob("*.yaml")))
LOCALES = ("zh-CN", "en", "zh-CN+en")
ABSENT = object()
"""Stands for a field that is taken out."""

_PROFILE = {
    "name": "某某认证有限公司",
    "name_en": "Some Certification Co., Ltd.",
    "address": "北京市朝阳区某某路 1 号",
    "address_en": "1 Moumou Road, Chaoyang District, Beijing",
    "approval_number": "CNCA-R-2026-9999",
    "website": "www.some-body.example",
    "verification_url": "https://www.some-body.example/c/{number}",
    "signatory": "王某某",
}


@cache
def _read(name: str) -> dict[str, Any]:
    (row,) = read_rows(shipped("samples") / KIND / f"{name}.yaml", record=kind(KIND).record)
    return dict(row.data)


def sample(name: str = "one-product", **changes: object) -> dict[str, Any]:
    """The data of a shipped sample, with top fields changed."""
    data = deepcopy(_read(name))
    for field, value in changes.items():
        data = changed(data, field, value)
    return data


def changed(data: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """A copy of ``data`` with another value at ``products[0].name``, or without that field."""
    copy = deepcopy(data)
    *way, last = (int(part) if part.isdigit() else part for part in re.findall(r"[^.\[\]]+", path))
    holder: Any = copy
    for part in way:
        holder = holder[part]
    if value is ABSENT:
        del holder[last]
    else:
        holder[last] = value
    return copy


def findings(
    data: dict[str, Any], *, folder: Path = Path(), issuer: Path | None = None, locale: str = "zh-CN"
) -> tuple[Diagnostic, ...]:
    """All that is found in the data; files that it names lie in ``folder``."""
    return Renderer(issuer, locale=locale).validate(KIND, Row(data, "data.yaml", folder))


def told(*args: Any, **settings: Any) -> list[tuple[str, str]]:
    """Code and path of each finding."""
    return [(found.code, found.place.path) for found in findings(*args, **settings)]


def issuer_file(folder: Path, **changes: object) -> Path:
    """The profile of an issuer that is no sample; None takes a field out."""
    profile = {name: value for name, value in {**_PROFILE, **changes}.items() if value is not None}
    lines = (
        f"{name} = {value}" if isinstance(value, date) else f'{name} = "{value}"' for name, value in profile.items()
    )
    path = folder / "issuer.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def issued_today(**changes: object) -> dict[str, Any]:
    """A certificate that is in force on whatever day the tests run."""
    today = date.today()
    number = f"CFP-9999-{today.year}-004-0001"
    dated: dict[str, Any] = {"number": number, "issued_on": today, "expires_on": ABSENT, **changes}
    return sample(**dated)


@cache
def rendered(name: str = "one-product", locale: str = "zh-CN", stock: Stock = "plain") -> bytes:
    """The PDF of a sample, made once for all tests."""
    return pdf(sample(name), locale=locale, stock=stock)


def pdf(data: dict[str, Any], **settings: Any) -> bytes:
    """The PDF of some data; the test fails where there are findings."""
    outcome = attempt(data, **settings)
    assert not outcome.failed, [str(found) for found in outcome.diagnostics]
    return outcome.artifacts["pdf"].content


def attempt(data: dict[str, Any], folder: Path = Path(), **settings: Any) -> Outcome:
    """What becomes of some data as PDF."""
    return Renderer(**settings).attempt(KIND, Row(data, "data.yaml", folder), ("pdf",))
