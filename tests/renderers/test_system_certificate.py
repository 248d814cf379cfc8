"""What certificates of management systems show, in each language, look and format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest
import zxingcpp
from certificate_data import ABSENT, LOCALES, changed
from certificate_form import day
from pdf_reading import glyphs, pages, picture, squeezed
from PIL import Image
from system_data import KIND, LOOKS, SAMPLES, attempt, issuer, pdf_text, rendered, sample, word_text

from carbondocs import Renderer
from carbondocs.errors import TemplateError
from carbondocs.issuer import sample_issuer

LABELS = (
    ("碳排放管理体系认证证书", "Carbon Emission Management System Certificate"),
    ("证书编号：", "Certificate No.:"),
    ("统一社会信用代码：", "Unified social credit code:"),
    ("获证组织地址：", "Address:"),
    ("认证覆盖的范围：", "Scope of certification:"),
    ("认证依据及版本号：", "Criteria and version:"),
    ("初次颁证日期：", "First issued on:"),
    ("颁证日期：", "Date of issue:"),
    ("有效期至：", "Valid until:"),
    ("认证证书在有效期内的监督情况", "Surveillance within the validity of the certificate"),
    ("获证组织须在有效期内定期接受监督审核；经监督审核合格，本证书方继续有效。", "The certificate stays valid only if"),
    ("第一次监督审核", "Surveillance audit 1"),
    ("第二次监督审核", "Surveillance audit 2"),
    ("证书签发人：", "Signatory:"),
    ("扫码查询", "Scan to verify"),
)
"""What 10.1 a to h demand, as the certificate words it."""

TONGUES = {"zh-CN": (0,), "en": (1,), "zh-CN+en": (0, 1)}
VARIANTS = [(look, locale) for look in LOOKS for locale in LOCALES]


def wanted(name: str, locale: str) -> Iterator[str]:
    """All that a sample must show in that language or those languages."""
    data, body = sample(name), sample_issuer().profile
    yield from (data["number"], data["organization"]["credit_code"], str(body.approval_number), body.website or "")
    yield "www.cnca.gov.cn"
    for tongue in TONGUES[locale]:
        mark = ("", "_en")[tongue]
        yield from (words[tongue] for words in LABELS)
        yield from (data["organization"][f"{field}{mark}"] for field in ("name", "address"))
        yield from data[f"scope{mark}"].splitlines()
        for site in data.get("sites", ()):
            yield from (site[field] for field in (f"name{mark}", f"address{mark}", f"scope{mark}") if field in site)
            yield site.get("certificate_number", "")
        yield "CCAI-S-C06:2023"
        yield ("《碳排放管理体系 要求及使用指南》", "Requirements with guidance for use")[tongue]
        yield from (
            day(data[field], tongue) for field in ("first_issued_on", "issued_on", "expires_on") if field in data
        )
        yield from (body.name, body.address) if tongue == 0 else (body.name_en or "", body.address_en or "")
        for audit in data.get("surveillance", ()):
            yield from (day(audit[field], tongue) for field in ("due_on", "done_on") if field in audit)
        for suspension in data.get("suspensions", ()):
            yield from (day(suspension[field], tongue) for field in ("suspended_on", "resumed_on"))
            yield suspension[f"ground{mark}"]


@pytest.mark.parametrize(("look", "locale"), VARIANTS)
@pytest.mark.parametrize("name", SAMPLES)
def test_all_that_the_rule_demands_is_read_back(name: str, look: str, locale: str) -> None:
    outcome, texts = rendered(name, look, locale), list(wanted(name, locale))
    assert len(texts) > 25
    for read in (pdf_text(outcome), word_text(outcome)):
        assert [text for text in texts if squeezed(text) not in squeezed(read)] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_an_english_certificate_has_no_chinese_label(name: str) -> None:
    for read in (pdf_text(rendered(name, "plain", "en")), word_text(rendered(name, "plain", "en"))):
        assert [chinese for chinese, _ in LABELS if chinese in read] == []


@pytest.mark.parametrize("look", LOOKS)
def test_bilingual_is_the_usual_form(look: str) -> None:
    assert (
        attempt(sample(), look).artifacts["pdf"].content
        == rendered("one-site", look, "zh-CN+en").artifacts["pdf"].content
    )


@pytest.mark.parametrize(("look", "size"), [("plain", (210, 297)), ("landscape", (297, 210))])
def test_the_issuer_chooses_the_look_of_both_formats(look: str, size: tuple[int, int]) -> None:
    outcome = rendered("twelve-sites", look, "zh-CN+en")
    with pypdfium2.PdfDocument(outcome.artifacts["pdf"].content) as document:
        sizes = {tuple(round(side * 25.4 / 72) for side in page.get_size()) for page in document}
    assert sizes == {size}
    with ZipFile(BytesIO(outcome.artifacts["docx"].content)) as archive:
        body = archive.read("word/document.xml").decode()
    found = {tuple(round(int(side) * 25.4 / 1440) for side in pair) for pair in
             re.findall(r'<w:pgSz w:w="(\d+)" w:h="(\d+)"', body)}  # fmt: skip
    assert found == {size}


def test_the_pack_may_choose_the_look_and_the_issuer_another(tmp_path: Path) -> None:
    from carbondocs.workspace import shipped

    manifest = (shipped("templates") / KIND / "pack.toml").read_text("utf-8")
    (tmp_path / "pack.toml").write_text(manifest.replace('# look = "landscape"', 'look = "landscape"'), "utf-8")
    made = Renderer(templates=[tmp_path]).render(KIND, sample(), ("pdf",)).artifacts["pdf"].content
    assert made == rendered("one-site", "landscape", "zh-CN+en").artifacts["pdf"].content
    plain = Renderer(issuer("plain"), templates=[tmp_path]).render(KIND, sample(), ("pdf",)).artifacts["pdf"].content
    assert plain == rendered("one-site", "plain", "zh-CN+en").artifacts["pdf"].content


def test_an_unknown_look_is_told_with_those_there_are() -> None:
    with pytest.raises(TemplateError) as caught:
        Renderer(issuer("round")).render(KIND, sample())
    (found,) = caught.value.diagnostics
    assert (found.code, found.place.source, found.place.path) == ("look.unknown", "issuer.toml", f"looks.{KIND}")
    assert "plain, landscape" in str(found.hint)


@pytest.mark.parametrize(("look", "locale"), VARIANTS)
@pytest.mark.parametrize("name", ["one-site", "twelve-sites", "sub-certificate"])
def test_the_code_on_every_page_leads_to_the_verification(
    name: str, look: str, locale: str, tool: Callable[[str], str], tmp_path: Path
) -> None:
    content = rendered(name, look, locale).artifacts["pdf"].content
    for page in range(len(pages(content))):
        found = zxingcpp.read_barcodes(picture(content, "pdfium", tool, tmp_path, page, 200))
        assert [code.text for code in found] == [f"https://www.sample-cfp.example/verify/{sample(name)['number']}"]


@pytest.mark.parametrize("look", LOOKS)
def test_the_word_file_has_mark_code_seal_signature_and_accreditation(look: str) -> None:
    content = rendered("one-site", look, "zh-CN").artifacts["docx"].content
    with ZipFile(BytesIO(content)) as archive:
        media = {Path(name).stem for name in archive.namelist() if name.startswith("word/media/")}
        code = Image.open(BytesIO(archive.read("word/media/qr.png"))).convert("L")
    assert media == {"accreditation_1", "layer", "mark", "qr", "seal", "signature", "watermark"}
    assert [found.text for found in zxingcpp.read_barcodes(code)] == [
        f"https://www.sample-cfp.example/verify/{sample()['number']}"
    ]


def test_no_accreditation_stands_on_what_it_does_not_cover() -> None:
    made = issuer()
    other = made.profile.accreditation[0].model_copy(update={"kinds": ("cfp-certificate",)})
    uncovered = replace(made, profile=made.profile.model_copy(update={"accreditation": (other,)}))
    assert (len(made.accredited(KIND)), uncovered.accredited(KIND)) == (1, ())
    outcome = Renderer(uncovered).render(KIND, sample())
    assert "SAMPLEC999-M" not in squeezed(pdf_text(outcome) + word_text(outcome)).upper()
    assert "SAMPLEC999-M" in squeezed(pdf_text(rendered("one-site", "plain", "zh-CN"))).upper()


@pytest.mark.parametrize(("look", "locale"), VARIANTS)
def test_twelve_sites_stand_in_the_annex_in_their_order(look: str, locale: str) -> None:
    main, *annex = map(squeezed, pages(rendered("twelve-sites", look, locale).artifacts["pdf"].content))
    field = "address_en" if locale == "en" else "address"
    places = ["".join(annex).index(squeezed(site[field])) for site in sample("twelve-sites")["sites"]]
    assert places == sorted(places)
    heading = squeezed("Sub-certificate No." if locale == "en" else "子证书编号")
    assert [heading in page for page in annex] == [True] * len(annex)
    assert heading not in main


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("count", [2, 3, 5, 8, 40])
def test_the_closing_sentence_never_stands_without_rows(look: str, count: int) -> None:
    site = {name: text for name, text in sample("twelve-sites")["sites"][3].items() if name != "certificate_number"}
    outcome = attempt(sample(sites=[site] * count), look)
    assert not outcome.failed
    *_, last = map(squeezed, pages(outcome.artifacts["pdf"].content))
    assert squeezed("同时使用方为有效。") in last
    assert squeezed(site["address"]) in last


LONG = "聚丙烯改性材料、工程塑料和弹性体的研发、生产、包装、仓储与发运，" * 64


@pytest.mark.parametrize(("look", "locale"), VARIANTS)
def test_a_scope_of_2000_characters_goes_on_in_the_annex(look: str, locale: str) -> None:
    scope = LONG[:1999] + "终"
    english = "Development, production, packing and dispatch of compounds. " * 60 + "The end."
    outcome = attempt(sample(scope=scope, scope_en=english), look, locale)
    assert not outcome.failed
    main, *annex = map(squeezed, pages(outcome.artifacts["pdf"].content))
    assert annex
    text = squeezed("".join(pages(outcome.artifacts["pdf"].content)))
    for part in (scope, english) if locale == "zh-CN+en" else ((english,) if locale == "en" else (scope,)):
        assert squeezed(part)[-40:] in text
        assert squeezed(part) in squeezed(word_text(outcome))
    assert squeezed("See annex" if locale == "en" else "见附页") in main


def test_a_long_record_goes_to_the_annex() -> None:
    data = sample("suspended-history")
    more = [
        {"suspended_on": f"2025-12-{10 + 2 * index}", "resumed_on": f"2025-12-{11 + 2 * index}"} for index in range(4)
    ]
    outcome = attempt({**data, "suspensions": data["suspensions"] + more})
    assert not outcome.failed
    main, annex = map(squeezed, pages(outcome.artifacts["pdf"].content))
    assert "2025年12月17日" in annex
    assert "2025年12月17日" in squeezed(word_text(outcome))
    assert squeezed("2025年12月16日") not in main


def test_the_life_of_a_suspended_certificate_is_told_in_its_order() -> None:
    text = squeezed(pdf_text(rendered("suspended-history", "plain", "zh-CN")))
    told = ["2025年04月28日保持", "证书暂停", "2025年09月01日", "证书恢复", "2025年11月14日", "第二次监督审核"]
    places = [text.index(squeezed(words), text.index(squeezed("第一次监督审核"))) for words in told]
    assert places == sorted(places)
    assert squeezed("截至2025年11月14日：有效") in text


def test_recertification_shows_the_first_issue_and_the_count() -> None:
    text = squeezed(pdf_text(rendered("recertified", "plain", "zh-CN")))
    assert squeezed("初次颁证日期：2023年03月16日") in text
    assert squeezed("再认证次数：") in text
    assert squeezed("颁证日期：2026年03月16日") in text


def test_a_sub_certificate_names_its_main_certificate() -> None:
    for read in (pdf_text, word_text):
        text = squeezed(read(rendered("sub-certificate", "plain", "zh-CN")))
        assert squeezed("主证书编号：") in text
        assert squeezed("本证书为其子证书，与主证书同时使用方为有效") in text


@pytest.mark.parametrize("look", LOOKS)
def test_a_reissue_has_its_date(look: str) -> None:
    outcome = attempt(sample(reissued_on="2026-09-01"), look)
    for read in (pdf_text, word_text):
        assert squeezed("换证日期：2026年09月01日") in squeezed(read(outcome)).replace(squeezed("Date of reissue:"), "")


@pytest.mark.parametrize(("look", "locale"), VARIANTS)
@pytest.mark.parametrize("name", SAMPLES)
def test_no_text_leaves_the_frame(name: str, look: str, locale: str) -> None:
    width, height = (210, 297) if look == "plain" else (297, 210)
    for page in glyphs(rendered(name, look, locale).artifacts["pdf"].content):
        for glyph in page:
            left, right = glyph.left * 25.4 / 72, glyph.right * 25.4 / 72
            assert 19.8 < left < right < width - 19.8
            assert 19.8 < glyph.bottom * 25.4 / 72 < glyph.top * 25.4 / 72 < height - 19.8


@pytest.mark.parametrize("look", LOOKS)
def test_the_same_data_gives_the_same_bytes(look: str) -> None:
    again = attempt(sample("twelve-sites"), look)
    first = rendered("twelve-sites", look, "zh-CN+en")
    assert {name: made.sha256 for name, made in again.artifacts.items()} == {
        name: made.sha256 for name, made in first.artifacts.items()
    }


def test_without_english_the_chinese_stands_in_its_place() -> None:
    data: dict[str, Any] = changed(sample(), "organization.name_en", ABSENT)
    outcome = attempt(data)
    assert [found.code for found in outcome.diagnostics] == ["english.missing"]
    assert data["organization"]["name"] in pdf_text(outcome)
