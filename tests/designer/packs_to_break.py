"""Packs for the tests to break: copied, with places in their files changed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from carbondocs.designer import trials
from carbondocs.designer.check import check_pack
from carbondocs.designer.packs import copy_pack
from carbondocs.designer.variations import samples
from carbondocs.diagnostics import Diagnostic
from carbondocs.language import worded

KIND = "cfp-certificate"
BODY = "word/document.xml"


def copied(folder: Path, *only: str, kind: str = KIND) -> Path:
    """A copy of the kind's pack, or of some of its files."""
    copy_pack(kind, folder / "my-pack", only)
    return folder / "my-pack"


def edit(path: Path, old: str, new: str) -> None:
    """Change one place of a text file; it must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def append(path: Path, text: str) -> None:
    """Add a line to the end of a text file."""
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


def edit_word(path: Path, *changes: tuple[str, str], part: str = BODY) -> None:
    """Change places in the XML of a Word file's part; they must be there."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    parts[part] = text.encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def only_the_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the check try only the sample to start from, in each language, for breaks that it shows."""
    monkeypatch.setattr(trials, "samples", lambda kind: dict(list(samples(kind).items())[:1]))
    monkeypatch.setattr(trials, "variations", lambda *_: ())


def findings(folder: Path, *, rendered: bool = False) -> tuple[Diagnostic, ...]:
    """What the check finds; without rendering, unless it is asked for."""
    return check_pack(folder, rendered=rendered).findings


def one(found: Iterable[Diagnostic], code: str) -> Diagnostic:
    """The only finding of that code."""
    (finding,) = [each for each in found if each.code == code]
    return finding


def chinese(finding: Diagnostic) -> str:
    """A finding's place and message as a Chinese terminal shows them."""
    return f"{finding.place.told(lambda text: worded(text, 'zh_CN'))}: {worded(finding.message, 'zh_CN')}"
