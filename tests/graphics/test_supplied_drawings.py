"""Supplied drawings: shapes pass, all else is refused before anything draws it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from carbondocs.errors import InvalidValue
from carbondocs.graphics.pictures import Picture, load_picture
from carbondocs.graphics.raster import svg_to_png
from carbondocs.graphics.svg_bounds import MAX_DEPTH
from carbondocs.workspace import Folder

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">'


def drawing(body: str) -> bytes:
    return f"{HEAD}{body}</svg>".encode()


def loaded(folder: Path, content: bytes) -> Picture:
    (folder / "sign.svg").write_bytes(content)
    return load_picture(Folder(folder), "sign.svg")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<script>1</script>", "svg.element"),
        ("<text>names</text>", "svg.element"),
        ('<image href="data:image/png;base64,AAAA"/>', "svg.element"),
        ("<foreignObject/>", "svg.element"),
        ('<path d="M0 0" onload="x()"/>', "svg.script"),
        ('<a href="http://127.0.0.1/"><path d="M0 0"/></a>', "svg.element"),
        ('<g xlink:href="http://127.0.0.1/"/>', "svg.reference"),
        ('<use href="other.svg#a"/>', "svg.reference"),
        ("<style>@import 'x.css'</style>", "svg.reference"),
        ('<rect style="fill:url(http://127.0.0.1/x)"/>', "svg.reference"),
        (r'<rect style="fill:\75rl(http://127.0.0.1/x)"/>', "svg.reference"),
        ('<animate attributeName="x"/>', "svg.element"),
        ('<filter id="f"/>', "svg.element"),
        ('<path d="M0 0 L"/>', "svg.broken"),
        ("<g>" * 300 + "</g>" * 300, "svg.endless"),
        ("<g/>" * 20_001, "svg.endless"),
    ],
)
def test_what_a_drawing_could_bring_with_it_is_refused(body: str, code: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue) as refused:
        loaded(tmp_path, drawing(body))
    assert refused.value.code == code
    assert "sign.svg" in str(refused.value.problem)


@pytest.mark.parametrize("box", ["", "0 0 1", "0 0 0 1", "0 0 -1 1", "0 0 inf 1", "0 0 nan 1", "a b c d"])
def test_a_drawing_needs_a_sound_viewbox(box: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue) as refused:
        loaded(tmp_path, f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"/>'.encode())
    assert refused.value.code == "svg.size"


def test_a_drawing_gets_a_size_and_loses_what_its_program_noted(tmp_path: Path) -> None:
    noted = (
        '<view xmlns="http://sodipodi.example/x" zoom="2"/><title>seal</title>'
        r'<path d="M0 0h40v20z" fill="red" note:file="C:\seal.png" xmlns:note="http://sodipodi.example/x"/>'
    )
    picture = loaded(tmp_path, drawing(noted))
    svg = picture.content.decode()
    assert (picture.media_type, picture.aspect) == ("image/svg+xml", 2)
    assert 'width="100.0000mm"' in svg
    assert 'fill="red"' in svg
    assert not any(word in svg for word in ("sodipodi", "seal"))


def test_what_drawing_programs_write_is_drawn(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    symbol = '<defs><symbol id="s"><path d="M0 0h20v20h-20z" fill="#f00"/></symbol></defs>'
    both = '<use xlink:href="#s"/><use href="#s" x="20"/>'
    plain = loaded(tmp_path, drawing('<path d="M0 0h20v20h-20z" fill="#f00"/><path d="M20 0h20v20h-20z" fill="#f00"/>'))
    used = loaded(tmp_path, doctype.encode() + drawing(symbol + both))
    drawn = [svg_to_png(each.content.decode(), dpi=50, transparent=False) for each in (plain, used)]
    assert drawn[0] == drawn[1]


def test_the_deepest_drawing_that_passes_can_be_drawn(tmp_path: Path) -> None:
    depth = MAX_DEPTH - 2
    assert loaded(tmp_path, drawing("<g>" * depth + '<path d="M0 0h9v9z"/>' + "</g>" * depth)).aspect == 2


@pytest.mark.parametrize("entity", ['<!ENTITY a "aaaa">', '<!ENTITY a SYSTEM "file:///etc/passwd">'])
def test_entities_are_refused(entity: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue) as refused:
        loaded(tmp_path, f"<!DOCTYPE svg [{entity}]>".encode() + drawing("<g>&a;</g>"))
    assert refused.value.code == "svg.broken"


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
