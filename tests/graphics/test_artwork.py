"""Official artwork: value, unit and code stand in its boxes, and nothing hostile passes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from label_data import CEMS_NUMBER, attempt, codes, errors, label, made, mark, on_ground, own_issuer, picture

from carbondocs import DataError, Renderer
from carbondocs.graphics.artwork import LabelArtwork, load_artwork
from carbondocs.graphics.boxes import Box
from carbondocs.issuer import load_issuer
from carbondocs.workspace import Folder

URL = "https://www.some-body.example/c/CFP-9999-2026-004-0001"
ROOT = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="60mm" height="120mm"'
GROUND = '<rect width="600" height="1200" fill="#E0F0E0"/>'
RECTANGLES = (
    '<rect id="value" x="50" y="100" width="500" height="200" fill="#FF00FF"/>'
    '<g transform="translate(50,320)"><rect id="unit" width="500" height="100" fill="#FF00FF"/></g>'
    '<rect id="qr" x="60" y="600" width="480" height="480" fill="#FF00FF"/>'
)
IDS = '[artwork.cfp-label]\nfile = "artwork.svg"\nvalue = "value"\nunit = "unit"\nqr = "qr"\n'
MILLIMETRES = (
    '[artwork.cfp-label]\nfile = "artwork.svg"\nvalue = [5, 10, 50, 20]\nunit = [5, 32, 50, 10]\nqr = [6, 60, 48, 48]\n'
)
MARK = '[artwork.cems-mark]\nfile = "artwork.svg"\nnumber = [5, 100, 50, 8]\nname = [5, 85, 50, 8]\n'


def artwork(content: str = RECTANGLES, root: str = f'{ROOT} viewBox="0 0 600 1200"') -> str:
    return f"<svg {root}>{GROUND}{content}</svg>"


def findings(folder: Path, drawing: str, profile: str = MILLIMETRES) -> list[tuple[str, str]]:
    """The places and codes of what is wrong with the artwork."""
    with pytest.raises(DataError) as refused:
        load_issuer(own_issuer(folder, drawing, profile))
    return [(found.place.path, found.code) for found in refused.value.diagnostics]


@pytest.mark.parametrize(("drawing", "profile"), [(artwork(), IDS), (artwork(""), MILLIMETRES)])
def test_value_unit_and_code_stand_in_their_boxes(tmp_path: Path, drawing: str, profile: str) -> None:
    issuer = own_issuer(tmp_path, drawing, profile)
    pdf = made("cfp-label", label({"width": 60}), "pdf", issuer=issuer)
    shown = picture(pdf, 254)
    assert shown.size == pytest.approx((600, 1200), abs=1)
    assert codes(shown) == [URL]
    assert shown.getpixel((5, 5)) == (0xE0, 0xF0, 0xE0)
    assert (255, 0, 255) not in {colour for _, colour in shown.getcolors(100_000) or []}, "the boxes are taken out"
    value, unit = (
        shown.crop(box).convert("L").point(lambda grey: 255 * (grey < 100))
        for box in ((40, 90, 560, 310), (40, 315, 560, 425))
    )
    left, top, right, bottom = value.getbbox() or (0, 0, 0, 0)
    assert (left + right) / 2 == pytest.approx(260, abs=2)
    assert (top + bottom) / 2 == pytest.approx(110, abs=2)
    assert right - left <= 501
    assert bottom - top <= 201
    assert max((right - left) / 500, (bottom - top) / 200) > 0.98
    assert unit.getbbox()
    png = made("cfp-label", label({"width": 30, "dpi": 150}), "png", issuer=issuer)
    assert codes(on_ground(png, "#FFFFFF")) == [URL]


def test_both_ways_to_give_a_box_are_the_same(tmp_path: Path) -> None:
    (tmp_path / "artwork.svg").write_text(artwork(), encoding="utf-8")
    by_id = load_artwork(Folder(tmp_path), LabelArtwork(file="artwork.svg", value="value", unit="unit", qr="qr"))
    (tmp_path / "bare.svg").write_text(artwork(""), encoding="utf-8")
    places = {"value": (5, 10, 50, 20), "unit": (5, 32, 50, 10), "qr": (6, 60, 48, 48)}
    in_mm = load_artwork(Folder(tmp_path), LabelArtwork.model_validate({"file": "bare.svg", **places}))
    for role, box in by_id.boxes.items():
        other = in_mm.boxes[role]
        assert (box.x, box.y, box.width, box.height) == pytest.approx((other.x, other.y, other.width, other.height))


@pytest.mark.parametrize(
    ("transform", "expected"),
    [
        ("translate(10 20)", Box(15, 26, 7, 8)),
        ("translate(10)", Box(15, 6, 7, 8)),
        ("scale(2)", Box(10, 12, 14, 16)),
        ("scale(2,3)", Box(10, 18, 14, 24)),
        ("translate(10 20) scale(2)", Box(20, 32, 14, 16)),
        ("scale(2) translate(10 20)", Box(30, 52, 14, 16)),
        ("matrix(2 0 0 3 10 20)", Box(20, 38, 14, 24)),
    ],
)
def test_a_box_is_found_through_transforms_and_an_offset_view(tmp_path: Path, transform: str, expected: Box) -> None:
    box = '<rect id="v" x="5" y="6" width="7" height="8"/>'
    drawing = artwork(f'<g transform="{transform}"><g>{box}</g></g>', f'{ROOT} viewBox="-1 -2 60 120"')
    (tmp_path / "artwork.svg").write_text(drawing, encoding="utf-8")
    profile = LabelArtwork(file="artwork.svg", value="v", qr=(0, 60, 50, 50))
    found = load_artwork(Folder(tmp_path), profile).boxes["value"]
    assert (found.x - 1, found.y - 2, found.width, found.height) == pytest.approx(
        (expected.x, expected.y, expected.width, expected.height)
    )


HOSTILE = {
    "script": ("<script>alert(1)</script>", "svg.element"),
    "handler": ('<path d="M0 0h1" onclick="alert(1)"/>', "svg.script"),
    "handler in capitals": ('<path d="M0 0h1" OnLoad="alert(1)"/>', "svg.script"),
    "foreign object": ("<foreignObject><p/></foreignObject>", "svg.element"),
    "picture from a file": ('<image xlink:href="/etc/passwd"/>', "svg.element"),
    "picture inside": ('<image href="data:image/png;base64,AAAA"/>', "svg.element"),
    "use of a file": ('<use xlink:href="other.svg#a"/>', "svg.reference"),
    "use of the network": ('<use href="http://example.com/a.svg#a"/>', "svg.reference"),
    "fill from the network": ('<path d="M0 0h1" fill="url(http://example.com/a)"/>', "svg.reference"),
    "fill from a quoted file": ('<path d="M0 0h1" fill="url( \'file:///a\' )"/>', "svg.reference"),
    "style that imports": ("<style>@import 'http://example.com/a.css';</style>", "svg.reference"),
    "style that loads": ("<style>.a{fill:URL(http://example.com/a)}</style>", "svg.reference"),
    "style that hides its loading": (r"<style>.a{fill:\75rl(http://example.com/a)}</style>", "svg.reference"),
    "style attribute": ('<path d="M0 0h1" style="fill:url(x.svg#a)"/>', "svg.reference"),
    "face": ("<style>@font-face{font-family:a;src:local(b)}</style>", "svg.reference"),
    "text": ("<text>kgCO2e</text>", "svg.element"),
    "animation": ('<path d="M0 0h1"><animate attributeName="d"/></path>', "svg.element"),
    "link": ('<a href="http://example.com"><path d="M0 0h1"/></a>', "svg.element"),
    "broken path": ('<path d="M0 0h"/>', "svg.broken"),
    "path that is none": ('<path d="M0 0 x9"/>', "svg.broken"),
    "colour that is none": ('<path d="M0 0h1v1z" fill="rgb(a,b,c)"/>', "svg.broken"),
    "use of itself": ('<g id="a"><use href="#a"/></g>', "svg.broken"),
    "use in a ring": ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "svg.broken"),
    "nesting": ("<g>" * 300 + "</g>" * 300, "svg.endless"),
    "bomb of uses": (
        '<g id="a0"><path d="M0 0h1"/></g>'
        + "".join(f'<g id="a{n}">{f"<use href=%s#a{n - 1}%s/>".replace("%s", chr(34)) * 10}</g>' for n in range(1, 9)),
        "svg.endless",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_artwork_is_refused_by_name(tmp_path: Path, name: str) -> None:
    content, code = HOSTILE[name]
    assert findings(tmp_path, artwork(content)) == [("artwork.cfp-label", code)]


@pytest.mark.parametrize(
    "drawing",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + artwork("<g>&b;</g>"),
        '<?xml version="1.0" encoding="nonsense"?>' + artwork(""),
        artwork("")[:-5],
        "no drawing",
        artwork("").replace("<svg", "<html").replace("</svg", "</html"),
    ],
)
def test_bombs_and_what_is_no_svg_are_refused(tmp_path: Path, drawing: str) -> None:
    assert findings(tmp_path, drawing) == [("artwork.cfp-label", "svg.broken")]


def test_an_endless_file_is_refused(tmp_path: Path) -> None:
    drawing = artwork(f'<path d="{"M0 0h1" * 400_000}"/>')
    assert findings(tmp_path, drawing) == [("artwork.cfp-label", "artwork.large")]


@pytest.mark.parametrize(
    "root",
    [
        'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 1200"',
        ROOT,
        f'{ROOT} viewBox="0 0 0 1200"',
        f'{ROOT} viewBox="0 0 nan 1200"',
        f'{ROOT} viewBox="0 0 600 600"',
        'xmlns="http://www.w3.org/2000/svg" width="100%" height="100%" viewBox="0 0 600 1200"',
    ],
)
def test_artwork_without_a_size_or_out_of_proportion_is_refused(tmp_path: Path, root: str) -> None:
    assert findings(tmp_path, artwork("", root)) == [("artwork.cfp-label", "artwork.size")]


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (IDS.replace('qr = "qr"\n', ""), ("artwork.cfp-label.qr", "field.missing")),
        (IDS.replace('value = "value"\n', ""), ("artwork.cfp-label.value", "field.missing")),
        (IDS.replace('"qr"', '"code"'), ("artwork.cfp-label", "artwork.box_missing")),
        (IDS.replace('"qr"', '"round"'), ("artwork.cfp-label", "artwork.box_shape")),
        (IDS.replace('"qr"', '"turned"'), ("artwork.cfp-label", "artwork.box_shape")),
        (IDS.replace('"qr"', '"mirrored"'), ("artwork.cfp-label", "artwork.box_shape")),
        (IDS.replace('"qr"', "[20, 60, 48, 48]"), ("artwork.cfp-label", "artwork.box")),
        (IDS.replace('"qr"', "[-1, 60, 48, 48]"), ("artwork.cfp-label", "artwork.box")),
        (IDS.replace('"qr"', "[6, 60, 0, 48]"), ("artwork.cfp-label", "artwork.box")),
        (IDS.replace("artwork.svg", "missing.svg"), ("artwork.cfp-label", "file.missing")),
        (IDS.replace("artwork.svg", "../../etc/passwd"), ("artwork.cfp-label", "file.outside")),
        (IDS + 'ink = "#CCCCCC"', ("artwork.cfp-label", "artwork.contrast")),
        (IDS + 'paper = "#000000"', ("artwork.cfp-label", "artwork.contrast")),
        (IDS.replace("cfp-label", "cfp-labl"), ("artwork.cfp-labl", "field.unknown")),
    ],
)
def test_boxes_that_are_missing_or_misplaced_are_told(tmp_path: Path, profile: str, expected: tuple[str, str]) -> None:
    box = '<circle id="round" r="9"/><g transform="rotate(9)"><rect id="turned" width="9" height="9"/></g>'
    mirrored = '<rect id="mirrored" transform="scale(-1 1)" width="9" height="9"/>'
    assert findings(tmp_path, artwork(RECTANGLES + box + mirrored), profile) == [expected]


def test_what_editors_leave_behind_is_taken_out(tmp_path: Path) -> None:
    left = (
        '<metadata><x:a xmlns:x="urn:x" onload="1"/></metadata><i:view xmlns:i="urn:i" href="http://a"/>'
        '<g xmlns:i="urn:i" i:label="http://a" xml:space="preserve"><path d="M1 1h1v1z"/></g>'
        '<defs><linearGradient id="a"><stop stop-color="#0B4D3A"/></linearGradient></defs>'
        '<path fill="url(#a)" d="M0 0h9v9z"/><g id="b"/><use xlink:href="#b"/>'
    )
    issuer = own_issuer(tmp_path, artwork(RECTANGLES + left), IDS)
    svg = made("cfp-label", label(), "svg", issuer=issuer).decode()
    assert "urn:" not in svg
    assert "onload" not in svg
    assert 'fill="url(#a)"' in svg
    assert 'href="#b"' in svg
    assert re.findall(r'xmlns[^=]*="([^"]+)"', svg) == ["http://www.w3.org/2000/svg"]


def test_the_rules_hold_for_artwork_too(tmp_path: Path) -> None:
    issuer = own_issuer(tmp_path, artwork(), IDS)

    def wrong(design: dict[str, object], **changes: object) -> list[tuple[str, str]]:
        return errors("cfp-label", label(design, **changes), issuer=issuer)

    assert wrong({"width": 10}) == [("design.width", "design.too_small")]
    assert wrong({"width": 30, "height": 50}) == [("design.height", "design.proportion")]
    assert wrong({}, status="withdrawn") == [("status", "status.forbids")]
    assert wrong({"variant": "black"}) == [("design.variant", "design.artwork")]
    assert wrong({"arrangement": "landscape"}) == [("design.arrangement", "design.artwork")]
    assert attempt("cfp-label", label({"width": 30, "height": 60}), issuer=issuer).diagnostics == ()


def test_small_digits_in_a_flat_box_need_a_larger_label(tmp_path: Path) -> None:
    flat = MILLIMETRES.replace("value = [5, 10, 50, 20]", "value = [5, 10, 50, 1.4]")
    issuer = own_issuer(tmp_path, artwork(""), flat)
    assert errors("cfp-label", label({"width": 40}), issuer=issuer) == [("design.width", "design.too_small")]
    assert attempt("cfp-label", label({"width": 60}), issuer=issuer).diagnostics == ()


def test_a_mark_has_its_artwork_too(tmp_path: Path) -> None:
    issuer = own_issuer(tmp_path, artwork(""), MARK)
    svg = made("cems-mark", mark({"width": 60}), "svg", issuer=issuer).decode()
    assert svg.count("<path") == 2
    assert "占位图样" not in svg
    assert CEMS_NUMBER in svg
    assert errors("cems-mark", mark({"variant": "black"}), issuer=issuer) == [("design", "mark.recoloured")]
    assert errors("cems-mark", mark({"width": 30, "height": 30}), issuer=issuer) == [
        ("design.height", "design.proportion")
    ]


def test_samples_are_marked_on_artwork_too(tmp_path: Path) -> None:
    renderer = Renderer(issuer=own_issuer(tmp_path, artwork(""), MILLIMETRES, sample=True))
    svg = renderer.render("cfp-label", label(), ("svg",)).artifacts["svg"].content.decode()
    assert "样张" in svg
    assert svg.count("<path") == 5
