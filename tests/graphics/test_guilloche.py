"""The engraved border: within its band, whole periods, the same everywhere, and pure line work."""

import os
import re
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from math import hypot
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pikepdf
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from carbondocs.errors import UsageError
from carbondocs.graphics.guilloche import BAND_EDGE, BAND_WIDTH, CLEAR_EDGE, ROSETTE_RADIUS, Border, border
from carbondocs.graphics.raster import svg_to_pdf

PAGES = [(210.0, 297.0), (297.0, 210.0)]
SHARED = Path(__file__).parents[2] / "templates" / "shared"
AXIS = BAND_EDGE + BAND_WIDTH / 2
LINE = 0.123  # 0.35 pt, the widest hairline

Point = tuple[float, float]


def beziers(path: str) -> list[tuple[Point, Point, Point, Point]]:
    """The absolute Béziers of a path of one M, one c and many s."""
    start, first, rest = re.fullmatch(r"M(.*?)c(.*?)(?:s(.*?))?z?", path).groups()  # type: ignore[union-attr]
    x, y = map(float, start.split())
    here, handle, pieces = (x, y), None, []
    for numbers in [first, *(rest.split("s") if rest else [])]:
        offsets = list(map(float, numbers.split()))
        points = [(here[0] + x, here[1] + y) for x, y in zip(offsets[::2], offsets[1::2], strict=True)]
        control = points[0] if handle is None else (2 * here[0] - handle[0], 2 * here[1] - handle[1])
        pieces.append((here, control, points[-2], points[-1]))
        here, handle = points[-1], points[-2]
    return pieces


def places(path: str) -> list[Point]:
    """Eight points of each Bézier."""
    found = []
    for a, b, c, d in beziers(path):
        for t in (index / 8 for index in range(9)):
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            x, y = (sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True)) for axis in (0, 1))
            found.append((x, y))
    return found


def edge_distance(point: Point, width: float, height: float) -> float:
    return min(point[0], point[1], width - point[0], height - point[1])


def layer(width: float, height: float) -> str:
    environment = Environment(loader=FileSystemLoader(SHARED), undefined=StrictUndefined, autoescape=True)
    return environment.get_template("layer.svg.j2").render(
        border=border(width, height),
        page=SimpleNamespace(width=width, height=height),
        colours=SimpleNamespace(dark="#0B4D3A", leaf="#2E8B57", pale="#E6F1EA"),
    )


def strands(ornament: Border) -> tuple[str, ...]:
    return ornament.leaf_strands + ornament.dark_strands


def rosettes(ornament: Border) -> tuple[str, ...]:
    return tuple(path for path in ornament.leaf_rosettes + ornament.dark_rosettes if "a" not in path)


@pytest.mark.parametrize(("width", "height"), PAGES)
def test_strands_stay_within_the_band(width: float, height: float) -> None:
    distances = [edge_distance(p, width, height) for path in strands(border(width, height)) for p in places(path)]
    assert min(distances) >= BAND_EDGE + LINE / 2 - 0.03
    assert max(distances) <= BAND_EDGE + BAND_WIDTH - LINE / 2 + 0.03
    assert min(distances) < BAND_EDGE + 0.2, "the band should be as wide as it says"


@pytest.mark.parametrize(("width", "height"), PAGES)
def test_strands_spring_from_one_rosette_and_end_on_the_next(width: float, height: float) -> None:
    centres = [(x, y) for x in (AXIS, width - AXIS) for y in (AXIS, height - AXIS)]
    for path in strands(border(width, height)):
        pieces = beziers(path)
        for end in (pieces[0][0], pieces[-1][3]):
            distance = min(hypot(end[0] - x, end[1] - y) for x, y in centres)
            assert distance == pytest.approx(ROSETTE_RADIUS, abs=0.01)
        for point in places(path):
            assert min(hypot(point[0] - x, point[1] - y) for x, y in centres) >= ROSETTE_RADIUS - 0.02


@pytest.mark.parametrize(("width", "height"), PAGES)
def test_a_side_holds_whole_periods_so_its_ends_are_alike(width: float, height: float) -> None:
    ornament = border(width, height)
    for family in (ornament.leaf_strands, ornament.dark_strands):
        top = family[: len(family) // 4]
        starts = sorted(beziers(path)[0][0] for path in top)
        ends = sorted((round(width - x, 2), y) for x, y in (beziers(path)[-1][3] for path in top))
        for (x, y), (end_x, end_y) in zip(starts, ends, strict=True):
            assert hypot(x - end_x, y - end_y) <= 0.02  # both ends are rounded to 0.01 mm


@pytest.mark.parametrize(("width", "height"), PAGES)
def test_opposite_sides_are_half_a_turn_apart(width: float, height: float) -> None:
    family = border(width, height).dark_strands
    quarter = len(family) // 4
    for one_side, other_side in zip(family[:quarter], family[2 * quarter : 3 * quarter], strict=True):
        for (x, y), (u, v) in zip(places(one_side), places(other_side), strict=True):
            assert hypot(x + u - width, y + v - height) <= 0.04


@pytest.mark.parametrize(("width", "height"), PAGES)
def test_loops_close_smoothly(width: float, height: float) -> None:
    ornament = border(width, height)
    for path in ornament.ground + rosettes(ornament):
        pieces = beziers(path)
        (start, leaving, *_), (*_, arriving, end) = pieces[0], pieces[-1]
        assert path.endswith("z")
        assert hypot(start[0] - end[0], start[1] - end[1]) <= 0.01
        assert hypot(leaving[0] - start[0] - end[0] + arriving[0], leaving[1] - start[1] - end[1] + arriving[1]) <= 0.05


@pytest.mark.parametrize(("width", "height"), PAGES)
def test_curves_have_no_breaks(width: float, height: float) -> None:
    for path in strands(border(width, height)):
        for before, after in pairwise(beziers(path)):
            assert before[3] == after[0]


@pytest.mark.parametrize(("width", "height"), PAGES)
def test_only_the_ground_enters_the_clear_area(width: float, height: float) -> None:
    ornament = border(width, height)
    for path in rosettes(ornament):
        assert all(0 < edge_distance(point, width, height) < CLEAR_EDGE for point in places(path))
    (rule,) = ornament.rules
    assert 0 < float(re.match(r"M([\d.]+) ", rule)[1]) < CLEAR_EDGE  # type: ignore[index]
    for path in ornament.ground:
        assert all(edge_distance(point, width, height) > CLEAR_EDGE for point in places(path))


def test_a_rosette_sits_on_each_corner() -> None:
    circles = [path for path in border(210, 297).dark_rosettes if "a" in path]
    assert [path[: path.index("a")] for path in circles] == ["M8 13.5", "M191 13.5", "M191 283.5", "M8 283.5"]


def test_other_processes_draw_the_same() -> None:
    script = "from carbondocs.graphics.guilloche import border; print(repr(border(210, 297)))"
    drawn = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    ]
    assert drawn == [repr(border(210, 297))] * 2


@pytest.mark.parametrize(("width", "height"), [(99.0, 297.0), (210.0, 0.0), (-210.0, 297.0)])
def test_a_page_without_room_is_refused(width: float, height: float) -> None:
    with pytest.raises(UsageError, match="no room for the border"):
        border(width, height)


@pytest.mark.parametrize(("width", "height"), PAGES)
def test_the_layer_is_plain_opaque_line_work(width: float, height: float) -> None:
    svg = layer(width, height)
    root = ElementTree.fromstring(svg)
    assert {element.tag.rpartition("}")[2] for element in root.iter()} == {"svg", "g", "path"}
    assert (root.get("width"), root.get("height")) == (f"{width:g}mm", f"{height:g}mm")
    assert root.get("viewBox") == f"0 0 {width:g} {height:g}"
    assert not re.search(r"opacity|filter|mask|href|style", svg)
    assert len(svg) < 150_000


@pytest.mark.parametrize(("width", "height"), PAGES)
def test_the_pdf_layer_is_one_page_of_vectors(width: float, height: float) -> None:
    content = svg_to_pdf(layer(width, height))
    assert sha256(content).digest() == sha256(svg_to_pdf(layer(width, height))).digest()
    with pikepdf.open(BytesIO(content)) as document:
        (page,) = document.pages
        box = [float(number) for number in page.mediabox]
        assert box == pytest.approx([0, 0, width / 25.4 * 72, height / 25.4 * 72], abs=0.01)
        assert "/XObject" not in page.resources
        assert "/Font" not in page.resources
