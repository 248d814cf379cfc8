"""Word templates with one thing changed, to try what a designer's file may bring."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from carbondocs.renderers import word_package
from carbondocs.workspace import shipped

KIND = "cfp-certificate"
DOCUMENT = "word/document.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def changed_pack(folder: Path, changes: Mapping[str, str | bytes | tuple[str, str]]) -> Path:
    """A pack whose Word template has parts of its own, or a text replaced in a part."""
    pack = folder / "own"
    pack.mkdir()
    built_in = shipped("templates") / KIND
    (pack / "pack.toml").write_bytes((built_in / "pack.toml").read_bytes())
    parts = word_package.unpack((built_in / "document.docx").read_bytes())
    for name, change in changes.items():
        if isinstance(change, tuple):
            old, new = change
            assert old.encode() in parts[name]
            parts[name] = parts[name].replace(old.encode(), new.encode(), 1)
        else:
            parts[name] = change.encode() if isinstance(change, str) else change
    with zipfile.ZipFile(pack / "document.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return pack


def related(kind: str, target: str, *, external: bool = True) -> tuple[str, str]:
    """A relationship more, for RELATIONSHIPS."""
    mode = ' TargetMode="External"' if external else ""
    return "</Relationships>", f'<Relationship Id="own" Type="{TYPE}/{kind}" Target="{target}"{mode}/></Relationships>'


def paragraph(inside: str) -> tuple[str, str]:
    """A paragraph more at the head of the body, for DOCUMENT."""
    return "<w:body>", f"<w:body><w:p>{inside}</w:p>"
