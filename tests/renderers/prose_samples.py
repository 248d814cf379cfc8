"""A long text with all that one may hold, and how the tests set it in both formats."""

from __future__ import annotations

import importlib
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from carbondocs.renderers.docx import _template
from carbondocs.templating.environment import environment, word_environment
from carbondocs.values.prose import Prose

CHECKOUT = Path(__file__).parents[2]
TEXT_WIDTH = 160.0  # mm
_SIDES = ("top", "right", "bottom", "left", "header", "footer")

HOSTILE = r"A&B<C>、{{ 7*7 }}、{% if x %}、{%p endmacro %}、{\_{ y }\_}、{# c #}、</w:t>、&nbsp; 与 ]]> 都照原样印出。"
SAMPLE = f"""\
　　核查组依据 **GB/T 24067—2024** 和委托人提供的 *生产台账*、*能源统计报表*，对 LF-280K 型磷酸铁锂电池
单体的产品碳足迹数据进行了现场核查。数据时间边界为 2025 年 1 月 1 日至 2025 年 12 月 31 日，
**注意：**活动数据*排放因子*全球变暖潜势按 2.5*3*4 的形式记录，粒径 >5 mm 的物料不计。

1. 初级数据来自现场计量仪表：
   - 电力由**三相智能电表**连续测量，精度等级为 0.5S；仪表每年由有资质的机构检定一次，检定证书在有效期内，记录完整；
   - 天然气由流量计间歇测量。

   上述仪表的台账另见附件。
2. 次级数据取自[国家温室气体排放因子数据库](https://data.example.cn)。
12) 取舍原则：质量占比小于 1% 的物料可以舍去。

| 过程 | 数据 | 说明 | 碳足迹（kgCO₂e/kW·h） |
| :-: | --- | --- | ---: |
| 原材料获取 | 正极材料 | 供应商提供了经核查的碳足迹声明，核查组抽查了三份采购合同与对应的发票 | 41.27 |
| 生产制造 | 电力 | **厂区** 10 kV 进线电表 | 12.05 |
| 运输 | 柴油 \\| 汽油 | {HOSTILE} | 0.63 |

{HOSTILE}

（1）核查组成员均已签署公正性声明；
（2）受核查方对事实无异议。

第一行\\
第二行
"""


def as_html(text: str) -> str:
    """The text as HTML."""
    template = environment((CHECKOUT / "templates" / "shared",)).get_template("prose.html.j2")
    return str(template.make_module().prose(Prose(text).blocks))  # type: ignore[attr-defined]


def as_word(text: str) -> bytes:
    """The text as a Word file, by a template of nothing but it."""
    sys.path.insert(0, str(CHECKOUT / "scripts"))
    try:
        markup, package, prose, styles = (
            importlib.import_module(f"word.{name}") for name in ("markup", "package", "prose", "styles")
        )
    finally:
        sys.path.remove(str(CHECKOUT / "scripts"))
    size = f'<w:pgSz w:w="{markup.twips(210)}" w:h="{markup.twips(297)}"/>'
    sides = " ".join(
        f'w:{side}="{markup.twips(25)}"' for side in ("top", "right", "bottom", "left", "header", "footer")
    )
    body = prose.prose_macro(TEXT_WIDTH) + prose.prose("text") + f"<w:sectPr>{size}<w:pgMar {sides}/></w:sectPr>"
    blank: dict[str, str] = {}
    file = package.WordFile(body, blank, blank, styles.styles_part(prose.PROSE_STYLES), styles.font_table_part())
    template: Any = _template()(BytesIO(file.content()), "document.docx")
    template.init_docx()
    template.render({"text": Prose(text).blocks}, word_environment())
    filled = BytesIO()
    template.save(filled)
    return filled.getvalue()
