"""What a certificate's PDF says when it is read back."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from certificate_data import LOCALES, SAMPLES, attempt, changed, issued_today, issuer_file, pdf, rendered, sample
from certificate_form import mandatory
from pdf_reading import glyphs, pages, picture, read, squeezed, without_text

Tool = Callable[[str], str]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("reader", ["pdfium", "mutool", "pdftotext"])
def test_every_label_and_value_is_read_back(name: str, locale: str, reader: str, tool: Tool, tmp_path: Path) -> None:
    wanted = mandatory(name, locale)
    assert len(wanted) > 30
    text = squeezed(read(rendered(name, locale), reader, tool, tmp_path))
    assert [words for words in wanted if squeezed(words) not in text] == []


def test_reading_back_can_fail() -> None:
    text = squeezed("".join(pages(without_text(rendered(), "Song"))))
    assert [words for words in mandatory("one-product", "zh-CN") if squeezed(words) not in text]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_title_of_the_document_names_it(name: str) -> None:
    with pypdfium2.PdfDocument(rendered(name)) as document:
        title = document.get_metadata_value("Title")
    assert title == f"产品碳足迹标识认证证书 {sample(name).get('number', '（待统一赋予）')}"


CHINESE_HEAD = ("产品碳足迹标识认证证书", "产品碳足迹认证信息汇总表", "序号", "规格/型号", "产品碳足迹（kgCO₂e）")
ENGLISH_HEAD = ("Product Carbon Footprint Label Certificate", "No.", "Specification / model", "unit (kgCO₂e)")
CHINESE_FOOT = ("发证日期：2026年03月16日", "有效期至：", "示例碳足迹认证中心（样张）", "二维码")
ENGLISH_FOOT = ("Date of issue:", "16 March 2026", "Sample Carbon Footprint Certification Centre", "QR code")


@pytest.mark.parametrize(
    ("locale", "texts", "count"),
    [
        ("zh-CN", (*CHINESE_HEAD, *CHINESE_FOOT), "证书附页（第{page}页，共{pages}页）"),
        ("en", (*ENGLISH_HEAD, *ENGLISH_FOOT), "Annex to certificate (page {page} of {pages})"),
        ("zh-CN+en", (*CHINESE_HEAD, *ENGLISH_HEAD, *ENGLISH_FOOT), "证书附页（第{page}页，共{pages}页）"),
    ],
)
def test_each_page_of_the_annex_has_its_head_and_foot(locale: str, texts: tuple[str, ...], count: str) -> None:
    main, *annex = map(squeezed, pages(rendered("45-products", locale)))
    assert len(annex) > 1
    assert "kfr-26gw" not in main
    for number, page in enumerate(annex, 1):
        wanted = [*texts, count.format(page=number, pages=len(annex)), "CFP-9999-2026-010-0002"]
        assert [words for words in wanted if squeezed(words) not in page] == []


def test_the_closing_sentence_stands_once_at_the_end_of_the_annex() -> None:
    _, *annex = map(squeezed, pages(rendered("45-products")))
    closing = squeezed("此证书附件需与编号CFP-9999-2026-010-0002的中国产品碳足迹标识认证证书同时使用方为有效。")
    assert [page.count(closing) for page in annex] == [0] * (len(annex) - 1) + [1]


@pytest.mark.parametrize("locale", LOCALES)
def test_all_rows_of_the_annex_are_there_once_and_in_order(locale: str) -> None:
    text = squeezed("".join(pages(rendered("45-products", locale))))
    places = []
    for product in sample("45-products")["products"]:
        row = squeezed(f"{product['specification']} / {product['model']}{product['footprint']}")
        assert text.count(row) == 1, row
        places.append(text.index(row))
    assert places == sorted(places)
    assert len(places) == 45


@pytest.mark.parametrize("count", [2, 15, 16, 17])
def test_the_closing_sentence_never_stands_without_rows(count: int) -> None:
    data = sample("45-products")
    data["products"] = data["products"][:count]
    *_, last = map(squeezed, pages(pdf(data)))
    assert squeezed("同时使用方为有效。") in last
    assert squeezed(data["products"][-1]["model"]) in last


@pytest.mark.parametrize("dpi", [150, 200])
@pytest.mark.parametrize("name", ["one-product", "45-products", "hard-case", "reissued"])
def test_the_code_on_every_page_leads_to_the_verification(name: str, dpi: int, tool: Tool, tmp_path: Path) -> None:
    document = rendered(name)
    for page in range(len(pages(document))):
        found = zxingcpp.read_barcodes(picture(document, "pdfium", tool, tmp_path, page, dpi))
        assert [code.text for code in found] == [f"https://www.sample-cfp.example/verify/{sample(name)['number']}"]


def test_the_code_leads_where_the_data_says(tool: Tool, tmp_path: Path) -> None:
    url = "https://registry.example/q?n=CFP-9999-2026-004-0001&check=" + "0123456789abcdef" * 8
    document = pdf(sample(verification_url=url))
    (code,) = zxingcpp.read_barcodes(picture(document, "pdfium", tool, tmp_path, dpi=200))
    assert code.text == url


def test_a_draft_has_no_code(tool: Tool, tmp_path: Path) -> None:
    assert zxingcpp.read_barcodes(picture(rendered("draft"), "pdfium", tool, tmp_path, dpi=200)) == []


def test_markup_in_the_data_stands_as_it_was_written() -> None:
    (page,) = pages(rendered("hard-case"))
    for text in ("A&B<C>", "{{ 7*7 }}", "\\d+", "{_{ ]]> &"):
        assert squeezed(text) in squeezed(page)
    assert "49" not in page


MARGIN, EDGE = 12.0, 4.0  # mm: the border lies between the edge and the inner rule


def border_ink(document: bytes, tool: Tool, folder: Path) -> int:
    """How dark the left border is, from 0 to 255."""
    scale = 150 / 25.4
    image = picture(document, "pdfium", tool, folder, dpi=150)
    box = (round(EDGE * scale), 0, round(MARGIN * scale), image.height)
    return 255 - int(image.crop(box).resize((1, 1)).getpixel((0, 0)))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["one-product", "45-products"])
def test_the_border_is_left_out_on_preprinted_stock(name: str, tool: Tool, tmp_path: Path) -> None:
    plain, preprinted = rendered(name), rendered(name, "zh-CN", "preprinted")
    assert border_ink(plain, tool, tmp_path) > 20
    assert border_ink(preprinted, tool, tmp_path) == 0
    assert pages(plain) == pages(preprinted)
    assert glyphs(plain) == glyphs(preprinted)


@pytest.mark.parametrize(
    ("name", "marks"), [("one-product", {"样张"}), ("45-products", {"样张"}), ("draft", {"样张", "草稿"})]
)
def test_samples_and_drafts_say_so_across_every_page(name: str, marks: set[str]) -> None:
    for page, marked in zip(pages(rendered(name)), watermarked(rendered(name)), strict=True):
        assert marked
        assert all(squeezed(mark) in squeezed(page) for mark in {*marks, "不具证书效力"})


def watermarked(content: bytes) -> list[bool]:
    """Whether each page shows the picture that is drawn in the watermark's grey."""
    with pikepdf.open(BytesIO(content)) as document:
        grey = {
            name
            for page in document.pages
            for name, form in page.Resources.XObject.items()
            if form.get("/Subtype") == "/Form" and b"0.866667 0.901961 0.882353 rg" in form.read_bytes()
        }
        return [
            any(name.encode() + b" Do" in b"".join(part.read_bytes() for part in _parts(page)) for name in grey)
            for page in document.pages
        ]


def _parts(page: pikepdf.Page) -> list[pikepdf.Object]:
    contents = page.obj.Contents
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def test_a_real_issuers_certificate_is_not_marked(tmp_path: Path) -> None:
    issuer = issuer_file(tmp_path)
    many = issued_today(products=sample("45-products")["products"], footprint=None)
    for page in (*pages(pdf(issued_today(), issuer=issuer)), *pages(pdf(many, issuer=issuer))):
        assert not any(mark in squeezed(page) for mark in ("样张", "SAMPLE", "草稿", "DRAFT", "效力"))
    assert watermarked(pdf(issued_today(), issuer=issuer)) == [False]
    drafted = pdf(sample("draft"), issuer=issuer)
    (draft,) = pages(drafted)
    assert watermarked(drafted) == [True]
    assert all(squeezed(mark) in squeezed(draft) for mark in ("草稿", "不具证书效力"))
    assert "样张" not in draft


def test_a_certificate_too_long_for_its_page_is_told_and_not_made() -> None:
    longest = sample(standards=[f"GB/T {index} " + "标准" * 140 for index in range(12)], standards_en=())
    for path, limit in {"applicant.name": 120, "applicant.address": 200, "system_boundary": 300}.items():
        longest = changed(longest, path, "长" * limit)
    outcome = attempt(longest)
    assert [(found.code, found.place.source) for found in outcome.diagnostics] == [("layout.overflow", "data.yaml")]
    assert outcome.artifacts == {}
