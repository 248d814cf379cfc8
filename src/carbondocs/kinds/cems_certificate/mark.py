"""The mark as the certificate shows it, with the certificate number below it (10.2, 10.3.4)."""

from __future__ import annotations

from carbondocs.graphics.cems_mark import MarkDrawing, mark_drawing
from carbondocs.kinds.base import Setting
from carbondocs.kinds.cems_certificate.record import CemsCertificate

_ROOM = (26.0, 34.0)  # mm: its place at the foot


def certificate_mark(record: CemsCertificate, setting: Setting) -> MarkDrawing:
    """The mark with the body's short name and the number; InvalidValue where the face lacks a character."""
    issuer = setting.issuer
    artwork = issuer.artwork.get("cems-mark")
    return mark_drawing(issuer.short_name, str(record.number), setting.faces, artwork, sample=issuer.sample)


def printed_size(mark: MarkDrawing) -> tuple[float, float]:
    """Width and height in mm, in proportion, as large as its place."""
    scale = min(_ROOM[0] / mark.width, _ROOM[1] / mark.height)
    return round(mark.width * scale, 3), round(mark.height * scale, 3)
