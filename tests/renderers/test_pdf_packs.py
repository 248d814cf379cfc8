"""What a designer's pack can't do to a page: strange faces, files from outside, another document's names."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from certificate_data import KIND, attempt, pdf, rendered, sample
from pdf_reading import pages, squeezed
from PIL import Image

import carbondocs
from carbondocs import DataError, TemplateError
from carbondocs.flow import Row
from carbondocs.workspace import shipped

pytestmark = pytest.mark.usefixtures("unchecked")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the built-in pack."""
    return Path(shutil.copytree(shipped("templates") / KIND, tmp_path / "packs" / KIND))


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def styled(pack: Path, rule: str) -> None:
    """Add a rule to the pack's style."""
    style = pack / "style.css.j2"
    style.write_text(f"{style.read_text(encoding='utf-8')}\n{rule}\n", encoding="utf-8")


def refused(pack: Path) -> tuple[str, str]:
    """Code and words of the TemplateError that a sample meets."""
    with pytest.raises(TemplateError) as caught:
        attempt(sample(), templates=[pack])
    (found,) = caught.value.diagnostics
    return found.code, str(found)


@pytest.fixture(scope="session")
def foreign_font(tool: Callable[[str], str]) -> tuple[str, Path]:
    """Family and file of a face that the machine has and carbondocs doesn't bring."""
    listed = subprocess.run(
        [tool("fc-list"), "--format", "%{family[0]}\t%{file}\n"], capture_output=True, text=True, check=True
    )
    for line in sorted(listed.stdout.splitlines()):
        family, _, file = line.partition("\t")
        if family.startswith("DejaVu") and file.endswith(".ttf"):
            return family, Path(file)
    pytest.skip("this machine has no other face")


def test_an_unchanged_copy_gives_the_same_bytes(pack: Path) -> None:
    assert pdf(sample(), templates=[pack]) == rendered()
    assert pdf(sample(), templates=[pack.parent]) == rendered()


def test_a_pack_may_hold_only_what_it_changes(tmp_path: Path) -> None:
    pack = tmp_path / "own"
    pack.mkdir()
    shutil.copy(shipped("templates") / KIND / "pack.toml", pack)
    shutil.copy(shipped("templates") / KIND / "document.html.j2", pack)
    edited(pack / "document.html.j2", "</main>", '<p id="flow-own">自有一行</p></main>')
    (page,) = pages(pdf(sample(), templates=[pack]))
    assert "自有一行" in squeezed(page)


def test_a_face_of_the_machine_is_refused(pack: Path, foreign_font: tuple[str, Path]) -> None:
    family, _ = foreign_font
    styled(pack, f'.number .value {{ font-family: "{family}" }}')
    code, words = refused(pack)
    assert code == "face.foreign"
    assert family.split()[0] in words


def test_a_generic_family_is_refused(pack: Path) -> None:
    styled(pack, ".number .value { font-family: monospace }")
    assert refused(pack)[0] == "face.foreign"


def test_a_face_that_the_pack_brings_is_refused(pack: Path, foreign_font: tuple[str, Path]) -> None:
    _, file = foreign_font
    shutil.copy(file, pack / "own.ttf")
    styled(pack, '@font-face { font-family: "Own"; src: url("own.ttf") } .number .value { font-family: "Own" }')
    assert refused(pack)[0] == "face.foreign"


def test_a_refused_face_does_not_linger(pack: Path, foreign_font: tuple[str, Path]) -> None:
    styled(pack, f'.number .value {{ font-family: "{foreign_font[0]}" }}')
    assert refused(pack)[0] == "face.foreign"
    assert pdf(sample()) == rendered()


OUTSIDE = ["http://example.com/a.png", "https://example.com/a.png", "file:///etc/passwd", "ftp://example.com/a.png"]


@pytest.mark.parametrize("url", [*OUTSIDE, "../../secret.png", "/etc/passwd", "%2e%2e/%2e%2e/secret.png"])
def test_no_picture_comes_from_outside_the_pack(pack: Path, url: str) -> None:
    (pack.parents[1] / "secret.png").write_bytes(b"secret")
    edited(pack / "document.html.j2", "</main>", f'<img src="{url}"></main>')
    code, words = refused(pack)
    assert code in {"template.outside", "file.outside", "file.missing"}
    assert "secret" not in words.replace("secret.png", "")


@pytest.mark.parametrize("url", OUTSIDE)
@pytest.mark.parametrize(
    "rule",
    [
        "@import url('{url}');",
        "body {{ background: url('{url}') }}",
        "li {{ list-style-image: url('{url}') }} main {{ display: list-item; list-style-image: url('{url}') }}",
        "h1::before {{ content: url('{url}') }}",
    ],
)
def test_no_style_comes_from_outside_the_pack(pack: Path, rule: str, url: str) -> None:
    style = pack / "style.css.j2"
    style.write_text(rule.format(url=url) + style.read_text(encoding="utf-8"), encoding="utf-8")
    assert refused(pack)[0] == "template.outside"


@pytest.mark.parametrize("url", OUTSIDE)
@pytest.mark.parametrize(
    "element",
    [
        '<link rel="stylesheet" href="{url}">',
        '<object data="{url}" type="image/png"></object>',
        '<embed src="{url}">',
        '<style>@import "{url}";</style>',
        '<div style="background: url({url})">x</div>',
    ],
)
def test_no_element_brings_anything_from_outside_the_pack(pack: Path, element: str, url: str) -> None:
    edited(pack / "document.html.j2", "</main>", element.format(url=url) + "</main>")
    assert refused(pack)[0] == "template.outside"


def test_an_unknown_picture_is_told_with_the_known_ones(pack: Path) -> None:
    edited(pack / "document.html.j2", "</main>", '<img src="picture:nowhere"></main>')
    code, words = refused(pack)
    assert code == "picture.unknown"
    assert "nowhere" in words


@pytest.mark.parametrize("attribute", ["href", "xlink:href"])
@pytest.mark.parametrize("url", ["{folder}/beside.png", "beside.png", "http://127.0.0.1:9/beside.png"])
def test_a_signature_drawing_brings_nothing_with_it(tmp_path: Path, attribute: str, url: str) -> None:
    Image.new("RGB", (40, 20), "navy").save(tmp_path / "beside.png")
    (tmp_path / "sign.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20"'
        f' width="40" height="20"><path d="M0 0H9V9z"/><image {attribute}="{url.format(folder=tmp_path.as_uri())}"'
        ' width="40" height="20"/></svg>',
        encoding="utf-8",
    )
    with pytest.raises(DataError) as told:
        carbondocs.render(
            KIND, Row(sample(signatory={"name": "林知远", "signature": "sign.svg"}), folder=tmp_path), ("pdf",)
        )
    assert [(found.code, found.place.path) for found in told.value.diagnostics] == [
        ("svg.element", "signatory.signature")
    ]
