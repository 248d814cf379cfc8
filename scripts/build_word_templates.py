"""Builds the Word templates that come with carbondocs. A test proves the committed files fresh."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from word.annex import ANNEX_STYLES, annex_body, annex_header
from word.certificate import (
    STYLES,
    each_fact,
    fact,
    facts,
    foot,
    footprint,
    gap,
    header,
    section,
    statements,
    title_and_number,
)
from word.markup import paragraph, tag
from word.package import WordFile
from word.report import report_body
from word.report_pages import cover_footer, notice
from word.report_pages import footer as page_footer
from word.report_pages import header as page_header
from word.report_styles import QUIET_LINKS, REPORT_TABLES, report_styles
from word.styles import font_table_part, styles_part
from word.system import (
    LANDSCAPE_LAYOUT,
    PORTRAIT_LAYOUT,
    Layout,
    adapted,
    holder,
    life_or_annex,
    system_annex,
    system_facts,
    system_foot,
    system_header,
    system_statements,
    system_styles,
)

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def cfp_certificate() -> bytes:
    """产品碳足迹标识认证证书 with its annex (附件3)."""
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
    return _with_annex(main)


def carbon_footprint_certificate() -> bytes:
    """碳足迹认证证书 with its annex (碳足迹认证规则 5); sections, header and footer as of the CFP certificate."""
    main = title_and_number() + facts(
        fact("applicant", address=True),
        fact("factory", address=True),
        fact("data_period"),
        fact("product"),
        fact("functional_unit"),
        gap(2.6),
        footprint(),
        fact("criteria"),
        fact("system_boundary"),
        *each_fact("remarks"),
        gap(1.6),
    ) + statements("conformity", "validity", "prevails")  # fmt: skip
    return _with_annex(main)


def _with_annex(main: str) -> bytes:
    """A certificate of footprints.

    The last section is the annex where there is one, and the certificate itself where there is none; its header
    and footer hold both.
    """
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


def cems_certificate(layout: Layout) -> bytes:
    """碳排放管理体系认证证书 with its annex (CCAI-S-C07:2024, 10.1)."""
    main = (
        title_and_number() + holder(layout) + system_facts(layout)
        + system_statements(layout) + life_or_annex(layout)
    )  # fmt: skip
    page, header = layout.page, system_header(layout)
    annex = paragraph("Certificate Anchors", section=section("first", page)) + system_annex(layout)
    heading = annex_header("", likely="[annex.rows | length / 6, 1] | max | round(0, 'ceil') | int")
    return WordFile(
        body=main + tag("if annex") + annex + tag("endif") + section("last", page, restart=True),
        headers={"first": header, "last": header + tag("if annex") + heading + tag("endif")},
        footers={"first": system_foot(layout), "last": system_foot(layout, unless="annex")},
        styles=styles_part((*(adapted(style, layout) for style in STYLES), *ANNEX_STYLES, *system_styles(layout))),
        fonts=font_table_part(),
    ).content()


WORD_TEMPLATES: dict[str, Callable[[], bytes]] = {
    "cfp-certificate/document.docx": cfp_certificate,
    "cfp-verification-report/document.docx": cfp_verification_report,
    "carbon-footprint-certificate/document.docx": carbon_footprint_certificate,
    "cems-certificate/document.docx": partial(cems_certificate, PORTRAIT_LAYOUT),
    "cems-certificate/landscape.docx": partial(cems_certificate, LANDSCAPE_LAYOUT),
}


if __name__ == "__main__":
    for name, build in WORD_TEMPLATES.items():
        (TEMPLATES / name).write_bytes(build())
        print(f"templates/{name}")
