"""What is read is what the kinds check."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError
from reading import data, workbook

from carbondocs.kinds.cfp_certificate.record import CfpCertificate
from carbondocs.sources import read_rows
from carbondocs.sources.leaves import leaves
from carbondocs.workspace import shipped

SAMPLES = sorted(shipped("samples").glob("cfp-certificate/*.yaml"))
SIMPLE = {
    "number": "CFP-0001-2026-101-0001",
    **{
        f"{party}.{part}": "某公司"
        for party in ("applicant", "manufacturer", "factory")
        for part in ("name", "address")
    },
    "certification_unit": "0012",
    "products.name": "磷酸铁锂储能电池单体",
    "products.model": 314,
    "functional_unit.kind": "functional",
    "functional_unit.text": "1 kWh",
    "system_boundary": "从摇篮到大门",
    "data_period.start": "2025-01-01",
    "data_period.end": "2025-12-31",
    "footprint": "68.30",
    "standards": "GB/T 24067-2024；ISO 14067:2018",
    "rules.specific": "某规则",
    "issued_on": "2026-03-16",
}


def titled(heading: str) -> str:
    """A heading in Chinese."""
    return next(
        "".join(leaf.titles) for leaf in leaves(CfpCertificate) if ".".join(leaf.names) in {heading, f"{heading}.value"}
    )


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_sample_is_sound(path: Path) -> None:
    assert len(SAMPLES) > 1
    for row in read_rows(path, record=CfpCertificate):
        CfpCertificate.model_validate(dict(row.data))


@pytest.mark.parametrize("format", ["csv", "gb18030", "xlsx", "titles"])
def test_a_table_makes_a_certificate(format: str) -> None:
    headings = [titled(heading) for heading in SIMPLE] if format == "titles" else list(SIMPLE)
    text = "\n".join(",".join(map(str, line)) for line in (headings, SIMPLE.values()))
    content = {
        "csv": text.encode(),
        "gb18030": text.encode("gb18030"),
        "xlsx": workbook(headings, SIMPLE.values()),
        "titles": workbook(headings, SIMPLE.values()),
    }[format]
    found = data(content, "xlsx" if content.startswith(b"PK") else "csv")
    record = CfpCertificate.model_validate(found)
    assert record.certification_unit == "0012"
    assert record.products[0].model == "314"
    assert record.footprint
    assert record.footprint.digits == "68.30"
    assert record.standards == ("GB/T 24067-2024", "ISO 14067:2018")


def test_a_figure_that_lost_its_digits_is_refused_from_every_format() -> None:
    for content, format in (
        ('{"footprint": 68.350000000000009}', "json"),
        ("footprint: 68.350000000000009", "yaml"),
        ("footprint\n68.350000000000009", "csv"),
    ):
        with pytest.raises(ValidationError, match="lost its own"):
            CfpCertificate.model_validate(data(content, format))
