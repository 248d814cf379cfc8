"""The products of the samples, drawn to scale."""

from __future__ import annotations

from pictures.drawing import BOLD, DARK, GREY, HAIR, INK, LEAF, PALE, WHITE, Drawing

LAYERS = (
    ("前板光伏玻璃 2.0 mm", WHITE),
    ("封装胶膜（POE）", PALE),
    ("n 型半片电池，144 片", DARK),
    ("封装胶膜（EVA）", PALE),
    ("背板光伏玻璃 2.0 mm", WHITE),
    ("铝合金边框，高 30 mm", GREY),
)


def cell() -> str:
    """The battery cell from above, from the front and from the side, to scale 1 : 3.6."""
    drawing, scale = Drawing(160, 108), 1 / 3.6
    wide, high, deep = (round(side * scale, 3) for side in (174.0, 207.2, 71.7))
    left, top, aside = 30.0, 31.5, 104.0
    for x, width, poles in ((left, wide, (6, wide - 14)), (aside, deep, (deep / 2 - 4,))):
        drawing.box(x, top, width, high, radius=0.8, fill=WHITE, stroke=DARK, width=0.5)
        drawing.box(x, top + 2.6, width, high - 2.6, radius=0.8, fill=PALE, stroke=DARK, width=0.5)
        for pole in poles:
            drawing.box(round(x + pole, 3), top - 1.6, 8, 1.6, fill=WHITE, stroke=DARK)
    _cap(drawing, left, 4, wide, deep)
    drawing.text(left + wide / 2, top + 27, "LF314-A", size=5.6, face=BOLD, ink=DARK)
    drawing.text(left + wide / 2, top + 34.5, "3.2 V  314 Ah", size=3.8, ink=DARK)
    below, beside = top + high, left - 6.5
    for x, width, text in ((left, wide, "174.0"), (aside, deep, "71.7")):
        for edge in (x, x + width):
            drawing.path(f"M{edge:g} {below + 1:g}V{below + 6.5:g}", stroke=GREY, width=HAIR)
        drawing.measure((x, below + 5), (x + width, below + 5), text)
    for edge in (top, below):
        drawing.path(f"M{left - 1:g} {edge:g}H{left - 8:g}", stroke=GREY, width=HAIR)
    drawing.measure((beside, top), (beside, below), "207.2")
    drawing.leader((aside + deep - 4, top + 1.3), (aside + deep + 5, top + 1.3), "盖板组件")
    drawing.leader((aside + deep - 4, top + 22), (aside + deep + 5, top + 22), "铝壳与蓝膜")
    for x, text in ((left + wide / 2, "正视"), (aside + deep / 2, "侧视")):
        drawing.text(x, 103.5, text, ink=GREY)
    drawing.text(left - 9, 4 + deep - 2.2, "俯视", ink=GREY)
    return drawing.svg()


def _cap(drawing: Drawing, x: float, y: float, wide: float, deep: float) -> None:
    """The cell from above: its poles, the vent between them, and the filling hole."""
    middle = y + deep / 2
    drawing.box(x, y, wide, deep, radius=1, fill=WHITE, stroke=DARK, width=0.5)
    for pole, sign in ((x + 10, "+"), (x + wide - 10, "−")):
        drawing.box(pole - 4, middle - 4, 8, 8, radius=0.6, fill=PALE, stroke=DARK)
        drawing.text(pole, middle, sign, size=4.4, face=BOLD, ink=DARK)
    drawing.box(x + wide / 2 - 4.5, middle - 2.2, 9, 4.4, radius=2.2, fill=PALE, stroke=LEAF)
    hole = x + wide / 2 + 7
    drawing.path(f"M{hole - 0.9:g} {middle:g}a.9 .9 0 1 0 1.8 0a.9 .9 0 1 0-1.8 0z", fill=WHITE, stroke=DARK)
    right = x + wide + 8
    drawing.leader((x + wide / 2, middle - 1.2), (right, y + 3.2), "防爆阀", bend=True)
    drawing.leader((x + wide - 8, middle + 2.2), (right, middle + 2.2), "负极柱")
    drawing.leader((hole, middle), (right, y + deep - 2.2), "注液孔", bend=True)
    drawing.leader((x + 8, middle - 2.2), (x - 4, y + 3.2), "正极柱")


def module() -> str:
    """The module from the front, to scale 1 : 28, and its layers."""
    drawing, scale = Drawing(160, 108), 1 / 28
    wide, high, left, top = 1134 * scale, 2278 * scale, 24.0, 8.0
    drawing.box(left, top, wide, high, fill=DARK, stroke=INK, width=0.5)
    drawing.box(left + 0.7, top + 0.7, wide - 1.4, high - 1.4, fill=PALE)
    across, down = (wide - 3) / 6, (high - 4.2) / 24
    for column in range(6):
        for row in range(24):
            middle = 1.2 if row >= 12 else 0
            place = (left + 1.5 + column * across, top + 1.5 + row * down + middle)
            drawing.box(*place, round(across - 0.35, 3), round(down - 0.35, 3), fill=DARK)
    for edge in (left, left + wide):
        drawing.path(f"M{edge:g} {top + high + 1:g}V{top + high + 6:g}", stroke=GREY, width=HAIR)
    drawing.measure((left, top + high + 4.5), (left + wide, top + high + 4.5), "1134")
    for edge in (top, top + high):
        drawing.path(f"M{left - 1:g} {edge:g}H{left - 7:g}", stroke=GREY, width=HAIR)
    drawing.measure((left - 5.5, top), (left - 5.5, top + high), "2278")
    _layers(drawing, 76, 10)
    drawing.text(left + wide / 2, 104, "正视", ink=GREY)
    drawing.text(100, 104, "层状结构", ink=GREY)
    return drawing.svg()


def _layers(drawing: Drawing, x: float, y: float) -> None:
    """The layers pulled apart, each a slanted sheet with its name."""
    for index, (name, fill) in enumerate(LAYERS):
        level = y + index * 14.4
        drawing.path(f"M{x + 12:g} {level:g}h36l-12 11h-36z", fill=fill, stroke=DARK)
        if fill == GREY:
            drawing.path(f"M{x + 13.6:g} {level + 1.6:g}h29.2l-8.6 7.8h-29.2z", fill=WHITE, stroke=DARK)
        if fill == DARK:
            for step in range(1, 6):
                drawing.path(f"M{x + 12 + step * 6:g} {level:g}l-12 11", stroke=PALE, width=HAIR)
            for step in range(1, 4):
                drawing.path(f"M{x + 12 - step * 3:g} {level + step * 2.75:g}h36", stroke=PALE, width=HAIR)
        drawing.path(f"M{x + 43:g} {level + 5.5:g}h6", stroke=GREY, width=HAIR)
        drawing.text(x + 50, level + 5.5, name, anchor="start", size=2.9)
