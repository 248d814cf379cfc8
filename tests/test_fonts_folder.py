"""The fonts folder is whole: every face has its checksum, is what that says, and may be handed on."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

_FONTS = Path(__file__).parents[1] / "fonts"
_FACES = sorted(path.name for path in _FONTS.glob("*.ttf"))
_CHECKSUMS = {
    face: checksum
    for checksum, face in (line.split("  ") for line in (_FONTS / "SHA256SUMS").read_text("utf-8").splitlines())
}
_SOURCES = ("fonts-liberation2", "fonts-lxgw-wenkai", "fonts-noto-cjk", "fonts-noto-core")


def test_every_face_has_a_checksum() -> None:
    assert _FACES
    assert sorted(_CHECKSUMS) == _FACES


@pytest.mark.parametrize("face", _FACES)
def test_a_face_agrees_with_its_checksum(face: str) -> None:
    assert hashlib.sha256((_FONTS / face).read_bytes()).hexdigest() == _CHECKSUMS[face]


@pytest.mark.parametrize("face", _FACES)
def test_a_face_has_truetype_outlines_and_is_under_the_open_font_license(face: str) -> None:
    with TTFont(_FONTS / face, lazy=True) as font:
        assert "glyf" in font
        assert "SIL Open Font License" in font["name"].getDebugName(13)


@pytest.mark.parametrize("source", _SOURCES)
def test_the_notice_of_every_source_is_there(source: str) -> None:
    assert "Copyright" in (_FONTS / "licenses" / f"{source}.copyright").read_text(encoding="utf-8")


def test_the_licence_is_there() -> None:
    assert "SIL OPEN FONT LICENSE Version 1.1" in (_FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_fontconfig_looks_at_this_folder_only() -> None:
    configuration = (_FONTS / "fonts.conf").read_text(encoding="utf-8")
    assert configuration.count("<dir") == 1
    assert '<dir prefix="relative">.</dir>' in configuration
