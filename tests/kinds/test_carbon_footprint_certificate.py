"""The carbon footprint certificate: its nine contents in both formats, and what its rules refuse."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest
import yaml
import zxingcpp
from certificate_data import ABSENT, LOCALES, changed, issuer_file
from lxml import etree
from pdf_reading import pages, squeezed
from PIL import Image

from carbondocs import Renderer, Severity
from carbondocs.flow import Outcome, Row
from carbondocs.issuer import sample_issuer
from carbondocs.kinds import kind
from carbondocs.sources import read_rows
from carbondocs.workspace import shipped

KIND = "carbon-footprint-certificate"
SAMPLES = tuple(sorted(path.stem for path in (shipped("samples") / KIND).glob("*.yaml")))
RULE = "《碳足迹认证规则》"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAS, ISO = (
    "PAS 2050:2011《商品和服务在生命周期内的温室气体排放评价规范》",
    "ISO 14067:2018《温室气体 产品碳足迹 量化要求和指南》",
)
# The nine contents of clause 5, as the certificate labels them
LABELS = (
    ("碳足迹认证证书", "Carbon Footprint Certificate"),
    ("证书编号：", "Certificate No.:"),
    ("申请组织名称及地址：", "Applicant, name and address:"),
    ("生产厂名称及地址：", "Factory, name and address:"),
    ("时间边界：", "Time boundary:"),
    ("产品名称/规格/型号：", "Product / specification / model:"),
    ("产品碳足迹数值：", "Product carbon footprint:"),
    ("核查所依据的标准及规则：", "Standards and rules of the verification:"),
    ("系统边界：", "System boundary:"),
    ("签发日期：", "Date of issue:"),
    ("有效期至：", "Valid until:"),
)


@cache
def _read(name: str) -> dict[str, Any]:
    (row,) = read_rows(shipped("samples") / KIND / f"{name}.yaml", record=kind(KIND).record)
    return dict(row.data)


def sample(name: str = "one-product") -> dict[str, Any]:
    return deepcopy(_read(name))


@cache
def rendered(name: str, locale: str = "zh-CN") -> Outcome:
    outcome = Renderer(locale=locale).attempt(KIND, sample(name))
    assert outcome.diagnostics == ()
    return outcome


def word_text(content: bytes) -> str:
    with ZipFile(BytesIO(content)) as archive:
        roots = [etree.fromstring(archive.read(name)) for name in archive.namelist() if name.startswith("word/") and
                 name.endswith(".xml")]  # fmt: skip
    return "".join("".join(root.itertext(f"{W}t")) for root in roots)


def day(value: date, tongue: int) -> str:
    return (f"{value:%Y年%m月%d日}", f"{value.day} {value:%B %Y}")[tongue]


def contents(data: dict[str, Any], tongue: int) -> Iterator[str]:
    """All that clause 5 asks for, in one language."""
    mark = ("", "_en")[tongue]
    yield from (words[tongue] for words in LABELS)
    yield data.get("number") or ("（待赋予）", "(to be assigned)")[tongue]
    yield from (data[role][f"{part}{mark}"] for role in ("applicant", "factory") for part in ("name", "address"))
    yield from (day(data["data_period"][end], tongue) for end in ("start", "end"))
    for product in data["products"]:
        yield from (product[f"name{mark}"], product["specification"], product["model"])
        value = product.get("footprint") or data["footprint"]["value"]
        whole, point, fraction = value.partition(".")
        yield f"{int(whole):,}{point}{fraction}" if len(whole) > 4 else value
    yield "kgCO₂e"
    yield data["functional_unit"][f"text{mark}"]
    yield from data.get(
        f"standards{mark}", ((PAS, ISO), ("PAS 2050:2011 Specification", "ISO 14067:2018 Green"))[tongue]
    )
    yield from data[f"rules{mark}"]
    yield data[f"system_boundary{mark}"]
    yield from (day(data[field], tongue) for field in ("issued_on", "expires_on") if field in data)
    yield from (remark[f"{part}{mark}"] for remark in data["remarks"] for part in ("label", "text"))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", SAMPLES)
def test_all_nine_contents_are_read_back_from_both_formats(name: str, locale: str) -> None:
    data, artifacts = sample(name), rendered(name, locale).artifacts
    tongues = {"zh-CN": [0], "en": [1], "zh-CN+en": [0, 1]}[locale]
    wanted = [squeezed(words) for tongue in tongues for words in contents(data, tongue)]
    assert len(wanted) >= 24
    for text in ("".join(pages(artifacts["pdf"].content)), word_text(artifacts["docx"].content)):
        assert [words for words in wanted if words not in squeezed(text)] == []


def test_reading_back_can_fail() -> None:
    data = changed(sample(), "system_boundary", "摇篮到坟墓")
    text = squeezed("".join(pages(rendered("one-product").artifacts["pdf"].content)))
    assert [words for words in contents(data, 0) if squeezed(words) not in text] == ["摇篮到坟墓"]


@pytest.mark.parametrize("name", ["one-product", "hard-case", "twelve-products"])
def test_the_code_leads_to_the_verification(name: str) -> None:
    wanted = sample_issuer().verification_url(sample(name)["number"])
    artifacts = rendered(name, "zh-CN+en").artifacts
    with pypdfium2.PdfDocument(artifacts["pdf"].content) as document:
        for page in document:
            found = zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil())
            assert [code.text for code in found] == [wanted]
    with ZipFile(BytesIO(artifacts["docx"].content)) as archive:
        (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(archive.read("word/media/qr.png"))).convert("RGB"))
    assert code.text == wanted


def test_the_label_of_the_national_scheme_is_not_on_it() -> None:
    artifacts = rendered("one-product").artifacts
    assert "标识" not in "".join(pages(artifacts["pdf"].content))
    with ZipFile(BytesIO(artifacts["docx"].content)) as archive:
        assert [name for name in archive.namelist() if "label" in name] == []


def test_several_products_stand_in_the_annex() -> None:
    main, *annex = map(squeezed, pages(rendered("twelve-products").artifacts["pdf"].content))
    assert main.count("见附页") == 2
    assert "16,988.62" not in main
    assert "16,988.62" in "".join(annex)
    assert squeezed("此附页与编号CF-2026-0019的碳足迹认证证书同时使用方为有效。") in annex[-1]


def test_a_draft_says_so_and_bears_neither_seal_nor_code() -> None:
    artifacts = rendered("draft").artifacts
    assert "草稿，未赋予证书编号" in "".join(pages(artifacts["pdf"].content))
    with ZipFile(BytesIO(artifacts["docx"].content)) as archive:
        pictures = {name.partition("media/")[2] for name in archive.namelist() if "media/" in name}
    assert pictures == {"layer.png", "watermark.png"}


def test_a_body_that_names_no_signatory_leaves_room_for_a_hand(tmp_path: Path) -> None:
    issuer = issuer_file(tmp_path, signatory=None, sample_day=date(2026, 3, 16))
    outcome = Renderer(issuer).attempt(KIND, sample())
    assert outcome.diagnostics == ()
    assert "证书签发人：" in "".join(pages(outcome.artifacts["pdf"].content))


@pytest.mark.parametrize(
    ("label", "shown"), [("数据质量", "数据质量："), ("数据质量：", "数据质量："), ("LCA tool", "LCA tool:")]
)
def test_a_remarks_label_ends_in_one_colon(label: str, shown: str) -> None:
    data = changed(sample(), "remarks[0].label", label)
    outcome = Renderer().attempt(KIND, data, ("pdf",))
    text = squeezed("".join(pages(outcome.artifacts["pdf"].content)))
    assert text.count(squeezed(shown)) == 1
    assert "::" not in text


def findings(data: dict[str, Any], locale: str = "zh-CN") -> list[tuple[str, str, str]]:
    found = Renderer(locale=locale).validate(KIND, Row(data, "data.yaml"))
    return [(finding.code, finding.place.path, finding.clause) for finding in found]


def suspended(start: date, end: date | None = None) -> list[dict[str, Any]]:
    return [{"suspended_on": start, "resumed_on": end}]


# path, what is put there, the finding's code, where it is told, the clause it names
FAULTS = [
    ("number", "CF 2026 0018", "body_number.space", "number", ""),
    ("issued_on", ABSENT, "issue.missing", "issued_on", "5（8）"),
    ("expires_on", ABSENT, "validity.missing", "expires_on", "5（8）"),
    ("expires_on", date(2026, 3, 16), "validity.reversed", "expires_on", "5（8）"),
    ("status", "suspended", "status.forbids", "status", "6.2"),
    ("status", "withdrawn", "status.forbids", "status", "6.3"),
    ("status", "cancelled", "status.forbids", "status", "6.3"),
    ("footprint", ABSENT, "footprint.missing", "footprint", "5（5）"),
    ("products[0].footprint", "1.5", "footprint.disagrees", "products[0].footprint", "5（5）"),
    ("products", [{"name": "甲", "model": "A"}] * 2, "product.twice", "products[1]", ""),
    ("standards", ["PAS 2050"], "criteria.version", "standards[0]", "5（6）"),
    ("standards", ["ISO 14067:2018", "ISO 14067"], "criteria.version", "standards[1]", "5（6）"),
    ("suspensions", suspended(date(2026, 3, 16)), "suspension.open", "suspensions[0].resumed_on", "6.2"),
    ("suspensions", suspended(date(2026, 4, 1), date(2026, 3, 31)), "suspension.reversed",
     "suspensions[0].resumed_on", "6.2"),
    ("suspensions", suspended(date(2026, 3, 20), date(2026, 9, 21)), "suspension.length",
     "suspensions[0].resumed_on", "6.2, 6.3（4）"),
    ("suspensions", suspended(date(2026, 3, 15), date(2026, 3, 20)), "suspension.early",
     "suspensions[0].suspended_on", "6.2"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "code", "place", "clause"), FAULTS)
def test_a_broken_rule_is_told_with_its_clause(path: str, value: Any, code: str, place: str, clause: str) -> None:
    assert findings(changed(sample(), path, value)) == [(code, place, f"{RULE}{clause}" if clause else "")]


@pytest.mark.parametrize(
    "field", ["applicant", "factory", "data_period", "products", "functional_unit", "system_boundary"]
)
def test_a_missing_content_is_told_alone(field: str) -> None:
    assert findings(changed(sample(), field, ABSENT)) == [("field.missing", field, "")]


def test_a_wrong_credit_code_is_refused() -> None:
    assert findings(changed(sample(), "factory.credit_code", "91320412MA9XMP028B")) == [
        ("credit_code.check_character", "factory.credit_code", "GB 32100-2015")
    ]


def test_an_old_organisation_code_is_a_warning() -> None:
    (found,) = Renderer().validate(KIND, changed(sample(), "applicant.credit_code", "91320412MA9XMP011K"))
    assert (found.code, found.severity) == ("credit_code.organization", Severity.WARNING)


def test_a_suspension_of_six_months_is_the_longest() -> None:
    data, start = sample("hard-case"), date(2025, 7, 15)
    longest, longer = suspended(start, date(2026, 1, 15)), suspended(start, date(2026, 1, 16))
    assert findings(changed(data, "suspensions", longest)) == []
    assert [code for code, *_ in findings(changed(data, "suspensions", longer))] == ["suspension.length"]


@pytest.mark.parametrize(("today", "expired"), [(date(2027, 3, 15), False), (date(2027, 3, 16), True)])
def test_it_expires_after_its_last_day(tmp_path: Path, today: date, expired: bool) -> None:
    issuer = issuer_file(tmp_path, sample_day=today)
    found = [finding.code for finding in Renderer(issuer).validate(KIND, sample())]
    assert found == (["status.expired"] if expired else [])


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("applicant.name_en", "applicant.name_en"), ("functional_unit.text_en", "functional_unit.text_en"),
        ("system_boundary_en", "system_boundary_en"), ("rules_en", "rules_en"),
        ("remarks[0].text_en", "remarks[0].text_en"), ("products[0].name_en", "products[0].name_en"),
    ],
)  # fmt: skip
def test_missing_english_is_a_warning_in_a_translated_certificate(path: str, told: str) -> None:
    data = changed(sample(), path, ABSENT)
    assert findings(data) == []
    assert findings(data, "zh-CN+en") == [("english.missing", told, "")]


def test_lists_in_two_languages_pair_up() -> None:
    assert findings(changed(sample(), "rules_en", ["One", "Two"])) == [("english.pairs", "rules_en", "")]
    assert findings(changed(sample(), "standards_en", ["One"])) == [("english.pairs", "standards_en", "")]


def test_a_table_with_chinese_headings_is_read_whole(tmp_path: Path) -> None:
    cells = {
        "证书编号": "CF-2026-0018", "申请组织名称": "甲公司", "申请组织地址": "某路 1 号", "生产厂名称": "乙厂",
        "生产厂地址": "某路 2 号", "时间边界起始日期": "2025-01-01", "时间边界结束日期": "2025-12-31",
        "产品名称": "电缆", "产品规格": "3×300", "功能单位/声明单位类型": "声明单位", "功能单位/声明单位": "1 km",
        "产品碳足迹": "12.50", "核查所依据的标准": "ISO 14067:2018", "核查所依据的规则": "R-1:2025",
        "系统边界": "摇篮到大门", "签发日期": "2026-03-16", "有效期至": "2027-03-15",
        "标注项目": "报告", "标注内容": "R-18",
    }  # fmt: skip
    table = tmp_path / "table.csv"
    table.write_text("\n".join(",".join(line) for line in (cells, cells.values())), encoding="utf-8")
    (row,) = read_rows(table, record=kind(KIND).record)
    assert findings(dict(row.data)) == []
    outcome = Renderer().attempt(KIND, row, ("pdf",))
    text = squeezed("".join(pages(outcome.artifacts["pdf"].content)))
    shown = [*list(cells.values())[:5], "12.50", "ISO 14067:2018", "R-1:2025", "报告：", "R-18"]
    assert [value for value in shown if squeezed(value) not in text] == []


def test_a_wrong_certificate_gives_exit_code_3_and_no_file(tmp_path: Path) -> None:
    data = changed(changed(sample(), "status", "suspended"), "expires_on", date(2026, 1, 1))
    (tmp_path / "wrong.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    code = "from carbondocs.cli.main import main; main()"
    command = [sys.executable, "-c", code, "render", KIND, f"{tmp_path}/wrong.yaml", "-o", f"{tmp_path}/out"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 3
    assert f"{RULE}6.2" in done.stderr
    assert f"{RULE}5（8）" in done.stderr
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []
