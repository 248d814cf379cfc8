"""The committed Word templates are what their script builds."""

from __future__ import annotations

import importlib
import re
import sys
import zipfile
from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).parents[1]


def _built(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    monkeypatch.syspath_prepend(str(_CHECKOUT / "scripts"))
    sys.modules.pop("build_word_templates", None)
    templates = importlib.import_module("build_word_templates").WORD_TEMPLATES
    return {name: build() for name, build in templates.items()}


def test_building_gives_the_committed_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    built = _built(monkeypatch)
    assert built
    for name, content in built.items():
        assert (_CHECKOUT / "templates" / name).read_bytes() == content, f"{name} is stale: run the script"


@pytest.fixture(scope="module")
def parts() -> dict[str, str]:
    with zipfile.ZipFile(_CHECKOUT / "templates/cfp-certificate/document.docx") as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def test_every_style_names_an_east_asian_and_a_latin_face(parts: dict[str, str]) -> None:
    styles = re.findall(r"<w:style .*?</w:style>|<w:rPrDefault>.*?</w:rPrDefault>", parts["word/styles.xml"])
    assert len(styles) > 20
    for style in styles:
        assert re.search(r'w:ascii="(Times New Roman|Arial)" w:eastAsia="(宋体|黑体)" w:hAnsi="\w', style), style


def test_lines_have_exact_heights(parts: dict[str, str]) -> None:
    assert set(re.findall(r'w:lineRule="(\w+)"', parts["word/styles.xml"])) == {"exact"}


def test_every_style_that_is_used_is_defined(parts: dict[str, str]) -> None:
    defined = set(re.findall(r'w:styleId="(\w+)"', parts["word/styles.xml"]))
    used = {name for text in parts.values() for name in re.findall(r'<w:[pr]Style w:val="(\w+)"', text)}
    assert used
    assert used <= defined


def test_grids_and_cells_agree(parts: dict[str, str]) -> None:
    tables = [table for text in parts.values() for table in re.findall(r"<w:tbl>.*?</w:tbl>", text)]
    assert len(tables) == 4
    for table in tables:
        grid = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"', table)]
        assert sum(grid) == int(re.findall(r'<w:tblW w:w="(\d+)"', table)[0])
        for row in re.findall(r"<w:tr>.*?</w:tr>", table):
            cells = re.findall(r'<w:tcW w:w="(\d+)" w:type="dxa"/>(?:<w:gridSpan w:val="(\d+)"/>)?', row)
            spans = [int(span or 1) for _, span in cells]
            assert sum(spans) == len(grid)
            for index, (width, _) in enumerate(cells):
                first = sum(spans[:index])
                assert int(width) == sum(grid[first : first + spans[index]])
