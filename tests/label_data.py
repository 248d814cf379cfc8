"""Labels and marks to test with, and how the tests read them back."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image

from carbondocs import Outcome, Renderer
from carbondocs.flow import Row

NUMBER = "CFP-9999-2026-004-0001"
URL = f"https://www.sample-cfp.example/verify/{NUMBER}"
DARK = "#0B4D3A"
VARIANTS = ("colour", "green", "black", "reversed")
FORMATS = ("svg", "pdf", "png")
CEMS_NUMBER = "CEMS-9999-2026-0001"


def label(design: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """The data of a label; None takes a field out."""
    data = {
        "certificate_number": NUMBER,
        "product_name": "磷酸铁锂动力蓄电池",
        "footprint": "68.35",
        "functional_unit": {"kind": "declared", "text": "1 kWh", "text_en": "1 kWh"},
        "issued_on": "2026-03-16",
        "design": design or {},
        **changes,
    }
    return {name: value for name, value in data.items() if value is not None}


def mark(design: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """The data of a mark of a management system."""
    return {"number": CEMS_NUMBER, "design": design or {}, **changes}


def attempt(kind: str, data: dict[str, Any], formats: tuple[str, ...] = FORMATS, **settings: Any) -> Outcome:
    """What becomes of some data."""
    return Renderer(**settings).attempt(kind, Row(data, "data.yaml"), formats)


def made(kind: str, data: dict[str, Any], suffix: str, **settings: Any) -> bytes:
    """The document in one format; the test fails where there are findings."""
    outcome = attempt(kind, data, (suffix,), **settings)
    assert outcome.diagnostics == (), [str(found) for found in outcome.diagnostics]
    return outcome.artifacts[suffix].content


def errors(kind: str, data: dict[str, Any], **settings: Any) -> list[tuple[str, str]]:
    """The places and codes of what is wrong; nothing may have been made."""
    outcome = attempt(kind, data, **settings)
    assert outcome.artifacts == {}
    return [(found.place.path, found.code) for found in outcome.diagnostics]


def picture(pdf: bytes, dpi: float, ground: str = "#FFFFFF") -> Image.Image:
    """The first page of a PDF as pdfium shows it on that ground."""
    with pypdfium2.PdfDocument(pdf) as document:
        fill = tuple(int(ground[index : index + 2], 16) for index in (1, 3, 5))
        shown: Image.Image = document[0].render(scale=dpi / 72, fill_color=(*fill, 255)).to_pil().convert("RGB")
        return shown


def on_ground(png: bytes, ground: str) -> Image.Image:
    """A PNG laid on a ground, as a designer would."""
    with Image.open(BytesIO(png)) as image:
        clear = image.convert("RGBA")
    sheet = Image.new("RGBA", (clear.width + 60, clear.height + 60), ground)
    sheet.alpha_composite(clear, (30, 30))
    return sheet.convert("RGB")


def codes(image: Image.Image) -> list[str]:
    """What the QR codes in a picture say."""
    return [found.text for found in zxingcpp.read_barcodes(image)]


def own_issuer(folder: Path, artwork: str = "", extra: str = "", sample: bool = False) -> Path:
    """A profile of a body that isn't the sample, with artwork.svg beside it where it is given."""
    lines = [
        'name = "某某认证有限公司"',
        'address = "北京市朝阳区某某路 1 号"',
        'approval_number = "CNCA-R-2026-9999"',
        'verification_url = "https://www.some-body.example/c/{number}"',
        *(["sample_day = 2026-03-16"] if sample else []),
        extra,
    ]
    if artwork:
        (folder / "artwork.svg").write_text(artwork, encoding="utf-8")
    path = folder / "issuer.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
