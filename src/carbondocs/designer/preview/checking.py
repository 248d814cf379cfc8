"""The check of the pack, for the preview: in a process of its own, for it renders everything in every language."""

from __future__ import annotations

from carbondocs.designer.check import check_pack
from carbondocs.designer.preview.wishes import Studio
from carbondocs.diagnostics import Diagnostic
from carbondocs.issuer import load_issuer


class Inspector:
    """Checks the pack."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    def check(self, issuer: int, thorough: bool) -> tuple[Diagnostic, ...]:
        """All findings; without rendering anything unless ``thorough``."""
        profile = self._studio.issuers[issuer]
        return check_pack(self._studio.pack, load_issuer(profile) if profile else None, rendered=thorough).findings
