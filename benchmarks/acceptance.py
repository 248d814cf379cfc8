"""The whole promise of a batch: of a list with wrong rows, killed on the way and corrected, every document comes right.

Two lists are worked off: one with wrong rows, whose run is killed with all its workers again and again, and whose
errors.xlsx is then corrected and fed in; and one that was right from the start and runs undisturbed. Both folders must
hold the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import click
from batch import list_file
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

_MAIN = "from carbondocs.cli.main import main; main()"
_FORMATS = {"cfp-label": "svg", "cfp-certificate": "pdf,docx"}
_WRONG = (
    ("footprint.value", "unknown"),
    ("issued_on", "2026-02-30"),
    ("applicant.name", ""),
    ("functional_unit.kind", "?"),
)


def label_list(path: Path, count: int) -> Path:
    """A CSV list of so many labels."""
    lines = (
        f"CFP-9999-2026-{index // 9999 + 1:03d}-{index % 9999 + 1:04d},产品{index},{index + 1}.50,functional,1 kWh"
        for index in range(count)
    )
    heading = "certificate_number,product_name,footprint,functional_unit.kind,functional_unit.text"
    path.write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8-sig")
    return path


def spoilt(path: Path, target: Path, wrong: int) -> dict[tuple[str, str], str]:
    """Write the list with so many wrong rows; the right values by number and heading."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    number, headings = next(iter(rows[0])), set(rows[0])
    kinds = [(heading, value) for heading, value in _WRONG if heading in headings] or [("footprint", "unknown")]
    right = {}
    for place in range(wrong):
        row = rows[(place + 1) * len(rows) // (wrong + 1)]
        heading, value = kinds[place % len(kinds)]
        right[row[number], heading] = row[heading]
        row[heading] = value
    with target.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.DictWriter(stream, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return right


def corrected(path: Path, right: Mapping[tuple[str, str], str]) -> None:
    """Put the right values into a list of errors."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    columns = {str(cell.value): get_column_letter(place) for place, cell in enumerate(sheet[1], start=1)}
    for line in range(2, sheet.max_row + 1):
        for (number, heading), value in right.items():
            if number == sheet.cell(line, 1).value:
                sheet[f"{columns[heading]}{line}"] = value
    book.save(path)


def run(kind: str, rows: Path, out: Path, *, kill_at: int = 0) -> int:
    """Run the batch; where ``kill_at`` isn't 0, kill it with its workers when so many files are there."""
    command = [sys.executable, "-c", _MAIN, "batch", kind, str(rows), "-o", str(out), "--format", _FORMATS[kind]]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        while kill_at and process.poll() is None:
            if out.is_dir() and len(documents(out)) >= kill_at:
                os.killpg(process.pid, signal.SIGKILL)
                break
            time.sleep(0.05)
        return process.wait()


def documents(out: Path) -> list[str]:
    """The names of the documents that are there."""
    return [name for name in os.listdir(out) if name.startswith("CFP")]


def tree(out: Path) -> dict[str, str]:
    """The digests of all files but the journal."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir() if path.is_file()}


@click.command(help=__doc__)
@click.option("--kind", default="cfp-label", show_default=True, type=click.Choice(["cfp-label", "cfp-certificate"]))
@click.option("--count", default=3000, show_default=True, type=click.IntRange(10), help="Rows of the list.")
@click.option("--wrong", default=20, show_default=True, type=click.IntRange(1), help="Rows of it that are wrong.")
@click.option("--kills", default=5, show_default=True, type=click.IntRange(0), help="How often the run is killed.")
def main(kind: str, count: int, wrong: int, kills: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        data = (label_list if kind == "cfp-label" else list_file)(folder / "list.csv", count)
        right = spoilt(data, folder / "spoilt.csv", wrong)
        _expect("the undisturbed run ends with 0", run(kind, data, folder / "undisturbed") == 0)
        undisturbed = tree(folder / "undisturbed")
        of_each = len(documents(folder / "undisturbed")) // count
        moments = sorted(random.Random(count).sample(range(1, of_each * (count - wrong)), kills))
        click.echo(f"{count} documents of {of_each} files; to be killed when {moments} files are there")
        out = folder / "disturbed"
        for moment in moments:
            ended = run(kind, folder / "spoilt.csv", out, kill_at=moment)
            _expect(f"killed, {len(documents(out))} files are there, all of them whole", ended == -signal.SIGKILL)
            whole = {name: digest for name, digest in tree(out).items() if name.startswith("CFP")}
            _expect("what is there is as the undisturbed run made it", whole.items() <= undisturbed.items())
        _expect("the last run ends with 1", run(kind, folder / "spoilt.csv", out) == 1)
        _expect(f"there are {count - wrong} documents", len(documents(out)) == of_each * (count - wrong))
        errors = load_workbook(out / "errors.xlsx").worksheets[0]
        _expect(f"errors.xlsx holds {wrong} rows", errors.max_row - 1 == wrong)
        corrected(out / "errors.xlsx", right)
        _expect("the corrections are all right", run(kind, out / "errors.xlsx", out) == 0)
        _expect("both folders hold the same bytes", tree(out) == undisturbed)


def _expect(what: str, holds: bool) -> None:
    click.echo(f"{'yes' if holds else 'NO '}  {what}")
    if not holds:
        sys.exit(1)


if __name__ == "__main__":
    main()
