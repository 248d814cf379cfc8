"""What HTML, CSS and SVG could fetch: other files, addresses, entities, and drawings that are never done."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path
from time import monotonic

import pytest
from certificate_data import KIND, sample

from carbondocs import Diagnostic, Renderer, TemplateError
from carbondocs.workspace import shipped

pytestmark = pytest.mark.usefixtures("unchecked")

SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
REFUSED = {"template.outside", "file.outside", "file.missing", "svg.reference", "svg.broken", "template.missing"}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the built-in pack, beside a secret and with links that lead to it."""
    made = Path(shutil.copytree(shipped("templates") / KIND, tmp_path / "packs" / KIND))
    drawing = f'{ROOT}<path id="a" d="M0 0H9V9z"/></svg>'
    (tmp_path / "secret.svg").write_text(drawing, encoding="utf-8")
    (tmp_path / "secret.css").write_text("h1 { color: red }", encoding="utf-8")
    (made / "link.svg").symlink_to(tmp_path / "secret.svg")
    (made / "link.css").symlink_to(tmp_path / "secret.css")
    (made / "outside").symlink_to(tmp_path, target_is_directory=True)
    return made


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a connection fails, and with what tells so."""

    def connect(*_: object) -> None:
        pytest.fail("a template opened a connection")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", connect)


def refused(pack: Path, formats: tuple[str, ...] = ("pdf",)) -> Diagnostic:
    begun = monotonic()
    with pytest.raises(TemplateError) as caught:
        Renderer(templates=[pack]).render(KIND, sample(), formats)
    assert monotonic() - begun < 20
    return caught.value.diagnostics[0]


def put(pack: Path, markup: str) -> None:
    page = pack / "document.html.j2"
    page.write_text(page.read_text("utf-8").replace("</main>", f"{markup}</main>"), encoding="utf-8")


def style(pack: Path, rule: str) -> None:
    sheet = pack / "style.css.j2"
    sheet.write_text(rule + sheet.read_text("utf-8"), encoding="utf-8")


WAYS = [
    "link.svg", "outside/secret.svg", "../../secret.svg", "..%2f..%2fsecret.svg", "./../../secret.svg",
    "file:///etc/passwd", "file://localhost/etc/passwd", "FILE:///etc/passwd", "//127.0.0.1:9/x.svg",
    "http://127.0.0.1:9/x.svg", "https://127.0.0.1:9/x.svg", "ftp://127.0.0.1/x", "data:image/svg+xml,%3Csvg/%3E",
    "/etc/passwd", "file:///pack/../../etc/passwd", "file:///pack//etc/passwd", "gopher://x", "jar:file:///x!/y",
]  # fmt: skip


@pytest.mark.parametrize("url", WAYS)
def test_no_way_leads_out(pack: Path, url: str) -> None:
    put(pack, f'<img src="{url}">')
    assert refused(pack).code in REFUSED


@pytest.mark.parametrize(
    "markup",
    [
        '<base href="file:///etc/"><img src="passwd">',
        '<base href="http://127.0.0.1:9/"><img src="x.png">',
        '<object data="link.svg" type="image/svg+xml"></object>',
        '<embed src="link.svg" type="image/svg+xml">',
        '<link rel="stylesheet" href="link.css">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<link rel="attachment" href="link.svg">',
        '<a rel="attachment" href="file:///etc/passwd">x</a>',
        '<style>@import "link.css";</style>',
        '<style>@import url(outside/secret.css);</style>',
        '<div style="background: url(link.svg)">x</div>',
        f'<svg {SVG} viewBox="0 0 9 9"><image href="file:///etc/passwd" width="9" height="9"/></svg>',
        f'<svg {SVG} viewBox="0 0 9 9"><image xlink:href="http://127.0.0.1:9/x" width="9" height="9"/></svg>',
        f'<svg {SVG} viewBox="0 0 9 9"><image href="../../secret.svg" width="9" height="9"/></svg>',
        f'<svg {SVG} viewBox="0 0 9 9"><use href="file:///etc/passwd#a"/></svg>',
        f'<svg {SVG} viewBox="0 0 9 9"><style>@import "http://127.0.0.1:9/x.css";</style><path d="M0 0"/></svg>',
    ],
)  # fmt: skip
def test_no_element_brings_anything_from_outside(pack: Path, markup: str) -> None:
    put(pack, markup)
    assert refused(pack).code in REFUSED


@pytest.mark.parametrize(
    "markup", ['<iframe src="file:///etc/passwd"></iframe>', "<script>document.title='x'</script>"]
)
def test_frames_and_scripts_are_nothing(pack: Path, markup: str) -> None:
    put(pack, markup)
    made = Renderer(templates=[pack]).render(KIND, sample(), ("pdf",)).artifacts["pdf"]
    assert b"root:" not in made.content
    assert made.pages == 1


@pytest.mark.parametrize(
    "rule",
    [
        '@import "link.css";',
        "@import url(link.css) print;",
        "body { background: url(link.svg) }",
        "body { background-image: linear-gradient(red, red), url('file:///etc/passwd') }",
        "@font-face { font-family: X; src: url(file:///etc/passwd) } h1 { font-family: X }",
        "@page { background: url(http://127.0.0.1:9/x) }",
        "@page { @top-left { content: url(file:///etc/passwd) } }",
        "@color-profile device-cmyk { src: url(file:///etc/passwd) }",
        "h1 { border-image-source: url(file:///etc/passwd); border-image-slice: 1; border: 1mm solid }",
    ],
)  # fmt: skip
def test_no_style_brings_anything_from_outside(pack: Path, rule: str) -> None:
    style(pack, rule)
    assert refused(pack).code in REFUSED


DRAWINGS = [
    '<image href="file:///etc/passwd" width="9" height="9"/>',
    '<image xlink:href="http://127.0.0.1:9/x.png" width="9" height="9"/>',
    '<image href="data:image/svg+xml;base64,PHN2Zy8+" width="9" height="9"/>',
    '<image href="../../../secret.svg" width="9" height="9"/>',
    '<use href="file:///etc/passwd#a"/>',
    '<use xlink:href="secret.svg#a"/>',
    '<linearGradient id="g" xlink:href="http://127.0.0.1:9/x.svg#g"/><path d="M0 0H9V9z" fill="url(#g)"/>',
    '<style>@import "http://127.0.0.1:9/x.css";</style><path d="M0 0H9V9z"/>',
    '<style>@import url(file:///etc/passwd);</style><path d="M0 0H9V9z"/>',
]


@pytest.mark.parametrize("inside", DRAWINGS)
@pytest.mark.parametrize("output", ["pdf", "docx"])
def test_no_drawing_brings_anything_from_outside(pack: Path, inside: str, output: str) -> None:
    drawing = pack / "own.svg.j2"
    drawing.write_text(
        f'<svg {SVG} viewBox="0 0 9 9" width="28mm" height="28mm"><g opacity=".5"><rect width="9" height="9"/></g>'
        f"{inside}</svg>",
        encoding="utf-8",
    )
    manifest = pack / "pack.toml"
    manifest.write_text(manifest.read_text("utf-8").replace("shared/qr.svg.j2", "own.svg.j2"), encoding="utf-8")
    assert refused(pack, (output,)).code in REFUSED


@pytest.mark.parametrize("inside", DRAWINGS[:6])
def test_no_drawing_among_the_files_of_a_pack_does(pack: Path, inside: str) -> None:
    (pack / "own.svg").write_text(f'<svg {SVG} viewBox="0 0 9 9">{inside}</svg>', encoding="utf-8")
    put(pack, '<img src="own.svg" style="width: 9mm">')
    assert refused(pack).code in REFUSED


ROOT = f'<svg {SVG} viewBox="0 0 9 9" width="9mm" height="9mm">'
BOMB = "".join(f'<g id="l{n}">' + f'<use href="#l{n - 1}"/>' * 10 + "</g>" for n in range(1, 12))
ENDLESS = {
    "uses in uses": f'{ROOT}<g id="l0"><path d="M0 0H9"/></g>{BOMB}</svg>',
    "itself": f'{ROOT}<g id="a"><use href="#a"/></g></svg>',
    "pattern": f'{ROOT}<pattern id="a" width="1" height="1">'
    '<path fill="url(#a)" d="M0 0H9V9z"/></pattern><path fill="url(#a)" d="M0 0H9V9z"/></svg>',
    "broken path": f'{ROOT}<path opacity=".5" d="M0 0 L"/></svg>',
    "entities": '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f"{ROOT}<title>&b;</title></svg>",
    "external entity": f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{ROOT}<title>&a;</title></svg>',
}


@pytest.mark.parametrize("drawing", ENDLESS.values(), ids=ENDLESS)
@pytest.mark.parametrize("output", ["pdf", "docx"])
def test_a_drawing_that_is_never_done_is_refused(pack: Path, drawing: str, output: str) -> None:
    (pack / "own.svg.j2").write_text(drawing, encoding="utf-8")
    manifest = pack / "pack.toml"
    manifest.write_text(manifest.read_text("utf-8").replace("shared/qr.svg.j2", "own.svg.j2"), encoding="utf-8")
    assert refused(pack, (output,)).code in {"svg.broken", "svg.endless"}


@pytest.mark.parametrize("drawing", ENDLESS.values(), ids=ENDLESS)
def test_nor_is_one_within_a_page(pack: Path, drawing: str) -> None:
    put(pack, drawing)
    assert refused(pack).code in {"svg.broken", "svg.endless"}


@pytest.mark.parametrize("drawing", ENDLESS.values(), ids=ENDLESS)
def test_nor_is_one_among_the_files_of_a_pack(pack: Path, drawing: str) -> None:
    (pack / "own.svg").write_text(drawing, encoding="utf-8")
    put(pack, '<img src="own.svg" style="width: 9mm">')
    assert refused(pack).code in {"svg.broken", "svg.endless"}


@pytest.mark.parametrize("name", ["own.png", "own.svg", "own.css", "own.eps", "own"])
def test_a_picture_is_a_png_a_jpeg_or_a_drawing(pack: Path, name: str) -> None:
    (pack / name).write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file\nshowpage\n")
    put(pack, f'<img src="{name}">')
    assert refused(pack).code == "svg.broken"


def test_a_drawing_with_the_doctype_of_a_drawing_program_is_taken(pack: Path) -> None:
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    (pack / "own.svg").write_text(f'{doctype}<svg {SVG} viewBox="0 0 9 9"><path d="M0 0H9V9z"/></svg>', "utf-8")
    put(pack, '<img src="own.svg" style="width: 1mm">')
    assert Renderer(templates=[pack]).render(KIND, sample(), ("pdf",)).artifacts["pdf"].pages == 1
