"""How fast a batch is: documents per second with 1 and 2 workers, CPU, memory, and what journal and storing cost.

The parent is this process; each measurement runs in one of its own. CPU is that of the parent and its workers.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from typing import Any

import click
from contenders import CONTENDERS
from records import Record, records
from rich.console import Console
from rich.table import Table

from carbondocs import Renderer
from carbondocs.batch.crew import Alone
from carbondocs.batch.lists import Choice, RowList
from carbondocs.batch.manifest import write_manifests
from carbondocs.batch.places import batch_at
from carbondocs.batch.processes import Processes
from carbondocs.batch.run import Batch
from carbondocs.batch.work import Made, Task
from carbondocs.flow import Outcome, Row
from carbondocs.kinds import kind
from carbondocs.kinds.check import check
from carbondocs.sources import scan_rows

_KIND = "cfp-certificate"
_MODES = ("batch", "bare")
_FEW = 60  # documents are enough to see what the journal takes
_TURNS = 5
_OTHERS = ("weasyprint", "typst", "libreoffice")


@dataclass(frozen=True)
class Result:
    """What a batch took: seconds for all, ms of CPU for each document, MiB at most of the parent and of a worker.

    ``checked`` is how long all rows took to be read, checked and planned, ``first`` when the first document was there.
    """

    workers: int
    mode: str
    count: int
    wall: float
    rate: float
    cpu: float
    checked: float
    first: float
    parent: float
    worker: float


@dataclass
class _Watch:
    """The most memory that any process of a crew holds, in MiB, looked at ten times a second."""

    pids: Any
    most: float = 0
    _end: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        while not self._end.wait(0.1):
            self.most = max([self.most, *map(_resident, self.pids())])

    @contextmanager
    def watching(self) -> Iterator[None]:
        thread = threading.Thread(target=self.look)
        thread.start()
        try:
            yield
        finally:
            self._end.set()
            thread.join()


def list_file(path: Path, count: int) -> Path:
    """A CSV list of ``count`` different certificates."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.writer(stream)
        for index in range(count):
            flat = dict(_flat(records_at(index)))
            if not index:
                table.writerow(flat)
            table.writerow(flat.values())
    return path


def records_at(index: int) -> Record:
    """The record of that index; there are more than a number's last four digits can count."""
    (record,) = records(1, first=index + 1)
    return {**record, "number": f"CFP-9999-2026-{index // 9999 + 1:03d}-{index % 9999 + 1:04d}"}


def measure(count: int, workers: int, mode: str, made: int) -> Result:
    """Check ``count`` rows and make the first ``made`` of them in both formats, in this process."""
    with tempfile.TemporaryDirectory() as scratch:
        data = list_file(Path(scratch, "list.csv"), count)
        began, cpu = time.perf_counter(), _cpu()
        run = _batch if mode == "batch" else _bare
        checked, first, last, worker = run(data, Path(scratch, "out"), workers, made)
        wall, used = time.perf_counter() - began, _cpu() - cpu
    rate = (made - 1) / max(last - first, 0.001)
    parent = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    return Result(workers, mode, made, wall, rate, used / made, checked - began, first - began, parent, worker)


def _batch(data: Path, out: Path, workers: int, made: int) -> tuple[float, float, float, float]:
    """As `carbondocs batch` does it: when all was planned, when the first and the last document were done; memory."""
    order = Renderer().order(_KIND, ("pdf", "docx"))
    rows = RowList(lambda: _rows(data), str(data), data.stem)
    times: list[float] = []
    with batch_at(str(out), order, rows) as batch:
        batch.plan(Choice(), lambda _: None)
        checked = time.perf_counter()
        with closing(Processes(batch.making, workers, batch.keep)) as crew:
            watch = _Watch(lambda: crew.pids)
            with watch.watching():
                _run(batch, crew, made, times)
        write_manifests(batch.journal, batch.storage)
    return checked, times[0], times[made - 1], watch.most


def _run(batch: Batch, crew: Processes[Task, Made], made: int, times: list[float]) -> None:
    """Make so many documents, and note when each was done."""
    for progress in batch.run(crew, lambda: len(times) >= made):
        times.extend([time.perf_counter()] * (progress.made - len(times)))


def _bare(data: Path, out: Path, workers: int, made: int) -> tuple[float, float, float, float]:
    """The same, checked first as well, but without journal, and each file simply written."""
    out.mkdir()
    _check_all(data)
    checked = time.perf_counter()
    times = []
    for outcome in Renderer().render_batch(_KIND, islice(_rows(data), made), workers=workers):
        _write(out, outcome)
        times.append(time.perf_counter())
    return checked, times[0], times[-1], 0.0


def others(count: int) -> Iterator[Result]:
    """What the other contenders take for the same certificates, each in one process, as they come out of the box."""
    for name in _OTHERS:
        if lack := CONTENDERS[name].lacks():
            click.echo(f"{CONTENDERS[name].title}: left out. {lack}", err=True)
        else:
            yield measured_apart(count, 1, name, count)


def measure_other(name: str, count: int) -> Result:
    """One of the other contenders, in this process: all certificates in one call, after a first one."""
    with tempfile.TemporaryDirectory() as scratch:
        began, cpu = time.perf_counter(), _cpu()
        make = CONTENDERS[name].start()
        folder = Path(scratch, "out")
        folder.mkdir()
        make([records_at(0)], folder)
        first = time.perf_counter()
        make([records_at(index) for index in range(1, count)], folder)
        last, used = time.perf_counter(), _cpu() - cpu
    memory = (getrusage(who).ru_maxrss / 1024 for who in (RUSAGE_SELF, RUSAGE_CHILDREN))
    rate = (count - 1) / (last - first)
    return Result(1, name, count, last - began, rate, used / count, 0, first - began, *memory)


def safety(count: int) -> tuple[float, float]:
    """What journal and safe writing add in one process, in per cent of its CPU and of its time without them.

    The same list, in turns: read, checked and made as a batch, and read, checked and made with files simply written.
    """
    with tempfile.TemporaryDirectory() as scratch:
        data = list_file(Path(scratch, "list.csv"), count)
        _plainly(data, Path(scratch, "warm"))
        ratios = []
        for turn in range(_TURNS):
            guarded = _spent(lambda: _guarded(data, Path(scratch, f"batch-{turn}")))  # noqa: B023
            plain = _spent(lambda: _plainly(data, Path(scratch, f"plain-{turn}")))  # noqa: B023
            ratios.append([100 * (with_it / without - 1) for with_it, without in zip(guarded, plain, strict=True)])
    cpu, wall = (median(found) for found in zip(*ratios, strict=True))
    return cpu, wall


def _spent(work: Callable[[], None]) -> tuple[float, float]:
    """CPU and time of some work, in s."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def _guarded(data: Path, out: Path) -> None:
    """A batch in this process."""
    rows = RowList(lambda: _rows(data), str(data), data.stem)
    with batch_at(str(out), Renderer().order(_KIND, ("pdf", "docx")), rows) as batch:
        batch.plan(Choice(), lambda _: None)
        for _ in batch.run(Alone(batch.making)):
            pass


def _plainly(data: Path, out: Path) -> None:
    """The same documents of rows that are checked first, too, in this process and without any safety."""
    out.mkdir()
    _check_all(data)
    for outcome in Renderer().render_batch(_KIND, _rows(data)):
        _write(out, outcome)


def _check_all(data: Path) -> None:
    order = Renderer().order(_KIND, ("pdf", "docx"))
    for row in _rows(data):
        check(order.kind, row, order.setting)


def _write(out: Path, outcome: Outcome) -> None:
    for name, rendition in outcome.artifacts.items():
        (out / f"{outcome.index}.{name}").write_bytes(rendition.content)


def _rows(data: Path) -> Iterable[Row]:
    return scan_rows(data, record=kind(_KIND).record)


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _flat(part, f"{path}.{name}" if path else name)
    elif isinstance(value, list) and isinstance(value[0], dict):
        yield from _flat(value[0], path)
    else:
        yield path, "\n".join(value) if isinstance(value, list) else value


def _cpu() -> float:
    """CPU of this process and of those it waited for, in ms."""
    uses = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return 1000 * sum(use.ru_utime + use.ru_stime for use in uses)


def _resident(process: int) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return 0
    held = status.partition("VmRSS:")[2].split()
    return int(held[0]) / 1024 if held else 0


def measured_apart(count: int, workers: int, mode: str, made: int) -> Result:
    """The result of a measurement in a process of its own."""
    command = [sys.executable, __file__, "--rows", count, "--count", made, "--measure", f"{mode}:{workers}"]
    return Result(**json.loads(subprocess.run(list(map(str, command)), check=True, stdout=subprocess.PIPE).stdout))


def table(results: Iterable[Result], title: str) -> Table:
    """The results side by side."""
    shown = Table("", title=title)
    for heading in ("docs/s", "CPU ms", "checked s", "first s", "all s", "parent MiB", "worker MiB"):
        shown.add_column(heading, justify="right", no_wrap=True)
    for result in results:
        name = f"workers: {result.workers}" + (", no journal" if result.mode == "bare" else "")
        name = CONTENDERS[result.mode].title if result.mode in CONTENDERS else name
        numbers = (result.rate, result.cpu, result.checked, result.first, result.wall, result.parent, result.worker)
        shown.add_row(name, *(f"{number:,.1f}" for number in numbers))
    return shown


@click.command(help=__doc__)
@click.option("--count", default=1000, show_default=True, type=click.IntRange(2), help="Documents to make.")
@click.option("--rows", type=click.IntRange(2), help="Rows to check; as many as documents by default.")
@click.option("--workers", default="1,2", show_default=True, help="Numbers of workers, parted by commas.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the results to this file, too.")
@click.option("--measure", "alone", hidden=True)
def main(count: int, rows: int | None, workers: str, json_file: Path | None, alone: str | None) -> None:
    rows = max(rows or count, count)
    if alone:
        mode, number = alone.split(":")
        found = measure(rows, int(number), mode, count) if mode in _MODES else measure_other(mode, count)
        click.echo(json.dumps(asdict(found)))
        return
    numbers = [int(number) for number in workers.split(",")]
    results = [measured_apart(rows, number, mode, count) for number in numbers for mode in _MODES]
    results += others(count)
    console = Console(width=110)
    console.print(table(results, f"{rows:,} rows checked, {count:,} certificates made as PDF and DOCX"))
    rates = {(result.mode, result.workers): result.rate for result in results}
    if {("batch", 1), ("batch", 2)} <= rates.keys():
        console.print(f"2 workers make {rates['batch', 2] / rates['batch', 1]:.2f} times as many as 1.")
    cpu, wall = safety(min(count, _FEW))
    console.print(f"Journal and safe writing add {cpu:.1f} % of CPU and {wall:.1f} % of time, in one process.")
    if json_file:
        report = {"at": datetime.now().isoformat(timespec="seconds"), "results": [asdict(found) for found in results]}
        json_file.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
