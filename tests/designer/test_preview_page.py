"""The preview's page in a real Chromium: edit a file and see the page change, break a template, mend it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import Page, browser
from packs_to_break import edit_word
from preview_running import running_preview

from carbondocs.workspace import shipped

KIND = "cfp-certificate"
PICTURE = "document.querySelector('#sheets img')"
SHOWN = f"{PICTURE} && {PICTURE}.complete && {PICTURE}.naturalWidth && {PICTURE}.src.split('?')[0]"
STATUS = "document.getElementById('status').textContent"
FOUND = "document.getElementById('found').textContent"
TROUBLE = "document.getElementById('trouble')"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(shipped("templates") / KIND, tmp_path / "my-pack"))


@pytest.fixture
def page(pack: Path, tmp_path: Path, tool: Callable[[str], str]) -> Iterator[Page]:
    program = tool("chromium")
    with (
        running_preview(pack) as preview,
        browser(program, tmp_path / "profile", "--window-size=1400,900", "--force-device-scale-factor=2") as opened,
    ):
        opened.open(f"{preview.address}&lang=en")
        opened.wait(SHOWN)
        yield opened


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_saved_file_is_shown_a_broken_one_told_a_mended_one_shown_again(page: Page, pack: Path) -> None:
    first = page.value(SHOWN)
    edit(pack / "style.css.j2", "{% include", "h1 { font-size: 20pt !important }\n{% include")
    second = page.wait(f"{SHOWN} !== '{first}' && {SHOWN}", 10)
    edit(pack / "document.html.j2", "fact(factory,", "fact(factry,")
    page.wait(f"!{TROUBLE}.hidden", 10)
    assert page.value(SHOWN) == second
    told = page.wait(f"{TROUBLE}.textContent.includes('document.html.j2:') && {TROUBLE}.textContent", 30)
    assert "factry" in told
    assert "last good pages" in told
    assert page.value(f"{TROUBLE}.getAttribute('role')") == "alert"
    edit(pack / "document.html.j2", "fact(factry,", "fact(factory,")
    page.wait(f"{TROUBLE}.hidden", 10)
    assert page.value(SHOWN) == second
    assert page.value(STATUS).startswith("Mended.")


def test_pictures_and_word_templates_are_watched_too(page: Page, pack: Path) -> None:
    first = page.value(SHOWN)
    (pack / "own.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9z"/></svg>'
    )
    edit(pack / "document.html.j2", "<main>", '<main><img src="own.svg" style="width: 2mm; position: absolute">')
    second = page.wait(f"{SHOWN} !== '{first}' && {SHOWN}", 10)
    edit(pack / "own.svg", "M0 0H9V9z", "M0 0H9L0 9z")
    page.wait(f"{SHOWN} !== '{second}' && {SHOWN}", 10)
    page.value("choices.elements.view.value = 'text'; choices.dispatchEvent(new Event('change'))")
    page.wait("document.getElementById('text') !== null")
    (pack / "document.docx").write_bytes(b"no Word file")
    told = page.wait(f"!{TROUBLE}.hidden && {TROUBLE}.textContent", 10)
    assert "document.docx" in told
    assert page.value("document.getElementById('text').textContent.includes('证书编号')")


def test_the_choices_change_what_is_shown(page: Page) -> None:
    seen = {page.value(SHOWN)}
    for change in (
        "elements.locale.value = 'en'",
        "elements.draft.value = 'true'",
        "elements.longest.value = 'true'",
        "elements.data.value = 'largest'",
    ):
        page.value(f"choices.{change}; choices.dispatchEvent(new Event('change'))")
        seen.add(page.wait(f"!{list(seen)}.includes({SHOWN}) && {SHOWN}", 20))
    assert len(seen) == 5
    page.value("choices.elements.comparison.value = 'side'; choices.dispatchEvent(new Event('change'))")
    page.wait("document.querySelectorAll('.sheet img').length === 2")
    page.value("choices.elements.comparison.value = 'difference'; choices.dispatchEvent(new Event('change'))")
    page.wait(f"document.querySelectorAll('.sheet img').length === 1 && {SHOWN}.includes('/difference/')")
    assert not page.value("document.getElementById('legend').hidden")


def test_pages_are_sharp_at_every_zoom(page: Page) -> None:
    assert page.value("devicePixelRatio") == 2
    for button in ("in", "out", "fit", "whole"):
        page.value(f"document.getElementById('{button}').click()")
        ratio = page.wait(f"{SHOWN} && {PICTURE}.naturalWidth / {PICTURE}.clientWidth")
        assert ratio >= 2


def test_it_is_used_by_keyboard_and_told_to_screen_readers(page: Page) -> None:
    focused = []
    for _ in range(16):
        page.press("Tab")
        focused.append(page.value("document.activeElement.id || document.activeElement.name"))
    order = ["tongue", "data", "locale", "issuer", "draft", "longest", "view", "comparison", "pages", "out", "in"]
    assert [name for name in focused if name in order] == order
    unnamed = page.value(
        "[...document.querySelectorAll('select, input, button, main')].filter((one) => one.offsetParent &&"
        " !(one.labels?.length || one.getAttribute('aria-label') || one.textContent.trim())).length"
    )
    assert unnamed == 0
    assert page.value("document.getElementById('status').getAttribute('aria-live')") == "polite"
    assert page.value("document.documentElement.lang") == "en"


def test_it_speaks_chinese_too_and_loads_nothing_from_elsewhere(page: Page) -> None:
    page.value("document.getElementById('tongue').click()")
    page.wait("document.documentElement.lang === 'zh-CN'")
    assert page.wait("document.getElementById('findings-title').textContent") == "检查结果"
    page.wait(SHOWN)
    own = page.value("performance.getEntriesByType('resource').every((one) => one.name.startsWith(location.origin))")
    assert own


def test_fields_are_listed_and_searched(page: Page) -> None:
    names = page.value("document.querySelectorAll('.field:not([hidden])').length")
    assert names > 30
    page.value("(() => { const box = document.getElementById('search'); box.value = 'qr'; "
               "box.dispatchEvent(new Event('input')) })()")  # fmt: skip
    found = page.value("[...document.querySelectorAll('.field:not([hidden]) button')].map((one) => one.textContent)")
    assert "qr" in found
    assert len(found) < names


def choose(page: Page, name: str, value: str) -> None:
    page.value(
        f"(() => {{ const box = document.getElementById('{name}'); box.value = '{value}';"
        " box.dispatchEvent(new Event('change', { bubbles: true })) })()"
    )


def test_findings_come_at_once_then_how_far_the_pages_are_read(page: Page, pack: Path) -> None:
    edit(pack / "document.html.j2", "fact(factory,", "fact(factry,")
    reading = "document.querySelector('#reading p').textContent"
    page.wait(f"{FOUND}.includes('factry') && !document.getElementById('reading').hidden", 20)
    assert page.wait(f"{reading}.match(/Reading the pages back: \\d+ of \\d+/)", 60)
    edit(pack / "document.html.j2", "fact(factry,", "fact(factory,")
    page.wait(f"!{FOUND}.includes('factry')", 20)
    assert not page.value("document.getElementById('reading').hidden")
    page.wait("document.getElementById('reading').hidden", 240)
    assert page.value("document.getElementById('count').title").startswith("0 errors")


def test_word_is_shown_as_pages_and_compared(page: Page, pack: Path, tool: Callable[[str], str]) -> None:
    tool("soffice")
    pdf = page.value(SHOWN)
    choose(page, "view", "word")
    first = page.wait(f"{SHOWN} !== '{pdf}' && {SHOWN}", 120)
    edit_word(pack / "document.docx", ("{{ title.main }}", "{{ title.main }}（我方版式）"))
    second = page.wait(f"{SHOWN} !== '{first}' && {SHOWN}", 120)
    choose(page, "comparison", "side")
    page.wait("document.querySelectorAll('.sheet img').length >= 2", 120)
    assert page.value(SHOWN) == second
    edit_word(pack / "document.docx", ("{{ title.main }}（我方版式）", "{{ title.main }}"))
    page.wait(f"{SHOWN} === '{first}'", 120)
    mine, other = (f"document.querySelectorAll('.sheet img')[{index}].src" for index in range(2))
    page.wait(f"{mine} === {other}", 120)


def test_the_texts_of_word_files_are_compared(page: Page, pack: Path) -> None:
    edit_word(pack / "document.docx", ("{{ title.main }}", "{{ title.main }}（我方版式）"))
    choose(page, "view", "text")
    choose(page, "comparison", "difference")
    assert page.wait("document.querySelector('.only-mine')?.textContent", 30) == "产品碳足迹标识认证证书（我方版式）"
    assert page.value("document.querySelectorAll('.only-built-in').length") == 1
    choose(page, "comparison", "side")
    page.wait("document.querySelectorAll('#text.pairs h3').length === 2", 30)


def test_downloads_have_names_and_what_fails_is_told(page: Page, pack: Path, tmp_path: Path) -> None:
    folder = tmp_path / "downloads"
    page.send("Page.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
    for format in ("pdf", "docx"):
        page.value(f"document.querySelector('[data-format={format}]').click()")
    wanted = {f"my-pack-one-product-zh-CN.{format}" for format in ("pdf", "docx")}
    until(lambda: folder.is_dir() and {path.name for path in folder.iterdir()} == wanted)
    assert (folder / "my-pack-one-product-zh-CN.pdf").read_bytes().startswith(b"%PDF")
    (pack / "document.docx").write_bytes(b"no Word file")
    page.value("document.querySelector('[data-format=docx]').click()")
    assert "document.docx" in page.wait(f"!{TROUBLE}.hidden && {TROUBLE}.textContent", 30)


def test_the_zoom_is_worked_by_keys_on_the_pages(page: Page) -> None:
    page.value("document.getElementById('pages').focus()")
    percent = "parseInt(document.getElementById('zoom').textContent)"
    usual = page.value(percent)
    page.press("+")
    larger = page.wait(f"{percent} > {usual} && {percent}")
    page.press("-")
    page.wait(f"{percent} < {larger}")
    page.press("1")
    page.wait("document.getElementById('whole').getAttribute('aria-pressed') === 'true'")
    assert page.value(f"{PICTURE}.clientHeight < document.getElementById('pages').clientHeight")
    page.press("0")
    page.wait("document.getElementById('fit').getAttribute('aria-pressed') === 'true'")
    page.value("document.getElementById('search').focus()")
    page.press("1")
    assert page.value("document.getElementById('fit').getAttribute('aria-pressed')") == "true"


def test_nothing_is_called_sound_before_it_is_checked(page: Page) -> None:
    found = "document.getElementById('found').textContent"
    waiting = "document.getElementById('reading').hidden"
    page.wait(f"{waiting} || {found} !== ''", 240)
    assert (page.value(waiting), page.value(found)) == (True, "The check found nothing.")


def test_a_broken_manifest_is_told_and_the_page_comes_back(page: Page, pack: Path) -> None:
    manifest = (pack / "pack.toml").read_text("utf-8")
    (pack / "pack.toml").write_text(manifest + "\ncolour = 3\n", encoding="utf-8")
    page.wait(f"{TROUBLE}.textContent.includes('pack.toml')", 20)
    page.value("location.reload()")
    page.wait("'broken' in document.body.dataset", 20)
    assert "pack.toml" in page.value(f"{TROUBLE}.textContent")
    (pack / "pack.toml").write_text(manifest, encoding="utf-8")
    page.wait(SHOWN, 30)


def test_nothing_is_wider_than_the_window(page: Page) -> None:
    for width, height in ((1280, 800), (1920, 1080)):
        page.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        assert page.value("document.documentElement.scrollWidth <= innerWidth")
        assert page.value("document.documentElement.scrollHeight <= innerHeight")
        cut = page.value(
            "[...document.querySelectorAll('button, h2, .choice > span, figcaption, #status')]"
            ".filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth).map((one) => one.textContent)"
        )
        assert cut == []


def until(holds: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)
