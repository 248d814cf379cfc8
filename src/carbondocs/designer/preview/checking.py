"""The check of a pack in a process of its own, which is ended where a template keeps it busy for ever."""

from __future__ import annotations

from pathlib import Path

from carbondocs.designer.check import Checkup, check_pack
from carbondocs.designer.preview.wishes import Studio
from carbondocs.designer.preview.worker import Worker
from carbondocs.designer.progress import Tell, silent
from carbondocs.diagnostics import Diagnostic
from carbondocs.issuer import load_issuer

CHECK_SECONDS = 600.0
"""How long a check may take."""


class Inspector:
    """Checks the pack."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    def checkup(self, issuer: int, thorough: bool, tell: Tell = silent) -> Checkup:
        """All findings; without rendering anything unless ``thorough``."""
        profile = self._studio.issuers[issuer]
        chosen = load_issuer(profile) if profile else None
        return check_pack(self._studio.pack, chosen, rendered=thorough, tell=tell)

    def check(self, issuer: int, thorough: bool, tell: Tell = silent) -> tuple[Diagnostic, ...]:
        """The findings alone."""
        return self.checkup(issuer, thorough, tell).findings


def check_in_time(
    folder: Path, issuer: Path | None = None, *, rendered: bool = True, tell: Tell | None = None
) -> Checkup:
    """As check_pack(), but TemplateError where it takes longer than CHECK_SECONDS."""
    worker = Worker(Inspector, Studio(folder.resolve(), (issuer.resolve() if issuer else None,)))
    try:
        checkup: Checkup = worker.run(CHECK_SECONDS, "checkup", 0, rendered, tell=tell)
    finally:
        worker.stop()
    return checkup
