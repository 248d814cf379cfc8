"""All documents in one file: joined for the printer, or zipped. The same documents give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from carbondocs.store.storage import Storage, growing

_AT_ONCE = 100  # so many files are open at the same time
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_COMPRESSED = (".pdf", ".docx", ".png", ".xlsx")
_CHUNK = 1024 * 1024


def join_pdfs(storage: Storage, names: Iterable[str], target: Path) -> int:
    """Join PDF files in their order into one; how many pages it has. OutputError: it can't be written."""
    with TemporaryDirectory(prefix=".carbondocs-", dir=target.parent if target.parent.is_dir() else None) as scratch:
        parts = [
            _joined(storage, group, Path(scratch, f"{number}.pdf"))
            for number, group in enumerate(_groups(names))
        ]  # fmt: skip
        with growing(target) as path:
            return _join(parts, path)


def zip_files(storage: Storage, names: Iterable[str], target: Path) -> None:
    """Put files into a ZIP archive, in their order. OutputError: it can't be written."""
    with growing(target) as path, ZipFile(path, "w") as archive:
        for name in names:
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_STORED if name.endswith(_COMPRESSED) else ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            with storage.open(name) as source, archive.open(entry, "w") as member:
                while chunk := source.read(_CHUNK):
                    member.write(chunk)


def _groups(names: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(names)
    while group := list(islice(rest, _AT_ONCE)):
        yield group


def _joined(storage: Storage, names: list[str], part: Path) -> Path:
    from pikepdf import Pdf

    with ExitStack() as stack, Pdf.new() as whole:
        for name in names:
            source = stack.enter_context(storage.open(name))
            whole.pages.extend(stack.enter_context(Pdf.open(source)).pages)
        whole.save(part, deterministic_id=True)
    return part


def _join(parts: list[Path], target: Path) -> int:
    from pikepdf import Pdf

    with ExitStack() as stack, Pdf.new() as whole:
        for part in parts:
            whole.pages.extend(stack.enter_context(Pdf.open(part)).pages)
        whole.save(target, deterministic_id=True)
        return len(whole.pages)
