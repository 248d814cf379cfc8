"""How long a label takes: carbondocs beside python-qrcode, a string template and CairoSVG.

Each contender runs in a process of its own and makes the same labels: one first, by which everything is loaded, then
all of the batch. PNG has 600 dpi; the sheet is one PDF with all labels of the batch on A4.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from resource import RUSAGE_SELF, getrusage

import click
from label_contenders import CONTENDERS, FORMATS, records
from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Result:
    """CPU for each label in ms, the most memory that the process held in MiB, what was written for a label in KiB."""

    cpu: float
    memory: float
    size: float


def measure(who: str, form: str, count: int) -> Result:
    """Let a contender make ``count`` labels in this process, which should have done nothing else."""
    first, *batch = records(count + 1)
    make = CONTENDERS[who, form]()
    list(make([first]))
    began = time.process_time()
    written = sum(len(content) for content in make(batch))
    taken = time.process_time() - began
    return Result(1000 * taken / count, getrusage(RUSAGE_SELF).ru_maxrss / 1024, written / 1024 / count)


def measured_apart(who: str, form: str, count: int) -> Result:
    """The result of a contender in a process of its own."""
    command = [sys.executable, __file__, "--count", str(count), "--measure", who, form]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Result(**json.loads(done.stdout))


def table(results: dict[tuple[str, str], Result], count: int) -> Table:
    """The results side by side; the ratio is that of the CPU, the plain way's to carbondocs'."""
    shown = Table("", title=f"{count} labels: CPU, peak memory and size of each")
    for heading in ("labels/s", "ms", "ratio", "MiB", "KiB"):
        shown.add_column(heading, justify="right", no_wrap=True)
    for (who, form), result in results.items():
        ratio = result.cpu / results["carbondocs", form].cpu
        numbers = (f"{1000 / result.cpu:.0f}", f"{result.cpu:.1f}", f"{ratio:.1f}", f"{result.memory:.0f}")
        shown.add_row(f"{form} {who}", *numbers, f"{result.size:.1f}")
    return shown


@click.command(help=__doc__)
@click.option("--count", default=500, show_default=True, type=click.IntRange(1, 5000), help="Labels to make.")
@click.option("--measure", "alone", nargs=2, hidden=True)
def main(count: int, alone: tuple[str, str] | None) -> None:
    if alone:
        click.echo(json.dumps(asdict(measure(*alone, count))))
        return
    whom = [(who, form) for form in FORMATS for who in ("carbondocs", "plain")]
    Console().print(table({(who, form): measured_apart(who, form, count) for who, form in whom}, count))


if __name__ == "__main__":
    main()
