"""Verification reports to test with: a small complete one, and the shipped samples."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

from carbondocs import Outcome, Renderer
from carbondocs.flow import Row
from carbondocs.kinds import kind
from carbondocs.sources import read_rows
from carbondocs.workspace import shipped

KIND = "cfp-verification-report"
FOLDER = shipped("samples") / KIND
SAMPLES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))

_PARTY = {
    "name": "示例电池股份有限公司",
    "address": "江苏省常州市新北区示例路 88 号",
    "credit_code": "91350100M000100Y43",
}
_TEXT = "第一段，说明 **要点**。\n\n第二段，引用 *原文*。"


@cache
def shipped_sample(name: str) -> Row:
    """The row of a sample that comes with carbondocs."""
    (row,) = read_rows(FOLDER / f"{name}.yaml", record=kind(KIND).record)
    return row


def primary(name: str, **changes: object) -> dict[str, Any]:
    """A primary datum."""
    return {
        "name": name,
        "unit": "kg/kWh",
        "source": "生产领料单",
        "monitoring": "电子秤，每批次",
        "recording": "每批次",
        "calibration": "每年检定",
        "missing_data": "无缺失",
        "cross_check": "与采购发票核对，偏差 0.6%",
        "conclusion": "conforming",
        "quality": "continuous",
        **changes,
    }


def secondary(name: str, **changes: object) -> dict[str, Any]:
    """A secondary datum of the scope's time and region."""
    return {
        "name": name,
        "item": "碳足迹因子",
        "time": "2025",
        "region": "中国",
        "data_type": "行业平均",
        "source": "天工 LCA 数据库",
        "conclusion": "conforming",
        "quality": "national",
        **changes,
    }


def stage(name: str, *footprints: str, rows: int = 1, **changes: object) -> dict[str, Any]:
    """A stage with ``rows`` primary and secondary data, and a result of each footprint."""
    return {
        "name": name,
        "primary_data": [primary(f"{name}消耗量{index}") for index in range(1, rows + 1)],
        "secondary_data": [secondary(f"{name}因子{index}") for index in range(1, rows + 1)],
        "results": [
            {"name": f"{name}第{index}项", "process": f"过程{index}", "footprint": footprint}
            for index, footprint in enumerate(footprints, start=1)
        ],
        **changes,
    }


def report(**changes: object) -> dict[str, Any]:
    """The data of a small report without pictures, with top fields changed."""
    inspector = {"duty": "核查", "qualification": "检查员 0001"}
    return deepcopy({
        "number": "CFPV-2026-0012",
        "client": _PARTY,
        "manufacturer": _PARTY,
        "factory": _PARTY,
        "verified_party": {
            **_PARTY,
            "legal_representative": "王示例",
            "contact": "李示例",
            "phone": "0519-8000 0000",
            "overview": _TEXT,
            "profile": _TEXT,
        },
        "verified_on": {"start": "2026-01-13", "end": "2026-01-15"},
        "compiled_on": "2026-01-30",
        "team": [
            {"role": "leader", "name": "赵示例", "full_time": True, "quantification": True, **inspector},
            {"role": "member", "name": "钱示例", "full_time": False, **inspector},
        ],
        "reviewers": [{"name": "孙示例", "duty": "技术评审", "qualification": "高级工程师", "field": "电池"}],
        "verification": _TEXT,
        "product": {
            "name": "LF280K 方形磷酸铁锂储能电芯",
            "introduction": _TEXT,
            "standards": "- GB/T 36276-2023",
            "function": _TEXT,
            "performance": "| 指标 | 数值 |\n| --- | ---: |\n| 额定容量 | 280 Ah |",
            "process": "不适用：工艺与受核查方信息所述相同。",
        },
        "criteria": "- GB/T 24067-2024\n- ISO 14067:2018",
        "objective": _TEXT,
        "assurance": "limited",
        "materiality": "5 %",
        "scope": {
            "models": "LF280K",
            "functional_unit": {"kind": "declared", "text": "1 kWh"},
            "boundary": "cradle_to_gate",
            "boundary_text": _TEXT,
            "included": [{"process": "原材料获取"}, {"process": "电芯生产"}],
            "excluded": [{"process": "使用", "reason": "摇篮到大门"}],
            "greenhouse_gases": ["CO₂", "CH₄", "N₂O"],
            "data_period": {"start": "2025-01-01", "end": "2025-12-31"},
        },
        "primary_data_text": _TEXT,
        "secondary_data_text": _TEXT,
        "stages": [stage("原材料获取阶段", "38.12345", "4.565"), stage("产品生产阶段", "21.005")],
        "cut_off": _TEXT,
        "data_quality": {"requirements": _TEXT, "assessment": _TEXT},
        "method": _TEXT,
        "conclusion": _TEXT,
        "recommendations": "1. 提高绿色电力比例；\n2. 采购低碳铝箔。",
        "uncertainty": _TEXT,
        "declaration": _TEXT,
        **changes,
    })  # fmt: skip


def attempt(data: dict[str, Any], *formats: str, locale: str = "zh-CN") -> Outcome:
    """The small report or another, rendered for the sample issuer."""
    return Renderer(locale=locale).attempt(KIND, Row(data), formats or ("pdf",))


def findings(data: dict[str, Any]) -> dict[str, str]:
    """The codes of all findings about the data, by place."""
    return {finding.place.path: finding.code for finding in Renderer().validate(KIND, Row(data))}
