"""One document to try a pack with."""

from __future__ import annotations

from dataclasses import dataclass

from carbondocs.diagnostics import Message, message
from carbondocs.kinds.base import Context, Setting
from carbondocs.templating.pack import Pack


@dataclass(frozen=True)
class Trial:
    """One document to try a pack with: its data by name, and the pack in one of its looks beside the built-in one."""

    name: str
    context: Context
    setting: Setting
    pack: Pack
    built_in: Pack
    looked_at: bool

    @property
    def told(self) -> str:
        """The data and the language, in short."""
        return f"{self.name}, {self.setting.locale.name}"


def files_of(name: str, pack: Pack) -> str:
    """The templates that make that format."""
    manifest = pack.manifest
    if manifest.drawing:
        return manifest.drawing
    return (manifest.word or "document.docx") if name == "docx" else ", ".join(manifest.sheets)


def with_trial(trial: Trial) -> Message:
    """The data of a trial, as part of a place."""
    return message("with {trial}", trial=trial.told)
