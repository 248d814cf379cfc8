"""Proof sheets: every extreme in every language, what can't be rendered, the findings, and a box to sign."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from carbondocs.cli.main import cli
from carbondocs.designer.packs import digest
from carbondocs.designer.progress import silent
from carbondocs.designer.proof import ProofOrder, proof
from carbondocs.designer.proof_places import Paper
from carbondocs.designer.proof_shots import Proofed, Twin, left_out, proofed, span
from carbondocs.diagnostics import message
from carbondocs.errors import TemplateError
from carbondocs.issuer import sample_issuer
from carbondocs.kinds import kind
from carbondocs.templating.pack import pack_in
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
    order = ProofOrder(pack, locales=("zh-CN", "en"))
    content = proof(order)
    first, *sheets = texts(content)
    whole = "".join(sheets)
    for title in ("The longest texts", "Many rows", "The smallest values", "The largest values", "A draft",
                  "Every optional part", "No optional part"):  # fmt: skip
        assert whole.count(title) >= 2, title
        assert first.count(title) >= 2, title
    assert "88,888,888.88" in whole
    assert "0.0012" in whole
    assert "江苏示例储能科技有限公司" in whole.replace("\r\n", "")
    assert sizes(content) == {(420, 297)}
    assert content == proof(order)


def test_the_first_page_sums_up_what_is_to_be_signed(pack: Path) -> None:
    content = proof(ProofOrder(pack, locales=("zh-CN",), day=date(2026, 11, 21)))
    whole = [page.replace("\r\n", " ") for page in texts(content)]
    for told in (
        "0 errors, 0 warnings",
        "my-pack 1",
        "2026-11-21",
        "Sign-off",
        "carbondocs 0",
        "示例碳足迹认证中心",
        KIND,
    ):
        assert told in whole[0], told
    assert digest(pack_in(pack)) in whole[0].replace(" ", "")
    assert all(f"2026-11-21 · {number}/{len(whole)}" in page for number, page in enumerate(whole, 1))


def test_every_page_is_shown_or_said_to_look_like_one_that_is(pack: Path) -> None:
    chosen = kind(KIND)
    documents = proofed(chosen, pack_in(pack), sample_issuer(), ("zh-CN", "en"), silent)
    for document in documents:
        twins = [twin.number for twin in document.twins]
        assert sorted([*document.shown, *twins]) == list(range(document.count)), document.title
    rows = next(document for document in documents if str(document.title) == "Many rows")
    assert rows.count > 3
    assert rows.shown == tuple(range(rows.count))


def test_pages_that_look_alike_are_shown_once(pack: Path) -> None:
    page = pack / "document.html.j2"
    page.write_text("<html><body><p>{{ lang }}</p></body></html>", encoding="utf-8")
    documents = proofed(kind(KIND), pack_in(pack), sample_issuer(), ("zh-CN", "en"), silent)
    assert [document.locale for document in documents if document.shown == (0,)] == ["zh-CN", "en"]
    assert left_out(documents[1], "en") == "Page 1 looks like page 1 of “The sample”."
    *_, sheet = texts(proof(ProofOrder(pack, paper="a4", locales=("en",))))
    assert "looks like page 1 of “The sample”" in sheet.replace("\r\n", " ")


def test_numbers_are_told_in_spans() -> None:
    assert span([0, 1, 2, 5, 7, 8]) == "1–3, 6, 8–9"
    twins = (Twin(2, message("The sample"), 1), Twin(3, message("The sample"), 2), Twin(5, message("The sample"), 0))
    told = left_out(Proofed(message("A draft"), "en", b"", 6, (0, 1, 4), twins), "en")
    assert told == "Pages 3–4 look like pages 2–3 of “The sample”. Page 6 looks like page 1 of “The sample”."


def test_an_error_stands_in_the_place_of_the_pages_and_among_the_findings(pack: Path) -> None:
    page = pack / "document.html.j2"
    page.write_text(page.read_text("utf-8").replace("<main>", "<main>{% if not notice.main %}{{ nowhere }}{% endif %}"))
    page.write_text(page.read_text("utf-8").replace("{% if not notice.main %}", "{% if annex %}"), encoding="utf-8")
    first, *others = texts(proof(ProofOrder(pack, paper="a4", tongue="zh_CN", locales=("zh-CN",))))
    assert "nowhere" in "".join(others)
    assert "无法生成的文书：1 份" in first
    assert "审签" in first
    assert not re.search(r"\b0 个错误", first)


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
