"""产品碳足迹核查报告, the product carbon footprint verification report (附件2 附录, 表1, 表2)."""

from carbondocs.kinds.base import Kind
from carbondocs.kinds.cfp_verification_report.context import report_context
from carbondocs.kinds.cfp_verification_report.record import CfpVerificationReport
from carbondocs.kinds.cfp_verification_report.rules import RULES

KIND = Kind(
    name="cfp-verification-report",
    title={"zh_CN": "产品碳足迹核查报告", "en": "Product carbon footprint verification report"},
    record=CfpVerificationReport,
    rules=RULES,
    context=report_context,
    sample="lfp-cell",
    locales=("zh-CN", "en"),
)
