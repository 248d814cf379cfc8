"""Labels and marks as SVG, PDF and PNG: true to size, self-contained, alike in every viewer, and read by cameras."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from defusedxml import ElementTree
from label_data import CEMS_NUMBER, DARK, URL, VARIANTS, attempt, codes, label, made, mark, on_ground, picture
from PIL import Image, ImageChops, ImageStat

from carbondocs import Renderer
from carbondocs.graphics.canvas import Canvas
from carbondocs.kinds import kind
from carbondocs.kinds.cfp_label.context import label_document
from carbondocs.kinds.cfp_label.record import CfpLabel

Tool = Callable[[str], str]
POINTS = 72 / 25.4
ARRANGEMENTS = ("portrait", "landscape")


def boxes(pdf: bytes) -> dict[str, list[float]]:
    """The boxes of the page in mm."""
    with pikepdf.open(BytesIO(pdf)) as document:
        (page,) = document.pages
        named = {"media": page.mediabox, "trim": page.trimbox, "bleed": page.bleedbox}
        return {name: [float(side) / POINTS for side in box.as_list()] for name, box in named.items()}


def inked(image: Image.Image) -> tuple[float, float, float, float]:
    """The box of what isn't white."""
    found = (
        ImageChops.difference(image, Image.new("RGB", image.size, "white"))
        .convert("L")
        .point(lambda grey: 255 * (grey > 60))
    )
    left, top, right, bottom = found.getbbox() or (0, 0, 0, 0)
    return left, top, right, bottom


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("width", [30, 60])
def test_the_code_is_read_back_from_the_pdf(variant: str, arrangement: str, width: int) -> None:
    pdf = made("cfp-label", label({"variant": variant, "arrangement": arrangement, "width": width}), "pdf")
    ground = DARK if variant == "reversed" else "#FFFFFF"
    for dpi in (150, 300, 600):
        assert codes(picture(pdf, dpi, ground)) == [URL], dpi


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("dpi", [150, 300])
def test_the_code_is_read_back_from_the_png(variant: str, arrangement: str, dpi: int) -> None:
    png = made("cfp-label", label({"variant": variant, "arrangement": arrangement, "dpi": dpi}), "png")
    assert codes(on_ground(png, DARK if variant == "reversed" else "#FFFFFF")) == [URL]


def test_the_code_of_the_smallest_label_is_read_at_print_resolution() -> None:
    pdf = made("cfp-label", label({"width": "15.8"}), "pdf")
    assert codes(picture(pdf, 300)) == [URL]


@pytest.mark.parametrize(("kind", "data"), [("cfp-label", label), ("cems-mark", mark)])
@pytest.mark.parametrize("width", ["20", "33.3", "60", "200"])
def test_the_size_in_the_pdf_is_right_to_a_tenth_of_a_millimetre(kind: str, data: Any, width: str) -> None:
    pdf = made(kind, data({"width": width}), "pdf")
    svg = made(kind, data({"width": width}), "svg").decode()
    height = float(re.findall(r'height="([\d.]+)mm"', svg)[0])
    for name, box in boxes(pdf).items():
        assert box == pytest.approx([0, 0, float(width), height], abs=0.02), name


def test_the_ink_fills_the_trimmed_size() -> None:
    pdf = made("cfp-label", label({"width": 40}), "pdf")
    image = picture(pdf, 508)
    left, top, right, bottom = inked(image)
    assert (left, top) == pytest.approx((0, 0), abs=2)
    assert (right - left) / 20 == pytest.approx(40, abs=0.1)
    assert (bottom - top) / 20 == pytest.approx(boxes(pdf)["trim"][3], abs=0.1)


def test_bleed_and_crop_marks_stand_outside_the_trim() -> None:
    pdf = made("cfp-label", label({"width": 40, "bleed": 3, "crop_marks": True}), "pdf")
    found = boxes(pdf)
    height = found["trim"][3] - found["trim"][1]
    assert found["media"] == pytest.approx([0, 0, 40 + 14, height + 14], abs=0.02)
    assert found["bleed"] == pytest.approx([4, 4, 50, height + 10], abs=0.02)
    assert found["trim"] == pytest.approx([7, 7, 47, height + 7], abs=0.02)
    image = picture(pdf, 254)
    assert image.getpixel((45, 45)) == (0x2E, 0x8B, 0x57), "the ground bleeds to its corner"
    assert image.getpixel((35, 45)) == (255, 255, 255)
    for across in (70, 470):
        strip = image.crop((across - 3, 2, across + 4, 38)).convert("L")
        columns = [strip.crop((x, 0, x + 1, 36)) for x in range(7)]
        darkest = min(range(7), key=lambda x: ImageStat.Stat(columns[x]).mean[0])
        assert abs(darkest - 3) <= 1
        assert ImageStat.Stat(columns[darkest]).mean[0] < 160


def test_crop_marks_keep_off_a_trim_without_bleed() -> None:
    pdf = made("cfp-label", label({"width": 40, "crop_marks": True}), "pdf")
    found = boxes(pdf)
    assert found["trim"][0] == pytest.approx(6, abs=0.02)
    assert found["bleed"] == found["trim"]
    image = picture(pdf, 254)
    ring = image.crop((42, 42, image.width - 42, 58)).convert("L")
    assert ImageStat.Stat(ring).extrema[0][0] > 250


def test_without_bleed_nothing_is_outside() -> None:
    canvas = Canvas(40, 80, 60)
    assert (canvas.sheet_width, canvas.sheet_height, canvas.view_box) == (40, 80, "0 0 60 120")
    assert Canvas(40, 80, 60, 3, True).trimmed == canvas


@pytest.mark.parametrize(
    ("kind", "data"), [("cfp-label", label({"unit_line": True, "width": 40})), ("cems-mark", mark())]
)
def test_the_svg_stands_alone(kind: str, data: dict[str, Any]) -> None:
    svg = made(kind, data, "svg").decode()
    root = ElementTree.fromstring(svg)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"svg", "title", "desc", "rect", "path", "g", "ellipse"}
    attributes = {key for element in root.iter() for key in element.attrib}
    assert not any(
        key.startswith("on") or "href" in key or key in {"style", "class", "font-family"} for key in attributes
    )
    assert "url(" not in svg
    assert re.findall(r"https?://[^\s\"<]+", svg) == ["http://www.w3.org/2000/svg"]
    assert root.attrib["width"].endswith("mm")
    assert root.attrib["height"].endswith("mm")
    assert root.findtext("{http://www.w3.org/2000/svg}title")
    assert "official" in (root.findtext("{http://www.w3.org/2000/svg}desc") or "")


def test_bleed_and_crop_marks_are_for_pdf_alone() -> None:
    bare, full = label({"width": 40}), label({"width": 40, "bleed": 3, "crop_marks": True})
    assert made("cfp-label", bare, "svg") == made("cfp-label", full, "svg")
    assert made("cfp-label", bare, "png") == made("cfp-label", full, "png")


@pytest.mark.parametrize("arrangement", ARRANGEMENTS)
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_quiet_zone_is_white(variant: str, arrangement: str) -> None:
    data = label({"variant": variant, "arrangement": arrangement, "width": 60, "unit_line": True}, footprint="128450.5")
    setting = Renderer()._setting(kind("cfp-label"))
    document = label_document(CfpLabel.model_validate(data), {}, setting)
    code, pixels = document.layout.code, 20 / document.canvas.scale
    left, top, side = code.x * pixels, code.y * pixels, code.width * pixels
    image = picture(made("cfp-label", data, "pdf"), 508, DARK if variant == "reversed" else "#FFFFFF")
    field = image.crop((ceil(left), ceil(top), int(left + side), int(top + side)))
    found = inked(field)
    quiet = 4 * side / document.qr.size
    for distance in (found[0], found[1], field.width - found[2], field.height - found[3]):
        assert distance == pytest.approx(quiet, abs=2)


@pytest.mark.parametrize(("ground", "corner"), [("transparent", (0, 0, 0, 0)), ("white", (255, 255, 255, 255))])
def test_the_png_has_its_pixels_its_resolution_and_its_ground(ground: str, corner: tuple[int, ...]) -> None:
    data = label({"width": 30, "dpi": 300, "ground": ground})
    with Image.open(BytesIO(made("cfp-label", data, "png"))) as image:
        height = boxes(made("cfp-label", data, "pdf"))["trim"][3]
        assert image.size == (round(30 / 25.4 * 300), round(height / 25.4 * 300))
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.02)
        assert image.convert("RGBA").getpixel((0, 0)) == corner


def test_the_pdf_is_vectors_and_names_itself() -> None:
    with pikepdf.open(BytesIO(made("cfp-label", label(), "pdf"))) as document:
        assert str(document.docinfo["/Title"]).startswith("产品碳足迹标识 68.35")
        assert str(document.Root.Lang) == "zh-CN"
        assert set(document.docinfo.keys()) == {"/Title"}
        kinds = {str(item.get("/Subtype")) for item in document.objects if isinstance(item, pikepdf.Stream)}
        assert "/Image" not in kinds
        assert not any(
            item.get("/Type") == "/Font" for item in document.objects if isinstance(item, pikepdf.Dictionary)
        )
    with pypdfium2.PdfDocument(made("cems-mark", mark(), "pdf")) as shown:
        assert shown[0].get_textpage().count_chars() == 0


def test_the_same_data_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib, label_data as d\n"
        "for kind, data in (('cfp-label', d.label({'bleed': 2, 'crop_marks': True})), ('cems-mark', d.mark())):\n"
        "    for suffix in d.FORMATS: print(hashlib.sha256(d.made(kind, data, suffix)).hexdigest())\n"
    )
    paths = os.pathsep.join([str(Path(__file__).parents[1]), *filter(None, sys.path)])
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert hashlib.sha256(made("cems-mark", mark(), "png")).hexdigest() in runs.pop()


def test_all_formats_come_from_one_record() -> None:
    outcome = attempt("cems-mark", mark())
    assert set(outcome.artifacts) == {"svg", "pdf", "png"}
    assert outcome.fields["number"] == CEMS_NUMBER
    assert outcome.artifacts["png"].content.startswith(b"\x89PNG")


def _by_pdftoppm(svg: Path, pdf: Path, size: tuple[int, int], tool: Tool) -> Image.Image:  # noqa: ARG001
    target = pdf.with_name("poppler")
    scale = ["-scale-to-x", str(size[0]), "-scale-to-y", str(size[1])]
    subprocess.run([tool("pdftoppm"), "-png", "-singlefile", *scale, pdf, target], check=True, timeout=60)
    return Image.open(target.with_suffix(".png"))


def _by_browser(svg: Path, pdf: Path, size: tuple[int, int], tool: Tool) -> Image.Image:  # noqa: ARG001
    page, target = svg.with_suffix(".html"), svg.with_name("browser.png")
    picture_of = f'<img src="{svg.name}" style="width:{size[0]}px;height:{size[1]}px;display:block">'
    page.write_text(f'<!DOCTYPE html><body style="margin:0">{picture_of}', encoding="utf-8")
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--user-data-dir={svg.parent / 'browser'}",
    ]
    window = f"--window-size={size[0]},{size[1] + 200}"
    command = [tool("chromium"), *options, window, f"--screenshot={target}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return Image.open(target).crop((0, 0, *size))


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_OFFICE_PAGE = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="{_ODF}:office:1.0" xmlns:draw="{_ODF}:drawing:1.0" xmlns:text="{_ODF}:text:1.0"
 xmlns:svg="{_ODF}:svg-compatible:1.0" xmlns:style="{_ODF}:style:1.0" xmlns:fo="{_ODF}:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles><style:page-layout style:name="p">
<style:page-layout-properties fo:page-width="%(width)fmm" fo:page-height="%(height)fmm" fo:margin="0mm"/>
</style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="p"/></office:master-styles>
<office:body><office:text><text:p><draw:frame text:anchor-type="page" text:anchor-page-number="1"
 svg:x="0mm" svg:y="0mm" svg:width="%(width)fmm" svg:height="%(height)fmm">
<draw:image><office:binary-data>%(drawing)s</office:binary-data></draw:image>
</draw:frame></text:p></office:text></office:body></office:document>
"""


def _by_office(svg: Path, pdf: Path, size: tuple[int, int], tool: Tool) -> Image.Image:
    """The drawing placed on a page of its size, by LibreOffice, which Draw and Writer read SVG with alike."""
    page, (_, _, width, height) = svg.with_suffix(".fodt"), boxes(pdf.read_bytes())["trim"]
    drawing = base64.b64encode(svg.read_bytes()).decode()
    page.write_text(_OFFICE_PAGE % {"width": width, "height": height, "drawing": drawing}, encoding="utf-8")
    home = f"-env:UserInstallation={(svg.parent / 'office').as_uri()}"
    command = [
        tool("soffice"),
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(svg.parent / "placed"),
        str(page),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    placed = picture((svg.parent / "placed" / f"{svg.stem}.pdf").read_bytes(), 127)
    return placed.crop((0, 0, *size))


@pytest.mark.parametrize("shown_by", [_by_pdftoppm, _by_browser, _by_office])
@pytest.mark.parametrize(("kind", "data"), [("cfp-label", label), ("cems-mark", mark)])
def test_every_viewer_shows_the_same(shown_by: Any, kind: str, data: Any, tool: Tool, tmp_path: Path) -> None:
    design = {"width": 60, "dpi": 127, "ground": "white"}
    svg, pdf = tmp_path / "drawing.svg", tmp_path / "drawing.pdf"
    svg.write_bytes(made(kind, data(design), "svg"))
    pdf.write_bytes(made(kind, data(design), "pdf"))
    ours = Image.open(BytesIO(made(kind, data(design), "png"))).convert("RGB")
    theirs = shown_by(svg, pdf, ours.size, tool).convert("RGB")
    apart = ImageChops.difference(*(image.convert("L").reduce(3) for image in (ours, theirs)))
    assert ImageStat.Stat(apart).mean[0] < 9  # half a pixel off along every edge
    assert sum(apart.histogram()[128:]) < 0.004 * apart.width * apart.height
