"""One PDF of very many: their pages written one after another, what several have in common written once.

Nothing but numbers is kept of what has been written, so that memory doesn't grow with the documents' size. For
printing: links, tags and bookmarks stay behind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_CATALOG, _PAGES = 1, 2
_ON_PAGE = ("/Resources", "/Contents", "/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/Rotate", "/Group")

_Known = dict[tuple[int, int], int]


class PrintFile:
    """A PDF that is being written to a stream; finish() makes it whole."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._offsets = {_CATALOG: 0, _PAGES: 0}
        self._written: dict[bytes, int] = {}
        self._pages: list[int] = []
        self._digest = hashlib.sha256()
        stream.write(_HEAD)

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return len(self._pages)

    def add(self, source: BinaryIO) -> None:
        """Add all pages of a PDF."""
        from pikepdf import Pdf

        with Pdf.open(source) as pdf:
            known: _Known = {}
            for page in pdf.pages:
                self._pages.append(self._page(page, known))

    def finish(self) -> None:
        """Write what holds the pages together."""
        kids = b" ".join(b"%d 0 R" % page for page in self._pages)
        self._put(_PAGES, b"<< /Type /Pages /Count %d /Kids [ %b ] >>" % (len(self._pages), kids))
        self._put(_CATALOG, b"<< /Type /Catalog /Pages %d 0 R >>" % _PAGES)
        start = self._stream.tell()
        count = len(self._offsets) + 1
        self._stream.write(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        for number in range(1, count):
            self._stream.write(b"%010d 00000 n \n" % self._offsets[number])
        name = self._digest.hexdigest()[:32].encode()
        self._stream.write(b"trailer\n<< /Size %d /Root %d 0 R /ID [ <%b> <%b> ] >>\n" % (count, _CATALOG, name, name))
        self._stream.write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _page(self, page: Any, known: _Known) -> int:
        attributes = ((name, _inherited(page.obj, name)) for name in _ON_PAGE)
        entries = [
            b"%b %b" % (name.encode(), self._text(value, known)) for name, value in attributes if value is not None
        ]
        body = b"<< /Type /Page /Parent %d 0 R %b >>" % (_PAGES, b" ".join(entries))
        return self._put(self._next(), body)

    def _text(self, value: Any, known: _Known) -> bytes:
        """A value as it is written; one that stands by itself is written on the way, and referred to."""
        if not getattr(value, "is_indirect", False):
            return b"".join(self._parts(value, known))
        if value.objgen not in known:
            known[value.objgen] = self._once(b"".join(self._parts(value, known)))
        return b"%d 0 R" % known[value.objgen]

    def _parts(self, value: Any, known: _Known) -> Iterator[bytes]:
        from pikepdf import Array, Dictionary, Stream

        if isinstance(value, Stream):
            content = value.read_raw_bytes()
            yield from self._entries(value, known, {"/Length": len(content)})
            yield b"\nstream\n%b\nendstream" % content
        elif isinstance(value, Dictionary):
            yield from self._entries(value, known, {})
        elif isinstance(value, Array):
            yield b"[ %b ]" % b" ".join(self._text(part, known) for part in value)
        else:
            yield _scalar(value)

    def _entries(self, value: Any, known: _Known, more: dict[str, int]) -> Iterator[bytes]:
        entries = {**{name: part for name, part in value.items() if name != "/Parent"}, **more}
        yield b"<< "
        for name in sorted(entries):
            yield b"%b %b " % (_name(name), self._text(entries[name], known))
        yield b">>"

    def _once(self, body: bytes) -> int:
        """The number of an object, which is written where none has been that is the same."""
        digest = hashlib.sha256(body).digest()
        if digest not in self._written:
            self._written[digest] = self._put(self._next(), body)
        return self._written[digest]

    def _next(self) -> int:
        number = len(self._offsets) + 1
        self._offsets[number] = 0
        return number

    def _put(self, number: int, body: bytes) -> int:
        self._offsets[number] = self._stream.tell()
        self._stream.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        self._digest.update(hashlib.sha256(body).digest())
        return number


def _inherited(page: Any, name: str) -> Any:
    """An attribute of a page, or of what holds it."""
    while page is not None:
        if name in page:
            return page[name]
        page = page.get("/Parent")
    return None


def _scalar(value: Any) -> bytes:
    match value:
        case None:
            return b"null"
        case bool():
            return b"true" if value else b"false"
        case int():
            return b"%d" % value
        case Decimal() | float():
            return f"{value:f}".encode()
    written: bytes = value.unparse()
    return written


def _name(name: str) -> bytes:
    from pikepdf import Name

    written: bytes = Name(name).unparse()
    return written
