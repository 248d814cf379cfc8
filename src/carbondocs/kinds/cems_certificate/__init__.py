"""碳排放管理体系认证证书, the certificate of a carbon emission management system (CCAI-S-C07:2024, 10.1)."""

from carbondocs.kinds.base import Kind
from carbondocs.kinds.cems_certificate.context import certificate_context
from carbondocs.kinds.cems_certificate.record import CemsCertificate
from carbondocs.kinds.cems_certificate.rules import RULES

KIND = Kind(
    name="cems-certificate",
    title={"zh_CN": "碳排放管理体系认证证书", "en": "Carbon emission management system certificate"},
    record=CemsCertificate,
    rules=RULES,
    context=certificate_context,
    sample="one-site",
    locales=("zh-CN+en", "zh-CN", "en"),
)
