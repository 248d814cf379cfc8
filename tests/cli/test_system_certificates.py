"""Certificates of management systems on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from certificate_data import ABSENT, changed
from running import carbondocs
from system_data import KIND, RULE, sample

BAD: list[tuple[str, Any]] = [
    ("expires_on", "2028-03-15"),
    ("surveillance", [{"due_on": "2027-04-01"}]),
    ("issued_on", "2023-03-01"),
    ("sites", [{"name": "总部"}]),
    ("criteria", [{"name": "碳排放管理体系 要求及使用指南"}]),
    ("scope", "产品碳足迹为1.85 kgCO2e的聚丙烯的生产"),
    ("organization.credit_code", "91330200MA9XMP118C"),
    ("status", "suspended"),
]


@pytest.fixture(scope="module")
def sound() -> dict[str, Any]:
    """The sample, dates as text."""
    return {name: str(value) if name.endswith("_on") else value for name, value in sample().items()}


@pytest.mark.parametrize(("path", "value"), BAD, ids=[path for path, _ in BAD])
def test_bad_data_ends_with_3_and_no_file(tmp_path: Path, sound: dict[str, Any], path: str, value: Any) -> None:
    data = changed(changed(sound, "decided_on", ABSENT), path, value)
    (tmp_path / "data.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    run = carbondocs("render", KIND, "data.yaml", "-o", "out", cwd=tmp_path)
    assert run.code == 3
    assert RULE in run.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "name"),
    [((), "CEMS-9999-2026-0001.pdf"), (("--locale", "zh-CN"), "CEMS-9999-2026-0001-zh-CN.pdf"),
     (("--locale", "zh-CN+en"), "CEMS-9999-2026-0001.pdf")],
)  # fmt: skip
def test_the_usual_languages_go_without_a_name(
    tmp_path: Path, sound: dict[str, Any], options: tuple[str, ...], name: str
) -> None:
    (tmp_path / "data.yaml").write_text(yaml.safe_dump(sound, allow_unicode=True), "utf-8")
    run = carbondocs("render", KIND, "data.yaml", "-o", "out", "--format", "pdf", *options, cwd=tmp_path)
    assert run.code == 0, run.err
    assert [path.name for path in (tmp_path / "out").iterdir()] == [name]
