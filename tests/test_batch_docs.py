"""The examples on docs/batch.md run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from certificate_data import sample

PAGE = Path(__file__).parents[1] / "docs" / "batch.md"
SCRIPT, TASK, THREAD = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)

CELERY = "def shared_task(function):\n    return function\n"  # what a worker runs is the function itself
WORKER = """
import json, multiprocessing
from task import certificates
if __name__ == "__main__":
    rows = [json.loads(line) for line in open("list.jsonl", encoding="utf-8")]
    with multiprocessing.get_context("fork").Pool(1) as pool:  # daemonic children, as Celery's are
        print(pool.apply(certificates, [rows]))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a list of three rows, one of them wrong."""
    rows = [sample(number=f"CFP-9999-2026-004-{index:04d}") for index in (1, 2, 3)]
    rows[1]["status"] = "cancelled"
    text = "\n".join(json.dumps(row, default=str, ensure_ascii=False) for row in rows)
    (tmp_path / "list.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def run(script: str, folder: Path) -> str:
    path = folder / "script.py"
    path.write_text(script, encoding="utf-8")
    done = subprocess.run([sys.executable, path], cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_script_runs(folder: Path) -> None:
    assert "status" in run(SCRIPT, folder)
    assert [path.name for path in sorted(folder.glob("*.docx"))] == [
        "CFP-9999-2026-004-0001.docx", "CFP-9999-2026-004-0003.docx",
    ]  # fmt: skip


def test_the_celery_task_runs_in_a_worker(folder: Path) -> None:
    (folder / "celery.py").write_text(CELERY, encoding="utf-8")
    (folder / "task.py").write_text(TASK, encoding="utf-8")
    (found,) = eval(run(WORKER, folder))
    assert "status" in found


def test_the_thread_runs(folder: Path) -> None:
    assert run(THREAD, folder) == "3 documents\n"
