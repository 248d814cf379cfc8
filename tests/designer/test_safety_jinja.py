"""Ways out of a Jinja sandbox, and ways to keep it busy for ever: each is stopped, with the place and a message."""

from __future__ import annotations

import os
from pathlib import Path
from time import thread_time
from typing import Any

import pytest

from carbondocs import Diagnostic, TemplateError
from carbondocs.kinds.parts import Fact
from carbondocs.language import Phrase
from carbondocs.templating.environment import TEMPLATE_FAULTS, fill, word_environment
from carbondocs.templating.meter import MAX_STEPS
from carbondocs.templating.sandbox import filled as filled_in
from carbondocs.workspace import Folder

SECRET = "the secret of another folder"


def filled(folder: Path, source: str) -> str:
    """The template filled in, with what a context may hold, and with what a careless one might."""
    (folder / "page.html.j2").write_text(source, encoding="utf-8")
    context: dict[str, Any] = {
        "fact": Fact(Phrase("标签："), (Phrase("一"), Phrase("二"))),
        "path": Path(os.devnull),
        "folder": Folder(folder),
        "function": os.getcwd,
        "cls": Path,
        "items": [1, 2, 3],
        "text": "文字",
    }
    return fill((folder,), "page.html.j2", context)


def fault(folder: Path, source: str) -> Diagnostic:
    with pytest.raises(TemplateError) as caught:
        filled(folder, source)
    (found,) = caught.value.diagnostics
    assert found.place.source.startswith("page.html.j2")
    assert SECRET not in str(found)
    return found


def test_what_designers_need_works(tmp_path: Path) -> None:
    source = """{% macro row(x) %}<i>{{ x }}</i>{% endmacro -%}
    {% for line in fact.lines %}{{ loop.index }}{{ loop.cycle("a", "b") }}{{ row(line) }}{% else %}none{% endfor %}
    {{ items | batch(2) | list | length }} {{ "%g" | format(1.5) }} {{ text ~ 1 }} {{ items | join("、") }} {{ 2 ** 8 }}
    {% set ns = namespace(n=0) %}{% for i in range(5) %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}
    {{ "a-b".split("-") | first | upper }} {{ {"k": 1}.get("k") }} {{ text | replace("文", "A") }} {{ text * 2 }}"""
    assert filled(tmp_path, source).split() == [
        "1a<i>一</i>2b<i>二</i>", "2", "1.5", "文字1", "1、2、3", "256", "10", "A", "1", "A字", "文字文字",
    ]  # fmt: skip


CHAINS = [
    "[()]|map(attribute='__class__.__mro__')|list",
    "''.__class__.__mro__[1].__subclasses__()",
    "''['__class__']",
    "()|attr('__class__')",
    "()|attr('\\x5f\\x5fclass\\x5f\\x5f')",
    "()['\\x5f\\x5fclass__']",
    "['__class__']|map('attr', '__class__')|list",
    "[()]|sum(attribute='__class__')",
    "[()]|selectattr('__class__')|list",
    "[()]|unique(attribute='__class__')|list",
    "[()]|join(attribute='__class__')",
    "'{0.__class__}'.format(())",
    "'{0.__class__}'.format_map({'0': ()})",
    "('{0.__class__}'|safe).format(())",
    "'%s'.__mod__(1)",
    "['{0.__class__}']|map('format', ())|map('upper')|list and ''.format",
    "lipsum()",
    "lipsum.__globals__['os'].popen('id').read()",
    "cycler.__init__.__globals__.os",
    "joiner.__init__.__globals__",
    "namespace.__init__.__globals__",
    "dict.__base__.__subclasses__()",
    "dict.mro()",
    "range.__class__",
    "self.__init__.__globals__",
    "self._TemplateReference__context",
    "self._TemplateReference__context.environment",
    "self.__dict__",
    "loop.__class__",
    "config",
    "request.application",
    "url_for.__globals__",
    "get_flashed_messages",
    "fact.__init__.__globals__",
    "fact.__dataclass_fields__",
    "fact.text.__class__",
    "items.append(4)",
    "items.__init__.__self__",
    "items.sort()",
    "path.read_text()",
    "path.open()",
    "path.parent.iterdir()|list",
    "path.unlink()",
    "path.write_text('x')",
    "folder.read('page.html.j2')",
    "folder.path('page.html.j2')",
    "function()",
    "cls('/etc/passwd')",
    "cls.home()",
    "text.encode()",
    "text.translate({})",
    "text|pprint",
    "items|random",
    "text|xmlattr",
    "text.__call__",
]
UNDEFINED = [
    "[()]|map(attribute='__class__')|list",
    "[()]|groupby('__class__')",
    "[()]|sort(attribute='__class__')",
    "[()]|max(attribute='__class__')",
]
"""What these ask for isn't there, and Jinja doesn't mind."""


REFUSED = frozenset({"template.unsafe", "template.name", "template.syntax"})
"""How an expression is refused: it asks for what is kept away, for what isn't there, or for what can't be done."""


@pytest.mark.parametrize("expression", CHAINS)
def test_no_expression_reaches_out(tmp_path: Path, expression: str) -> None:
    printed = fault(tmp_path, "{{ " + expression + " }}")
    kept = fault(tmp_path, "{% for x in [1] %}{% set y = " + expression + " %}{{ y }}{% endfor %}")
    assert {printed.code, kept.code} <= REFUSED


@pytest.mark.parametrize("expression", CHAINS)
def test_no_expression_reaches_out_of_a_word_template(expression: str) -> None:
    context = {"text": "x", "items": [1], "fact": Fact(Phrase("标签"), (Phrase("一"),)), "path": Path()}
    with pytest.raises(TEMPLATE_FAULTS):
        filled_in(word_environment().from_string("{{ " + expression + " }}"), context)


@pytest.mark.parametrize("expression", UNDEFINED)
def test_what_is_kept_away_is_not_there_for_filters_either(tmp_path: Path, expression: str) -> None:
    assert "class" not in filled(tmp_path, "{{ " + expression + " | string }}")


def test_a_macro_keeps_its_insides(tmp_path: Path) -> None:
    for inner in ("__globals__", "_func", "_environment", "__init__"):
        outside = fault(tmp_path, "{% macro m() %}x{% endmacro %}{{ m." + inner + " }}")
        within = fault(tmp_path, "{% macro m() %}{{ caller." + inner + " }}{% endmacro %}{% call m() %}x{% endcall %}")
        assert {outside.code, within.code} <= REFUSED


@pytest.mark.parametrize(
    "statement", ["{% do 1 %}", "{% debug %}", "{% trans %}x{% endtrans %}", "{% import 'os' as o %}"]
)
def test_no_extension_is_there(tmp_path: Path, statement: str) -> None:
    assert fault(tmp_path, statement).code in {"template.syntax", "template.missing"}


@pytest.mark.parametrize("how", ["{% include 'LINK' %}", "{% import 'LINK' as x %}", "{% extends 'LINK' %}"])
@pytest.mark.parametrize(
    "link", ["link.j2", "folder/secret.txt", "../secret.txt", "/SECRET", "folder/../../secret.txt"]
)
def test_no_template_comes_from_outside_its_pack(tmp_path: Path, how: str, link: str) -> None:
    outside, pack = tmp_path / "outside", tmp_path / "pack"
    outside.mkdir()
    pack.mkdir()
    for place in (outside, tmp_path):
        (place / "secret.txt").write_text(SECRET, encoding="utf-8")
    (pack / "link.j2").symlink_to(outside / "secret.txt")
    (pack / "folder").symlink_to(outside, target_is_directory=True)
    found = fault(pack, how.replace("LINK", link.replace("/SECRET", str(outside / "secret.txt"))))
    assert found.code in {"file.outside", "template.missing"}


ENDLESS = [
    "{% for a in range(1000000) %}{% endfor %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{% for a in range(99999) %}<tr><td>{{ a }}</td></tr>{% endfor %}" * 3,
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "{% for a in [60] recursive %}{% if a %}{{ loop([a - 1, a - 1]) }}{% endif %}{% endfor %}",
    "{% include 'page.html.j2' %}",
    "{% extends 'page.html.j2' %}",
    "{% block a %}{{ self.a() }}{% endblock %}",
    "{% macro m() %}{{ caller() }}{% endmacro %}{% macro n() %}{% call m() %}{{ n() }}{% endcall %}{% endmacro %}"
    "{{ n() }}",
]
LARGE = [
    "{{ 'x' * 999999999 }}",
    "{{ [1] * 999999999 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ 2 ** 99999999 }}",
    "{% set n = namespace(x=9) %}{% for i in range(99) %}{% set n.x = n.x * n.x %}{% endfor %}{{ n.x > 1 }}",
    "{% set n = namespace(x='9') %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}{{ n.x|length }}",
    "{% set n = namespace(x='9') %}{% for i in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}{{ n.x|length }}",
    "{% set n = namespace(x=[9]) %}{% for i in range(99) %}{% set n.x = n.x + n.x %}{% endfor %}{{ n.x|length }}",
    "{% set n = namespace(x='9') %}{% for i in range(99) %}{% set n.x = [n.x, n.x]|join %}{% endfor %}{{ n.x|length }}",
    "{% set n = namespace(x='9') %}{% for i in range(99) %}{% set n.x = n.x|replace('9', '99') %}{% endfor %}{{ 1 }}",
    "{% set n = namespace(x='9') %}{% for i in range(99) %}{% set n.x = '%s%s'|format(n.x, n.x) %}{% endfor %}{{ 1 }}",
    "{% set n = namespace(x='9') %}{% for i in range(99) %}{% set y %}{{ n.x }}{{ n.x }}{% endset %}{% set n.x = y %}"
    "{% endfor %}{{ 1 }}",
    "{{ '%999999999d' % 1 }}",
    "{{ '%*d' % (999999999, 1) }}",
    "{{ '%999999999d' | format(1) }}",
    "{{ '%.999999999f' | format(1) }}",
    "{{ '%(a)999999999d' | format(a=1) }}",
    "{{ '{:999999999}'.format(1) }}",
    "{{ 'x'.center(999999999) }}",
    "{{ 'x'.ljust(999999999) }}",
    "{{ 'x'.zfill(999999999) }}",
    "{{ 'x'.join(range(9)) }}",
    "{{ 'x' | center(999999999) }}",
    "{{ 'x' | indent(999999999, true) }}",
    "{{ 1 | round(999999999, 'floor') }}",
    "{{ [1] | batch(999999999, 'x') | list }}",
    "{{ [1] | slice(999999999) | list }}",
    "{{ 'x' | tojson(indent=999999999) }}",
    "{{ range(99999) | join('x' * 99999) }}",
    "{{ ('x' * 99999) | replace('x', 'y' * 99999) }}",
    "{% for a in range(9999) %}" + "x" * 9999 + "{% endfor %}",
    "{% for a in range(9999) %}{% if a %}" + "x" * 9999 + "{% endif %}{% endfor %}",
]


@pytest.mark.parametrize("source", [*ENDLESS, *LARGE])
def test_a_template_without_end_is_stopped_soon(tmp_path: Path, source: str) -> None:
    begun = thread_time()
    found = fault(tmp_path, source)
    assert thread_time() - begun < 5
    if source in ENDLESS:
        assert found.code == "template.endless"
        assert str(found.hint)


def test_a_long_list_is_none_of_them(tmp_path: Path) -> None:
    rows = filled(tmp_path, "{% for a in range(2000) %}{% for b in range(8) %}<td>{{ a }}</td>{% endfor %}{% endfor %}")
    assert rows.count("<td>") == 16000 < MAX_STEPS


def test_each_filling_is_metered_anew(tmp_path: Path) -> None:
    assert [filled(tmp_path, "{% for a in range(99999) %}{% endfor %}done") for _ in range(3)] == ["done"] * 3
