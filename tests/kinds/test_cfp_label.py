"""The footprint label: who may use it, how small it may be, and what is refused by name."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from label_data import NUMBER, URL, VARIANTS, attempt, errors, label, made, own_issuer

from carbondocs import Renderer
from carbondocs.graphics.contrast import CODES, GRAPHICS, contrast
from carbondocs.graphics.qr import qr_code
from carbondocs.kinds import kind
from carbondocs.kinds.cfp_label.context import CODE_INKS, INKS, LabelDocument, label_document
from carbondocs.kinds.cfp_label.drawing import smallest_width
from carbondocs.kinds.cfp_label.record import CfpLabel

KIND = "cfp-label"
SETTING = Renderer()._setting(kind("cfp-label"))


def document(data: dict[str, Any]) -> LabelDocument:
    return label_document(CfpLabel.model_validate(data), {}, SETTING)


def test_it_is_found_with_its_formats() -> None:
    assert kind(KIND).formats == ("svg", "pdf", "png")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"footprint": "abc"}, [("footprint", "quantity.form")]),
        ({"footprint": "68,35"}, [("footprint", "quantity.comma")]),
        ({"footprint": 68.35}, [("footprint", "quantity.float")]),
        ({"footprint": "123456789.01"}, [("footprint", "label.too_long")]),
        ({"footprint": {"value": "68.35", "unit": "tCO2e"}}, [("footprint.unit", "quantity.unit")]),
        ({"footprint": {"value": "-1.5"}}, [("footprint", "quantity.negative")]),
        ({"verification_url": ""}, [("verification_url", "url.empty")]),
        ({"verification_url": "www.example.com"}, [("verification_url", "url.form")]),
        ({"verification_url": "https://例.中国/1"}, [("verification_url", "url.form")]),
        ({"verification_url": "https://a.example/" + "x" * 300}, [("verification_url", "url.too_long")]),
        ({"status": "suspended"}, [("status", "status.forbids")]),
        ({"status": "withdrawn"}, [("status", "status.forbids")]),
        ({"status": "cancelled"}, [("status", "status.forbids")]),
        (
            {"issued_on": "2024-03-16", "certificate_number": "CFP-9999-2024-004-0001"},
            [("expires_on", "status.expired")],
        ),
        ({"issued_on": None, "expires_on": "2026-03-15"}, [("expires_on", "status.expired")]),
        ({"expires_on": "2029-03-15"}, [("expires_on", "validity.length")]),
        (
            {"certificate_number": "CFP-0001-2026-004-0001"},
            [("certificate_number", "certificate_number.body_disagrees")],
        ),
        (
            {"certificate_number": "CFP-9999-2025-004-0001"},
            [("certificate_number", "certificate_number.year_disagrees")],
        ),
        ({"certificate_number": None}, [("certificate_number", "field.missing")]),
        ({"product_name": None}, [("product_name", "field.missing")]),
    ],
)
def test_wrong_facts_are_told_and_nothing_is_made(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert errors(KIND, label(**changes)) == expected


@pytest.mark.parametrize(
    ("design", "expected"),
    [
        ({"width": 10}, [("design.width", "design.too_small")]),
        ({"width": "15.7"}, [("design.width", "design.too_small")]),
        ({"width": 29, "arrangement": "landscape"}, [("design.width", "design.too_small")]),
        ({"width": 30, "height": 60}, [("design.height", "design.proportion")]),
        ({"width": 4}, [("design.width", "field.range")]),
        ({"width": 1001}, [("design.width", "field.range")]),
        ({"width": "wide"}, [("design.width", "field.type")]),
        ({"bleed": "5.1"}, [("design.bleed", "field.range")]),
        ({"dpi": 71}, [("design.dpi", "field.range")]),
        ({"dpi": 2401}, [("design.dpi", "field.range")]),
        ({"variant": "red"}, [("design.variant", "field.choice")]),
        ({"variant": "reversed", "ground": "white"}, [("design.ground", "design.contrast")]),
        ({"width": 100, "dpi": 2400}, [("", "design.pixels")]),
        ({"widht": 30}, [("design.widht", "field.unknown")]),
    ],
)
def test_what_can_not_be_printed_is_refused(design: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert errors(KIND, label(design)) == expected


def test_too_many_pixels_stop_png_alone() -> None:
    design = {"width": 100, "dpi": 2400}
    assert attempt(KIND, label(design), ("svg", "pdf")).diagnostics == ()
    (found,) = attempt(KIND, label(design), ("png",)).diagnostics
    most = int(dict(found.hint.values)["most"])
    height = document(label(design)).canvas.height
    assert 100 * height / 25.4**2 * most**2 <= 60_000_000 < 100 * height / 25.4**2 * (most + 1) ** 2


def test_a_height_that_follows_from_the_width_is_accepted() -> None:
    due = document(label({"width": 30})).canvas.height
    assert made(KIND, label({"width": 30, "height": str(round(due, 1))}), "svg")
    assert errors(KIND, label({"width": 30, "height": str(round(due + 0.15, 2))})) == [
        ("design.height", "design.proportion")
    ]


def test_every_finding_comes_at_once() -> None:
    wrong = label({"width": 10, "height": 10}, status="suspended", footprint="123456789.01")
    assert {code for _, code in errors(KIND, wrong)} == {"design.proportion", "status.forbids", "label.too_long"}


def test_the_unit_is_shown_where_it_is_wanted() -> None:
    plain, shown = document(label()), document(label({"unit_line": True}))
    assert len(shown.layout.texts) == len(plain.layout.texts) + 1
    assert shown.canvas.height > plain.canvas.height
    missing = label({"unit_line": True}, functional_unit=None)
    assert errors(KIND, missing) == [("functional_unit", "label.unit_missing")]


def test_a_long_unit_goes_on_two_lines_and_a_longer_one_is_refused() -> None:
    two = document(
        label({"unit_line": True}, functional_unit={"kind": "functional", "text": "行驶 100 km 的动力电池供能服务"})
    )
    assert len(two.layout.texts) == 3
    long = label({"unit_line": True}, functional_unit={"kind": "functional", "text": "一" * 60})
    assert errors(KIND, long) == [("functional_unit.text", "label.unit_line")]


@pytest.mark.parametrize("arrangement", ["portrait", "landscape"])
@pytest.mark.parametrize("length", [22, 60, 150, 300])
def test_the_smallest_width_keeps_the_modules_and_is_the_smallest(arrangement: str, length: int) -> None:
    url = "https://a.example/".ljust(length, "x")
    base = label({"arrangement": arrangement, "caption": False}, verification_url=url)
    record = CfpLabel.model_validate(base)
    least = smallest_width(record, SETTING)
    code = qr_code(url, "L")

    def module(width: float) -> float:
        drawn = document(base).layout
        return drawn.code.width / drawn.width * width / code.size

    assert module(least) >= 0.33
    assert module(least - 0.1) < 0.33
    widths = {
        name: {**base, "design": {**base["design"], "width": str(width)}}
        for name, width in {"least": Decimal(str(least)), "less": Decimal(str(least)) - Decimal("0.1")}.items()
    }
    assert attempt(KIND, widths["least"], ("svg",)).diagnostics == ()
    assert errors(KIND, widths["less"]) == [("design.width", "design.too_small")]


@settings(max_examples=40)
@given(st.decimals(min_value=16, max_value=400, places=1), st.sampled_from(["portrait", "landscape"]))
def test_the_code_is_as_strong_as_its_size_allows(width: Decimal, arrangement: str) -> None:
    data = label({"width": width, "arrangement": arrangement})
    record = CfpLabel.model_validate(data)
    if float(width) < smallest_width(record, SETTING):
        return
    made_of = document(data)
    side = made_of.layout.code.width / made_of.canvas.scale
    assert side / made_of.qr.size >= 0.33 - 1e-9
    stronger = [qr_code(URL, level) for level in ("H", "Q", "M", "L")]
    assert made_of.qr == next(code for code in stronger if side / code.size >= 0.33 - 1e-9)


@settings(max_examples=40)
@given(st.decimals(min_value=0, max_value=9_999_999, places=2) | st.decimals(0, 10, places=4))
def test_values_stay_legible_at_the_smallest_width(value: Decimal) -> None:
    data = label(footprint=f"{value:f}")
    record = CfpLabel.model_validate(data)
    made_of = document(data)
    assert made_of.mark
    digits = -made_of.mark.value.outline.top / 60 * smallest_width(record, SETTING)
    assert digits >= 1.2


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_keeps_its_contrast(variant: Any) -> None:
    inks = INKS[variant]
    assert contrast(inks.leaf, inks.paper) >= GRAPHICS
    assert contrast(inks.dark, inks.paper) >= GRAPHICS
    assert contrast(CODE_INKS[variant], "#FFFFFF") >= CODES


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#2E8B57", "#2E8B57") == 1


def test_the_address_comes_from_the_issuer_or_the_data() -> None:
    assert document(label()).qr == qr_code(URL, "H")
    own = "https://www.some-body.example/x"
    assert document(label(verification_url=own)).qr == qr_code(own, "H")


def test_it_says_what_it_is_and_that_it_is_not_official() -> None:
    made_of = document(label())
    assert "非官方" in made_of.description.main
    assert "not the official artwork" in made_of.description.main
    assert NUMBER in made_of.description.main
    assert "68.35 kgCO₂e" in made_of.title.main


def test_only_samples_are_marked_as_such(tmp_path: Path) -> None:
    assert len(document(label()).sample_lines) == 2
    own = Renderer(issuer=own_issuer(tmp_path))._setting(kind("cfp-label"))
    made_of = label_document(CfpLabel.model_validate(label()), {}, own)
    assert made_of.sample_lines == ()
    assert "样张" not in made_of.description.main


def test_the_caption_follows_the_language() -> None:
    sizes = {len(made(KIND, label(), "svg", locale=locale)) for locale in ("zh-CN", "en")}
    assert len(sizes) == 2


def test_arrangements_have_their_proportions() -> None:
    shapes = {
        (arrangement, caption): document(label({"arrangement": arrangement, "caption": caption, "width": 40})).canvas
        for arrangement in ("portrait", "landscape")
        for caption in (True, False)
    }
    assert all(shape.height > 1.8 * shape.width for (name, _), shape in shapes.items() if name == "portrait")
    assert all(shape.height < 0.65 * shape.width for (name, _), shape in shapes.items() if name == "landscape")
    assert shapes["portrait", True].height > shapes["portrait", False].height + 4
