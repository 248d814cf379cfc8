"""What a batch makes of every row, and the digests by which it knows whether that has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

from carbondocs.graphics.raster import cairo_version
from carbondocs.kinds import kind
from carbondocs.kinds.base import Kind, Setting
from carbondocs.store.naming import file_name, file_variant
from carbondocs.templating.pack import Pack
from carbondocs.values.model import Model

_ENGINES = ("weasyprint", "pydyf", "docxtpl", "python-docx", "cairosvg", "fonttools", "pikepdf", "qrcode", "babel")
_CODE = {".py", ".po"}


@dataclass(frozen=True)
class Order:
    """The documents to make: their kind, templates, formats and setting, and how their files are named.

    ``pattern`` is that of the names, the kind's own by default; ``split_by`` names the field after whose value the
    folder of a document is called, and ``absent`` the folder of those without one; ``draft`` begins the name of a
    document that has no number.
    """

    kind_name: str
    pack: Pack
    formats: tuple[str, ...]
    setting: Setting
    pattern: str = ""
    split_by: str = ""
    draft: str = "draft"
    absent: str = "none"

    @property
    def kind(self) -> Kind[Model]:
        """The kind of the documents."""
        return kind(self.kind_name)

    @property
    def edition(self) -> str:
        """What tells the documents of one row apart that may lie in one folder: kind, language, paper."""
        return f"{self.kind_name} {self.setting.locale.name} {self.setting.stock}"

    def errors_name(self, first_edition: str) -> str:
        """How the file with the rows that failed is called; each edition has its own.

        ``first_edition`` is the first that came into the folder: other kinds than its own have theirs in the name.
        """
        others = first_edition and first_edition.split()[0] != self.kind_name
        return f"errors{f'-{self.kind_name}' if others else ''}{self._variant}.xlsx"

    @property
    def _variant(self) -> str:
        return file_variant(self.setting.locale.name, self.kind.locale, self.setting.stock)

    def check_names(self) -> None:
        """UsageError where the patterns of names are wrong."""
        nothing = dict.fromkeys(self.kind.record.model_fields)
        self.name(nothing, "-", 1)

    def name(self, fields: Mapping[str, Any], stem: str, number: int) -> str:
        """The path of a document's files in the folder, without their endings.

        ``stem`` and ``number`` name one that nothing else does: its list, and its place there from 1.
        """
        fallback = "-".join([self.draft, stem, *([str(number)] if number > 1 else [])])
        name = file_name(self.pattern or self.kind.file_name, fields, fallback, self._variant)
        if not self.split_by:
            return name
        return f"{file_name(f'{{{self.split_by}}}', fields, self.absent)}/{name}"

    @cached_property
    def parts(self) -> dict[str, str]:
        """The digests of all but the data that a document's bytes and name depend on."""
        setting = self.setting
        return {
            "program": _program(),
            "engines": _digest(f"{name} {version}".encode() for name, version in self._engines()),
            "pack": _digest(_files(self.pack.folders)),
            "fonts": _digest(face.sha256().encode() for face in setting.faces),
            "issuer": _issuer(setting),
            "edition": self.edition,
            "names": json.dumps([self.pattern, self.split_by, self.draft, self.absent]),
        }

    def _engines(self) -> Iterator[tuple[str, str]]:
        """All that a document goes through, with its version; of libraries of the system, those that it needs."""
        yield from ((name, metadata.version(name)) for name in _ENGINES)
        if set(self.formats) - {"svg"}:
            yield "cairo", cairo_version()
        if "pdf" in self.formats and self.pack.manifest.sheets:
            from carbondocs.renderers.pdf import engine_versions

            yield from engine_versions().items()

    @cached_property
    def setup(self) -> str:
        """The digest of all parts."""
        return _digest(f"{name} {digest}".encode() for name, digest in sorted(self.parts.items()))


def data_digest(data: Mapping[str, Any]) -> str:
    """The digest of a row's data; the order of its fields doesn't matter."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=True, default=_plain, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Decimal | date):
        return [type(value).__name__, str(value)]
    if isinstance(value, Mapping):
        return dict(value)
    return repr(value)


def _digest(parts: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()


def _files(folders: Iterable[Path]) -> Iterable[bytes]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield str(path.relative_to(folder)).encode()
                yield path.read_bytes()


def _program() -> str:
    root = Path(__file__).parents[1]
    code = (path for path in sorted(root.rglob("*")) if path.suffix in _CODE)
    return f"{metadata.version('carbondocs')} {_digest(path.read_bytes() for path in code)}"


def _issuer(setting: Setting) -> str:
    issuer = setting.issuer
    served = sorted(set(issuer.folder.served))
    return _digest([issuer.profile.model_dump_json().encode(), *(path.read_bytes() for path in served)])
