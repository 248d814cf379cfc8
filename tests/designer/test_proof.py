"""Proof sheets: every extreme in every language, what can't be rendered, the findings, and a box to sign."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pytest

from carbondocs.cli.main import cli
from carbondocs.designer.proof import ProofOrder, proof
from carbondocs.designer.proof_sheets import Paper
from carbondocs.errors import TemplateError
from carbondocs.workspace import shipped

KIND = "cfp-certificate"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped("templates") / KIND, tmp_path / "my-pack"))


def texts(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def sizes(content: bytes) -> set[tuple[int, int]]:
    return {(round(width / 72 * 25.4), round(height / 72 * 25.4)) for width, height in
            (page.get_size() for page in pypdfium2.PdfDocument(content))}  # fmt: skip


def test_every_extreme_is_there_with_its_pages(pack: Path) -> None:
    content = proof(ProofOrder(pack, locales=("zh-CN", "en")))
    *sheets, last = texts(content)
    whole = "".join(sheets)
    for title in ("The longest texts", "Many rows", "The smallest values", "The largest values", "A draft",
                  "Every optional part", "No optional part"):  # fmt: skip
        assert whole.count(title) >= 2, title
    assert "88,888,888.88" in whole
    assert "0.0012" in whole
    assert "江苏示例储能科技有限公司" in whole.replace("\r\n", "")
    assert "Sign-off" in last
    assert "my-pack 1" in last
    assert sizes(content) == {(420, 297)}
    assert content == proof(ProofOrder(pack, locales=("zh-CN", "en")))


def test_an_error_stands_in_the_place_of_the_pages_and_among_the_findings(pack: Path) -> None:
    page = pack / "document.html.j2"
    page.write_text(page.read_text("utf-8").replace("<main>", "<main>{% if not notice.main %}{{ nowhere }}{% endif %}"))
    page.write_text(page.read_text("utf-8").replace("{% if not notice.main %}", "{% if annex %}"), encoding="utf-8")
    *sheets, last = texts(proof(ProofOrder(pack, paper="a4", tongue="zh_CN", locales=("zh-CN",))))
    assert "nowhere" in "".join(sheets)
    assert "nowhere" in last
    assert "审签" in last


@pytest.mark.parametrize(("paper", "size"), [("a3", (420, 297)), ("a4", (297, 210))])
def test_labels_are_proofed_too(tmp_path: Path, paper: Paper, size: tuple[int, int]) -> None:
    pack = Path(shutil.copytree(shipped("templates") / "cfp-label", tmp_path / "label"))
    content = proof(ProofOrder(pack, paper=paper, locales=("zh-CN",)))
    assert sizes(content) == {size}
    assert "The longest texts" in "".join(texts(content))


def test_a_folder_that_is_no_pack_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateError):
        proof(ProofOrder(tmp_path))


def test_the_command_writes_it(tmp_path: Path) -> None:
    pack = Path(shutil.copytree(shipped("templates") / "cems-mark", tmp_path / "mark"))
    target = tmp_path / "proof.pdf"
    cli(["templates", "proof", str(pack), "-o", str(target), "--locale", "zh-CN"], standalone_mode=False)
    assert target.read_bytes().startswith(b"%PDF")
