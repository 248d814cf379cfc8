"""Certificates of management systems to test with: the shipped samples, one change at a time, in each look."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from certificate_data import changed
from lxml import etree
from pdf_reading import pages

from carbondocs import Diagnostic, Outcome, Renderer
from carbondocs.flow import Row
from carbondocs.issuer import Issuer, sample_issuer
from carbondocs.kinds import kind
from carbondocs.sources import read_rows
from carbondocs.workspace import shipped

KIND = "cems-certificate"
RULE = "CCAI-S-C07:2024《碳排放管理体系认证实施规则》"
SAMPLES = tuple(sorted(path.stem for path in (shipped("samples") / KIND).glob("*.yaml")))
LOOKS = ("plain", "landscape")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def _read(name: str) -> dict[str, Any]:
    (row,) = read_rows(shipped("samples") / KIND / f"{name}.yaml", record=kind(KIND).record)
    return dict(row.data)


def sample(name: str = "one-site", **changes: object) -> dict[str, Any]:
    """The data of a shipped sample, with top fields changed."""
    data = deepcopy(_read(name))
    for field, value in changes.items():
        data = changed(data, field, value)
    return data


def issuer(look: str = "plain", today: date | None = None) -> Issuer:
    """The sample issuer on some day, with that look of certificates."""
    made = sample_issuer()
    update: dict[str, Any] = {"looks": {KIND: look}} | ({"sample_day": today} if today else {})
    return replace(made, profile=made.profile.model_copy(update=update))


def findings(data: dict[str, Any], today: date | None = None, locale: str | None = None) -> tuple[Diagnostic, ...]:
    """All that is found in the data, on some day."""
    return Renderer(issuer(today=today), locale=locale).validate(KIND, Row(data, "data.yaml"))


def told(data: dict[str, Any], today: date | None = None) -> list[tuple[str, str]]:
    """Code and path of each finding."""
    return [(found.code, found.place.path) for found in findings(data, today)]


def attempt(data: dict[str, Any], look: str = "plain", locale: str | None = None) -> Outcome:
    """What becomes of some data in both formats."""
    return Renderer(issuer(look), locale=locale).attempt(KIND, Row(data, "data.yaml"))


@cache
def rendered(name: str, look: str, locale: str) -> Outcome:
    """A sample in both formats, made once for all tests."""
    outcome = attempt(sample(name), look, locale)
    assert outcome.diagnostics == (), [str(found) for found in outcome.diagnostics]
    return outcome


def pdf_text(outcome: Outcome) -> str:
    """All text of the PDF."""
    return "".join(pages(outcome.artifacts["pdf"].content))


def word_text(outcome: Outcome) -> str:
    """All text of the Word file: body, headers and footers."""
    with ZipFile(BytesIO(outcome.artifacts["docx"].content)) as archive:
        names = [name for name in archive.namelist() if name.startswith(("word/document", "word/header", "word/foot"))]
        return "".join("".join(etree.fromstring(archive.read(name)).itertext(f"{W}t")) for name in sorted(names))
