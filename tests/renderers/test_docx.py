"""Word files: whole, true to the data, the same each time, and set as the form prescribes."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
import zxingcpp
from lxml import etree
from PIL import Image

import carbondocs
from carbondocs.errors import TemplateError
from carbondocs.renderers import word_package
from carbondocs.workspace import shipped

pytestmark = pytest.mark.usefixtures("unchecked")

KIND = "cfp-certificate"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 36000
HOSTILE = ["A&B<C>", "{{ 7*7 }}", "{_{ x }_}", "]]>", "\"'", "{% if x %}", "{# c #}", "{{r a }}", "</w:t>", "&amp;"]
LABELS = [
    "产品碳足迹标识认证证书", "证书编号：", "认证委托人名称及地址：", "生产者名称及地址：", "生产企业名称及地址：",
    "认证单元：", "产品名称/规格/型号：", "功能单位/声明单位：", "系统边界：", "数据时间边界：",
    "功能单位/声明单位产品碳足迹：", "认证模式：", "认证依据标准/技术要求：", "上述产品符合", "本证书的有效性依据",
    "发证日期：", "有效期至：", "证书签发人：", "批准号",
]  # fmt: skip


@pytest.fixture(scope="module")
def one(samples: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((samples / KIND / "one-product.yaml").read_text("utf-8"))
    return data


@pytest.fixture(scope="module")
def several(one: dict[str, Any]) -> dict[str, Any]:
    data = deepcopy(one)
    data["products"] = [
        {**one["products"][0], "model": f"LF-{index}", "footprint": {"value": f"{index}.{'0' * (index % 4)}5"}}
        for index in range(1, 46)
    ]
    del data["footprint"]
    return data


def render(data: Mapping[str, Any], locale: str = "zh-CN", **options: Any) -> bytes:
    return carbondocs.render(KIND, data, ("docx",), locale=locale, **options).artifacts["docx"].content


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def text(content: bytes, story: str = "") -> str:
    """All paragraphs of the body, headers and footers, or of those whose part's name begins with ``story``."""
    names = [
        name for name in parts(content) if re.match(rf"word/({story or 'document|header|footer'})[^/]*\.xml", name)
    ]
    roots = [etree.fromstring(parts(content)[name]) for name in names]
    return "\n".join("".join(node.itertext(f"{W}t")) for root in roots for node in root.iter(f"{W}p"))


def drawings(content: bytes) -> list[str]:
    stories = b"".join(part for name, part in parts(content).items() if name.endswith(".xml"))
    return re.findall(r'<wp:docPr [^>]*name="picture:(\w+)"', stories.decode())


def test_the_text_holds_every_label_and_value(one: dict[str, Any]) -> None:
    shown = text(render(one))
    for expected in [*LABELS, one["number"], one["factory"]["address"], "68.35", "（kgCO₂e）", "2026年03月16日"]:
        assert expected in shown


def test_a_bilingual_document_holds_both_languages(one: dict[str, Any]) -> None:
    shown = text(render(one, "zh-CN+en"))
    for expected in [*LABELS, "Certificate No.:", one["applicant"]["name_en"], "the Chinese text prevails"]:
        assert expected in shown


def test_an_english_document_holds_no_chinese_label(one: dict[str, Any]) -> None:
    shown = text(render(one, "en"))
    assert "Product Carbon Footprint Label Certificate" in shown
    assert not [label for label in LABELS if label in shown]


def test_texts_come_out_as_they_are(one: dict[str, Any]) -> None:
    data = deepcopy(one)
    hostile = " ".join(HOSTILE)
    for role in ("applicant", "manufacturer", "factory"):
        data[role]["name"] = data[role]["address"] = hostile
    data["certification_unit"] = data["system_boundary"] = data["rules"]["specific"] = hostile
    data["signatory"] = {"name": "A&B<C> {{ 7*7 }} {_{"}  # stands in the footer
    content = render(data)
    assert text(content, "document").count(hostile) == 9
    assert "A&B<C> {{ 7*7 }} {_{" in text(content, "footer")


def test_the_annex_is_a_section_of_its_own(several: dict[str, Any], one: dict[str, Any]) -> None:
    with_annex, without = render(several), render(one)
    assert len(re.findall(b"<w:sectPr", parts(with_annex)["word/document.xml"])) == 2
    assert len(re.findall(b"<w:sectPr", parts(without)["word/document.xml"])) == 1
    assert "证书附页（第1页，共3页）" in text(with_annex, "header-last")
    assert "证书附页" not in text(without)
    assert not [name for name in parts(without) if "first" in name]
    assert "证书签发人：" not in text(with_annex, "footer-last")


def test_the_annex_lists_all_products_and_repeats_its_heading(several: dict[str, Any]) -> None:
    body = etree.fromstring(parts(render(several))["word/document.xml"])
    rows = [row for row in body.iter(f"{W}tr") if any("LF-" in word for word in row.itertext(f"{W}t"))]
    assert ["".join(row[1].itertext(f"{W}t")) for row in rows] == [str(index) for index in range(1, 46)]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert len(list(body.iter(f"{W}tblHeader"))) == 1
    kept = [bool(list(row.iter(f"{W}keepNext"))) for row in rows]
    assert kept == [False] * 43 + [True] * 2


def test_page_numbers_are_fields(several: dict[str, Any]) -> None:
    header = etree.fromstring(parts(render(several))["word/header-last.xml"])
    assert [code.text.strip() for code in header.iter(f"{W}instrText")] == ["PAGE", "SECTIONPAGES", "PAGEREF annex_end"]
    marks = [mark.get(f"{W}fldCharType") for mark in header.iter(f"{W}fldChar")]
    assert marks.count("begin") == marks.count("separate") == marks.count("end") == 3
    assert b'w:name="annex_end"' in parts(render(several))["word/document.xml"]


def test_pictures_stand_in_their_places(one: dict[str, Any]) -> None:
    content = render(one)
    assert sorted(drawings(content)) == ["label", "layer", "qr", "seal", "signature", "watermark"]
    stories = b"".join(part for name, part in parts(content).items() if name.endswith(".xml"))
    numbers = re.findall(rb'<wp:docPr id="(\d+)"', stories)
    assert len(numbers) == len(set(numbers)) == 6
    assert "word/media/placeholder.png" not in parts(content)


def test_the_qr_code_reads_back_with_its_quiet_zone(one: dict[str, Any]) -> None:
    content = render(one)
    image = Image.open(BytesIO(parts(content)["word/media/qr.png"])).convert("L")
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [
        f"https://www.sample-cfp.example/verify/{one['number']}"
    ]
    header = etree.fromstring(parts(content)["word/header-last.xml"])
    holder = next(node.getparent() for node in header.iter("{*}docPr") if node.get("name") == "picture:qr")
    modules = round(26 / (int(holder.find("{*}extent").get("cx")) / MM - 26) * 8)
    assert modules in range(21, 178, 4)  # 26 mm of modules, and 4 more on each side
    dark = image.point(lambda value: 255 * (value < 128)).getbbox()
    assert dark is not None
    assert dark[0] / image.width == pytest.approx(4 / (modules + 8), abs=0.005)


def test_the_seal_keeps_its_shape(one: dict[str, Any]) -> None:
    with Image.open(BytesIO(parts(render(one))["word/media/signature.png"])) as image:
        aspect = image.width / image.height
    footer = etree.fromstring(parts(render(one))["word/footer-last.xml"])
    extent = footer.find(".//{*}extent")
    assert int(extent.get("cx")) / int(extent.get("cy")) == pytest.approx(aspect, rel=0.01)
    assert int(extent.get("cx")) <= 30 * MM + 1
    assert int(extent.get("cy")) <= 10 * MM + 1


def test_a_draft_has_no_seal_signature_or_code(one: dict[str, Any]) -> None:
    draft = {name: value for name, value in one.items() if name != "number"}
    content = render(draft)
    assert sorted(drawings(content)) == ["label", "layer", "watermark"]
    assert not [name for name in parts(content) if re.search("seal|signature|qr", name)]
    assert "（待统一赋予）" in text(content)


def test_preprinted_stock_has_no_ornament(one: dict[str, Any]) -> None:
    assert "layer" not in drawings(render(one, stock="preprinted"))


def test_the_same_data_gives_the_same_bytes_in_every_process(one: dict[str, Any]) -> None:
    program = (
        "import sys, hashlib, yaml, carbondocs\n"
        "data = yaml.safe_load(sys.stdin.read())\n"
        f"content = carbondocs.render({KIND!r}, data, ('docx',)).artifacts['docx'].content\n"
        "print(hashlib.sha256(content).hexdigest())\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(carbondocs.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", program], input=yaml.safe_dump(one), env=environment, text=True, capture_output=True
    )
    assert done.stdout.strip() == hashlib.sha256(render(one)).hexdigest(), done.stderr


def test_the_file_tells_no_time(one: dict[str, Any]) -> None:
    content = render(one)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = parts(content)["docProps/core.xml"].decode()
    assert f"产品碳足迹标识认证证书 {one['number']}" in properties
    assert "示例碳足迹认证中心" in properties
    assert not re.search("created|modified|python|Thumbnail", properties)


def test_styles_are_those_of_the_language(one: dict[str, Any]) -> None:
    def title_size(locale: str) -> str:
        styles = etree.fromstring(parts(render(one, locale))["word/styles.xml"])
        names = [name.get(f"{W}val") for name in styles.iter(f"{W}name")]
        assert not [name for name in names if "(" in name]
        style = next(style for style in styles if style.get(f"{W}styleId") == "CertificateTitle")
        return str(style.find(f"{W}rPr/{W}sz").get(f"{W}val"))

    assert (title_size("zh-CN"), title_size("en")) == ("56", "38")


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """A copy of the pack in whose Word template, in the part of that name, one text is another."""

    def make(part: str, old: str, new: str) -> Path:
        original = shipped("templates") / KIND
        (tmp_path / "pack.toml").write_bytes((original / "pack.toml").read_bytes())
        contents = parts((original / "document.docx").read_bytes())
        assert old in contents[part].decode()
        contents[part] = contents[part].decode().replace(old, new, 1).encode()
        with zipfile.ZipFile(tmp_path / "document.docx", "w") as archive:
            for name, content in contents.items():
                archive.writestr(name, content)
        return tmp_path

    return make


@pytest.mark.parametrize(
    ("part", "old", "new", "code", "place"),
    [
        ("word/document.xml", "{{ conformity.main }}", "{{ conformty.main }}", "template.name",
         "document.docx body 正文 “{{ conformty.main }}"),
        ("word/header-last.xml", "{{ notice.main }}", "{{ notice.mian }}", "template.name",
         "header 页眉 “{{ notice.mian"),
        ("word/footer-last.xml", "{{ body.name.main }}", "{{ body.name. }}", "template.syntax",
         "footer 页脚 “{{ body.name."),
        ("word/document.xml", "{{ conformity.main }}", "{{ ''.__class__.__mro__ }}", "template.unsafe", "body 正文"),
        ("word/document.xml", "{{ conformity.main }}", "{%p endif %}", "template.syntax", "body 正文"),
        ("word/document.xml", "{%p if annex %}", "{%tr if annex %}", "word.torn", "body 正文"),
        ("word/header-last.xml", "picture:seal", "picture:sael", "picture.unknown", ""),
    ],
)  # fmt: skip
def test_a_wrong_template_is_told_with_its_place(
    one: dict[str, Any], broken: Callable[[str, str, str], Path], part: str, old: str, new: str, code: str, place: str
) -> None:
    with pytest.raises(TemplateError) as raised:
        render(one, templates=[broken(part, old, new)])
    assert raised.value.diagnostics[0].code == code
    assert place in str(raised.value.diagnostics[0].place)


def test_a_template_that_lacks_a_part_is_refused(one: dict[str, Any], broken: Callable[[str, str, str], Path]) -> None:
    pack = broken("word/_rels/document.xml.rels", 'Target="fontTable.xml"', 'Target="fonts.xml"')
    with pytest.raises(TemplateError) as raised:
        render(one, templates=[pack])
    assert raised.value.diagnostics[0].code == "word.unreadable"


def test_reading_back_finds_what_is_wrong(one: dict[str, Any]) -> None:
    contents = parts(render(one))
    del contents["word/media/qr.png"]
    contents["word/styles.xml"] += b"<"
    contents["word/footer-last.xml"] = re.sub(rb'docPr id="\d+"', b'docPr id="2"', contents["word/footer-last.xml"])
    with pytest.raises(TemplateError) as raised:
        word_package.check(word_package.packed(contents), "document.docx")
    assert sorted(found.place.path for found in raised.value.diagnostics) == [
        "word/_rels/header-last.xml.rels", "word/header-last.xml", "word/styles.xml",
    ]  # fmt: skip


@pytest.mark.parametrize("locale", ["zh-CN", "en", "zh-CN+en"])
def test_libreoffice_sets_the_certificate_on_one_page(
    one: dict[str, Any], locale: str, tool: Callable[[str], str], tmp_path: Path
) -> None:
    assert _pages(render(one, locale), tool, tmp_path) == 1


def test_libreoffice_counts_the_pages_of_the_annex(
    several: dict[str, Any], tool: Callable[[str], str], tmp_path: Path
) -> None:
    pages = _pages(render(several, "zh-CN+en"), tool, tmp_path)
    last = subprocess.run(
        [tool("pdftotext"), "-f", str(pages), "-l", str(pages), tmp_path / "certificate.pdf", "-"],
        capture_output=True, text=True, check=True,
    ).stdout.replace(" ", "")  # fmt: skip
    assert f"证书附页（第{pages - 1}页，共{pages - 1}页）" in last
    assert "同时使用方为有效" in last


def _pages(content: bytes, tool: Callable[[str], str], folder: Path) -> int:
    (folder / "certificate.docx").write_bytes(content)
    environment = {**os.environ, "FONTCONFIG_FILE": str(shipped("fonts") / "fonts.conf"), "HOME": str(folder)}
    command = [tool("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", folder, folder / "certificate.docx"],
        env=environment, check=True, capture_output=True,
    )  # fmt: skip
    told = subprocess.run([tool("pdfinfo"), folder / "certificate.pdf"], capture_output=True, text=True, check=True)
    return int(next(line for line in told.stdout.splitlines() if line.startswith("Pages")).split()[1])


def test_long_names_shrink_the_text_and_stay_on_one_page(
    one: dict[str, Any], tool: Callable[[str], str], tmp_path: Path
) -> None:
    data = deepcopy(one)
    for role in ("applicant", "manufacturer", "factory"):
        data[role]["name"] = "江苏示例储能科技及新型低碳动力电池材料研究开发制造有限公司" * 2
    data["reissued_on"] = "2026-08-01"
    sizes = [
        re.findall(rb'w:styleId="CertificateValue".*?<w:sz w:val="(\d+)"', parts(render(given))["word/styles.xml"])[0]
        for given in (one, data)
    ]
    assert int(sizes[1]) < int(sizes[0]) == 22
    assert _pages(render(data), tool, tmp_path) == 1
