"""One document to try a pack with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from carbondocs.designer.content import Expected, Sheets, expected, sheets
from carbondocs.diagnostics import Message, message
from carbondocs.errors import LayoutError, TemplateError
from carbondocs.kinds.base import Context, Setting
from carbondocs.renderers.base import renderer
from carbondocs.templating.pack import WORD, Pack


@dataclass(frozen=True)
class Trial:
    """One document to try a pack with: its data by name, and the pack in one of its looks beside the built-in one.

    ``looked_at`` says that its pages are looked at too, ``compared`` that the order of its texts is.
    """

    name: str
    context: Context
    setting: Setting
    pack: Pack
    built_in: Pack
    looked_at: bool
    compared: bool = False

    @property
    def told(self) -> str:
        """The data and the language, in short."""
        return f"{self.name}, {self.setting.locale.name}"

    @cached_property
    def sheets(self) -> Sheets:
        """The pack's sheets, filled in."""
        return sheets(self.pack, self.context)

    @cached_property
    def built_in_sheets(self) -> Sheets:
        """The built-in pack's sheets, filled in."""
        return sheets(self.built_in, self.context)

    @cached_property
    def built_in_word(self) -> bytes | None:
        """The built-in pack's Word file; None where the built-in pack doesn't hold the data."""
        try:
            return renderer("docx", self.built_in).render(self.built_in, self.context, self.setting).content
        except (LayoutError, TemplateError):
            return None

    @cached_property
    def wanted(self) -> Expected:
        """What the document must show."""
        return expected(self.pack.manifest.kind, self.built_in, self.context, self.built_in_sheets)


def files_of(name: str, pack: Pack) -> tuple[str, ...]:
    """The templates that make that format."""
    manifest = pack.manifest
    if manifest.drawing:
        return (manifest.drawing,)
    return (manifest.word or WORD,) if name == "docx" else manifest.sheets


def with_trial(trial: Trial) -> Message:
    """The data of a trial, as part of a place."""
    return message("with {trial}", trial=trial.told)
