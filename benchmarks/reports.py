"""How long a verification report takes, by its data rows: as PDF, as DOCX, and as LibreOffice turns that into PDF.

The report is the shipped sample with its data repeated. Each measurement runs in a process of its own, which makes
the sample once before. CPU is that of the process and of those that it started.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from copy import deepcopy
from dataclasses import asdict, dataclass, replace
from itertools import cycle, islice
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

import click
import pikepdf
from rich.console import Console
from rich.table import Table

import carbondocs
from carbondocs.flow import Row
from carbondocs.kinds import kind
from carbondocs.sources import read_rows
from carbondocs.workspace import shipped

KIND = "cfp-verification-report"
WAYS = {"pdf": "PDF", "docx": "DOCX", "libreoffice": "DOCX, then PDF by LibreOffice"}


@dataclass(frozen=True)
class Result:
    """What one report took: pages, seconds of CPU and on the clock, the most memory in MiB, the file in KiB."""

    way: str
    rows: int
    pages: int
    cpu: float
    wall: float
    memory: float
    size: float


def sample() -> Row:
    """The report to start from."""
    (row,) = read_rows(shipped("samples") / KIND / f"{kind(KIND).sample}.yaml", record=kind(KIND).record)
    return row


def with_rows(row: Row, count: int) -> Row:
    """The report with so many data rows, primary and secondary as they are mixed in the sample."""
    data = deepcopy(dict(row.data))
    fields = [(stage, name) for stage in data["stages"] for name in ("primary_data", "secondary_data")]
    given = sum(len(stage[name]) for stage, name in fields)
    for stage, name in fields:
        wanted = round(len(stage[name]) * count / given)
        stage[name] = [deepcopy(datum) for datum in islice(cycle(stage[name]), wanted)]
    return replace(row, data=data)


def measure(way: str, rows: int) -> Result:
    """Make one report in this process, which should have done nothing else."""
    renderer = carbondocs.Renderer()
    report = sample()
    name = "pdf" if way == "pdf" else "docx"
    renderer.render(KIND, report, (name,))
    if rows:
        report = with_rows(report, rows)
    ready, then = _cpu(), time.perf_counter()
    content = renderer.render(KIND, report, (name,)).artifacts[name].content
    pages = 0
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch, f"report.{name}")
        file.write_bytes(content)
        if way == "libreoffice":
            file = _converted(file)
        if file.suffix == ".pdf":
            with pikepdf.open(file) as document:
                pages = len(document.pages)
        size = file.stat().st_size / 1024
    memory = max(getrusage(who).ru_maxrss for who in (RUSAGE_SELF, RUSAGE_CHILDREN)) / 1024
    count = sum(len(stage[field]) for stage in report.data["stages"] for field in ("primary_data", "secondary_data"))
    return Result(way, count, pages, _cpu() - ready, time.perf_counter() - then, memory, size)


def _converted(file: Path) -> Path:
    profile = f"-env:UserInstallation=file://{file.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return file.with_suffix(".pdf")


def _cpu() -> float:
    uses = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


def measured_apart(way: str, rows: int) -> Result | str:
    """The result in a process of its own, or why there is none."""
    done = subprocess.run([sys.executable, __file__, "--measure", way, str(rows)], capture_output=True, text=True)
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["it failed"])[-1]
    return Result(**json.loads(done.stdout))


@click.command(help=__doc__)
@click.option("--rows", multiple=True, type=int, default=(0, 750, 3000), help="Data rows; 0 is the sample as it is.")
@click.option("--measure", "alone", type=(click.Choice(list(WAYS)), int), hidden=True)
def main(rows: tuple[int, ...], alone: tuple[str, int] | None) -> None:
    if alone:
        click.echo(json.dumps(asdict(measure(*alone))))
        return
    table = Table("", title="one report: seconds, pages per second of CPU, peak memory and size")
    for heading in ("rows", "pages", "CPU", "wall", "pages/s", "MiB", "KiB"):
        table.add_column(heading, justify="right", no_wrap=True)
    console = Console()
    for count in rows:
        for way, title in WAYS.items():
            result = measured_apart(way, count)
            if isinstance(result, str):
                console.print(f"{title}: left out. {result}", soft_wrap=True, markup=False)
                continue
            rate = f"{result.pages / result.cpu:.1f}" if result.pages else ""
            numbers = (f"{result.cpu:.1f}", f"{result.wall:.1f}", rate, f"{result.memory:,.0f}", f"{result.size:,.0f}")
            table.add_row(title, f"{result.rows:,}", f"{result.pages or ''}", *numbers)
    console.print(table)


if __name__ == "__main__":
    main()
