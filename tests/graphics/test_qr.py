import re
from io import BytesIO

import cairosvg
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from carbondocs.errors import InvalidValue
from carbondocs.graphics.qr import QUIET_ZONE, Correction, QrCode, qr_code

URL = "https://www.example-body.cn/verify/CFP-0001-2026-101-0001"


def raster(code: QrCode, mm: float = 25, dpi: float = 150) -> Image.Image:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{mm}mm" height="{mm}mm" viewBox="0 0 {code.size} {code.size}">'
        f'<rect width="{code.size}" height="{code.size}" fill="#fff"/><path d="{code.path}"/></svg>'
    )
    return Image.open(BytesIO(cairosvg.svg2png(svg.encode(), dpi=dpi))).convert("L")


def decoded(image: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize("correction", ["L", "M", "Q", "H"])
@pytest.mark.parametrize("payload", [URL, "https://例.cn/证书?编号=CFP-0001&语言=中文", "0123456789"])
def test_the_code_reads_back_at_25_mm_and_150_dpi(payload: str, correction: Correction) -> None:
    assert decoded(raster(qr_code(payload, correction))) == [payload]


def test_the_longest_payload_reads_back() -> None:
    payload = "https://example.cn/?" + "q" * 980
    assert decoded(raster(qr_code(payload), mm=60, dpi=300)) == [payload]


def test_more_correction_takes_no_fewer_modules() -> None:
    sizes = [qr_code(URL, correction).modules for correction in ("L", "M", "Q", "H")]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1]


def test_size_counts_the_quiet_zone_and_version_gives_the_modules() -> None:
    code = qr_code(URL)
    assert code.size == code.modules + 2 * QUIET_ZONE
    assert code.modules == 17 + 4 * code.version


def test_the_quiet_zone_is_empty() -> None:
    code = qr_code(URL)
    side = code.size * 8
    picture = raster(code, mm=side, dpi=25.4)  # 8 pixels a module
    assert picture.size == (side, side)
    dark = picture.point(lambda value: 255 if value < 255 else 0).getbbox()
    edge = QUIET_ZONE * 8
    assert dark == (edge, edge, side - edge, side - edge)


def test_each_module_is_whole_without_hairlines() -> None:
    code = qr_code(URL)
    picture = raster(code, mm=code.size * 8, dpi=25.4)
    assert set(picture.tobytes()) == {0, 255}


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=120))
def test_the_path_covers_just_the_dark_modules(payload: str) -> None:
    code = qr_code(payload)
    picture = raster(code, mm=code.size, dpi=25.4)
    assert sum(value == 0 for value in picture.tobytes()) == area(code.path)


def area(path: str) -> float:
    """By the shoelace formula: holes run the other way and subtract."""
    total = 0.0
    for loop in path.split("z")[:-1]:
        x = y = 0
        corners = []
        for command, first, second in re.findall(r"([MHV])(\d+)(?: (\d+))?", loop):
            x, y = (
                (int(first), int(second)) if command == "M" else (int(first), y) if command == "H" else (x, int(first))
            )
            corners.append((x, y))
        total += sum(x * v - u * y for (x, y), (u, v) in zip(corners, corners[1:] + corners[:1], strict=True)) / 2
    return total


def test_the_same_payload_gives_the_same_path() -> None:
    assert qr_code(URL) == qr_code(URL)
    assert qr_code(URL).path != qr_code(URL + "0").path


@pytest.mark.parametrize(
    ("payload", "correction", "code"),
    [("", "M", "qr.empty"), ("x" * 1001, "L", "qr.too_long"), ("碳" * 1000, "H", "qr.too_long")],
)
def test_what_no_code_can_hold_is_refused(payload: str, correction: Correction, code: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        qr_code(payload, correction)
    assert refused.value.code == code
