"""A template that works without end is stopped wherever documents are made, with a message: render, batch, check."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from certificate_data import sample
from packs_to_break import KIND, copied, edit, edit_word

import carbondocs
from carbondocs.cli.exit_codes import ExitCode
from carbondocs.cli.main import cli
from carbondocs.errors import CarbonDocsError, TemplateError
from carbondocs.kinds import folder
from carbondocs.renderers import page_sources
from carbondocs.templating import meter

NESTED = (
    "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}"
)
SLOW = [
    "{% for a in range(99999) %}{% set x = range(99999)|sum %}{% endfor %}",
    "{% set x = range(99999)|list %}{% for a in x %}{% if -1 in x %}{% endif %}{% endfor %}",
    "{% set x = 'y' * 4999999 %}{% for a in range(99999) %}{% set y = x.upper()|length %}{% endfor %}",
]
WITHIN_ONE_STEP = [
    "{{ ([range(99999)] * 99999)|map('sum')|sum }}",
    "{{ ([range(99999)] * 99999)|map('sort')|map('length')|sum }}",
]
UNBOUNDED = [
    "{{ [1] * 9999999 }}",
    "{{ ('<!---->' * 1000000)|striptags }}",
    "{{ ('a' * 5000000).rfind('b' ~ 'a' * 2000000) }}",
]


def told(pack: Path, formats: tuple[str, ...] = ("pdf",)) -> str:
    with pytest.raises(TemplateError) as caught:
        carbondocs.render(KIND, sample(), formats, templates=[pack])
    (found,) = caught.value.diagnostics
    return f"{found.code} {found.place} {found.message}"


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Little time for a filling, and a render that was warmed up, so that only the template takes any."""
    carbondocs.render(KIND, sample())
    monkeypatch.setattr(meter, "MAX_SECONDS", 0.5)
    begun = time.thread_time()
    yield
    assert time.thread_time() - begun < 10


def test_nested_loops_are_stopped_in_pages(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    edit(pack / "document.html.j2", "<main>", f"<main>{NESTED}")
    assert told(pack).startswith("template.endless document.html.j2:")


def test_nested_loops_are_stopped_in_styles_drawings_and_word(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    edit_word(pack / "document.docx", ("{{ title.main }}", NESTED + "{{ title.main }}"))
    assert told(pack, ("docx",)).startswith("template.endless document.docx")
    edit(pack / "cfp-label/mark.svg.j2", "<svg", f"{NESTED}<svg")
    assert told(pack).startswith("template.endless")
    edit(pack / "style.css.j2", "{% include", NESTED + "{% include")
    assert told(pack).startswith("template.endless")


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("source", [*SLOW, *WITHIN_ONE_STEP])
def test_what_takes_few_steps_and_much_time_is_stopped(tmp_path: Path, source: str) -> None:
    pack = copied(tmp_path)
    edit(pack / "document.html.j2", "<main>", f"<main>{source}")
    assert told(pack).split()[0] in {"template.slow", "template.endless"}


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("source", UNBOUNDED)
def test_what_is_of_any_size_is_refused_at_once(tmp_path: Path, source: str) -> None:
    pack = copied(tmp_path)
    edit(pack / "document.html.j2", "<main>", f"<main>{source}")
    assert told(pack).split()[0] in {"template.large", "template.endless"}


def test_the_message_tells_place_reason_and_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meter, "MAX_SECONDS", 0.3)
    pack = copied(tmp_path)
    edit(pack / "document.html.j2", "<main>", f"<main>{SLOW[0]}")
    data = folder("samples", KIND) / KIND / "one-product.yaml"
    with pytest.raises(CarbonDocsError) as caught:
        cli(["render", KIND, str(data), "-o", str(tmp_path / "out"), "--templates", str(pack)], standalone_mode=False)
    (found,) = caught.value.diagnostics
    assert str(found.message) == "The template isn't filled in after 0.3 seconds of work."
    assert found.place.source.startswith("document.html.j2:")
    assert str(found.hint).startswith("Look at its loops")
    assert not list((tmp_path / "out").glob("*"))


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_batch_is_stopped_too(tmp_path: Path, workers: str) -> None:
    pack = copied(tmp_path)
    edit(pack / "document.html.j2", "<main>", f"<main>{NESTED}")
    data = folder("samples", KIND) / KIND / "one-product.yaml"
    order = ["batch", KIND, str(data), "-o", str(tmp_path / "out"), "--templates", str(pack), "--workers", workers]
    with pytest.raises(CarbonDocsError) as caught:
        assert cli(order, standalone_mode=False) is not ExitCode.DONE
    assert caught.value.diagnostics[0].code == "template.endless"


def test_a_page_of_a_million_tags_is_not_laid_out(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    edit(pack / "document.html.j2", "<main>", "<main>{{ ('<p>x</p>' * 150000)|safe }}")
    assert told(pack) == "template.large document.html.j2 The template writes more than 200,000 tags."


def test_a_page_of_thousands_of_rows_is_no_such() -> None:
    rows = "<tr>" + "<td>x</td>" * 8 + "</tr>"
    page_sources.check_size(f"<table>{rows * 10000}</table>", "page.html.j2")
