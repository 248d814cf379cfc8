"""``--since``: the rows that came or changed on a day or later, as the journal has seen them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from batch_lists import number
from certificate_data import KIND, sample

from carbondocs import Renderer
from carbondocs.batch import plan
from carbondocs.batch.crew import Alone
from carbondocs.batch.lists import Choice, RowList
from carbondocs.batch.places import batch_at
from carbondocs.cli.batch import command
from carbondocs.cli.batch_bundles import bundle
from carbondocs.cli.batch_summary import tell_summary
from carbondocs.flow import Row

Data = dict[str, Any]
OnDay = Callable[..., list[str]]


@pytest.fixture
def on_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OnDay:
    """A batch of that day; which documents it makes. Without ``make`` it is planned and left."""

    renderer = Renderer()

    def run(
        day: str, rows: Iterable[Data], since: str = "", *, force: bool = False, make: bool = True, **more: Any
    ) -> list[str]:
        today = type("Day", (date,), {"today": classmethod(lambda cls: cls.fromisoformat(day))})
        monkeypatch.setattr(plan, "date", today)
        listed = [Row(data, "list", tmp_path, {"": f"row {index}"}) for index, data in enumerate(rows, start=1)]
        choice = Choice(force, since=date.fromisoformat(since) if since else None)
        order = renderer.order(KIND, more.get("formats", ("docx",)))
        with batch_at(str(tmp_path / "out"), order, RowList(lambda: listed, "list", "list")) as batch:
            batch.plan(choice, lambda _: None)
            pending = [entry.key for entry in batch.journal.pending()]
            for _ in batch.run(Alone(batch.making)) if make else ():
                pass
            with click.Context(command, info_name="batch"):
                bundle(batch, more.get("merge"), None, choice)
                tell_summary(batch, [], choice, made=0, most_failures=None)
        return pending

    return run


def certificates(count: int) -> list[Data]:
    return [sample(number=number(index)) for index in range(1, count + 1)]


@pytest.fixture
def week(on_day: OnDay) -> list[Data]:
    """A list that came on the 9th, the second row of which changed on the 11th, and the fourth came on the 13th."""
    rows = certificates(3)
    on_day("2026-03-09", rows)
    rows[1]["system_boundary"] = "摇篮到坟墓"
    assert on_day("2026-03-11", rows) == [number(2)]
    rows.append(certificates(4)[3])
    assert on_day("2026-03-13", rows) == [number(4)]
    return rows


@pytest.mark.parametrize(
    ("since", "expected"),
    [("2026-03-09", [1, 2, 3, 4]), ("2026-03-10", [2, 4]), ("2026-03-11", [2, 4]), ("2026-03-12", [4]),
     ("2026-03-13", [4]), ("2026-03-14", [])],
)  # fmt: skip
def test_the_day_itself_counts(week: list[Data], on_day: OnDay, since: str, expected: list[int]) -> None:
    assert on_day("2026-03-14", week, since, force=True, make=False) == list(map(number, expected))


def test_nothing_is_made_that_is_there(week: list[Data], on_day: OnDay) -> None:
    assert on_day("2026-03-14", week, "2026-03-01") == []


def test_what_is_joined_holds_those_alone(week: list[Data], on_day: OnDay, tmp_path: Path) -> None:
    from pdf_reading import pages

    post = tmp_path / "post.pdf"
    made = on_day("2026-03-14", week, "2026-03-11", formats=("pdf",), merge=str(post))
    assert made == [number(2), number(4)]
    assert len(pages(post.read_bytes())) == 2


def test_a_row_that_came_back_has_come(week: list[Data], on_day: OnDay) -> None:
    on_day("2026-03-16", week[1:])
    assert on_day("2026-03-18", week, "2026-03-18", force=True, make=False) == [number(1)]
    on_day("2026-03-18", week[1:])
    on_day("2026-03-19", week)
    assert on_day("2026-03-20", week, "2026-03-19", force=True, make=False) == [number(1)]
    assert on_day("2026-03-20", week, "2026-03-20", force=True, make=False) == []


def test_what_is_only_moved_or_made_anew_has_not_changed(week: list[Data], on_day: OnDay, tmp_path: Path) -> None:
    (tmp_path / "out" / f"{number(1)}.docx").unlink()
    assert len(on_day("2026-03-16", week, force=True)) == 4
    assert on_day("2026-03-16", week[::-1], "2026-03-16", force=True, make=False) == []


def test_a_row_that_was_corrected_changed_on_that_day(on_day: OnDay) -> None:
    rows = certificates(3)
    rows[1]["footprint"] = {"value": "?"}
    assert on_day("2026-03-09", rows) == [number(1), number(3)]
    assert on_day("2026-03-10", rows, "2026-03-10") == []
    rows[1] = certificates(2)[1]
    assert on_day("2026-03-10", rows, "2026-03-10") == [number(2)]


def test_what_is_left_waiting_is_told(on_day: OnDay, capsys: pytest.CaptureFixture[str]) -> None:
    on_day("2026-03-09", certificates(2), make=False)
    assert "Rows still to be made: 2. The same command goes on with them." in capsys.readouterr().out
    on_day("2026-03-10", certificates(2), "2026-03-10")
    assert "Rows still to be made: 2. Without --since and --only they are made." in capsys.readouterr().out


def test_a_picture_that_changed_changes_its_row(on_day: OnDay, tmp_path: Path) -> None:
    picture = tmp_path / "mark.svg"
    signed = json.loads(json.dumps(sample(signatory={"name": "某人", "signature": "mark.svg"}), default=str))

    def draw(height: int) -> None:
        size = f'width="20mm" height="{height}mm" viewBox="0 0 20 {height}"'
        picture.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {size}><path d="M0 0h9v9z"/></svg>', "utf-8")

    draw(10)
    assert len(on_day("2026-03-09", [signed])) == 1
    assert on_day("2026-03-10", [signed], "2026-03-10") == []
    draw(11)
    assert len(on_day("2026-03-11", [signed], "2026-03-11")) == 1
