"""The line of headings of a table: where it stands, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from operator import eq

from carbondocs.diagnostics import Diagnostic, Message, Place, message
from carbondocs.errors import DataError
from carbondocs.sources.grids import Grid, Line
from carbondocs.sources.headings import ORIGIN_HEADING, PROBLEMS_HEADING, Column, Headings, Path
from carbondocs.values.wording import shown

MAX_COLUMNS = 500
ROWS_ABOVE = 5
"""So far down a heading row is looked for, to say that it belongs at the top."""

_FEW_LABELS = 14


def titles_of(first: Line, grid: Grid, following: Iterator[Line], headings: Headings) -> dict[int, str]:
    """The headings in the first line by their columns; DataError where there are none, or too many."""
    titles = heading_texts(first)
    if not titles:
        if row := heading_row(following, headings):
            raise DataError([not_at_the_top(grid, row)])
        problem = message("The first row holds no headings.")
        hint = message("Put field names there, such as applicant.name, or their Chinese titles, one to a column.")
        raise DataError([Diagnostic("table.no_headings", problem, hint, Place(grid.source, grid.place(1)))])
    if len(titles) > MAX_COLUMNS:
        problem = message("There are {count} headings; the limit is {limit}.", count=len(titles), limit=MAX_COLUMNS)
        hint = message("Put lists on sheets of their own, or delete the columns that aren't needed.")
        raise DataError([Diagnostic("table.wide", problem, hint, Place(grid.source, grid.place(1)))])
    return titles


def heading_texts(line: Line) -> dict[int, str]:
    """The headings in a line by their columns."""
    return {number: str(cell.value).strip() for number, cell in enumerate(line[1], start=1) if not cell.blank}


def heading_row(lines: Iterator[Line], headings: Headings) -> int:
    """The first of the next lines that looks like headings, or 0."""
    for line in islice(lines, ROWS_ABOVE):
        titles = heading_texts(line).values()
        if titles and sum(headings.resolve(title) is not None for title in titles) * 2 > len(titles):
            return line[0]
    return 0


def not_at_the_top(grid: Grid, row: int) -> Diagnostic:
    """The headings stand further down."""
    problem = message("The first row holds no headings; they stand in row {row}.", row=row)
    hint = message("Delete the rows above them.")
    return Diagnostic("table.no_headings", problem, hint, Place(grid.source, grid.place(1)))


def without_origins(grid: Grid) -> Diagnostic:
    """Without it, what is corrected would be made, and the row that it corrects stay wrong."""
    problem = message(
        "These are corrections, for there is a column {problems}; but the column {origin} is missing.",
        problems=PROBLEMS_HEADING,
        origin=ORIGIN_HEADING,
    )
    hint = message("Put it back as it was written: it says which row of the list each line corrects.")
    return Diagnostic("table.no_origin", problem, hint, Place(grid.source, grid.place(1)))


def earlier_heading(path: Path, columns: dict[int, tuple[str, Column]]) -> str:
    """The heading that means the same value as ``path``, or one that holds it."""
    same = (title for title, column in columns.values() if all(map(eq, column.path, path)))
    return next(same, "")


def fault_of(grid: Grid, number: int, title: str, code: str, problem: Message, hint: Message) -> Diagnostic:
    """What is wrong with a heading, at its place."""
    return Diagnostic(code, problem, hint, Place(grid.source, grid.place(1, number, title)))


def unknown_heading(title: str, headings: Headings, used: set[Path]) -> tuple[str, Message, Message]:
    """A heading that means nothing, with the one that may have been meant."""
    problem = message("The heading {heading} is unknown.", heading=shown(title))
    labels = headings.labels()
    if near := headings.nearest(title, used):
        hint = message("Did you mean {near}?", near=near)
    elif len(labels) <= _FEW_LABELS:
        hint = message("Headings here are {known}.", known=labels)
    else:
        hint = message("Use a field name such as applicant.name, or the Chinese title; `carbondocs schema` lists them.")
    return "table.unknown_heading", problem, hint


def repeated_heading(title: str, earlier: str) -> tuple[str, Message, Message]:
    """A heading that means what an earlier one does."""
    if title == earlier:
        problem = message("The heading {heading} stands twice.", heading=shown(title))
        return "table.repeated_heading", problem, message("Delete one of the two columns.")
    problem = message(
        "The headings {earlier} and {heading} mean the same field.", earlier=shown(earlier), heading=shown(title)
    )
    return "table.repeated_heading", problem, message("Delete one of the two columns.")
