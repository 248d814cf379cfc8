"""The documentation keeps up with the code."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_the_tables_of_the_data_page_are_fresh() -> None:
    spec = importlib.util.spec_from_file_location("build_data_page", ROOT / "scripts" / "build_data_page.py")
    assert spec is not None
    assert spec.loader is not None
    builder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(builder)
    text = builder.PAGE.read_text(encoding="utf-8")
    assert "| `applicant.credit_code` |" in text
    assert builder.page(text) == text


@pytest.mark.parametrize("page", ["README.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))])
def test_links_lead_somewhere(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_commands_of_the_readme_run(tmp_path: Path) -> None:
    block = (ROOT / "README.md").read_text(encoding="utf-8").split("## First certificate")[1].split("## ")[0]
    commands = re.findall(r"^    \.venv/bin/carbondocs (.*?)\s*(?:#.*)?$", block, re.MULTILINE)
    assert [command.split()[0] for command in commands] == ["sample", "validate", "render"]
    for command in commands:
        code = "from carbondocs.cli.main import main; main()"
        done = subprocess.run([sys.executable, "-c", code, *command.split()], cwd=tmp_path, capture_output=True)
        assert done.returncode == 0, done.stderr.decode()
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".docx", ".pdf"]
