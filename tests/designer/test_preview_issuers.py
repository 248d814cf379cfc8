"""Which issuers the preview offers: those that are named, those that lie near, and the sample issuer."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from packs_to_break import copied

from carbondocs.cli import templates_preview
from carbondocs.cli.main import cli
from carbondocs.designer.preview.html import page_html
from carbondocs.designer.preview.wishes import Studio
from carbondocs.workspace import shipped


def profile(folder: Path, name: str) -> Path:
    """The sample issuer's profile with another name, in a folder of its own."""
    path = Path(shutil.copytree(shipped("samples") / "issuer", folder, dirs_exist_ok=True)) / "issuer.toml"
    path.write_text(path.read_text("utf-8").replace("示例碳足迹认证中心（样张）", name), encoding="utf-8")
    return path


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Studio]:
    studios: list[Studio] = []
    monkeypatch.setattr(templates_preview, "serve", lambda studio, *_, **__: studios.append(studio))
    return studios


def test_named_profiles_come_first_then_near_ones_then_the_sample(
    tmp_path: Path, served: list[Studio], monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = copied(tmp_path / "packs")
    one, two = profile(tmp_path / "one", "甲认证中心"), profile(tmp_path / "two", "乙认证中心")
    beside, here = profile(tmp_path / "packs", "丙认证中心"), profile(tmp_path / "here", "丁认证中心")
    monkeypatch.chdir(tmp_path / "here")
    named = ["--issuer", str(one), "--issuer", str(two.parent), "--issuer", str(one)]
    cli(["templates", "preview", str(pack), *named], standalone_mode=False)
    (studio,) = served
    assert studio.issuers == (one, two, beside, here, None)
    page = page_html(studio, "zh_CN", "token")
    assert '<option value="0" selected>甲认证中心</option>' in page
    assert page.index("乙认证中心") < page.index("丙认证中心") < page.index("丁认证中心") < page.index("样例机构")


def test_without_any_there_is_the_sample_issuer(
    tmp_path: Path, served: list[Studio], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    cli(["templates", "preview", str(copied(tmp_path))], standalone_mode=False)
    assert served[0].issuers == (None,)


def test_a_wrong_profile_is_offered_by_its_file(tmp_path: Path) -> None:
    wrong = tmp_path / "issuer.toml"
    wrong.write_text("name = 3", encoding="utf-8")
    page = page_html(Studio(copied(tmp_path), (wrong, None)), "en", "token")
    assert f'<option value="0" selected>{wrong}</option>' in page
    assert "The sample issuer" in page
