"""The commands: what they print and what they write."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from certificate_data import ABSENT, KIND, SAMPLES, changed, rendered, sample
from PIL import Image
from running import carbondocs, data_file, names, render, render_here

from carbondocs.errors import UsageError
from carbondocs.kinds import kind, kinds

HEAVY = ("weasyprint", "docxtpl", "cairosvg", "babel", "PIL", "fontTools", "openpyxl", "jinja2", "qrcode")


def test_help_names_all_commands_and_loads_nothing_heavy() -> None:
    spy = f"import atexit, sys\natexit.register(lambda: print(sorted(set({HEAVY}) & set(sys.modules))))"
    run = carbondocs("--help", before=spy)
    assert run.code == 0
    for command in ("kinds", "schema", "sample", "workbook", "validate", "render", "doctor", "130"):
        assert command in run.out
    assert run.out.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("command", "lang", "chinese"),
    [
        *(
            (command, "zh_CN.UTF-8", True)
            for command in ("kinds", "schema", "sample", "workbook", "validate", "render", "doctor")
        ),
        ("render", "C.UTF-8", False),
        ("render", "de_DE.UTF-8", False),
    ],
)
def test_every_command_explains_itself_in_the_users_language(command: str, lang: str, chinese: bool) -> None:
    run = carbondocs(command, "--help", lang=lang)
    assert (run.code, run.err) == (0, "")
    assert any("\u4e00" <= char <= "\u9fff" for char in run.out) is chinese


def test_kinds_lists_the_kinds_with_their_formats() -> None:
    listed = [line.split(maxsplit=1) for line in carbondocs("kinds").out.splitlines()]
    assert [KIND, "Product carbon footprint label certificate  (pdf, docx)"] in listed
    assert "产品碳足迹标识认证证书" in carbondocs("kinds", lang="zh_CN.UTF-8").out


def test_schema_names_every_field() -> None:
    run = carbondocs("schema", KIND)
    schema = json.loads(run.out)
    assert (run.code, run.err) == (0, "")
    assert set(schema["properties"]) == set(kind(KIND).record.model_fields)
    assert schema["additionalProperties"] is False
    assert {"applicant", "products", "standards", "data_period"} <= set(schema["required"])
    assert set(schema["$defs"]["Party"]["properties"]) == {"name", "name_en", "address", "address_en", "credit_code"}
    assert schema["properties"]["number"]["anyOf"][0]["title"] == "证书编号"


def test_sample_writes_what_validate_accepts(tmp_path: Path) -> None:
    target = tmp_path / "new.yaml"
    assert carbondocs("sample", KIND, "-o", target).code == 0
    assert target.read_text(encoding="utf-8") == carbondocs("sample", KIND).out
    run = carbondocs("validate", KIND, target)
    assert (run.code, run.out, run.err) == (0, "All documents are sound: 1.\n", "")


@pytest.mark.parametrize("name", kinds())
def test_a_sample_comes_with_all_that_it_needs(name: str, tmp_path: Path) -> None:
    target = tmp_path / "data.yaml"
    assert carbondocs("sample", name, "-o", target).code == 0
    assert carbondocs("validate", name, target).code == 0
    target.unlink()
    pictures = list(tmp_path.iterdir())
    again = carbondocs("sample", name, "-o", target)
    assert again.code == (2 if pictures else 0)
    assert target.exists() is not bool(pictures)


def test_all_samples_can_be_had_by_name() -> None:
    listed = carbondocs("sample", KIND, "--list").out
    assert [line.split()[0] for line in listed.splitlines()] == list(SAMPLES)
    reissued = yaml.safe_load(carbondocs("sample", KIND, "--name", "reissued").out)
    assert reissued["number"] == sample("reissued")["number"]


def test_sample_refuses_an_unknown_name_and_never_overwrites(tmp_path: Path) -> None:
    unknown = carbondocs("sample", KIND, "--name", "nothing")
    assert unknown.code == 2
    assert "one-product" in unknown.err
    target = data_file(tmp_path, name="mine.yaml")
    before = target.read_bytes()
    assert carbondocs("sample", KIND, "-o", target).code == 2
    assert target.read_bytes() == before
    assert carbondocs("sample", KIND, "-o", tmp_path / "mine.json").code == 2


def test_render_writes_what_the_library_makes(tmp_path: Path) -> None:
    run = render(data_file(tmp_path), tmp_path / "out")
    target = tmp_path / "out" / "CFP-9999-2026-004-0001.pdf"
    assert (run.code, run.out, run.err) == (0, f"{target}\n", "")
    assert target.read_bytes() == rendered()
    assert names(tmp_path / "out") == [target.name]


@pytest.mark.parametrize(
    ("options", "variant"),
    [
        (("--locale", "en"), "-en"),
        (("--locale", "zh-CN+en"), "-zh-CN-en"),
        (("--stock", "preprinted"), "-preprinted"),
        (("--locale", "zh-CN+en", "--stock", "preprinted"), "-zh-CN-en-preprinted"),
    ],
)
def test_variants_have_names_of_their_own(options: tuple[str, ...], variant: str, tmp_path: Path) -> None:
    assert render_here(data_file(tmp_path), tmp_path / "out", *options).code == 0
    assert names(tmp_path / "out") == [f"CFP-9999-2026-004-0001{variant}.pdf"]


@pytest.mark.parametrize("pattern", ["{applicant.name}_{number}", "{认证委托人名称}_{证书编号}"])
def test_a_name_is_made_by_a_pattern(pattern: str, tmp_path: Path) -> None:
    assert render_here(data_file(tmp_path), tmp_path / "out", "--name", pattern).code == 0
    assert names(tmp_path / "out") == ["江苏示例储能科技有限公司_CFP-9999-2026-004-0001.pdf"]
    with pytest.raises(UsageError, match="nothing"):
        render_here(data_file(tmp_path), tmp_path / "other", "--name", "{nothing}")
    assert names(tmp_path / "other") == []


def test_a_draft_is_named_after_its_file(tmp_path: Path) -> None:
    assert render_here(data_file(tmp_path, sample("draft"), name="new one.yaml"), tmp_path / "out").code == 0
    assert names(tmp_path / "out") == ["draft-new one.pdf"]


def test_json_and_standard_input_make_the_same_document(tmp_path: Path) -> None:
    text = json.dumps(sample(), ensure_ascii=False, default=str)
    path = tmp_path / "data.json"
    path.write_text(text, encoding="utf-8")
    assert render_here(path, tmp_path / "json").code == 0
    assert render("-", tmp_path / "stdin", stdin=text.encode()).code == 0
    for folder in ("json", "stdin"):
        assert (tmp_path / folder / "CFP-9999-2026-004-0001.pdf").read_bytes() == rendered()


def test_a_signature_lies_beside_its_data(tmp_path: Path) -> None:
    inside = tmp_path / "data"
    inside.mkdir()
    Image.new("RGB", (40, 20), "navy").save(inside / "sign.png")
    data = data_file(inside, sample(signatory={"name": "林知远", "signature": "sign.png"}))
    assert render_here(data, tmp_path / "out").code == 0


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    other = sample(number="CFP-9999-2026-004-0007")
    data = data_file(tmp_path, sample(), other)
    run = render(data, tmp_path / "out", "--name", "{applicant.name}", "--report-format", "json")
    assert run.code == 1
    assert [found["code"] for found in run.findings] == ["name.twice"]
    assert (tmp_path / "out" / "江苏示例储能科技有限公司.pdf").read_bytes() == rendered()


def test_one_number_given_twice_is_told_with_both_places_and_nothing_is_written(tmp_path: Path) -> None:
    data = data_file(tmp_path, sample(), sample())
    for command in (("validate", KIND, data), ("render", KIND, data, "-o", tmp_path / "out")):
        run = carbondocs(*command, "--report-format", "json")
        assert run.code == 3
        assert [(found["code"], found["path"]) for found in run.findings] == [("number.twice", "number")]
        assert "[0]" in run.findings[0]["message"]
        assert "[1]" in run.findings[0]["source"]
    assert not (tmp_path / "out").exists()


def test_findings_are_told_as_text_in_the_users_language(tmp_path: Path) -> None:
    data = data_file(tmp_path, sample(status="suspended"))
    english = carbondocs("validate", KIND, data)
    chinese = carbondocs("validate", KIND, data, lang="zh_CN.UTF-8")
    assert (english.code, chinese.code) == (3, 3)
    assert english.err.startswith("data.yaml status: error: A certificate that is suspended")
    assert "→" in english.err
    assert "[《产品碳足迹标识认证通用实施规则（试行）》9.1.7]" in english.err
    assert chinese.err.startswith("data.yaml status: 错误")
    assert "can't be issued" not in chinese.err


def test_findings_are_told_as_json(tmp_path: Path) -> None:
    wrong = changed(sample(number="CFP-9999-2025-004-0001", colour="green"), "factory.address", ABSENT)
    data = data_file(tmp_path, wrong)
    for run in (
        carbondocs("validate", KIND, data, "--report-format", "json"),
        render(data, tmp_path / "out", "--report-format", "json"),
    ):
        assert run.code == 3
        assert {(found["code"], found["path"]) for found in run.findings} == {
            ("certificate_number.year_disagrees", "number"),
            ("field.unknown", "colour"),
            ("field.missing", "factory.address"),
        }
        assert all(
            set(found) == {"code", "severity", "source", "path", "message", "hint", "clause", "related"}
            for found in run.findings
        )
    assert carbondocs("validate", KIND, data_file(tmp_path), "--report-format", "json").findings == []


def test_doctor_tells_engines_fonts_and_checksums() -> None:
    run = carbondocs("doctor", "--json")
    checks = {check["name"]: check for check in json.loads(run.out)}
    assert run.code == 0
    assert {"Python", "weasyprint", "Pango", "cairo", "HarfBuzz subset", "CarbonDocsSong-Regular.ttf"} <= set(checks)
    assert all(check["sound"] for check in checks.values() if check["needed"])
    text = carbondocs("doctor").out
    assert all(name in text for name in checks)
    assert "✓ Pango" in text
