"""Each exit code, provoked for real, and every error has one."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from certificate_data import KIND, sample
from running import MAIN, carbondocs, data_file, environment, names, render

from carbondocs.cli.exit_codes import ExitCode, exit_code
from carbondocs.errors import (
    CarbonDocsError,
    DataError,
    LayoutError,
    MachineError,
    OutputError,
    TemplateError,
    UsageError,
)
from carbondocs.workspace import shipped

WITHOUT_PANGO = """
import cffi
real = cffi.FFI.dlopen
def dlopen(self, name, *arguments):
    if "pango" in str(name):
        raise OSError("cannot load library " + repr(name))
    return real(self, name, *arguments)
cffi.FFI.dlopen = dlopen
"""


def error_classes(root: type[CarbonDocsError] = CarbonDocsError) -> list[type[CarbonDocsError]]:
    return [found for child in root.__subclasses__() for found in (child, *error_classes(child))]


@pytest.mark.parametrize("kind", error_classes(), ids=lambda kind: kind.__name__)
def test_every_error_has_an_exit_code(kind: type[CarbonDocsError]) -> None:
    assert exit_code(kind([])) in ExitCode


def test_the_search_for_errors_found_them() -> None:
    known = {UsageError, DataError, LayoutError, TemplateError, MachineError, OutputError}
    assert known <= set(error_classes())
    assert {exit_code(kind([])) for kind in known} == {1, 2, 3, 4, 5}


def test_0_all_done(tmp_path: Path) -> None:
    assert render(data_file(tmp_path), tmp_path / "out").code == 0


def test_1_some_documents_failed_and_the_others_are_there(tmp_path: Path) -> None:
    data = data_file(tmp_path, sample(), sample("reissued", status="cancelled"), sample("draft"))
    run = render(data, tmp_path / "out")
    assert run.code == 1
    assert names(tmp_path / "out") == ["CFP-9999-2026-004-0001.pdf", "draft-data-3.pdf"]
    assert "Documents not written: 1 of 3." in run.err


def test_1_where_a_file_stands_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    run = render(data_file(tmp_path), tmp_path / "out")
    assert run.code == 1
    assert "Traceback" not in run.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing",),
        ("render",),
        ("render", KIND, "data.yaml"),
        ("render", "diploma", "data.yaml", "-o", "out"),
        ("render", KIND, "nowhere.yaml", "-o", "out"),
        ("render", KIND, "data.yaml", "-o", "out", "--format", "odt"),
        ("render", KIND, "data.yaml", "-o", "out", "--locale", "fr"),
        ("render", KIND, "data.yaml", "-o", "out", "--templates", "nowhere"),
        ("schema", "diploma"),
        ("validate", KIND, "data.txt"),
    ],
    ids=" ".join,
)
def test_2_wrong_usage(arguments: tuple[str, ...], tmp_path: Path) -> None:
    data_file(tmp_path)
    run = carbondocs(*arguments, cwd=tmp_path)
    assert run.code == 2
    assert run.err
    assert "Traceback" not in run.err
    assert names(tmp_path) == ["data.yaml"]


@pytest.mark.parametrize(
    "content",
    ["", "just text", "number: [", "number: CFP-1"],
)
def test_3_invalid_data_and_nothing_is_written(content: str, tmp_path: Path) -> None:
    data = tmp_path / "data.yaml"
    data.write_text(content, encoding="utf-8")
    run = render(data, tmp_path / "out")
    assert run.code == 3
    assert "data.yaml" in run.err
    assert "Traceback" not in run.err
    assert names(tmp_path / "out") == []


def test_3_too_long_for_the_page_and_nothing_is_written(tmp_path: Path) -> None:
    long = sample(standards=[f"GB/T {index} " + "标准" * 140 for index in range(12)], standards_en=[])
    run = render(data_file(tmp_path, long), tmp_path / "out")
    assert run.code == 3
    assert "too long for one page" in run.err
    assert names(tmp_path / "out") == []


def test_3_a_wrong_profile(tmp_path: Path) -> None:
    (tmp_path / "issuer.toml").write_text('name = "某"\n', encoding="utf-8")
    run = render(data_file(tmp_path), tmp_path / "out", "--issuer", tmp_path / "issuer.toml")
    assert run.code == 3
    assert "approval_number" in run.err
    assert names(tmp_path / "out") == []


def test_4_a_wrong_template(tmp_path: Path) -> None:
    pack = Path(shutil.copytree(shipped("templates") / KIND, tmp_path / "pack"))
    page = pack / "document.html.j2"
    page.write_text(page.read_text(encoding="utf-8") + "{{ nowhere }}", encoding="utf-8")
    run = render(data_file(tmp_path), tmp_path / "out", "--templates", pack, "--report-format", "json")
    assert run.code == 4
    assert [found["code"] for found in run.findings] == ["name.unknown"]
    assert names(tmp_path / "out") == []


def test_5_a_library_is_missing(tmp_path: Path) -> None:
    run = render(data_file(tmp_path), tmp_path / "out", before=WITHOUT_PANGO)
    assert run.code == 5
    assert "apt install libpango" in run.err
    assert "carbondocs doctor" in run.err
    assert names(tmp_path / "out") == []


def test_5_the_doctor_finds_it(tmp_path: Path) -> None:
    run = carbondocs("doctor", before=WITHOUT_PANGO, cwd=tmp_path)
    assert run.code == 5
    assert "✗ Pango" in run.out
    assert "✓ cairo" in run.out


# a test run in the background hands the ignoring of SIGINT down
LISTENING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"


def test_130_interrupted(tmp_path: Path) -> None:
    documents = [sample(number=f"CFP-9999-2026-004-{serial:04}") for serial in range(1, 400)]
    out = tmp_path / "out"
    with subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"{LISTENING}; {MAIN}",
            "render",
            KIND,
            str(data_file(tmp_path, *documents)),
            "-o",
            str(out),
            "--format",
            "pdf",
        ],
        env=environment("C.UTF-8"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        deadline = time.monotonic() + 60
        while len(names(out)) < 3 and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err.strip() == "Interrupted."
    assert 3 <= len(names(out)) < 399
    assert all(path.suffix == ".pdf" and path.read_bytes().rstrip().endswith(b"%%EOF") for path in out.iterdir())
