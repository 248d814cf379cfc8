"""Builds the Word templates that come with carbondocs. A test proves the committed files fresh."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from word.annex import ANNEX_STYLES, annex_body, annex_header
from word.certificate import STYLES, fact, facts, foot, footprint, gap, header, section, statements, title_and_number
from word.markup import paragraph, tag
from word.package import WordFile
from word.report import report_body
from word.report_pages import cover_footer, notice
from word.report_pages import footer as page_footer
from word.report_pages import header as page_header
from word.report_styles import QUIET_LINKS, REPORT_TABLES, report_styles
from word.styles import font_table_part, styles_part

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def cfp_certificate() -> bytes:
    """产品碳足迹标识认证证书 with its annex (附件3).

    The last section is the annex where there is one, and the certificate itself where there is none; its header
    and footer hold both.
    """
    main = title_and_number() + facts(
        fact("applicant", address=True),
        fact("manufacturer", address=True),
        fact("factory", address=True),
        fact("certification_unit"),
        fact("product"),
        fact("functional_unit"),
        fact("system_boundary"),
        fact("data_period"),
        gap(2.6),
        footprint(),
        fact("certification_mode"),
        fact("standards"),
        gap(1.6),
    ) + statements("conformity", "validity", "prevails")  # fmt: skip
    annex = paragraph("Certificate Anchors", section=section("first")) + annex_body()
    return WordFile(
        body=main + tag("if annex") + annex + tag("endif") + section("last", restart=True),
        headers={"first": header(), "last": header() + tag("if annex") + annex_header() + tag("endif")},
        footers={"first": foot(), "last": foot(unless="annex")},
        styles=styles_part((*STYLES, *ANNEX_STYLES)),
        fonts=font_table_part(),
    ).content()


def cfp_verification_report() -> bytes:
    """产品碳足迹核查报告 (附件2 附录)."""
    return WordFile(
        body=report_body(),
        headers={"cover": notice(), "upright": page_header(), "wide": page_header(wide=True)},
        footers={"cover": cover_footer(), "pages": page_footer()},
        styles=styles_part(report_styles(), REPORT_TABLES, QUIET_LINKS),
        fonts=font_table_part(),
        stale=True,
    ).content()


WORD_TEMPLATES: dict[str, Callable[[], bytes]] = {
    "cfp-certificate/document.docx": cfp_certificate,
    "cfp-verification-report/document.docx": cfp_verification_report,
}


if __name__ == "__main__":
    for name, build in WORD_TEMPLATES.items():
        (TEMPLATES / name).write_bytes(build())
        print(f"templates/{name}")
