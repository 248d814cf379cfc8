"""A contact sheet of the footprint label: all variants at 30 mm, then the sizes from 20 to 60 mm, on A4."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import product

import pikepdf

from carbondocs import Renderer
from carbondocs.graphics.outlines import outline
from carbondocs.graphics.raster import svg_to_pdf
from carbondocs.workspace import shipped

VARIANTS = ("colour", "green", "black", "reversed")
DARK, INK = "#0B4D3A", "#1A1F1C"
LEFT, COLUMN = 14.0, 46.0
DATA = {
    "certificate_number": "CFP-9999-2026-004-0001",
    "product_name": "磷酸铁锂动力蓄电池",
    "footprint": "68.35",
    "functional_unit": {"kind": "declared", "text": "1 kWh", "text_en": "1 kWh"},
}


def contact_sheet() -> bytes:
    """The sheet as PDF of two pages."""
    sheet = pikepdf.new()
    for content in ("".join(all_variants()), "".join(sizes())):
        with pikepdf.open(BytesIO(svg_to_pdf(page(content)))) as made:
            sheet.pages.extend(made.pages)
    packed = BytesIO()
    sheet.save(packed, deterministic_id=True)
    return packed.getvalue()


def all_variants() -> Iterator[str]:
    """A column for each variant, a row for each arrangement, with the caption and without."""
    for column, variant in enumerate(VARIANTS):
        x, y = LEFT + column * COLUMN, 22.0
        yield words(variant, x, 16)
        if variant == "reversed":
            yield ground(x - 6, 18, COLUMN - 4, 205)
        for arrangement, caption in product(("portrait", "landscape"), (True, False)):
            drawn, height = label(x, y, 30, variant=variant, arrangement=arrangement, caption=caption)
            yield drawn
            y += height + 7


def sizes() -> Iterator[str]:
    """20, 30 and 60 mm in colour and reversed, upright and lying."""
    for row, variant in enumerate(("colour", "reversed")):
        y = 8.0 + row * 142
        if variant == "reversed":
            yield ground(6, y - 3, 198, 145)
        x = 10.0
        for width in (60, 30, 20):
            yield label(x, y, width, variant=variant)[0]
            x += width + 6
        yield label(x, y, 60, variant=variant, arrangement="landscape", unit_line=True)[0]
        yield label(x, y + 46, 40, variant=variant, arrangement="landscape", caption=False)[0]


def label(x: float, y: float, width: float, **design: object) -> tuple[str, float]:
    """A label with its upper left corner at ``x``, ``y``, and its height; all in mm."""
    made = Renderer().render("cfp-label", {**DATA, "design": {"width": width, **design}}, ("svg",))
    svg = made.artifacts["svg"].content.decode()
    drawn, _ = re.subn(r'(width|height)="([\d.]+)mm"', r'\1="\2"', svg)
    height = float(re.findall(r'height="([\d.]+)mm"', svg)[0])
    return drawn.replace("<svg ", f'<svg x="{x}" y="{y}" ', 1), height


def ground(x: float, y: float, width: float, height: float) -> str:
    """The dark ground that reversed labels are for."""
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{DARK}"/>'


def words(text: str, x: float, y: float) -> str:
    """A heading."""
    path = outline(text, shipped("fonts") / "CarbonDocsHei-Regular.ttf", 4).path
    return f'<path transform="translate({x} {y})" fill="{INK}" d="{path}"/>'


def page(content: str) -> str:
    """An A4 page drawn in mm."""
    size = 'width="210mm" height="297mm" viewBox="0 0 210 297"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect width="210" height="297" fill="#FFFFFF"/>{content}</svg>'
    )
