"""Packs that aren't built in, looked through before documents are made with them.

It is the part of the check that renders nothing, done once for each state of a pack in a process: nobody is bound to
have run the check before, and a tag that can't be read as one would be printed as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from carbondocs.designer.adopted import adopted_contexts
from carbondocs.designer.lint import Lint
from carbondocs.designer.references import parts
from carbondocs.diagnostics import Diagnostic, Severity
from carbondocs.errors import TemplateError
from carbondocs.kinds.base import Kind, Setting
from carbondocs.templating.pack import WORD, Pack
from carbondocs.values.model import Model

_MOST_KEPT = 32

Stamp = tuple[tuple[int, int] | None, ...]
"""When files were changed and how large they are; none for those that aren't there."""


@dataclass(frozen=True)
class _Admitted:
    """A pack without an error: its files as they were, and the warnings about it."""

    files: tuple[Path, ...]
    stamp: Stamp
    warnings: tuple[Diagnostic, ...]


_admitted: dict[Any, _Admitted] = {}


def admitted(pack: Pack, kind: Kind[Model], setting: Setting, formats: Sequence[str]) -> tuple[Diagnostic, ...]:
    """The warnings about a pack from which documents in these formats are to be made.

    Raises TemplateError with all its errors, as the check tells them.
    """
    if pack.built_in:
        return ()
    issuer = setting.issuer.profile.model_dump_json()
    key = (pack.folders, pack.manifest.model_dump_json(), frozenset(formats), setting.faces, issuer)
    known = _admitted.get(key)
    if known is None or _stamp(known.files) != known.stamp:
        if len(_admitted) >= _MOST_KEPT:
            _admitted.clear()
        known = _admitted[key] = _looked_through(pack, kind, setting, formats)
    return known.warnings


def _looked_through(pack: Pack, kind: Kind[Model], setting: Setting, formats: Sequence[str]) -> _Admitted:
    files = tuple(pack.folders[0] / name for name, _ in parts(pack))
    stamp = _stamp(files)  # as they were before they are read
    findings = Lint(_for(pack, formats), kind, adopted_contexts(kind, setting.issuer), setting.faces).faults()
    weighty = tuple(finding for finding in findings if finding.severity is not Severity.NOTE)
    if any(finding.severity is Severity.ERROR for finding in weighty):
        raise TemplateError(weighty)
    return _Admitted(files, stamp, weighty)


def _for(pack: Pack, formats: Sequence[str]) -> Pack:
    """That of a pack which goes into documents in these formats; its other looks don't."""
    manifest = pack.manifest
    word = manifest.word or WORD if "docx" in formats and not manifest.drawing else None
    changed: dict[str, Any] = {"looks": {}, "word": word}
    if "pdf" not in formats:
        changed |= {"sheets": (), "style": ""}
    return replace(pack, manifest=manifest.model_copy(update=changed))


def _stamp(files: Sequence[Path]) -> Stamp:
    return tuple(map(_state, files))


def _state(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
