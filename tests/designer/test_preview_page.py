"""The preview's page in a real Chromium: edit a file and see the page change, break a template, mend it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser import Page, browser
from preview_running import running_preview

from carbondocs.workspace import shipped

KIND = "cfp-certificate"
PICTURE = "document.querySelector('#sheets img')"
SHOWN = f"{PICTURE} && {PICTURE}.complete && {PICTURE}.naturalWidth && {PICTURE}.src.split('?')[0]"
STATUS = "document.getElementById('status').textContent"
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
        "elements.draft.checked = true",
        "elements.longest.checked = true",
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
    order = ["tongue", "data", "locale", "issuer", "view", "comparison", "draft", "longest", "out", "in"]
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
    assert page.wait("document.querySelector('[data-word=findings]').textContent") == "检查结果"
    own = page.value("performance.getEntriesByType('resource').every((one) => one.name.startsWith(location.origin))")
    assert own


def test_fields_are_listed_and_searched(page: Page) -> None:
    names = page.value("document.querySelectorAll('.field').length")
    assert names > 30
    page.value("(() => { const box = document.getElementById('search'); box.value = 'qr'; "
               "box.dispatchEvent(new Event('input')) })()")  # fmt: skip
    found = page.value("[...document.querySelectorAll('.field button')].map((one) => one.textContent)")
    assert "qr" in found
    assert len(found) < names
