"""All documents in one file: joined for the printer, or zipped. The same documents give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from carbondocs.batch.places import growing_at
from carbondocs.batch.print_file import PrintFile
from carbondocs.store.storage import Storage

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_COMPRESSED = (".pdf", ".docx", ".png", ".xlsx")
_CHUNK = 1024 * 1024


def join_pdfs(storage: Storage, names: Iterable[str], target: str) -> int:
    """Join PDF files in their order into one, at a path or address; how many pages it has.

    OutputError: it can't be written.
    """
    with growing_at(target) as path, path.open("wb") as stream:
        whole = PrintFile(stream)
        for name in names:
            with storage.open(name) as source:
                whole.add(source)
        whole.finish()
        return whole.pages


def zip_files(storage: Storage, names: Iterable[str], target: str) -> None:
    """Put files into a ZIP archive, named by path or address, in their order. OutputError: it can't be written."""
    with growing_at(target) as path, ZipFile(path, "w") as archive:
        for name in names:
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_STORED if name.endswith(_COMPRESSED) else ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            with storage.open(name) as source, archive.open(entry, "w") as member:
                while chunk := source.read(_CHUNK):
                    member.write(chunk)
