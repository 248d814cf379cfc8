"""Supplied drawings: plain shapes pass, all else is refused before anything draws it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbondocs.errors import InvalidValue
from carbondocs.graphics.pictures import load_picture
from carbondocs.graphics.plain_svg import is_path_data, plain_svg
from carbondocs.workspace import Folder

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">'


def drawing(body: str) -> bytes:
    return f"{HEAD}{body}</svg>".encode()


@pytest.mark.parametrize(
    "data",
    [
        "",
        "M0 0",
        "M0,0L1 1z",
        "m.5.5-1-1 2 2zM3 3h1v-1H2V0",
        "M0 0C1 2 3 4 5 6S1 2 3 4Q1 2 3 4T5 6",
        "M1e-3 2E+2 L3 4",
        "M0 0a1 1 0 01.5.5A25,25 -30 0,1 50,-25",
    ],
)
def test_path_data_of_every_kind_passes(data: str) -> None:
    assert is_path_data(data)


BROKEN = "0 0|L1 1|M0|M0 0z 1|M0 0 zzz 1|Mx y zzz 1e999|M0 0 L|M0 0 C1 2 3|M0 0 A1 1 0 2 0 1 1|M∞ 0"


@pytest.mark.parametrize("data", BROKEN.split("|"))
def test_what_is_no_path_data_is_refused(data: str) -> None:
    assert not is_path_data(data)
    with pytest.raises(InvalidValue):
        plain_svg(drawing(f'<path d="{data}"/>'))


@pytest.mark.parametrize(
    "body",
    [
        "<script>1</script>",
        "<text>names</text>",
        '<image href="data:image/png;base64,AAAA"/>',
        '<use href="#a"/>',
        "<foreignObject/>",
        '<path d="M0 0" onload="x()"/>',
        '<a href="http://127.0.0.1/"><path d="M0 0"/></a>',
        '<g xlink:href="http://127.0.0.1/"/>',
        "<style>@import 'x.css'</style>",
        '<rect style="fill:url(http://127.0.0.1/x)"/>',
        '<animate attributeName="x"/>',
        '<filter id="f"/>',
    ],
)
def test_what_a_drawing_could_bring_with_it_is_refused(body: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        plain_svg(drawing(body))
    assert refused.value.code == "picture.broken"


@pytest.mark.parametrize("box", ["", "0 0 1", "0 0 0 1", "0 0 -1 1", "0 0 inf 1", "0 0 nan 1", "a b c d"])
def test_a_drawing_needs_a_sound_viewbox(box: str) -> None:
    with pytest.raises(InvalidValue):
        plain_svg(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"/>'.encode())


def test_a_drawing_gets_a_size_and_loses_what_its_program_noted() -> None:
    noted = '<sodipodi:view xmlns:sodipodi="http://sodipodi.example/x" zoom="2"/><path d="M0 0h40v20z" fill="red"/>'
    svg, aspect = plain_svg(drawing(noted))
    assert aspect == 2
    assert 'width="100.0000mm"' in svg
    assert "sodipodi" not in svg
    assert 'fill="red"' in svg


@given(st.text(alphabet="MLHVCSQTAZmlhvcsqtaz0123456789.,-+e \n", max_size=40))
def test_whatever_passes_as_path_data_can_be_tokenised_by_hand(data: str) -> None:
    if is_path_data(data) and data.strip():
        assert data.strip()[0] in "Mm"
        assert not is_path_data(f"{data} x")


def test_a_drawing_on_which_the_engine_would_loop_is_refused_in_no_time(tmp_path: Path) -> None:
    (tmp_path / "sign.svg").write_bytes(drawing('<path d="M0 0z 1"/>'))
    code = (
        "import sys; from pathlib import Path; from carbondocs.workspace import Folder\n"
        "from carbondocs.graphics.pictures import load_picture; from carbondocs.errors import InvalidValue\n"
        "try: load_picture(Folder(Path(sys.argv[1])), 'sign.svg')\n"
        "except InvalidValue: print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "refused"


def test_a_sound_drawing_loads(tmp_path: Path) -> None:
    (tmp_path / "sign.svg").write_bytes(drawing('<circle cx="9" cy="9" r="4"/>'))
    picture = load_picture(Folder(tmp_path), "sign.svg")
    assert (picture.media_type, picture.aspect) == ("image/svg+xml", 2)
