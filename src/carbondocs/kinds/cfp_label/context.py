"""What the template of the product carbon footprint label may see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from carbondocs.graphics.artwork import Artwork
from carbondocs.graphics.boxes import Box, fitted
from carbondocs.graphics.label import BLACK, COLOUR, GREEN, REVERSED, Inks, LabelContext, Line, label_face
from carbondocs.graphics.label_layout import LabelLayout
from carbondocs.graphics.pictures import Picture
from carbondocs.graphics.print_size import correction_for
from carbondocs.graphics.qr import QrCode, qr_code
from carbondocs.kinds.base import Setting
from carbondocs.kinds.cfp_label.drawing import artwork_of, layout, mark, payload
from carbondocs.kinds.cfp_label.record import CfpLabel, Variant
from carbondocs.kinds.drawn import DrawingContext
from carbondocs.kinds.parts import colours
from carbondocs.language import Phrase

INKS: Mapping[Variant, Inks] = {"colour": COLOUR, "green": GREEN, "black": BLACK, "reversed": REVERSED}
CODE_INKS: Mapping[Variant, str] = {**dict.fromkeys(INKS, COLOUR.dark), "black": BLACK.dark}
"""The colour of QR code and words on the white field, which stays dark on white in every variant."""

_SAMPLE = (("样张", Box(3.2, 59.6, 11.4, 5.4)), ("SAMPLE", Box(3.2, 66.2, 11.4, 2.5)))


@dataclass(frozen=True)
class LabelDocument(DrawingContext):
    """One label: our own drawing, whose ``mark`` is there, or the issuer's ``artwork``."""

    mark: LabelContext | None
    artwork: Artwork | None
    layout: LabelLayout
    inks: Inks
    code_ink: str
    text_ink: str
    qr: QrCode
    sample_lines: tuple[Line, ...]


def label_document(record: CfpLabel, _: Mapping[str, Picture], setting: Setting) -> LabelDocument:
    """Work out all that the label's template shows."""
    artwork = artwork_of(setting)
    drawn = layout(record, setting)
    canvas = record.design.canvas(drawn.width, drawn.height)
    url = payload(record, setting)
    code_ink = CODE_INKS[record.design.variant]
    return LabelDocument(
        lang=setting.locale.lang,
        title=Phrase(f"产品碳足迹标识 {record.footprint.grouped} kgCO₂e · {record.product_name}"),
        name=str(record.certificate_number),
        watermark=Phrase(""),
        colours=colours(setting.issuer),
        pictures={},
        canvas=canvas,
        description=_description(record, setting, official=artwork is not None),
        mark=None if artwork else mark(record, setting),
        artwork=artwork,
        layout=drawn,
        inks=INKS[record.design.variant],
        code_ink="#000000" if artwork else code_ink,
        text_ink=artwork.ink if artwork else code_ink,
        qr=qr_code(url, correction_for(url, drawn.code.width / canvas.scale) or "L"),
        sample_lines=_sample_lines(setting, drawn),
    )


def _description(record: CfpLabel, setting: Setting, *, official: bool) -> Phrase:
    parts = [f"证书编号 Certificate No. {record.certificate_number}"]
    if setting.issuer.sample:
        parts.append("样张，不具证书效力 Sample, not a certified label")
    if official:
        parts.append("图样由发证机构提供 Artwork supplied by the certification body")
    else:
        parts.append(
            "依《产品碳足迹标识认证通用实施规则（试行）》9.2的文字说明绘制，并非官方标识图样 "
            "Drawn after the description in clause 9.2 of the rules; not the official artwork"
        )
    return Phrase("。".join(parts) + "。")


def _sample_lines(setting: Setting, drawn: LabelLayout) -> tuple[Line, ...]:
    """样张 SAMPLE in the lower left of the mark, for issuers that are samples."""
    if not setting.issuer.sample:
        return ()
    face, scale = label_face(setting.faces), drawn.width / 60 if artwork_of(setting) else 1.0
    return tuple(fitted(text, face, box.scaled(scale)) for text, box in _SAMPLE)
