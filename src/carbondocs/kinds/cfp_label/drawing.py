"""What a label's drawing is made of: by our own layout, or in the boxes of the issuer's artwork."""

from __future__ import annotations

from carbondocs.graphics.artwork import Artwork
from carbondocs.graphics.artwork_layout import texts_in_boxes
from carbondocs.graphics.label import UNIT, LabelContext, label_context, label_face
from carbondocs.graphics.label_layout import LabelLayout, label_layout
from carbondocs.graphics.print_size import DIGITS, Need, code_need, least_width
from carbondocs.kinds.base import Setting
from carbondocs.kinds.cfp_label.record import CfpLabel


def artwork_of(setting: Setting) -> Artwork | None:
    """The issuer's artwork for this label, if it has one."""
    return setting.issuer.artwork.get("cfp-label")


def payload(record: CfpLabel, setting: Setting) -> str:
    """What the QR code links to."""
    return record.verification_url or setting.issuer.verification_url(str(record.certificate_number))


def mark(record: CfpLabel, setting: Setting) -> LabelContext:
    """The mark with the value; InvalidValue where the value can't be shown legibly."""
    return label_context(record.footprint.grouped, label_face(setting.faces))


def layout(record: CfpLabel, setting: Setting) -> LabelLayout:
    """Where everything stands; InvalidValue where the words can't be set."""
    artwork = artwork_of(setting)
    if artwork is None:
        caption = setting.locale.say("扫码查看认证信息").main if record.design.caption else ""
        return label_layout(record.design.arrangement, caption, unit_words(record, setting), label_face(setting.faces))
    texts = {"value": record.footprint.grouped, "unit": UNIT}
    lines, needs = texts_in_boxes(artwork, texts, label_face(setting.faces))
    box = artwork.boxes["qr"]
    return LabelLayout(artwork.width, artwork.height, box, 0.0, box.square, lines, needs)


def unit_words(record: CfpLabel, setting: Setting) -> str:
    """The functional or declared unit as the label shows it; empty where it doesn't."""
    unit = record.functional_unit
    if unit is None or not record.design.unit_line:
        return ""
    say, text = setting.locale.say, setting.locale.pick(unit.text, unit.text_en)
    words = say("功能单位：{unit}", unit=text) if unit.kind == "functional" else say("声明单位：{unit}", unit=text)
    return words.main


def smallest_width(record: CfpLabel, setting: Setting) -> float:
    """The least width in mm at which QR code, digits and small type can be read; InvalidValue where nothing can."""
    drawn = layout(record, setting)
    needs = [*drawn.needs, code_need(payload(record, setting), drawn.code.width)]
    if artwork_of(setting) is None:
        needs.append(Need(-mark(record, setting).value.outline.top, DIGITS))
    return least_width(drawn.width, needs)
