"""What Jinja finds wrong in a template is told in our words, in English and Chinese."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator

import jinja2
import pytest
from jinja2 import compiler, lexer, parser
from jinja2.exceptions import SecurityError

from carbondocs.language import worded
from carbondocs.templating.environment import template_diagnostic, word_environment
from carbondocs.templating.jinja_words import in_our_words

GENERAL = "Jinja, which reads it, says"

TOLD = {
    "{{ a b }}": ("b follows where the tag should end.", "标记应在此结束，后面却还有 b。"),
    "{{ a 'b' }}": ("A text or a number follows where the tag should end.", "标记应在此结束，后面却还有文字或数字。"),
    "{% if a b %}{% endif %}": ("b follows where the tag should end.", "标记应在此结束，后面却还有 b。"),
    "{{ a": ("The tag has no end.", "标记没有结束。"),
    "{{ a. }}": ("After the dot a name is missing.", "点之后缺少名称。"),
    "{{ a(b c) }}": (", is missing before c.", "c 之前缺少 ,。"),
    "{{ a(b=1, c) }}": ("What stands between the brackets ( ) can't be read.", "圆括号 ( ) 里的内容无法识别。"),
    "{{ (a }}": ("} stands where ) should.", "此处应为 )，却写成了 }。"),
    "{{ a) }}": (") closes no bracket.", "多了一个 )，没有与它成对的括号。"),
    "{{ }}": ("Before }} something is missing.", "}} 之前缺少内容。"),
    "{{ a + }}": ("Before }} something is missing.", "}} 之前缺少内容。"),
    "{{ a + * b }}": ("* can't stand here.", "此处不能写 *。"),
    "{{ a ? b }}": ("The sign ? means nothing in a tag.", "标记里不能用符号 ?。"),
    "{{ “a” }}": ("The sign “ means nothing in a tag.", "标记里不能用符号 “。"),
    "{{ a is b is c }}": ("Two tests with is follow each other.", "两个 is 判断连在了一起。"),
    "{% %}": ("The tag says nothing.", "标记是空的。"),
    "{% for 1 in b %}{% endfor %}": ("Only a name can be given a value.", "只能给一个名称赋值。"),
    "{% for a of b %}{% endfor %}": ("The loop has no in before of.", "循环在 of 之前缺少 in。"),
    "{% for a in b %}": ("The block for has no end.", "块 for 没有结束。"),
    "{% for a in b %}{% endfro %}": (
        "There is no tag endfro, and the block for is open.",
        "没有标记 endfro；块 for 还没有结束。",
    ),
    "{% if a %}{% for b in c %}{% endif %}": (
        "endif stands before endfor, which is needed first.",
        "endif 写在了 endfor 之前，应先有 endfor。",
    ),
    "{% endfro %}": (
        "There is no tag endfro, or nothing that it belongs to.",
        "没有标记 endfro，或没有与它对应的开头。",
    ),
    "{% import 'a' %}": ("as is missing before %}.", "%} 之前缺少 as。"),
    "{% macro a(b=1, c) %}{% endmacro %}": (
        "An argument without = stands after one that has it.",
        "没有 = 的参数写在了有 = 的参数之后。",
    ),
    "{% macro 1 %}{% endmacro %}": ("Before a text or a number a name is missing.", "文字或数字之前缺少名称。"),
    "{% block a-b %}{% endblock %}": (
        "The name of a block has letters, digits and _ only.",
        "块的名称只能用字母、数字和 _。",
    ),
    "{% call a %}{% endcall %}": ("After call a macro must be called.", "call 之后要调用一个宏。"),
    "{% from 'a' import _b %}": ("A name that begins with _ can't be imported.", "以 _ 开头的名称不能导入。"),
    "{# a": ("The comment has no end.", "注释没有结尾。"),
    "{% raw %}a": ("The block raw has no end.", "块 raw 没有结束。"),
    "{{ a | b }}": ("There is no filter b.", "没有过滤器 b。"),
    "{{ a is b }}": ("There is no test b.", "没有判断 b。"),
    "{% block a %}{% endblock %}{% block a %}{% endblock %}": ("The block a is there twice.", "块 a 出现了两次。"),
}


@pytest.mark.parametrize("source", TOLD)
def test_a_syntax_error_is_told_in_both_languages_with_a_remedy(source: str) -> None:
    with pytest.raises(jinja2.TemplateSyntaxError) as caught:
        word_environment().from_string(source)
    found = template_diagnostic(caught.value, "page.html.j2")
    english, chinese = TOLD[source]
    assert str(found.message) == english
    assert worded(found.message, "zh_CN") == chinese
    assert len(worded(found.hint, "zh_CN")) > 5
    assert worded(found.hint, "zh_CN") != str(found.hint)


def said_by_jinja() -> Iterator[str]:
    """Every sentence with which Jinja's lexer, parser and compiler refuse a template, its gaps filled."""
    for module in (lexer, parser, compiler):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in {"fail", "TemplateSyntaxError", "Failure"}:
                    yield from sentence(node.args[0])


def sentence(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(filled(part) for part in node.values)


def filled(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    assert isinstance(part, ast.FormattedValue)
    name = "filter" if "type_name" in ast.dump(part.value) else "1"
    return f"'{name}'" if part.conversion == ord("r") else name


def test_all_that_the_installed_jinja_says_is_known() -> None:
    said = set(said_by_jinja())
    assert len(said) > 15
    unknown = {text for text in said if GENERAL in str(in_our_words(text)[0])}
    assert unknown == set()


def test_what_is_not_known_keeps_the_words_of_jinja() -> None:
    problem, hint = in_our_words("something new.")
    assert str(problem) == "The template can't be read; Jinja, which reads it, says: something new."
    assert worded(problem, "zh_CN") == "模板无法解析，解析器 Jinja 的原话是：something new。"
    assert str(hint)


def test_what_is_kept_away_is_told_by_its_name() -> None:
    with pytest.raises(SecurityError) as caught:
        word_environment().from_string("{{ ''.__class__.x }}").render()
    message = template_diagnostic(caught.value, "page.html.j2").message
    assert worded(message, "zh_CN") == "模板使用了不允许使用的内容：__class__。"


@pytest.mark.parametrize(
    ("source", "name"), [("{{ nowhere }}", "nowhere"), ("{{ 'text'.nowhere }}", "nowhere"), ("{{ [1][3] }}", "3")]
)
def test_a_missing_name_is_told_by_itself(source: str, name: str) -> None:
    with pytest.raises(jinja2.UndefinedError) as caught:
        word_environment().from_string(source).render()
    message = template_diagnostic(caught.value, "page.html.j2").message
    assert str(message) == f"The template uses a name that is not there: {name}."
    assert worded(message, "zh_CN") == f"模板使用了不存在的名称：{name}。"
