"""产品碳足迹标识, the product carbon footprint label (通用实施规则 9.2)."""

from carbondocs.kinds.base import Kind
from carbondocs.kinds.cfp_label.context import label_document
from carbondocs.kinds.cfp_label.record import CfpLabel
from carbondocs.kinds.cfp_label.rules import RULES
from carbondocs.kinds.drawn import FORMATS

KIND = Kind(
    name="cfp-label",
    title={"zh_CN": "产品碳足迹标识", "en": "Product carbon footprint label"},
    record=CfpLabel,
    rules=RULES,
    context=label_document,
    sample="label",
    formats=FORMATS,
    file_name="{certificate_number}",
    number="certificate_number",
)
