"""The preview's server: who is let in, what is rendered, and what happens to a template without end."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from packs_to_break import edit_word
from PIL import Image
from preview_running import WISH, Preview, running_preview

from carbondocs.designer.preview.comparing import beside
from carbondocs.designer.preview.pictures import Album
from carbondocs.designer.preview.rendering import Bench
from carbondocs.designer.preview.wishes import Studio, Wish
from carbondocs.errors import UsageError
from carbondocs.workspace import shipped

KIND = "cfp-certificate"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped("templates") / KIND, tmp_path / "my-pack"))


@pytest.fixture
def preview(pack: Path) -> Iterator[Preview]:
    with running_preview(pack) as started:
        yield started


def test_only_the_page_itself_is_let_in(preview: Preview) -> None:
    port = urlsplit(preview.address).port
    assert preview.address.startswith("http://127.0.0.1:")
    assert preview.ask("/")[0] == 200
    for path in (
        "/",
        "/assets/CarbonDocsHei-Regular.ttf",
        "/assets/preview.js",
        "/events",
        "/download/document.pdf?data=x&locale=en",
    ):
        assert preview.ask(path, token="")[0] == 403
        assert preview.ask(path, token="x" * 32)[0] == 403
        assert preview.ask(path, Origin="http://evil.example")[0] == 403
        assert preview.ask(path, Host=f"evil.example:{port}")[0] == 403
        assert preview.ask(path, Sec_Fetch_Site="cross-site")[0] == 403
        assert preview.ask(path, Sec_Fetch_Site="same-site")[0] == 403
    assert preview.ask("/render", WISH, token="x")[0] == 403
    assert preview.ask("/assets/..%2fapp.py")[0] == 404


def test_documents_are_shown_compared_and_downloaded(preview: Preview, pack: Path) -> None:
    shown = preview.render(comparison="difference")
    assert not shown["failed"]
    assert [round(size["width"]) for size in shown["pages"]["sizes"]] == [595]
    key, other = shown["pages"]["key"], shown["builtIn"]["key"]
    assert key == other
    status, content = preview.ask(f"/page/{key}/0.png?scale=1.5")
    assert (status, Image.open(BytesIO(content)).size) == (200, (893, 1263))
    style = pack / "style.css.j2"
    style.write_text(style.read_text("utf-8") + "h1 { color: #C8102E }", encoding="utf-8")
    changed = preview.render(comparison="difference")["pages"]["key"]
    assert changed != key
    status, content = preview.ask(f"/difference/{changed}/{other}/0.png?scale=1")
    assert status == 200
    seen = Image.open(BytesIO(content)).convert("RGB").getcolors(1 << 24) or []
    assert any(colour[0] != colour[2] for _, colour in seen if isinstance(colour, tuple))
    assert preview.ask(f"/page/{key}/7.png")[0] == 404
    assert preview.ask("/page/nowhere/0.png")[0] == 404
    for name, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        status, content = preview.ask(f"/download/document.{name}?data=one-product&locale=zh-CN")
        assert (status, content[: len(begins)]) == (200, begins)
    assert preview.ask("/download/document.exe?data=one-product&locale=zh-CN")[0] == 404


def test_an_error_is_told_with_place_and_remedy(preview: Preview, pack: Path) -> None:
    page = pack / "document.html.j2"
    sound = page.read_text("utf-8")
    page.write_text(sound.replace("<main>", "<main>{{ nowhere }}"), encoding="utf-8")
    shown = preview.render()
    assert shown["failed"]
    (finding,) = shown["findings"]
    assert finding["place"].startswith("document.html.j2:")
    assert "nowhere" in finding["message"]
    assert finding["hint"]
    page.write_text(sound, encoding="utf-8")
    assert not preview.render()["failed"]


def test_the_check_tells_what_it_finds(preview: Preview, pack: Path) -> None:
    page = pack / "document.html.j2"
    page.write_text(page.read_text("utf-8").replace("fact(factory,", "fact(factry,"), encoding="utf-8")
    status, content = preview.ask("/check", WISH)
    assert status == 200
    first, *reading, last = map(json.loads, content.splitlines())
    for step in (first, last):
        told = step["findings"]
        assert any("factry" in finding["message"] and "document.html.j2:" in finding["place"] for finding in told)
    assert [step["done"] for step in reading] == list(range(reading[0]["count"]))
    assert (first["ended"], last["ended"]) == (False, True)
    assert len(reading) > 10


@pytest.mark.parametrize(
    ("tongue", "lang", "told"),
    [
        (
            "zh",
            "zh-CN",
            "检查结果 字段 发证机构 最长 与内置模板并排 样例机构 证书编号 各语言文本 请允许",
        ),
        ("en", "en", "Findings Fields Issuer Longest built-in sample certificate languages Allow"),
    ],
)
def test_the_page_is_whole_without_a_script(preview: Preview, tongue: str, lang: str, told: str) -> None:
    status, content = preview.ask(f"/?lang={tongue}")
    page = re.sub(r'data-words="[^"]*"', "", content.decode())
    assert status == 200
    assert [word for word in told.split() if word.casefold() not in page.casefold()] == []
    assert '<option value="one-product">' in page
    assert f'<html lang="{lang}">' in page


def test_a_wrong_manifest_is_told_in_the_page(preview: Preview, pack: Path) -> None:
    manifest = pack / "pack.toml"
    sound = manifest.read_text("utf-8")
    manifest.write_text(sound + "\ncolour = 3\n", encoding="utf-8")
    told = preview.ask("/?lang=en")[1].decode()
    assert "pack.toml" in told
    assert "data-broken" in told
    manifest.write_text(sound, encoding="utf-8")
    assert "data-broken" not in preview.ask("/?lang=en")[1].decode()


@pytest.fixture
def bench(pack: Path) -> Bench:
    return Bench(Studio(pack))


def test_wishes_are_met(bench: Bench) -> None:
    usual = bench.show(Wish("one-product", "zh-CN"))
    assert usual.pages.startswith(b"%PDF")
    others = [
        bench.show(wish)
        for wish in (
            Wish("one-product", "en"),
            Wish("one-product", "zh-CN", draft=True),
            Wish("one-product", "zh-CN", longest=True),
            Wish("45-products", "zh-CN"),
            Wish("largest", "zh-CN"),
        )
    ]
    assert len({usual.pages, *(other.pages for other in others)}) == 6
    text = bench.show(Wish("one-product", "zh-CN", view="text")).text
    assert text[1] == "产品碳足迹标识认证证书"
    assert any(line.startswith("认证委托人名称及地址：\t") for line in text)


def test_the_text_of_a_word_file_is_compared_line_by_line(bench: Bench, pack: Path) -> None:
    edit_word(pack / "document.docx", ("{{ title.main }}", "{{ title.main }}（我方版式）"))
    shown = bench.show(Wish("one-product", "zh-CN", view="text", comparison="difference"))
    pairs = list(beside(shown.text, shown.built_in_text))
    assert [pair for pair in pairs if pair[0] != pair[1]] == [
        ("产品碳足迹标识认证证书（我方版式）", "产品碳足迹标识认证证书")
    ]
    assert list(beside(["a", "b"], ["b", "c"])) == [("a", None), ("b", "b"), (None, "c")]


def test_an_edited_ornament_is_drawn_anew(bench: Bench, pack: Path) -> None:
    manifest = pack / "pack.toml"
    manifest.write_text(manifest.read_text("utf-8").replace("shared/layer.svg.j2", "layer.svg.j2"), encoding="utf-8")
    layer = pack / "layer.svg.j2"
    shutil.copy(shipped("templates") / "shared" / "layer.svg.j2", layer)
    before = bench.show(Wish("one-product", "zh-CN"))
    layer.write_text(layer.read_text("utf-8").replace("colours.leaf", "colours.dark"), encoding="utf-8")
    assert bench.show(Wish("one-product", "zh-CN")).pages != before.pages


def test_what_the_engine_ignores_is_a_remark_until_it_is_mended(bench: Bench, pack: Path) -> None:
    style = pack / "style.css.j2"
    sound = style.read_text("utf-8")
    style.write_text(sound + "h1 { colr: red }", encoding="utf-8")
    for _ in range(2):
        shown = bench.show(Wish("one-product", "zh-CN"))
        assert shown.pages
        assert any("colr" in str(finding.message) for finding in shown.findings)
    style.write_text(sound, encoding="utf-8")
    assert not bench.show(Wish("one-product", "zh-CN")).findings


@pytest.mark.parametrize("change", [{"locale": "fr"}, {"view": "exe"}, {"comparison": "x"}, {"issuer": 7}, {}])
def test_a_wish_for_what_there_is_not_is_refused(pack: Path, change: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        Wish.read({**WISH, **change} if change else {}, Studio(pack))


def test_an_album_keeps_only_the_latest() -> None:
    album = Album()
    with pytest.raises(KeyError):
        album.picture("nowhere", 0, 1.0)
