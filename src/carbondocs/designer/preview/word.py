"""A Word file in the preview: its text, and where LibreOffice is there, its pages."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from carbondocs.errors import MachineError, TemplateError, one
from carbondocs.renderers import word_package
from carbondocs.workspace import shipped

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STORIES = ("word/header", "word/document", "word/footer")


def has_pages() -> bool:
    """Whether Word files can be shown as pages."""
    return shutil.which("soffice") is not None


def word_text(content: bytes) -> tuple[str, ...]:
    """The lines of a Word file: headers, body, footers; the cells of a row stand on one line, tabs between them."""
    from lxml import etree

    parts = word_package.unpack(content)
    names = [name for story in _STORIES for name in sorted(parts) if name.startswith(story) and name.endswith(".xml")]
    return tuple(line for name in names for line in _lines(etree.fromstring(parts[name])))


@lru_cache(maxsize=8)
def word_pages(content: bytes, seconds: float) -> bytes:
    """The pages of a Word file as PDF, by LibreOffice, which sets them nearly as Word does; known files at once."""
    program = shutil.which("soffice")
    if program is None:
        raise MachineError(
            one("office.missing", "LibreOffice is not on this machine.", "Install it, or look at the text instead.")
        )
    with TemporaryDirectory(prefix="carbondocs-") as name:
        file = Path(name) / "document.docx"
        file.write_bytes(content)
        command = [program, f"-env:UserInstallation={_profile()}", "--headless", "--norestore", "--convert-to", "pdf"]
        fonts = {**os.environ, "FONTCONFIG_FILE": str(shipped("fonts") / "fonts.conf")}
        try:
            subprocess.run(
                [*command, "--outdir", name, str(file)], env=fonts, capture_output=True, timeout=3 * seconds, check=True
            )
            return file.with_suffix(".pdf").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise TemplateError(
                one(
                    "office.failed",
                    "LibreOffice can't show the Word file: {reason}.",
                    "Open the file in Word, or look at its text.",
                    reason=error,
                )
            ) from error


@cache
def _profile() -> str:
    """A profile of LibreOffice's own for this process, so that one that is open isn't disturbed."""
    return Path(mkdtemp(prefix="carbondocs-office-")).as_uri()


def _lines(root: Any) -> Iterator[str]:
    for block in root.iter(f"{_W}p", f"{_W}tr"):
        if block.tag == f"{_W}tr":
            line = "\t".join(" ".join(map(_text, cell.iter(f"{_W}p"))) for cell in block.iterfind(f"{_W}tc"))
        elif next(block.iterancestors(f"{_W}tr"), None) is None:
            line = _text(block)
        else:
            continue
        if line.strip():
            yield line


def _text(paragraph: Any) -> str:
    marks = {f"{_W}tab": "\t", f"{_W}br": " "}
    return "".join(marks.get(node.tag, node.text or "") for node in paragraph.iter(f"{_W}t", *marks))
