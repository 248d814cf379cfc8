"""What the templates of the certificate see: the form's labels and sentences, and what is worked out."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from certificate_data import ABSENT, KIND, changed, issued_today, issuer_file, sample
from certificate_form import LABELS, PREVAILS
from PIL import Image

from carbondocs import load_issuer
from carbondocs.faces import faces_in
from carbondocs.flow import Row
from carbondocs.issuer import Issuer, sample_issuer
from carbondocs.kinds import kind
from carbondocs.kinds.base import Setting
from carbondocs.kinds.cfp_certificate.context import CertificateContext
from carbondocs.kinds.check import check
from carbondocs.language import Phrase, locale
from carbondocs.workspace import shipped


def context(data: dict[str, Any], language: str = "zh-CN", issuer: Issuer | None = None, folder: Path = Path()) -> Any:
    """The context of sound data."""
    body = issuer or sample_issuer()
    setting = Setting(body, locale(language), body.today(), faces_in(shipped("fonts")))
    checked, report = check(kind(KIND), Row(data, folder=folder), setting)
    assert checked is not None, list(report)
    made = kind(KIND).context(checked.record, checked.pictures, setting)
    assert isinstance(made, CertificateContext)
    return made


def phrase_of(value: Any) -> Phrase:
    return value if isinstance(value, Phrase) else value.label


def phrases(value: Any) -> list[Phrase]:
    """All phrases in a context."""
    if isinstance(value, Phrase):
        return [value]
    if isinstance(value, tuple):
        return [phrase for part in value for phrase in phrases(part)]
    if is_dataclass(value):
        return [phrase for field in fields(value) for phrase in phrases(getattr(value, field.name))]
    return []


@pytest.mark.parametrize("field", LABELS)
def test_labels_are_the_forms_in_every_language(field: str) -> None:
    chinese, english = LABELS[field]
    assert phrase_of(getattr(context(sample(), "zh-CN"), field)) == Phrase(chinese)
    assert phrase_of(getattr(context(sample(), "en"), field)) == Phrase(english)
    assert phrase_of(getattr(context(sample(), "zh-CN+en"), field)) == Phrase(chinese, english)


def test_the_fixed_sentences_are_the_forms() -> None:
    made = context(sample("reissued"))
    assert str(made.certification_mode.text) == "初始检查+产品碳足迹核查+获证后监督"
    assert str(made.conformity) == (
        "上述产品符合《产品碳足迹标识认证专用实施规则（试行）》、"
        "《储能型锂离子电池产品碳足迹标识认证专用实施规则》的要求。"
    )
    assert str(made.validity) == "本证书的有效性依据发证机构的监督获得保持，证书信息可在www.sample-cfp.example上查询。"
    assert [(str(fact.label), str(fact.text)) for fact in made.dates] == [
        ("发证日期：", "2026年01月08日"),
        ("换证日期：", "2026年03月10日"),
        ("有效期至：", "2028年01月07日"),
    ]
    assert str(made.data_period.text) == "2025年01月01日至2025年12月31日"


def test_the_reissue_date_stands_on_a_reissue_only() -> None:
    assert [str(fact.label) for fact in context(sample()).dates] == ["发证日期：", "有效期至："]


def test_an_expiry_that_is_left_out_is_worked_out(tmp_path: Path) -> None:
    assert str(context(sample(expires_on=ABSENT)).dates[-1].text) == "2028年03月15日"
    same_day = load_issuer(issuer_file(tmp_path, validity_end="same_day", sample_day=date(2026, 3, 16)))
    assert str(context(sample(expires_on=ABSENT), issuer=same_day).dates[-1].text) == "2028年03月16日"


def test_translations_say_that_the_chinese_text_prevails() -> None:
    assert context(sample(), "zh-CN").prevails == Phrase("")
    assert context(sample(), "en").prevails == Phrase(PREVAILS[1])
    assert context(sample(), "zh-CN+en").prevails == Phrase(*PREVAILS)


@pytest.mark.parametrize("name", ["one-product", "45-products", "reissued", "hard-case"])
def test_an_english_certificate_of_full_data_has_no_chinese_but_its_watermark(name: str) -> None:
    made = context(sample(name), "en")
    texts = [str(phrase) for phrase in phrases(made) if phrase is not made.watermark and phrase != made.watermark]
    assert len(texts) > 30
    chinese = [text for text in texts if any("\u4e00" <= char <= "\u9fff" for char in text)]
    assert chinese == []


def test_english_names_come_from_the_data_and_chinese_stands_in_for_them() -> None:
    both = context(sample(), "zh-CN+en")
    assert both.applicant.lines[0] == Phrase(
        "江苏示例储能科技有限公司", "Jiangsu Sample Energy Storage Technology Co., Ltd."
    )
    assert both.body.name.also == "Sample Carbon Footprint Certification Centre"
    english = context(changed(sample(), "applicant.name_en", ABSENT), "en")
    assert str(english.applicant.lines[0]) == "江苏示例储能科技有限公司"


@pytest.mark.parametrize(
    ("given", "shown"),
    [("68.35", "68.35"), ("68.30", "68.30"), ("1234.5", "1234.5"), ("12345.50", "12,345.50"), ("0.0071", "0.0071")],
)
def test_a_value_is_shown_with_the_digits_it_was_given_with(given: str, shown: str) -> None:
    made = context(sample(footprint=given))
    assert (made.footprint.value, made.footprint.unit) == (shown, "kgCO₂e")
    assert made.label.title.startswith(shown) or shown in made.label.title


def test_one_product_stands_on_the_main_page() -> None:
    made = context(sample())
    assert str(made.product.text) == "磷酸铁锂储能电池单体 / 3.2 V 314 Ah / LF314-A"
    assert made.annex is None
    bare = changed(changed(sample(), "products[0].model", ABSENT), "products[0].specification", ABSENT)
    assert str(context(bare).product.text) == "磷酸铁锂储能电池单体"


def test_several_products_stand_in_the_annex() -> None:
    data = sample("45-products")
    made = context(data)
    assert (str(made.product.text), str(made.footprint.elsewhere), made.footprint.value) == ("见附页", "见附页", "")
    rows = [(row.index, str(row.name), row.details, row.whole + row.fraction) for row in made.annex.rows]
    assert rows == [
        (index, product["name"], (product["specification"], product["model"]), product["footprint"])
        for index, product in enumerate(data["products"], 1)
    ]
    assert [str(column) for column in made.annex.columns] == [
        *("序号", "产品名称", "规格/型号", "功能单位/声明单位产品碳足迹（kgCO₂e）")
    ]
    assert str(made.annex.table_title) == "产品碳足迹认证信息汇总表"
    assert str(made.annex.closing) == (
        "此证书附件需与编号CFP-9999-2026-010-0002的中国产品碳足迹标识认证证书同时使用方为有效。"
    )
    (count,) = made.annex.heading
    assert (count.before, count.between, count.after) == ("证书附页（第", "页，共", "页）")


def test_products_with_one_footprint_in_common_share_it() -> None:
    data = sample("45-products")
    data["products"] = [{**product, "footprint": None} for product in data["products"][:2]]
    made = context({**data, "footprint": "12345.5"})
    assert made.footprint.value == "12,345.5"
    assert [row.whole + row.fraction for row in made.annex.rows] == ["12,345.5"] * 2


def test_the_label_says_that_the_values_are_elsewhere() -> None:
    elsewhere, here = context(sample("45-products")).label, context(sample()).label
    assert "见附页" in elsewhere.title
    assert elsewhere.unit is None
    assert here.unit is not None


def test_a_draft_has_neither_number_nor_seal_nor_signature_nor_code() -> None:
    draft = context(sample("draft"))
    assert str(draft.number.text) == "（待统一赋予）"
    assert (draft.pictures, draft.qr, draft.name) == ({}, None, "")
    assert str(draft.watermark) == "样张 · 草稿"
    assert {str(fact.text) for fact in draft.dates} == {"（发证时填写）"}
    assert set(context(sample()).pictures) == {"seal", "signature"} <= set(sample_issuer().pictures)


def test_only_samples_and_drafts_are_marked(tmp_path: Path) -> None:
    body = load_issuer(issuer_file(tmp_path))
    issued, draft = context(issued_today(), issuer=body), context(sample("draft"), issuer=body)
    assert (str(issued.watermark), str(issued.notice)) == ("", "")
    assert draft.watermark == Phrase("草稿", "DRAFT")
    assert "不具证书效力" in str(draft.notice)
    assert context(sample()).watermark == Phrase("样张", "SAMPLE")


def test_the_issuers_signature_is_not_another_signatorys(tmp_path: Path) -> None:
    Image.new("RGB", (40, 20), "navy").save(tmp_path / "own.png")
    standing, other = sample_issuer().pictures["signature"], {"name": "欧阳某某", "name_en": "Ouyang Moumou"}
    assert context(sample()).pictures["signature"] == standing
    unsigned = context(sample(signatory=other))
    assert set(unsigned.pictures) == {"seal"}
    assert str(unsigned.signatory.text) == "欧阳某某"
    signed = context(sample(signatory={**other, "signature": "own.png"}), folder=tmp_path)
    assert signed.pictures["signature"].media_type == "image/png"


def test_the_code_leads_to_the_issuers_page_or_where_the_data_says() -> None:
    own = context(sample()).qr
    assert own == context(sample(verification_url="https://www.sample-cfp.example/verify/CFP-9999-2026-004-0001")).qr
    assert own != context(sample(verification_url="https://www.sample-cfp.example/elsewhere")).qr
