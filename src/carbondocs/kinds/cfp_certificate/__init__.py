"""产品碳足迹标识认证证书, the product carbon footprint label certificate (通用实施规则 9.1, 附件3, 附件4)."""

from carbondocs.kinds.base import Kind
from carbondocs.kinds.cfp_certificate.context import certificate_context
from carbondocs.kinds.cfp_certificate.record import CfpCertificate
from carbondocs.kinds.cfp_certificate.rules import RULES

KIND = Kind(
    name="cfp-certificate",
    title={"zh_CN": "产品碳足迹标识认证证书", "en": "Product carbon footprint label certificate"},
    record=CfpCertificate,
    rules=RULES,
    context=certificate_context,
    sample="one-product",
)
