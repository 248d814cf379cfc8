import math
import re
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import cairosvg
import pytest
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from PIL import Image

from carbondocs.errors import InvalidValue
from carbondocs.graphics.label import BLACK, COLOUR, GREEN, MARK_HEIGHT, MARK_WIDTH, REVERSED, Inks, Line, label_context

ROOT = Path(__file__).parents[2]
HEI = ROOT / "fonts" / "CarbonDocsHei-Bold.ttf"
TEMPLATE = Environment(
    loader=FileSystemLoader(ROOT / "templates"), autoescape=True, undefined=StrictUndefined
).get_template("cfp-label/mark.svg.j2")
SVG = "{http://www.w3.org/2000/svg}"
VALUES = ["0.012", "1.5", "68.35", "12.4", "1,204.56", "128,450.5", "−3.2", "0", "88,888", "1,234,567.89"]

Point = tuple[float, float]


def drawn(value: str, inks: Inks = COLOUR, height: float = 28.0) -> str:
    return TEMPLATE.render(label=label_context(value, HEI, inks, height))


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", text)]


def sole() -> list[Point]:
    """The edge of the footprint's sole as the template draws it, in short steps."""
    path = ElementTree.fromstring(drawn("1")).find(f"{SVG}g/{SVG}path")
    assert path is not None
    flat = numbers(path.attrib["d"])
    points = list(zip(flat[::2], flat[1::2], strict=True))
    edge = []
    for knot in range(0, len(points) - 1, 3):
        a, b, c, d = points[knot : knot + 4]
        for step in range(12):
            t, s = step / 12, 1 - step / 12
            weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3)
            edge.append(
                (
                    sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True)),
                    sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True)),
                )
            )
    return edge


SOLE = sole()


def ink(line: Line) -> list[Point]:
    """The points of a line's outlines, those that control its curves among them."""
    points, x, y = [], 0.0, 0.0
    for command, arguments in re.findall(r"([MLQHV])([^A-Z]*)", line.outline.path):
        given = numbers(arguments)
        if command == "H":
            given = [given[0], y]
        elif command == "V":
            given = [x, given[0]]
        points += [(line.x + u, line.y + v) for u, v in zip(given[::2], given[1::2], strict=True)]
        x, y = given[-2:]
    return points


def inside(point: Point, edge: list[Point]) -> bool:
    x, y = point
    crossings = 0
    for (a, b), (c, d) in pairwise([*edge, edge[0]]):
        crossings += (b > y) != (d > y) and x < a + (y - b) * (c - a) / (d - b)
    return crossings % 2 == 1


def clearance(line: Line) -> float:
    """How far the ink keeps from the edge of the sole; negative where it crosses it."""
    points = ink(line)
    nearest = min(math.dist(point, corner) for point in points for corner in SOLE)
    return nearest if all(inside(point, SOLE) for point in points) else -nearest


decimals = st.decimals(min_value=-99_999, max_value=9_999_999, places=2) | st.decimals(0, 10, places=4)


@settings(max_examples=60, deadline=None)
@given(decimals.map(lambda value: f"{Decimal(value):,}".replace("-", "−")))
def test_value_and_unit_fill_the_sole_without_touching_it(value: str) -> None:
    label = label_context(value, HEI)
    assert label.unit
    assert clearance(label.value) > 1.5
    assert clearance(label.unit) > 1.5
    assert clearance(label.words) > 1.5
    left, top, right, bottom = label.value.box
    assert right - left > 40 or bottom - top > 14
    assert bottom < label.unit.box[1] - 1
    assert label.unit.box[3] < label.words.box[1] - 1


def test_long_values_shrink_and_the_unit_with_them() -> None:
    short, long = label_context("12.4", HEI), label_context("128,450.5", HEI)
    assert short.unit
    assert long.unit
    assert short.value.outline.top < long.value.outline.top
    assert short.unit.outline.width > long.unit.outline.width


@pytest.mark.parametrize("value", VALUES)
def test_the_drawing_is_self_contained_and_small(value: str) -> None:
    svg = drawn(value)
    assert len(svg.encode()) < 12_000
    tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(svg).iter()}
    assert tags == {"svg", "title", "rect", "g", "ellipse", "path"}
    assert "href" not in svg
    assert "url(" not in svg


def test_it_tells_its_value_to_who_cannot_see_it() -> None:
    assert ElementTree.fromstring(drawn("68.35")).findtext(f"{SVG}title") == "碳足迹 68.35 kgCO₂e"


def test_it_has_its_size_in_mm_and_its_proportion() -> None:
    root: Element = ElementTree.fromstring(drawn("68.35", height=30.0))
    assert (root.attrib["width"], root.attrib["height"]) == ("25.0mm", "30.0mm")
    assert numbers(root.attrib["viewBox"]) == [0, 0, MARK_WIDTH, MARK_HEIGHT]


@pytest.mark.parametrize("inks", [COLOUR, GREEN, BLACK, REVERSED])
def test_it_is_drawn_in_its_inks_alone(inks: Inks) -> None:
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", drawn("68.35", inks))) == {inks.dark, inks.leaf, inks.paper}


def test_the_renderer_draws_ground_footprint_and_digits() -> None:
    png = cairosvg.svg2png(drawn("888").encode(), output_width=600, output_height=720)
    picture = Image.open(BytesIO(png)).convert("RGBA")
    assert picture.getpixel((0, 0)) == (0, 0, 0, 0)
    assert picture.getpixel((40, 600)) == (0x2E, 0x8B, 0x57, 255)
    assert picture.getpixel((60, 370)) == (255, 255, 255, 255)
    colours = picture.crop((140, 300, 470, 450)).getcolors(10_000) or []
    assert max(colours)[1] in {(0x0B, 0x4D, 0x3A, 255), (255, 255, 255, 255)}
    assert (0x0B, 0x4D, 0x3A, 255) in {colour for _, colour in colours}


def test_the_same_value_gives_the_same_bytes() -> None:
    assert drawn("68.35") == drawn("68.35")


@pytest.mark.parametrize("value", ["", "abc", "1.", ".5", "-3.2", "1 5", "68.35 kg", "１２", ",5", "<b>"])
def test_what_is_no_value_is_refused(value: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        label_context(value, HEI)
    assert refused.value.code == "label.value"


@pytest.mark.parametrize("value", ["123,456,789.01", "1234567890123", "888888888888"])
def test_more_digits_than_can_be_read_are_refused(value: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        label_context(value, HEI)
    assert refused.value.code == "label.too_long"
