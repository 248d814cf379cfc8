"""Write the tables of docs/fields.md out of the contexts, so that the page can't fall behind them."""

from __future__ import annotations

from pathlib import Path

from carbondocs.designer.fields_page import all_fields, beside, table
from carbondocs.kinds import kinds

PAGE = Path(__file__).parents[1] / "docs" / "fields.md"
HEAD = """# The fields of templates · 模板字段

What a template may use, kind by kind; made by `scripts/build_fields_page.py`. `carbondocs templates fields KIND` tells
the same, with your own terminal's language. How to use them: [templates](templates.md).

各类文件的模板可以使用的全部字段，由 `scripts/build_fields_page.py` 生成；`carbondocs templates fields KIND` 给出同样的
内容。用法见[模板](templates.md)。

- A name is written in double braces: `{{ applicant.label }}`. 字段写在双花括号内。
- **text in the languages** (各语言文本) is one text in the document's languages: `.main` in the first, `.also` in the
  second, which is empty where there is only one. Alone it is `.main`. 单独写字段名即为 `.main`，双语文件的第二种语言为
  `.also`。
- `[]` marks a list: `dates[]` is what `{% for date in dates %}` gives, one after the other.
  `[]` 表示列表，用循环逐项取出。
- **or nothing** (可为空) may be absent: ask with `{% if annex %}` first. 可能不存在，先用 `{% if annex %}` 判断。
- `colours` are texts by name, and stand wherever CSS, HTML or SVG takes a colour:
  `colours` 是按名称的颜色，凡是写颜色的地方都可以用：

      h1 { color: {{ colours.dark }}; border-bottom: 1pt solid {{ colours.leaf }} }     style.css.j2
      <td style="background: {{ colours.pale }}">{{ title }}</td>                       document.html.j2
      <path stroke="{{ colours.dark }}" d="M0 0H40"/>                                   layer.svg.j2
"""
TITLES = {
    "sheets": "Only in pages (HTML) · 仅用于页面模板",
    "layer": "Only in the ornament's template (`layer`) · 仅用于底纹模板",
}


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for name, kind in kinds().items():
        parts.append(f"## `{name}` · {kind.title['zh_CN']}\n\n{kind.title['en']}\n\n{table(all_fields(kind))}")
    parts += [f"## {TITLES[name]}\n\n{table(fields)}" for name, fields in beside().items()]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
