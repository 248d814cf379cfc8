"""Stand-ins for photographs: silhouettes of halls, marked 示意图."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PIL import Image, ImageDraw, ImageFont

from pictures.drawing import DARK, HEI, INK, LEAF, PALE, WHITE

WIDE, TALL = 1200, 800  # pixels
Painter = Callable[[ImageDraw.ImageDraw], None]


def scene(paint: Painter) -> Image.Image:
    """A hall in four greens, painted by ``paint``, with 示意图 in its corner."""
    image = Image.new("RGB", (WIDE, TALL), "#DCEBE2")
    draw = ImageDraw.Draw(image)
    draw.polygon([(0, TALL), (0, 620), (WIDE, 620), (WIDE, TALL)], fill="#B9D3C4")
    for x in range(-400, WIDE + 401, 160):
        draw.line([(WIDE / 2 + (x - WIDE / 2) * 0.55, 620), (x, TALL)], fill="#A9C6B6", width=3)
    for x in range(60, WIDE, 270):
        draw.rectangle((x, 70, x + 190, 88), fill=WHITE)
        draw.line([(x + 95, 0), (x + 95, 70)], fill="#8FB3A0", width=4)
    paint(draw)
    draw.rectangle((WIDE - 190, TALL - 78, WIDE - 30, TALL - 26), fill=WHITE)
    draw.text((WIDE - 110, TALL - 52), "示意图", font=ImageFont.truetype(HEI, 38), fill=DARK, anchor="mm")
    return image.quantize(32, dither=Image.Dither.NONE)


def coating_line(draw: ImageDraw.ImageDraw) -> None:
    """A coating machine: unwinding, coating head, oven, winding."""
    draw.rectangle((300, 300, 930, 470), fill=LEAF)
    for x in range(330, 900, 100):
        draw.rectangle((x, 330, x + 70, 400), fill="#CFE4D8")
    for x in (380, 560, 740):
        draw.rectangle((x, 200, x + 50, 300), fill="#6FA88A")
    draw.line([(170, 480), (300, 440), (930, 440), (1050, 480)], fill=INK, width=6)
    for x in (170, 1050):
        draw.ellipse((x - 85, 440, x + 85, 610), fill=DARK)
        draw.ellipse((x - 25, 500, x + 25, 550), fill="#CFE4D8")
    for x in (330, 600, 880):
        draw.rectangle((x, 470, x + 36, 640), fill=DARK)
    _people(draw, ((480, 640), (1000, 690)))


def control_room(draw: ImageDraw.ImageDraw) -> None:
    """A wall of screens with load curves, and desks before it."""
    draw.rectangle((130, 150, 1070, 470), fill=DARK)
    for index in range(8):
        x, y = 150 + index % 4 * 230, 170 + index // 4 * 150
        draw.rectangle((x, y, x + 210, y + 130), fill=PALE)
        heights = [(23 * (index + 2) * (step + 1) + 11 * step * step) % 61 for step in range(7)]
        if index % 2:
            for step, height in enumerate(heights):
                draw.rectangle((x + 20 + step * 25, y + 110 - height, x + 36 + step * 25, y + 110), fill=LEAF)
        else:
            points = [(x + 20 + step * 28, y + 100 - height) for step, height in enumerate(heights)]
            draw.line(points, fill=LEAF, width=6, joint="curve")
    for x in (190, 490, 790):
        draw.rectangle((x, 590, x + 220, 612), fill=DARK)
        draw.rectangle((x + 20, 612, x + 36, 700), fill=DARK)
        draw.rectangle((x + 184, 612, x + 200, 700), fill=DARK)
        draw.rectangle((x + 60, 525, x + 160, 585), fill=LEAF)
    _people(draw, ((450, 700), (1070, 700)))


def laminators(draw: ImageDraw.ImageDraw) -> None:
    """Laminating presses in a row, and modules on the conveyor before them."""
    for x in (90, 450, 810):
        draw.rectangle((x, 250, x + 300, 330), fill=LEAF)
        draw.rectangle((x, 350, x + 300, 430), fill=DARK)
        for edge in (x + 10, x + 270):
            draw.rectangle((edge, 330, edge + 20, 350), fill=INK)
            draw.rectangle((edge, 430, edge + 20, 600), fill=DARK)
    draw.rectangle((0, 560, WIDE, 584), fill="#6FA88A")
    for x in range(40, WIDE, 390):
        draw.polygon([(x + 40, 500), (x + 320, 500), (x + 280, 560), (x, 560)], fill=DARK)
        for step in range(1, 6):
            draw.line([(x + 40 + step * 47, 500), (x + step * 47, 560)], fill=PALE, width=2)
    for x in range(30, WIDE, 180):
        draw.rectangle((x, 584, x + 18, 680), fill="#6FA88A")
    _people(draw, ((400, 720), (960, 720)))


def _people(draw: ImageDraw.ImageDraw, feet: Iterable[tuple[int, int]]) -> None:
    for x, y in feet:
        draw.rounded_rectangle((x - 26, y - 130, x + 26, y - 40), 18, fill=INK)
        draw.rectangle((x - 20, y - 50, x - 3, y + 30), fill=INK)
        draw.rectangle((x + 3, y - 50, x + 20, y + 30), fill=INK)
        draw.ellipse((x - 19, y - 176, x + 19, y - 136), fill=INK)
