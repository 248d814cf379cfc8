"""Crews: alone, and as processes that die, are renewed, and leave nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from carbondocs.batch.crew import Alone, Crew, Finished, Stopped, as_finished
from carbondocs.batch.processes import Processes
from carbondocs.errors import TemplateError, UsageError, one


def work(task: int) -> tuple[int, int]:
    """The square of a task and who worked it out; some tasks are fatal in their own ways."""
    if task == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if task == 17:
        os._exit(3)
    if task == 19:
        raise ValueError("nobody foresaw this")
    if task == 23:
        raise TemplateError(one("x", "The template is wrong."))
    return task * task, os.getpid()


def results(crew: Crew[int, tuple[int, int]], tasks: range) -> list[Finished[int, tuple[int, int]]]:
    with closing(crew):
        return list(as_finished(crew, tasks))


def test_alone_it_all_happens_here_and_in_order() -> None:
    found = results(Alone(work), range(5))
    assert [finished.result for finished in found] == [(task * task, os.getpid()) for task in range(5)]


def test_processes_share_the_tasks() -> None:
    found = results(Processes(work, 2), range(40))
    assert {finished.task: finished.result[0] for finished in found if isinstance(finished.result, tuple)} == {
        task: task * task for task in range(40) if task not in (13, 17, 19, 23)
    }
    stopped = {finished.task: finished.result for finished in found if isinstance(finished.result, Stopped)}
    assert stopped[13] == Stopped(ending="SIGKILL")
    assert stopped[17] == Stopped(ending="exit code 3")
    assert stopped[19] == Stopped(unforeseen="ValueError: nobody foresaw this")
    assert isinstance(stopped[23].error, TemplateError)
    assert str(stopped[23].error) == "error: The template is wrong."
    assert len({finished.result[1] for finished in found if isinstance(finished.result, tuple)}) > 2


def test_a_process_makes_way_for_a_new_one() -> None:
    found = results(Processes(work, 1, lifetime=3), range(8))
    worked = Counter(f.result[1] for f in found if isinstance(f.result, tuple))
    assert sorted(worked.values()) == [2, 3, 3]
    assert not any(Path(f"/proc/{pid}").exists() for pid in worked)


def test_no_process_is_renewed_when_nothing_is_left_to_do() -> None:
    crew: Processes[int, tuple[int, int]] = Processes(work, 1, lifetime=3)
    with closing(crew):
        pids = crew.pids
        assert len(list(as_finished(crew, range(3)))) == 3
        assert crew.pids == pids


def test_no_task_is_begun_after_the_stop() -> None:
    crew = Alone(work)
    seen: list[int] = []
    for finished in as_finished(crew, range(10), lambda: len(seen) >= 3):
        seen.append(finished.task)
    assert seen == [0, 1, 2]


def test_closing_gives_up_what_is_in_hand() -> None:
    crew: Processes[int, tuple[int, int]] = Processes(work, 2)
    pids = crew.pids
    crew.submit(1)
    crew.close()
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_a_worker_may_not_have_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("multiprocessing").current_process()._config, "daemon", True)
    with pytest.raises(UsageError, match="worker itself"):
        Processes(work, 2)


def test_workers_that_cannot_start_are_told(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import carbondocs\n"
        "rows = [{'number': 'x'}] * 3\n"
        "try:\n"
        "    print(len(list(carbondocs.Renderer().render_batch('cfp-certificate', rows, workers=2))))\n"
        "except carbondocs.MachineError as error:\n"
        "    print(error.diagnostics[0].code)\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=100)
    assert done.stdout.splitlines()[-1] == "workers.start", done.stderr
