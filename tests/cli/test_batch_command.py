"""carbondocs batch, from a list to a folder of documents."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shlex
import zipfile
from pathlib import Path

import pytest
import yaml
from batch_lists import certificates, correct, csv_file, documents, number, tree, xlsx_file
from certificate_data import KIND, sample
from openpyxl import load_workbook
from pdf_reading import pages
from running import Run, carbondocs

SAMPLES = Path(__file__).parents[2] / "samples"
WRONG = {2: ("footprint", "abc"), 5: ("number", "CFP-1"), 7: ("number", number(7)), 9: ("applicant.name", "")}


def batch(rows: Path | str, out: Path, *options: str | Path, lang: str = "C.UTF-8", stdin: bytes = b"") -> Run:
    """``carbondocs batch`` to Word, by one worker."""
    formats = () if "--format" in options else ("--format", "docx")
    return carbondocs("batch", KIND, rows, "-o", out, *formats, "--workers", "1", *options, lang=lang, stdin=stdin)


def with_wrong_rows(count: int = 12) -> list[dict[str, object]]:
    rows = certificates(count)
    for index, (heading, value) in WRONG.items():
        rows[index][heading] = value
    return rows


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a sound list of 12 rows makes."""
    folder = tmp_path_factory.mktemp("undisturbed")
    run = batch(csv_file(folder / "list.csv", certificates(12)), folder / "out")
    assert run.code == 0, run.err
    return folder / "out"


def test_a_list_becomes_a_folder_of_documents_with_its_manifests(undisturbed: Path) -> None:
    assert documents(undisturbed) == [f"{number(index)}.docx" for index in range(1, 13)]
    entries = json.loads((undisturbed / "manifest.json").read_text("utf-8"))
    assert [entry["number"] for entry in entries] == [number(index) for index in range(1, 13)]
    for entry in entries:
        content = (undisturbed / entry["path"]).read_bytes()
        assert (entry["sha256"], entry["size"]) == (hashlib.sha256(content).hexdigest(), len(content))
    text = (undisturbed / "manifest.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(text.decode("utf-8-sig").splitlines()))
    assert [(row["path"], row["sha256"]) for row in table] == [(entry["path"], entry["sha256"]) for entry in entries]
    assert "errors.xlsx" not in tree(undisturbed)


@pytest.mark.parametrize("name", ["list.csv", "list.xlsx"])
def test_corrected_errors_complete_the_set(name: str, tmp_path: Path, undisturbed: Path) -> None:
    write = csv_file if name.endswith("csv") else xlsx_file
    run = batch(write(tmp_path / name, with_wrong_rows()), out := tmp_path / "out")
    assert run.code == 1
    assert len(documents(out)) == 7
    assert "Rows that failed: 5." in run.out
    correct(out / "errors.xlsx", {(number(3), "footprint"): "3.50", ("CFP-1", "number"): number(6)})
    run = batch(out / "errors.xlsx", out)
    assert run.code == 1
    assert len(documents(out)) == 9
    book = load_workbook(out / "errors.xlsx")
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet["A"]][1:] == [number(7), number(7), number(10)]
    sheet["A3"], sheet["C4"] = number(8), certificates(10)[9]["applicant.name"]
    book.save(out / "errors.xlsx")
    run = batch(out / "errors.xlsx", out)
    assert (run.code, run.err.count("error")) == (0, 0)
    assert tree(out) == tree(undisturbed)


@pytest.mark.parametrize(
    ("name", "places", "origins"),
    [
        (
            "list.xlsx",
            ("list.xlsx Sheet!B3", "list.xlsx Sheet 第2行"),
            ["list.xlsx Sheet row 2", "list.xlsx Sheet row 3"],
        ),
        ("list.csv", ("list.csv 第3行第2列（number）", "list.csv 第2行"), ["list.csv row 2", "list.csv row 3"]),
    ],
)
def test_places_are_told_in_words(name: str, places: tuple[str, str], origins: list[str], tmp_path: Path) -> None:
    rows = [{"status": "valid", **row, "number": number(1)} for row in certificates(2)]
    data = (csv_file if name.endswith("csv") else xlsx_file)(tmp_path / name, rows)
    out = tmp_path / "out"
    for lang, expected in (
        ("C.UTF-8", origins),
        ("zh_CN.UTF-8", [re.sub(r"row (\d)$", r"第\1行", one) for one in origins]),
    ):
        run = batch(data, out, lang=lang)
        sheet = load_workbook(out / "errors.xlsx").worksheets[0]
        (told,) = [column for column in sheet.iter_cols(values_only=True) if column[0] == "出处 Row"]
        assert list(told[1:]) == expected
    assert f"{places[0]}: 错误: {number(1)} 重复出现：此处与 {places[1]}。" in run.err
    assert f"重复出现：此处与 {places[1]}。" in str([*sheet.values])
    book = load_workbook(out / "errors.xlsx")
    (column,) = [cell.column for cell in book.worksheets[0][1] if cell.value == "number"]
    book.worksheets[0].cell(3, column).value = number(2)
    book.save(out / "errors.xlsx")
    run = batch(out / "errors.xlsx", out)
    assert run.code == 0, run.err
    assert not (out / "errors.xlsx").exists()
    assert [entry["number"] for entry in json.loads((out / "manifest.json").read_text())] == [number(1), number(2)]


def test_corrections_that_dont_say_of_which_row_are_refused(tmp_path: Path) -> None:
    rows = certificates(2)
    rows[1]["number"] = "CFP-1"
    batch(csv_file(tmp_path / "list.csv", rows), out := tmp_path / "out")
    correct(out / "errors.xlsx", {("CFP-1", "number"): number(2)})
    book = load_workbook(out / "errors.xlsx")
    whole = [[cell.value for cell in line] for line in book.worksheets[0].iter_rows()]
    book.worksheets[0].delete_cols(whole[0].index("出处 Row") + 1)
    book.save(tmp_path / "cut.xlsx")
    run = batch(tmp_path / "cut.xlsx", out, lang="zh_CN.UTF-8")
    assert (run.code, documents(out)) == (3, [f"{number(1)}.docx"])
    assert "缺少 出处 Row 列" in run.err
    assert batch(out / "errors.xlsx", out).code == 0
    assert not (out / "errors.xlsx").exists()


def test_errors_stand_beside_their_cells(tmp_path: Path) -> None:
    rows = with_wrong_rows()
    rows[2]["rules.specific"] = "=cmd|'/c calc'!A1"
    batch(csv_file(tmp_path / "list.csv", rows), out := tmp_path / "out", lang="zh_CN.UTF-8")
    sheet = load_workbook(out / "errors.xlsx").worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    assert headings == ["number", "问题 Problems", *list(rows[0])[1:], "出处 Row"]
    assert sheet.freeze_panes == "C2"
    assert sheet["B2"].alignment.wrap_text
    cell = sheet.cell(2, headings.index("footprint") + 1)
    assert cell.value == "abc"
    assert cell.comment is not None
    assert "不是" in cell.comment.text
    assert cell.comment.text in str(sheet.cell(2, headings.index("问题 Problems") + 1).value)
    formula = sheet.cell(2, headings.index("rules.specific") + 1)
    assert (formula.value, formula.data_type, bool(formula.quotePrefix)) == ("=cmd|'/c calc'!A1", "s", True)


@pytest.mark.parametrize("ending", ["jsonl", "json", "yaml"])
def test_errors_of_other_sources_are_a_table_too(ending: str, tmp_path: Path) -> None:
    nested = {
        **{key: {"name": "某公司", "address": "某路 1 号"} for key in ("applicant", "manufacturer", "factory")},
        "number": number(1), "certification_unit": "单元", "system_boundary": "摇篮到大门",
        "products": [{"name": "甲", "footprint": {"value": "1.50"}}, {"name": "乙", "footprint": {"value": "x"}}],
        "functional_unit": {"kind": "functional", "text": "1 kWh"},
        "data_period": {"start": "2025-01-01", "end": "2025-12-31"}, "standards": ["A; B", "C"],
        "rules": {"specific": "规则"}, "issued_on": "2026-03-16",
    }  # fmt: skip
    data = tmp_path / f"list.{ending}"
    data.write_text(json.dumps(nested, ensure_ascii=False), encoding="utf-8")
    run = batch(data, out := tmp_path / "out")
    assert run.code == 3
    correct(out / "errors.xlsx", {("某公司", "products[1].footprint.value"): "2.50"})
    run = batch(out / "errors.xlsx", out)
    assert run.code == 0, run.err
    data.write_text(json.dumps(nested, ensure_ascii=False).replace('"x"', '"2.50"'), encoding="utf-8")
    assert batch(data, tmp_path / "other").code == 0
    assert tree(out) == tree(tmp_path / "other")


def test_lines_of_further_sheets_come_along(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row.items() if not k.startswith(("products", "footprint"))} for row in certificates(3)]
    parts = ((index, part) for index in (1, 2, 3) for part in (1, 2))
    lines = [[number(index), f"产品{part}", f"{index}.{part}"] for index, part in parts]
    lines[3][2] = "?"
    data = xlsx_file(tmp_path / "list.xlsx", rows, products=[["number", "name", "footprint"], *lines])
    run = batch(data, out := tmp_path / "out")
    assert run.code == 1
    assert documents(out) == [f"{number(1)}.docx", f"{number(3)}.docx"]
    book = load_workbook(out / "errors.xlsx")
    assert [[cell.value for cell in row] for row in book["products"].iter_rows(min_row=2, max_col=4)] == [
        [lines[2][0], None, *lines[2][1:]],
        [lines[3][0], book["products"]["B3"].value, *lines[3][1:]],
    ]
    problems = [str(cell.value) for cell in book.worksheets[0][2] if str(cell.value).startswith("products: ")]
    assert len(problems) == 1
    assert book["products"]["D3"].comment is not None
    book["products"]["D3"].value = "2.2"
    book.save(out / "errors.xlsx")
    assert batch(out / "errors.xlsx", out).code == 0
    assert len(documents(out)) == 3


def test_lines_that_rows_of_one_number_share_come_once(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row.items() if not k.startswith(("products", "footprint"))} for row in certificates(3)]
    lines = [[number(index), f"产品{index}.{part}", f"{index}.{part}"] for index in (1, 1, 3) for part in (1, 2)]
    lines[2][1], lines[3][1] = "产品2.1", "产品2.2"
    rows[1]["number"] = number(1)
    data = xlsx_file(tmp_path / "list.xlsx", rows, products=[["number", "name", "footprint"], *lines])
    run = batch(data, out := tmp_path / "out")
    assert run.code == 1
    assert "on further sheets too" in run.err
    book = load_workbook(out / "errors.xlsx")
    products = book["products"]
    assert [[row[0], *row[2:]] for row in products.iter_rows(min_row=2, values_only=True)] == lines[:4]
    assert [cell.value for cell in book.worksheets[0]["A"]][1:] == [number(1), number(1)]
    book.worksheets[0]["A3"] = number(2)  # its lines are forgotten
    book.save(out / "errors.xlsx")
    run = batch(out / "errors.xlsx", out)
    assert (run.code, documents(out)) == (1, [f"{number(3)}.docx"])
    assert "had the same number; lines on further sheets that still bear it may be its own." in run.err
    book = load_workbook(out / "errors.xlsx")
    products = book["products"]
    assert [cell.value for cell in book.worksheets[0]["A"]][1:] == [number(1), number(2)]
    assert [[row[0], *row[2:]] for row in products.iter_rows(min_row=2, values_only=True)] == lines[:4]
    products["A4"] = products["A5"] = number(2)
    book.save(out / "errors.xlsx")
    run = batch(out / "errors.xlsx", out)
    assert run.code == 0, run.err
    with zipfile.ZipFile(out / f"{number(2)}.docx") as archive:
        text = archive.read("word/document.xml").decode()
    assert [text.count(f"产品{name}<") for name in ("1.1", "1.2", "2.1", "2.2")] == [0, 0, 1, 1]


def test_a_product_that_stands_twice_is_told_with_both_places(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row.items() if not k.startswith(("products", "footprint"))} for row in certificates(1)]
    lines = [[number(1), name, "1.5"] for name in ("甲", "乙", "甲")]
    data = xlsx_file(tmp_path / "list.xlsx", rows, products=[["number", "name", "footprint"], *lines])
    run = batch(data, out := tmp_path / "out")
    assert run.code == 3
    told = "甲 stands twice among the products, with the same specification and model. (products!A2)"
    assert f"list.xlsx products!A4: error: {told}" in run.err
    book = load_workbook(out / "errors.xlsx")
    assert [told in str(cell.value) for cell in book["products"]["B"]] == [False, False, False, True]


def test_the_command_to_run_next_has_all_options_of_this_one(tmp_path: Path) -> None:
    options = ("--name", "{number} {applicant.name}", "--since", "2020-01-01", "--force")
    rows = certificates(3)
    rows[2]["footprint"] = "abc"
    run = batch(csv_file(tmp_path / "list.csv", rows), out := tmp_path / "out", *options)
    assert run.code == 1
    (told,) = [line.partition("run: ")[2] for line in run.out.splitlines() if "run: " in line]
    correct(out / "errors.xlsx", {(number(3), "footprint"): "3.50"})
    words = shlex.split(told)
    assert words[:2] == ["carbondocs", "batch"]
    run = carbondocs(*words[1:])
    assert run.code == 0, run.err
    assert len([name for name in documents(out) if " " in name]) == 3


def test_each_edition_has_its_own_errors(tmp_path: Path) -> None:
    rows = certificates(2)
    rows[1]["footprint"] = "?"
    data, out = csv_file(tmp_path / "list.csv", rows), tmp_path / "out"
    assert batch(data, out).code == 1
    assert batch(data, out, "--stock", "preprinted").code == 1
    for name, options in (("errors.xlsx", ()), ("errors-preprinted.xlsx", ("--stock", "preprinted"))):
        assert load_workbook(out / name).worksheets[0].max_row == 2
        correct(out / name, {(number(2), "footprint"): "2.50"})
        run = batch(out / name, out, *options)
        assert (run.code, "failed: " in run.out) == (0, False), run
        assert not (out / name).exists()
    assert len(documents(out)) == 4


def test_errors_of_forms_are_listed_with_their_files(tmp_path: Path) -> None:
    kind = "cfp-verification-report"
    for name, ending in (("good", ""), ("wrong", "?")):
        data = yaml.safe_load((SAMPLES / kind / "lfp-cell.yaml").read_text("utf-8"))
        data["number"] = f"CFV-2026-{name}"
        data["compiled_on"] = f"2026-03-11{ending}"
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    for picture in (SAMPLES / kind).glob("lfp-*.[ps][nv]g"):
        (tmp_path / picture.name).write_bytes(picture.read_bytes())
    options = ("--format", "docx", "--workers", "1")
    run = carbondocs("batch", kind, tmp_path, "-o", out := tmp_path / "out", *options)
    assert run.code == 1, run.err
    assert "Correct them in the files that it names" in run.out
    lines = list(load_workbook(out / "errors.xlsx").worksheets[0].iter_rows(values_only=True))
    assert lines[0] == ("文件 File", "位置 Place", "问题 Problems")
    assert [line[:2] for line in lines[1:]] == [("wrong.yaml", "compiled_on")]
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(wrong.read_text("utf-8").replace("11?", "11"), "utf-8")
    run = carbondocs("batch", kind, tmp_path, "-o", out, *options)
    assert run.code == 0, run.err
    assert documents(out) == ["CFV-2026-good.docx", "CFV-2026-wrong.docx"]
    assert "errors.xlsx" not in tree(out)


def test_a_line_that_may_be_of_any_row_stops_all(tmp_path: Path) -> None:
    rows = [{k: v for k, v in row.items() if not k.startswith(("products", "footprint"))} for row in certificates(2)]
    lines = [[number(1), "甲", "1"], [number(2), "乙", "2"], [number(9), "丙", "3"]]
    data = xlsx_file(tmp_path / "list.xlsx", rows, products=[["number", "name", "footprint"], *lines])
    run = batch(data, out := tmp_path / "out")
    assert run.code == 3
    assert number(9) in run.err
    assert documents(out) == []


def test_all_is_told_before_anything_is_made(tmp_path: Path) -> None:
    run = batch(csv_file(tmp_path / "list.csv", with_wrong_rows()), tmp_path / "out", "--dry-run")
    assert run.code == 1
    assert run.err.count(": error: ") == 5
    assert "Documents to be made: 7, there already: 0; rows that are wrong: 5." in run.out
    assert not (tmp_path / "out").exists()


def test_findings_as_json(tmp_path: Path) -> None:
    run = batch(csv_file(tmp_path / "list.csv", with_wrong_rows()), tmp_path / "out", "--report-format", "json")
    assert [found["code"] for found in run.findings].count("number.twice") == 2
    assert len(run.err.splitlines()) == 1


def test_documents_joined_zipped_and_parted(tmp_path: Path) -> None:
    rows = certificates(3)
    rows[1]["applicant.name"] = "../CON"
    options = ("--format", "pdf", "--split-by", "applicant.name", "--name", "{footprint.value}_{products[0].model}")
    bundles = ("--merge", tmp_path / "all.pdf", "--zip", tmp_path / "all.zip")
    data = csv_file(tmp_path / "list.csv", rows)
    run = batch(data, out := tmp_path / "out", *options, *bundles)
    assert run.code == 0, run.err
    name = str(rows[0]["applicant.name"])
    assert f"{name}/1.50_M-0001.pdf" in documents(out)
    assert [path for path in documents(out) if "M-0002" in path] == ["_CON/2.50_M-0002.pdf"]
    texts = pages((tmp_path / "all.pdf").read_bytes())
    assert [re.findall("M-000[0-9]", text) for text in texts] == [["M-0001"], ["M-0002"], ["M-0003"]]
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        members = {member: hashlib.sha256(archive.read(member)).hexdigest() for member in archive.namelist()}
    assert members == tree(out)
    before = [(tmp_path / name).read_bytes() for name in ("all.pdf", "all.zip")]
    assert batch(data, out, *options, *bundles).code == 0
    assert [(tmp_path / name).read_bytes() for name in ("all.pdf", "all.zip")] == before


def test_joined_files_hold_one_list_and_the_summary_names_the_others(tmp_path: Path) -> None:
    rows, out = certificates(5), tmp_path / "out"
    assert "other lists" not in batch(csv_file(tmp_path / "A.csv", rows[:3]), out).out
    rows[3]["footprint"] = "?"
    archive = tmp_path / "all.zip"

    def zipped() -> list[str]:
        with zipfile.ZipFile(archive) as opened:
            return [name for name in opened.namelist() if name.endswith(".docx")]

    run = batch(csv_file(tmp_path / "A-v2.csv", [rows[0], *rows[3:]]), out, "--zip", archive)
    assert (run.code, zipped()) == (1, [f"{number(1)}.docx", f"{number(5)}.docx"])
    assert "--merge and --zip leave out: A.csv (2)." in run.out
    correct(out / "errors.xlsx", {(number(4), "footprint"): "4.50"})
    run = batch(out / "errors.xlsx", out, "--zip", archive, lang="zh_CN.UTF-8")
    assert (run.code, zipped()) == (0, [f"{number(index)}.docx" for index in (1, 4, 5)])
    assert "不包含它们：A.csv (2)。" in run.out
    assert len(json.loads((out / "manifest.json").read_text("utf-8"))) == 5


def test_only_pdf_can_be_joined(tmp_path: Path) -> None:
    run = batch(csv_file(tmp_path / "list.csv", certificates(1)), tmp_path / "out", "--merge", tmp_path / "all.pdf")
    assert run.code == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("pattern", ["../{number}", "a/{number}", "{nummer}", "{applicant}", "{number"])
def test_a_name_pattern_that_is_wrong_is_wrong_usage(pattern: str, tmp_path: Path) -> None:
    run = batch(csv_file(tmp_path / "list.csv", certificates(2)), tmp_path / "out", "--name", pattern)
    assert run.code == 2, run.err
    assert documents(tmp_path / "out") == []


def test_names_that_some_file_system_takes_for_one(tmp_path: Path) -> None:
    rows = certificates(4)
    for row, name in zip(rows, ("Café", "CAFÉ", "Cafe\u0301", "Cafe"), strict=True):
        row["applicant.name"] = name
    run = batch(csv_file(tmp_path / "list.csv", rows), tmp_path / "out", "--name", "{applicant.name}")
    assert run.code == 1
    assert run.err.count("Two documents would be named") == 3
    assert documents(tmp_path / "out") == ["Cafe.docx"]


def test_a_list_out_of_standard_input_and_a_folder(tmp_path: Path, undisturbed: Path) -> None:
    lists = tmp_path / "lists"
    lists.mkdir()
    csv_file(lists / "2.csv", certificates(12)[5:])
    xlsx_file(lists / "1.xlsx", certificates(5))
    assert batch(lists, tmp_path / "a").code == 0
    assert tree(tmp_path / "a") == tree(undisturbed)
    lines = "\n".join(json.dumps(sample(number=number(index)), default=str) for index in (1, 2))
    run = batch("-", tmp_path / "b", stdin=lines.encode())
    assert run.code == 0, run.err
    assert documents(tmp_path / "b") == [f"{number(1)}.docx", f"{number(2)}.docx"]


def test_too_many_failures_stop_the_run(tmp_path: Path) -> None:
    data = csv_file(tmp_path / "list.csv", with_wrong_rows())
    run = batch(data, out := tmp_path / "out", "--max-failures", "4")
    assert run.code == 3
    assert documents(out) == []
    assert "Rows still to be made: 7." in run.out
    assert batch(data, out, "--max-failures", "5").code == 1
    assert len(documents(out)) == 7


def test_help_tells_every_option() -> None:
    run = carbondocs("batch", "--help", lang="zh_CN.UTF-8")
    for option in ("--workers", "--max-failures", "--dry-run", "--force", "--only", "--since", "--merge", "--zip"):
        assert option in run.out


def test_names_by_chinese_titles(tmp_path: Path) -> None:
    data, out = csv_file(tmp_path / "list.csv", rows := certificates(2)), tmp_path / "out"
    run = batch(data, out, "--name", "{证书编号}_{产品型号}", "--split-by", "认证委托人名称")
    assert run.code == 0, run.err
    assert documents(out) == [f"{row['applicant.name']}/{row['number']}_{row['products.model']}.docx" for row in rows]
    run = batch(data, tmp_path / "other", "--split-by", "认证委托人名", lang="zh_CN.UTF-8")
    assert (run.code, documents(tmp_path / "other")) == (2, [])
    assert "认证委托人名称" in run.err
