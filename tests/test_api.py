"""The library: public names, one call, many documents, and what is raised."""

from __future__ import annotations

import inspect
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from certificate_data import ABSENT, KIND, changed, issuer_file, rendered, sample

import carbondocs
from carbondocs import CarbonDocsError, DataError, Diagnostic, Renderer, UsageError
from carbondocs.diagnostics import Place, message
from carbondocs.errors import InvalidValue
from carbondocs.flow import Row

PUBLIC = [(name, getattr(carbondocs, name)) for name in carbondocs.__all__]


def members() -> Iterator[tuple[str, Any]]:
    """The public objects with their public methods and properties."""
    for name, value in PUBLIC:
        yield name, value
        if inspect.isclass(value):
            for member, part in vars(value).items():
                if not member.startswith("_") and (inspect.isfunction(part) or isinstance(part, property)):
                    yield f"{name}.{member}", part


@pytest.mark.parametrize(("name", "value"), [pytest.param(*member, id=member[0]) for member in members()])
def test_every_public_name_is_documented_and_typed(name: str, value: Any) -> None:
    doc = inspect.getdoc(value)
    assert doc, name
    assert not doc.startswith(f"{name}("), "that is only what dataclass writes by itself"
    function = value.fget if isinstance(value, property) else value
    if inspect.isfunction(function):
        signature = inspect.signature(function)
        assert signature.return_annotation is not inspect.Signature.empty
        parameters = [part for part in signature.parameters.values() if part.name != "self"]
        assert all(part.annotation is not inspect.Parameter.empty for part in parameters)


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(carbondocs.__file__).parent / "py.typed").is_file()
    assert sorted(carbondocs.__all__) == carbondocs.__all__


def test_render_gives_bytes_and_no_findings() -> None:
    result = carbondocs.render(KIND, sample(), formats=("pdf",))
    assert result.diagnostics == ()
    assert not result.failed
    artifact = result.artifacts["pdf"]
    assert artifact.content == rendered()
    assert (artifact.format, artifact.pages, len(artifact.sha256)) == ("pdf", 1, 64)
    assert str(result.fields["number"]) == "CFP-9999-2026-004-0001"


def test_the_data_is_left_as_it_was() -> None:
    data, untouched = sample("hard-case"), sample("hard-case")
    carbondocs.render(KIND, data, ("pdf",))
    assert data == untouched


def test_render_raises_all_findings_of_wrong_data() -> None:
    wrong = changed(sample(status="suspended"), "system_boundary", ABSENT)
    with pytest.raises(DataError) as caught:
        carbondocs.render(KIND, wrong, ("pdf",))
    found = caught.value.diagnostics
    assert {diagnostic.code for diagnostic in found} == {"field.missing", "status.forbids"}
    assert found == carbondocs.validate(KIND, wrong)
    assert all(str(diagnostic) in str(caught.value) for diagnostic in found)


def test_warnings_come_with_the_document() -> None:
    result = carbondocs.render(KIND, changed(sample(), "factory.name_en", ABSENT), ("pdf",), locale="en")
    assert [found.code for found in result.diagnostics] == ["english.missing"]
    assert set(result.artifacts) == {"pdf"}


def test_validate_finds_nothing_in_sound_data() -> None:
    assert carbondocs.validate(KIND, sample()) == ()


def test_a_batch_goes_on_after_a_wrong_row_and_takes_rows_one_by_one() -> None:
    taken = []

    def rows() -> Iterator[Row]:
        for index, status in enumerate(("valid", "withdrawn", "valid")):
            taken.append(index)
            yield Row(sample(status=status), f"row {index}")

    outcomes = Renderer().render_batch(KIND, rows(), ("pdf",))
    first = next(outcomes)
    assert (first.failed, taken) == (False, [0])
    second, third = outcomes
    assert (second.artifacts, [str(found.place) for found in second.diagnostics]) == ({}, ["row 1 status"])
    assert third.artifacts["pdf"].content == first.artifacts["pdf"].content == rendered()


def test_the_issuer_is_a_path_a_string_or_loaded(tmp_path: Path) -> None:
    path = issuer_file(tmp_path, approval_number="CNCA-R-2002-001")
    for issuer in (path, str(path), carbondocs.load_issuer(path)):
        assert [found.code for found in carbondocs.validate(KIND, sample(), issuer=issuer)] == [
            "certificate_number.body_disagrees"
        ]


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ({"kind": "diploma"}, "kind.unknown"),
        ({"formats": ("pdf", "odt")}, "format.unknown"),
        ({"formats": ()}, "format.unknown"),
        ({"locale": "fr"}, "locale.unknown"),
    ],
)
def test_what_is_unknown_is_told_with_what_is_known(settings: dict[str, Any], code: str) -> None:
    with pytest.raises(UsageError) as caught:
        carbondocs.render(**{"kind": KIND, "data": sample(), **settings})
    (found,) = caught.value.diagnostics
    assert found.code == code
    assert any(known in str(found.hint) for known in (KIND, "pdf", "zh-CN+en"))


@pytest.mark.parametrize(
    ("text", "code"), [(None, "issuer.missing"), ("name = ", "issuer.syntax"), ('colour = "red"', "field.unknown")]
)
def test_a_wrong_profile_is_told(tmp_path: Path, text: str | None, code: str) -> None:
    path = tmp_path / "issuer.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(CarbonDocsError) as caught:
        Renderer(path)
    assert code in [found.code for found in caught.value.diagnostics]


def error_classes(root: type[CarbonDocsError] = CarbonDocsError) -> list[type[CarbonDocsError]]:
    return [root, *(found for child in root.__subclasses__() for found in error_classes(child))]


@pytest.mark.parametrize("kind", error_classes(), ids=lambda kind: kind.__name__)
def test_errors_travel_between_processes(kind: type[CarbonDocsError]) -> None:
    error = kind([Diagnostic("a.b", message("{x} is wrong", x=1), place=Place("data.yaml", "number"), clause="9.1")])
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is kind
    assert (back.diagnostics, str(back)) == (error.diagnostics, str(error))


def test_refusals_and_outcomes_travel_between_processes() -> None:
    refusal = InvalidValue("a.b", message("no {x}", x=1), message("do"), "9.1")
    back = pickle.loads(pickle.dumps(refusal))
    assert (back.code, back.problem, back.hint, back.clause) == ("a.b", refusal.problem, refusal.hint, "9.1")
    outcome = Renderer().attempt(KIND, sample(), ("pdf",))
    assert pickle.loads(pickle.dumps(outcome)) == outcome


HEAVY = ("weasyprint", "docxtpl", "docx", "cairosvg", "cairocffi", "babel", "PIL", "fontTools", "openpyxl", "qrcode")


@pytest.mark.parametrize("statement", ["import carbondocs", "from carbondocs import *", "import carbondocs.cli.main"])
def test_importing_loads_no_engine(statement: str) -> None:
    script = (
        f"import sys\n{statement}\nprint(sorted({{name.partition('.')[0] for name in sys.modules}} & set({HEAVY})))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
