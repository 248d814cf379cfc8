"""Parts for charts, easy and hard, and how the tests look at a chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from itertools import combinations
from pathlib import Path

from hypothesis import strategies as st
from PIL import Image

from carbondocs.faces import faces_in
from carbondocs.graphics.boxes import Box
from carbondocs.graphics.chart import Bar, Figures, Total, Whole, chart_faces
from carbondocs.graphics.label import Line
from carbondocs.graphics.raster import svg_to_png
from carbondocs.templating.environment import fill

ROOT = Path(__file__).parents[2]
FACES = chart_faces(faces_in(ROOT / "fonts"))
WHOLE = Whole("合计", "68.35", "kgCO₂e/kWh")
WIDTH = 150.0

FIVE = ("42.6201", "17.3042", "2.9713", "0.0068", "5.4476")
CREDITS = ("42.6201", "17.3042", "0", "-12.4476", "-0.5")
TWELVE = ("21.31", "8.02", "3.3", "5.1", "4.4", "1.25", "9.9", "0.77", "2.31", "0.004", "0.31", "1.02")
CROWDED = ("98.9", *["0.1"] * 11)
LONG = "厂内电力消耗（华东区域电网，含屋顶光伏自发自用部分的扣减与修正）No. XT-2000-AB-9981 及其他辅助系统的能源消耗"

AMOUNTS = st.decimals(0, 10**9, places=4, allow_nan=False)
SIGNED = st.decimals(-(10**6), 10**6, places=4, allow_nan=False)
LABELS = st.text("碳足迹原材料获取，、（）/-AbgQ0123456789₂ ", min_size=1, max_size=60).filter(
    lambda text: text.strip()
)


def parts(amounts: Iterable[str | Decimal], labels: Sequence[str] = ()) -> list[Bar]:
    """A part for each amount, with figures as a report would print them."""
    given = [Decimal(amount) for amount in amounts]
    total = sum(given) or Decimal(1)
    return [
        Bar(
            labels[index] if index < len(labels) else f"第{index + 1}阶段",
            f"{amount:,.4f}".replace("-", "−"),
            f"{amount / total * 100:.2f} %".replace("-", "−"),
            amount,
        )
        for index, amount in enumerate(given)
    ]


def drawn(name: str, chart: object) -> str:
    """The chart as its template draws it."""
    return fill((ROOT / "templates",), f"shared/chart-{name}.svg.j2", {"chart": chart})


def picture(svg: str, dpi: float = 254) -> Image.Image:
    """The drawing on white; at 254 dpi a pixel is a tenth of a mm."""
    return Image.open(BytesIO(svg_to_png(svg, dpi=dpi, transparent=False))).convert("RGB")


def ink(lines: Iterable[Line]) -> list[Box]:
    """The boxes of the ink of some lines, without those that have none."""
    sides = [line.box for line in lines if line.outline.path]
    return [Box(left, top, right - left, bottom - top) for left, top, right, bottom in sides]


def texts(figures: Figures | Total) -> list[Line]:
    """The lines of a part's figures or of the total."""
    if isinstance(figures, Total):
        return [figures.label, figures.value, *figures.unit]
    return [figures.value, figures.share]


def apart(boxes: Sequence[Box]) -> bool:
    """Whether no two boxes overlap."""
    return not any(
        min(a.x + a.width, b.x + b.width) > max(a.x, b.x) and min(a.y + a.height, b.y + b.height) > max(a.y, b.y)
        for a, b in combinations(boxes, 2)
    )
