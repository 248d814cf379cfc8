"""Flow charts of life cycles: a band for each stage."""

from __future__ import annotations

from collections.abc import Sequence

from pictures.drawing import BOLD, DARK, GREY, LEAF, PALE, WHITE, Drawing

Band = tuple[str, Sequence[str], bool, Sequence[str]]
"""The stage, its unit processes, whether they follow each other, and what goes in."""

CELL_BANDS: tuple[Band, ...] = (
    ("原材料\n获取", ("正极材料", "负极材料", "集流体", "电解液\n隔膜", "结构件\n辅材"), False, ("资源、能源",)),
    ("原材料\n运输", ("公路运输", "内河运输", "危险品\n槽车运输"), False, ("柴油、燃料油",)),
    ("电极制造", ("浆料制备", "涂布干燥", "辊压", "分切"), True, ("电力、天然气", "蒸汽、NMP")),
    ("电芯装配", ("卷绕", "极耳焊接", "入壳焊接", "真空干燥", "注液"), True, ("电力、蒸汽", "氮气、氦气")),
    ("化成与\n检测包装", ("化成", "高温老化", "二次注液\n封口", "分容", "检测包装"), True, ("电力、包装", "柴油")),
)
MODULE_BANDS: tuple[Band, ...] = (
    ("原材料\n获取", ("硅片", "光伏玻璃", "铝边框", "封装与\n互联材料", "化学品\n特种气体"), False, ("资源、能源",)),
    (
        "生产\n电池",
        ("制绒清洗", "硼扩散", "隧穿氧化\n多晶硅", "钝化镀膜", "印刷烧结"),
        True,
        ("电力、天然气", "氧化亚氮"),
    ),
    ("生产\n组件", ("划片串焊", "叠层", "层压", "装框固化", "测试包装"), True, ("电力、柴油",)),
    ("分销", ("公路运输", "铁路运输", "中转仓储"), False, ("柴油、电力",)),
    ("使用", ("安装", "清洗", "组件更换"), False, ("柴油、水", "更换组件")),
    ("生命末期", ("拆除", "运输", "拆解破碎", "热处理", "分选填埋"), True, ("柴油、电力",)),
)


def flow_chart(boundary: str, bands: Sequence[Band], last: str) -> str:
    """A band for each stage, its unit processes from left to right, inside the line of the system boundary."""
    step, gap = 17.0, 3.6
    drawing = Drawing(160, step * len(bands) + 16)
    drawing.box(1, 4, 158, step * len(bands) + 3, radius=1.5, stroke=DARK, dash="2 1.2")
    drawing.box(6, 1, len(boundary) * 3.1 + 4, 6, fill=WHITE)
    drawing.text(8, 4, boundary, anchor="start", face=BOLD, ink=DARK)
    for index, (stage, steps, chained, inputs) in enumerate(bands):
        top = 8.5 + index * step
        drawing.box(4, top, 125, step - gap, radius=1, fill=PALE)
        drawing.box(4, top, 22, step - gap, radius=1, fill=DARK)
        parts = stage.split("\n")
        for number, part in enumerate(parts):
            drawing.text(15, top + 6.7 + (number - (len(parts) - 1) / 2) * 4.2, part, face=BOLD, ink=WHITE)
        _steps(drawing, top + 1.5, steps, chained=chained)
        _inputs(drawing, top + 6.7, inputs)
        end = top + step + 0.3 if index == len(bands) - 1 else top + step
        drawing.arrow([(77.5, top + step - gap), (77.5, end)], DARK, 0.5)
    drawing.text(77.5, step * len(bands) + 12, last, face=BOLD, ink=DARK)
    return drawing.svg()


def _steps(drawing: Drawing, top: float, steps: Sequence[str], *, chained: bool) -> None:
    pitch = 101 / len(steps)
    width = min(pitch - 3.6, 22)
    for index, step in enumerate(steps):
        middle = 27.5 + pitch * (index + 0.5)
        drawing.box(round(middle - width / 2, 3), top, round(width, 3), 10.4, radius=0.8, fill=WHITE, stroke=LEAF)
        lines = step.split("\n")
        for number, line in enumerate(lines):
            drawing.text(round(middle, 3), top + 5.2 + (number - (len(lines) - 1) / 2) * 4, line, size=3.2)
        if chained and index:
            gap = (middle - pitch + width / 2, middle - width / 2)
            drawing.arrow([(round(gap[0], 3), top + 5.2), (round(gap[1], 3), top + 5.2)])


def _inputs(drawing: Drawing, middle: float, inputs: Sequence[str]) -> None:
    drawing.arrow([(136, middle), (129.4, middle)])
    for number, text in enumerate(inputs):
        place = middle + (number - (len(inputs) - 1) / 2) * 3.9
        drawing.text(137, place, text, anchor="start", size=2.9, ink=GREY)
