"""Which reader reads a source, and sources that none can read."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from reading import faults, rows, stored, told, workbook

from carbondocs.errors import DataError, UsageError
from carbondocs.kinds.cfp_certificate.record import CfpCertificate
from carbondocs.sources import FORMATS, read_rows

CONTENT: dict[str, str | bytes] = {
    "a.json": '{"certification_unit": "单元"}',
    "a.yaml": "certification_unit: 单元",
    "a.yml": "certification_unit: 单元",
    "a.jsonl": '{"certification_unit": "单元"}\n',
    "a.csv": "certification_unit\n单元\n",
    "a.XLSX": workbook(["certification_unit"], ["单元"]),
}


@pytest.mark.parametrize("name", CONTENT)
def test_the_ending_tells_the_format(tmp_path: Path, name: str) -> None:
    (row,) = read_rows(stored(tmp_path, name, CONTENT[name]), record=CfpCertificate)
    assert row.data == {"certification_unit": "单元"}
    assert row.source.startswith(name)
    assert row.folder == tmp_path


@pytest.mark.parametrize(
    ("content", "source"),
    [
        ('{"a": 1}', "data"),
        ('[{"a": 1}]', "data [0]"),
        ('\ufeff\n{\n"a": 1\n}\n', "data"),
        ('{"a": 1}\n{"a": 2}\n', "data:1"),
        ("a: 1", "data"),
        ("# note\n- a: 1", "data [0]"),
    ],
)
def test_the_beginning_of_standard_input_tells_its_format(content: str, source: str) -> None:
    row = rows(content, None)[0]
    assert row.data == {"a": 1}
    assert row.source == source


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
@pytest.mark.parametrize(("parted", "ending"), [(",", "\n"), (";", "\r\n"), ("\t", "\r\n")])
def test_csv_on_standard_input_is_known_by_its_headings(encoding: str, parted: str, ending: str) -> None:
    lines = (("认证委托人名称", '"功能单位/声明单位"', "备注x"), ("某公司", "1 kWh", ""))
    text = ending.join(parted.join(line) for line in lines)
    with pytest.raises(DataError) as caught:
        list(read_rows(None, record=CfpCertificate, content=text.encode(encoding)))
    assert [one.code for one in caught.value.diagnostics] == ["table.unknown_heading"]
    (row,) = read_rows(None, record=CfpCertificate, content=text.replace("备注x", "").encode(encoding))
    assert row.data == {"applicant": {"name": "某公司"}, "functional_unit": {"text": "1 kWh"}}


def test_a_workbook_on_standard_input_is_known() -> None:
    (row,) = rows(workbook(["status"], ["valid"]), None)
    assert row.data == {"status": "valid"}


def test_standard_input_lies_in_the_working_folder() -> None:
    (row,) = read_rows(None, record=CfpCertificate, content=b"a: 1")
    assert (row.source, row.folder) == ("-", Path())


def test_the_format_may_be_named(tmp_path: Path) -> None:
    path = stored(tmp_path, "list.txt", "status\nvalid\n")
    (row,) = read_rows(path, record=CfpCertificate, format="csv")
    assert row.data == {"status": "valid"}


@pytest.mark.parametrize("name", ["data.txt", "data", "data.jsn", "data.xls", "missing.json", "."])
def test_a_path_that_leads_to_no_data_is_wrong_usage(tmp_path: Path, name: str) -> None:
    if name.startswith("data"):
        stored(tmp_path, name, "{}")
    with pytest.raises(UsageError) as caught:
        read_rows(tmp_path / name, record=CfpCertificate)
    assert str(caught.value.diagnostics[0].hint)


def test_a_folder_gives_the_rows_of_its_data_files(tmp_path: Path) -> None:
    for name, status in (
        ("b.csv", "status\nvalid\nsuspended\n"),
        ("a.yaml", "status: draft"),
        (".c.yaml", "status: x"),
    ):
        stored(tmp_path, name, status)
    stored(tmp_path, "seal.png", "no data")
    found = list(read_rows(tmp_path, record=CfpCertificate))
    assert [(row.source, row.data["status"]) for row in found] == [
        ("a.yaml", "draft"), ("b.csv", "valid"), ("b.csv", "suspended"),
    ]  # fmt: skip
    assert {row.folder for row in found} == {tmp_path}


def test_a_file_of_a_folder_that_cannot_be_read_is_told_after_the_others(tmp_path: Path) -> None:
    stored(tmp_path, "a.yaml", "status: [")
    stored(tmp_path, "b.yaml", "status: valid")
    rows = read_rows(tmp_path, record=CfpCertificate)
    assert next(rows).source == "b.yaml"
    with pytest.raises(DataError, match=r"a\.yaml"):
        next(rows)


def test_a_near_ending_is_proposed(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_rows(stored(tmp_path, "data.jsn", "{}"), record=CfpCertificate)
    assert ".json" in str(caught.value.diagnostics[0].hint)


def test_an_unknown_format_is_wrong_usage() -> None:
    assert told("{}", "xml") == [("source.format", "")]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    path = stored(tmp_path, "data.json", "{}")
    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(UsageError, match=r"data\.json can't be read: Permission denied"):
        list(read_rows(path, record=CfpCertificate))


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_file_holds_no_data(format: str) -> None:
    assert told("", format) == [("source.empty", "data")]


@pytest.mark.parametrize("content", ["\n \n", "\ufeff", "# nothing but a note\n", "---\n...\n", "[]"])
def test_a_file_of_blanks_or_notes_holds_no_data(content: str) -> None:
    (fault,) = faults(content, "yaml")
    assert fault.code in {"source.empty", "source.not_a_mapping"}
    assert fault.place.source == "data"


@pytest.mark.parametrize("format", ["json", "yaml", "jsonl"])
def test_text_that_is_not_utf8_is_placed(format: str) -> None:
    assert told("{}\n 名".encode("gb18030"), format) == [("source.encoding", "data:2:2")]


@pytest.mark.parametrize("format", ["json", "yaml", "jsonl", "csv"])
def test_nul_bytes_are_refused(format: str) -> None:
    (fault,) = faults("{}\n \0", format)
    assert fault.code == "source.nul"
    assert str(fault.place).startswith("data:2")


def test_a_document_beyond_twenty_mebibytes_is_refused() -> None:
    content = b'{"a": "' + b"x" * (20 * 1024 * 1024) + b'"}'
    assert told(content, "json") == [("source.large", "data")]


@pytest.mark.parametrize(("format", "content"), [("json", '[1, {}, "a"]'), ("yaml", "- 1\n- {}\n- a\n")])
def test_every_entry_that_is_no_mapping_is_named(format: str, content: str) -> None:
    assert told(content, format) == [("source.not_a_mapping", "data [0]"), ("source.not_a_mapping", "data [2]")]


@pytest.mark.parametrize("content", ["just text", "68.30", "true"])
def test_a_document_without_fields_is_refused(content: str) -> None:
    assert told(content, "yaml") == [("source.not_a_mapping", "data")]


def test_errors_of_data_are_data_errors() -> None:
    with pytest.raises(DataError):
        rows("{", "json")
