"""Samples serve any certification body, not only the one that they were written for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from packs_to_break import copied, edit
from pdf_reading import pages

from carbondocs.designer.adopted import adopted_samples, adopted_variations, trial_setting
from carbondocs.designer.check import check_pack
from carbondocs.designer.preview.rendering import Bench
from carbondocs.designer.preview.wishes import Studio, Wish
from carbondocs.designer.variations import variations
from carbondocs.issuer import load_issuer, sample_issuer
from carbondocs.kinds import kind, kinds
from carbondocs.kinds.check import check
from carbondocs.pipeline import setting_for
from carbondocs.workspace import shipped


@pytest.mark.parametrize("name", ["one-product", "largest"])
def test_samples_are_shown_as_those_of_any_body(tmp_path: Path, name: str) -> None:
    bench = Bench(Studio(copied(tmp_path), (None, other_body(tmp_path))))
    shown = bench.show(Wish(name, "zh-CN", issuer=1))
    text = "".join(pages(shown.pages))
    assert "CFP-0123-2026-004-0001" in text
    assert "另一家认证中心" in text
    assert "样张" in "".join(pages(bench.show(Wish(name, "zh-CN")).pages))
    assert "样张" not in text
    assert "草稿" in "".join(pages(bench.show(Wish(name, "zh-CN", issuer=1, draft=True)).pages))


def test_the_check_of_another_body_reads_all_pages(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    pack = copied(tmp_path)
    edit(pack / "document.html.j2", "fact(factory,", "fact(applicant,")
    found = check_pack(pack, load_issuer(other_body(tmp_path)), tell=lambda *step: told.append(step)).findings
    assert len(told) > 10
    assert any(finding.code == "content.missing" for finding in found)


def other_body(folder: Path) -> Path:
    """The profile of a body that is no sample, with another number and another end of validity."""
    profile = Path(shutil.copytree(shipped("samples") / "issuer", folder / "body")) / "issuer.toml"
    text = profile.read_text("utf-8").replace("示例碳足迹认证中心（样张）", "另一家认证中心")
    text = (
        text.replace("样张路", "新路")
        .replace("CNCA-R-2026-9999", "CNCA-R-2020-0123")
        .replace("sample_day = 2026-03-16", "")
    )
    profile.write_text(text.replace('"day_before"', '"same_day"', 1), encoding="utf-8")
    return profile


@pytest.mark.parametrize("name", kinds())
def test_all_samples_and_extremes_are_sound_for_another_body(name: str, tmp_path: Path) -> None:
    chosen = kind(name)
    setting = trial_setting(chosen, load_issuer(other_body(tmp_path)))
    rows = adopted_samples(chosen, setting) | {each.name: each.row for each in adopted_variations(chosen, setting)}
    assert [name for name, row in rows.items() if check(chosen, row, setting)[0] is None] == []
    assert len(rows) > len(variations(chosen, setting_for(chosen, sample_issuer())))
