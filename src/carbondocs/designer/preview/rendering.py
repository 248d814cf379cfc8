"""What the preview shows, made in the worker: documents of the pack and of the built-in one, as pages or as text."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from carbondocs.designer.adopted import adopted, adopted_variations, trial_setting
from carbondocs.designer.preview.wishes import Studio, Wish
from carbondocs.designer.preview.word import word_pages, word_text
from carbondocs.designer.variations import draft, longest, samples
from carbondocs.diagnostics import Diagnostic, Severity, message
from carbondocs.errors import CarbonDocsError, MachineError, one
from carbondocs.flow import Row
from carbondocs.issuer import load_issuer, sample_issuer
from carbondocs.kinds import kind
from carbondocs.kinds.base import Kind, Setting
from carbondocs.pipeline import render_one
from carbondocs.renderers.drawings import forget_layers
from carbondocs.templating.pack import Pack, find_pack, read_manifest
from carbondocs.values.model import Model

Stamp = tuple[tuple[str, int], ...]
"""Files and when they were changed."""


@dataclass(frozen=True)
class Shown:
    """What came of a wish: pages as PDF, or lines of text; the same of the built-in pack where it is compared."""

    pages: bytes = field(default=b"", repr=False)
    built_in: bytes = field(default=b"", repr=False)
    text: tuple[str, ...] = ()
    built_in_text: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.pages or self.text)


class Bench:
    """Renders what is wished for. It lives in the worker, keeps the engines warm, and reads the pack anew each time."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._remarks: tuple[Stamp, list[Diagnostic]] = ((), [])
        self._built_in: tuple[tuple[Wish, Stamp], tuple[bytes, tuple[str, ...]]] | None = None

    @cached_property
    def _kind(self) -> Kind[Model]:
        return kind(read_manifest(self._studio.pack).kind)

    def show(self, wish: Wish) -> Shown:
        """Pages or text; where the template is wrong, its findings."""
        with _style_remarks() as remarks:
            try:
                pages, text, findings = self._made(wish, built_in=False)
                built_in, built_in_text = self._beside(wish) if wish.comparison != "none" else (b"", ())
            except CarbonDocsError as error:
                return Shown(findings=error.diagnostics)
            except RecursionError:
                return Shown(findings=tuple(one("template.endless", "The template includes itself without end.")))
        return Shown(pages, built_in, text, built_in_text, (*findings, *self._all_remarks(remarks)))

    def _beside(self, wish: Wish) -> tuple[bytes, tuple[str, ...]]:
        """The same of the built-in pack, made anew only where another is wished for or the issuer has changed."""
        profile = self._studio.issuers[wish.issuer]
        key = replace(wish, comparison="none"), _stamp(profile.parent.glob("*") if profile else ())
        if self._built_in is None or self._built_in[0] != key:
            self._built_in = key, self._made(wish, built_in=True)[:2]
        return self._built_in[1]

    def _all_remarks(self, new: list[Diagnostic]) -> list[Diagnostic]:
        """These and the earlier ones on the same styles, for the engine reads a style that hasn't changed only once."""
        stamp = _stamp(self._studio.pack.rglob("*css*"))
        known = self._remarks[1] if stamp == self._remarks[0] else []
        self._remarks = stamp, list(dict.fromkeys([*known, *new]))
        return self._remarks[1]

    def file(self, wish: Wish, name: str) -> bytes:
        """The document in that format, to keep; CarbonDocsError where it can't be made."""
        content, _ = self._rendered(wish, name, built_in=False)
        return content

    def _made(self, wish: Wish, *, built_in: bool) -> tuple[bytes, tuple[str, ...], tuple[Diagnostic, ...]]:
        content, findings = self._rendered(wish, "pdf" if wish.view == "pdf" else "docx", built_in=built_in)
        if wish.view == "text":
            return b"", word_text(content), findings
        return (content if wish.view == "pdf" else word_pages(content, self._studio.seconds)), (), findings

    def _rendered(self, wish: Wish, name: str, *, built_in: bool) -> tuple[bytes, tuple[Diagnostic, ...]]:
        profile = self._studio.issuers[wish.issuer]
        issuer = load_issuer(profile) if profile else sample_issuer()
        setting = trial_setting(self._kind, issuer, wish.locale)
        forget_layers()
        look = issuer.profile.looks.get(self._kind.name)
        outcome = render_one(self._kind, self._row(wish, setting), self._pack(look, built_in), (name,), setting)
        if outcome.failed:
            raise CarbonDocsError(outcome.diagnostics)
        return outcome.artifacts[name].content, outcome.diagnostics

    def _pack(self, look: str | None, built_in: bool) -> Pack:
        if not built_in:
            return find_pack(self._kind.name, (self._studio.pack,), look)
        own = find_pack(self._kind.name)
        return find_pack(self._kind.name, look=look) if look in own.manifest.looks else own

    def _row(self, wish: Wish, setting: Setting) -> Row:
        known = samples(self._kind)
        if wish.data in known:
            row = adopted(self._kind, known[wish.data], setting)
        else:
            extremes = {each.name: each.row for each in adopted_variations(self._kind, setting)}
            row = extremes.get(wish.data, extremes["sample"])
        if wish.longest:
            row = longest(self._kind, row, setting) or row
        if wish.draft:
            row = draft(self._kind, row, setting) or row
        return row


def _stamp(files: Iterable[Path]) -> Stamp:
    return tuple(sorted((str(file), file.stat().st_mtime_ns) for file in files if file.is_file()))


@contextmanager
def _style_remarks() -> Iterator[list[Diagnostic]]:
    """What WeasyPrint remarks on a style in its log, as warnings."""
    remarks: list[Diagnostic] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            problem = message("The page's engine remarks: {remark}", remark=record.getMessage())
            hint = message("Mend the rule or the file's name; the engine goes on without it.")
            remarks.append(Diagnostic("style.ignored", problem, hint, severity=Severity.WARNING))

    listener, log = Listener(logging.WARNING), logging.getLogger("weasyprint")
    log.addHandler(listener)
    try:
        yield remarks
    finally:
        log.removeHandler(listener)


def no_preview(reason: object) -> MachineError:
    """Refuses a preview where its libraries are missing."""
    return MachineError(
        one(
            "preview.missing",
            "The preview needs libraries that are missing: {reason}.",
            "Install them: pip install 'carbondocs[preview]'.",
            reason=reason,
        )
    )
