"""碳足迹认证证书, the carbon footprint certificate of a body's own scheme (碳足迹认证规则 5, 6)."""

from carbondocs.kinds.base import Kind
from carbondocs.kinds.carbon_footprint_certificate.context import certificate_context
from carbondocs.kinds.carbon_footprint_certificate.record import CarbonFootprintCertificate
from carbondocs.kinds.carbon_footprint_certificate.rules import RULES

KIND = Kind(
    name="carbon-footprint-certificate",
    title={"zh_CN": "碳足迹认证证书", "en": "Carbon footprint certificate"},
    record=CarbonFootprintCertificate,
    rules=RULES,
    context=certificate_context,
    sample="one-product",
)
