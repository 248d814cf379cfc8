"""Faulty certificates: all faults at once, any fault anywhere, and nothing but diagnostics for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from certificate_data import ABSENT, SAMPLES, changed, findings, sample, told
from hypothesis import given
from hypothesis import strategies as st

import carbondocs
from carbondocs import DataError, Severity

REQUIRED = ("name", "address", "text", "kind", "start", "end", "value", "specific", "system_boundary")


def leaves(value: Any, path: str = "") -> Iterator[str]:
    """The paths of all values that hold no others."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for index, part in enumerate(value[:3]):
            yield from leaves(part, f"{path}[{index}]")
    else:
        yield path


def holders(value: Any, path: str = "") -> Iterator[str]:
    """The paths of all mappings."""
    if isinstance(value, dict):
        yield path
        for name, part in value.items():
            yield from holders(part, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for index, part in enumerate(value[:3]):
            yield from holders(part, f"{path}[{index}]")


# Nothing of this can stand anywhere in a certificate.
JUNK = [
    *("\x00", "\u200b", "\ue000", "\ud800", "\ufffd", "\U0001f33f", " ", "名" * 500, b"bytes", object(), {1, 2}),
    *({"surprise": 1}, {1: 2}, [["nested"]], float("nan"), float("inf"), Decimal("NaN"), 10**400, -1, True, 68.35),
]
samples = st.sampled_from(SAMPLES)


@given(samples, st.sampled_from(JUNK), st.data())
def test_any_junk_anywhere_gives_errors_and_nothing_else(name: str, junk: object, data: st.DataObject) -> None:
    certificate = sample(name)
    path = data.draw(st.sampled_from(sorted(leaves(certificate))))
    found = findings(changed(certificate, path, junk))
    assert any(diagnostic.severity is Severity.ERROR for diagnostic in found)
    # of itself, or of the object or list that holds it, or of a rule between it and its neighbours
    assert any(path.startswith(diagnostic.place.path) or diagnostic.place.path.startswith(path) for diagnostic in found)


@given(samples, st.sampled_from(JUNK), st.data())
def test_junk_in_place_of_a_whole_object_gives_errors(name: str, junk: object, data: st.DataObject) -> None:
    certificate = sample(name)
    path = data.draw(st.sampled_from(sorted(set(holders(certificate)) - {""})))
    assert any(found.severity is Severity.ERROR for found in findings(changed(certificate, path, junk)))


@given(samples, st.data())
def test_an_unknown_field_anywhere_is_an_error(name: str, data: st.DataObject) -> None:
    certificate = sample(name)
    holder = data.draw(st.sampled_from(sorted(holders(certificate))))
    path = f"{holder}.surprise" if holder else "surprise"
    assert ("field.unknown", path) in told(changed(certificate, path, "x"))


@given(samples, st.data())
def test_every_required_field_is_missed(name: str, data: st.DataObject) -> None:
    certificate = sample(name)
    paths = sorted(path for path in leaves(certificate) if path.rpartition(".")[2] in REQUIRED)
    path = data.draw(st.sampled_from(paths))
    assert ("field.missing", path) in told(changed(certificate, path, ABSENT))


@pytest.mark.parametrize("data", [{}, {"number": None}, {"products": [None]}, {"products": {"0": {}}}, {1: 2}])
def test_data_that_is_hardly_there_gives_errors(data: dict[Any, Any]) -> None:
    assert any(found.severity is Severity.ERROR for found in findings(data))


def test_all_faults_of_a_record_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "scribble.png").write_bytes(b"no picture at all")
    data = sample("reissued")
    for path, value in {
        "colour": "green",
        "applicant.credit_code": "91320412MA9XMP01XB",
        "manufacturer.nmae": "x",
        "factory.name": "名" * 500,
        "number": "CFP-0001-2025-004-0001",
        "certification_unit": "电池\U0001f50b",
        "functional_unit.kind": "both",
        "system_boundary": ABSENT,
        "data_period.start": date(2026, 7, 1),
        "footprint.value": 68.35,
        "standards_en": ["One", "Two"],
        "expires_on": date(2029, 1, 7),
        "reissued_on": date(2026, 1, 7),
        "status": "suspended",
        "signatory": {"name": "林知远", "signature": "scribble.png"},
    }.items():
        data = changed(data, path, value)
    found = findings(data, folder=tmp_path)
    assert {(diagnostic.code, diagnostic.place.path) for diagnostic in found} == {
        ("field.unknown", "colour"),
        ("credit_code.check_character", "applicant.credit_code"),
        ("field.unknown", "manufacturer.nmae"),
        ("text.too_long", "factory.name"),
        ("certificate_number.body_disagrees", "number"),
        ("certificate_number.year_disagrees", "number"),
        ("glyph.missing", "certification_unit"),
        ("field.choice", "functional_unit.kind"),
        ("field.missing", "system_boundary"),
        ("period.reversed", "data_period"),
        ("quantity.float", "footprint.value"),
        ("english.pairs", "standards_en"),
        ("validity.length", "expires_on"),
        ("reissue.date", "reissued_on"),
        ("status.forbids", "status"),
        ("picture.broken", "signatory.signature"),
    }
    assert all(str(diagnostic.hint) for diagnostic in found)
    with pytest.raises(DataError) as caught:
        carbondocs.render("cfp-certificate", data)
    assert len(caught.value.diagnostics) >= len(found)
