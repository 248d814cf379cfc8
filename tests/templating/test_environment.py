"""The one Jinja factory: templates are text from designers, and can neither run code nor hide a missing field."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from carbondocs import Diagnostic, TemplateError
from carbondocs.templating.environment import fill


def filled(folder: Path, source: str, **context: Any) -> str:
    (folder / "page.html.j2").write_text(source, encoding="utf-8")
    return fill((folder,), "page.html.j2", context)


def fault(folder: Path, source: str, **context: Any) -> Diagnostic:
    """The one finding of a template that is wrong."""
    with pytest.raises(TemplateError) as caught:
        filled(folder, source, **context)
    (found,) = caught.value.diagnostics
    assert str(found.message)
    return found


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ ''['__class__'] }}",
        "{{ ''|attr('__class__') }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ lipsum.__globals__['os'].popen('id').read() }}",
        "{{ value.__init__.__globals__ }}",
        "{{ method.__func__.__code__ }}",
        "{{ '%s' | format(''.__class__.__mro__) }}",
        "{{ '{0.__class__.__mro__}'.format('') }}",
        "{% set ignored = items.append(1) %}{{ items }}",
    ],
)
def test_a_template_cannot_reach_out(tmp_path: Path, source: str) -> None:
    value = object()
    found = fault(tmp_path, source, value=value, method=str.upper, items=[])
    assert found.place.source.startswith("page.html.j2")
    assert "object at" not in str(found)


@pytest.mark.parametrize("source", ["{% for n in range(10 ** 9) %}{% endfor %}", "{{ range(999999999) | list }}"])
def test_a_template_cannot_count_without_end(tmp_path: Path, source: str) -> None:
    assert fault(tmp_path, source).code == "template.endless"


@pytest.mark.parametrize(
    "source",
    [
        "one\ntwo {{ nowhere }}",
        "one\n{{ value.nowhere }}",
        "one\n{% if nowhere %}{% endif %}",
        "one\n{{ nowhere.at.all }}",
    ],
)
def test_a_missing_name_is_told_with_file_and_line(tmp_path: Path, source: str) -> None:
    found = fault(tmp_path, source, value="text")
    assert (found.code, found.place.source) == ("template.name", "page.html.j2:2")
    assert "nowhere" in str(found.message)


def test_a_missing_name_in_an_included_file_is_told_there(tmp_path: Path) -> None:
    (tmp_path / "part.html.j2").write_text("1\n2\n{{ nowhere }}", encoding="utf-8")
    assert fault(tmp_path, "{% include 'part.html.j2' %}").place.source == "part.html.j2:3"


@pytest.mark.parametrize("source", ["one\n{% if %}", "one\n{{ 1 + }}", "one\n{% unknown %}", "one\n{{ x | nofilter }}"])
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, source: str) -> None:
    found = fault(tmp_path, source, x=1)
    assert (found.code, found.place.source) == ("template.syntax", "page.html.j2:2")


def test_data_is_text_and_no_markup(tmp_path: Path) -> None:
    assert filled(tmp_path, "{{ name }}", name="A&B<C> \"'") == "A&amp;B&lt;C&gt; &#34;&#39;"
    marked = filled(tmp_path, "{{ name | unbroken }}", name="A&B<C> 有限公司")
    assert "A&amp;B&lt;" in marked
    assert "<C>" not in marked
    assert filled(tmp_path, "{{ name }}", name="{{ 7*7 }}{% if %}") == "{{ 7*7 }}{% if %}"


@pytest.mark.parametrize("name", ["nowhere.html.j2", "../outside.html.j2", "/etc/passwd"])
def test_a_missing_or_outlying_template_is_told_by_name(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "pack"
    inside.mkdir()
    (tmp_path / "outside.html.j2").write_text("secret", encoding="utf-8")
    found = fault(inside, f"{{% include '{name}' %}}")
    assert found.code == "template.missing"
    assert name in str(found.message)


def test_an_endless_include_is_told(tmp_path: Path) -> None:
    assert fault(tmp_path, "{% include 'page.html.j2' %}").code == "template.endless"


def test_the_first_folder_that_has_a_file_wins(tmp_path: Path) -> None:
    own, built_in = tmp_path / "own", tmp_path / "built-in"
    for folder, word in ((own, "own"), (built_in, "built-in")):
        folder.mkdir()
        (folder / "part.html.j2").write_text(word, encoding="utf-8")
    (built_in / "page.html.j2").write_text("{% include 'part.html.j2' %} {{ x }}", encoding="utf-8")
    assert fill((own, built_in), "page.html.j2", {"x": 1}) == "own 1"


def test_an_edited_template_is_read_anew(tmp_path: Path) -> None:
    assert filled(tmp_path, "before") == "before"
    page = tmp_path / "page.html.j2"
    page.write_text("after", encoding="utf-8")
    os.utime(page, (page.stat().st_mtime + 5, page.stat().st_mtime + 5))
    assert fill((tmp_path,), "page.html.j2", {}) == "after"
