"""The certificates that are measured: all of them different, and the same in every run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Record = Mapping[str, Any]

_COMPANIES = (
    ("江苏示例储能科技有限公司", "江苏省常州市武进区样例大道 88 号"),
    ("样本钢铁集团股份有限公司", "河北省唐山市曹妃甸区临港工业园区示范一路 1 号冷轧事业部综合楼"),
    ("广东样张家用电器制造有限公司", "广东省佛山市顺德区北滘镇试验工业区三乐路 12 号"),
    ("青岛示例轮胎有限公司", "山东省青岛市黄岛区样本路 5 号"),
    ("新疆样例光伏材料有限责任公司", "新疆维吾尔自治区昌吉回族自治州准东经济技术开发区五彩湾产业园区环城北路 2018 号"),
    ("上海样品化工（集团）有限公司", "上海市金山区漕泾镇示例公路 3688 弄 7 号"),
    ("云南示范水电铝业股份有限公司", "云南省文山壮族苗族自治州砚山县干河乡样本村"),
    ("宁波例举电机有限公司", "浙江省宁波市鄞州区姜山镇试样东路 299 号 3 幢"),
)
_PRODUCTS = (
    ("储能型锂离子电池（磷酸铁锂，方形铝壳，314 Ah）", "磷酸铁锂储能电池单体", "3.2 V 314 Ah", "1 kWh 额定能量"),
    ("冷轧低碳钢板及钢带", "汽车用冷轧钢板", "1.2 mm × 1250 mm", "1 t 产品"),
    ("房间空气调节器（热泵型分体式）", "壁挂式变频空调器", "3500 W", "1 台产品使用 10 年"),
    ("载重汽车子午线轮胎", "全钢子午线轮胎", "12R22.5 18PR", "1 条轮胎行驶 100 km"),
    ("晶体硅光伏组件（双面双玻，N 型）", "单晶硅光伏组件", "2278 mm × 1134 mm", "1 kWh 发电量"),
)


def records(count: int, first: int = 1) -> list[Record]:
    """``count`` certificates of the kind cfp-certificate, each with its own number, parties, product and value."""
    return [_record(index) for index in range(first, first + count)]


def wording(record: Record) -> Iterator[tuple[str, str]]:
    """What the certificate says, as labels and values, for those who set it without carbondocs."""
    for label, role in (("认证委托人", "applicant"), ("生产者", "manufacturer"), ("生产企业", "factory")):
        yield f"{label}名称及地址：", f"{record[role]['name']}\n{record[role]['address']}"
    product = record["products"][0]
    yield "认证单元：", record["certification_unit"]
    yield "产品名称/规格/型号：", f"{product['name']} / {product['specification']} / {product['model']}"
    yield "功能单位/声明单位：", record["functional_unit"]["text"]
    yield "系统边界：", record["system_boundary"]
    yield "数据时间边界：", "2025年1月1日至2025年12月31日"
    yield "功能单位/声明单位产品碳足迹：", f"{record['footprint']['value']}（kgCO₂e）"
    yield "认证模式：", "初始检查+产品碳足迹核查+获证后监督"
    yield "认证依据标准/技术要求：", record["standards"][0]


def sentences(record: Record) -> tuple[str, ...]:
    """The sentences below the table, and what stands at the foot."""
    return (
        f"上述产品符合《产品碳足迹标识认证通用实施规则（试行）》、《{record['rules']['specific']}》的要求。",
        "本证书的有效性依据发证机构的监督获得保持，证书信息可在www.sample-cfp.example上查询。",
        "发证日期：2026年3月16日",
        "有效期至：2028年3月15日",
        "证书签发人：样本人",
        "样张认证中心有限公司（样张）",
    )


def _record(index: int) -> Record:
    unit, name, specification, functional_unit = _PRODUCTS[index % len(_PRODUCTS)]
    return {
        "number": f"CFP-9999-2026-004-{index:04d}",
        "applicant": _party(index),
        "manufacturer": _party(index + index // len(_COMPANIES)),
        "factory": _party(index + 3),
        "certification_unit": unit,
        "products": [{"name": name, "specification": specification, "model": f"MX{index % 89}-{index:04d}"}],
        "functional_unit": {"kind": "functional", "text": functional_unit},
        "system_boundary": "摇篮到大门（原材料获取、原材料运输、产品生产）",
        "data_period": {"start": "2025-01-01", "end": "2025-12-31"},
        "footprint": {"value": f"{index * 37 % 1999 + index / 100:.2f}", "unit": "kgCO2e"},
        "standards": ["GB/T 24067-2024《温室气体 产品碳足迹 量化要求和指南》"],
        "rules": {"specific": f"{name}产品碳足迹标识认证专用实施规则"},
        "issued_on": "2026-03-16",
        "expires_on": "2028-03-15",
    }


def _party(index: int) -> Mapping[str, str]:
    name, address = _COMPANIES[index % len(_COMPANIES)]
    return {"name": name, "address": address}
