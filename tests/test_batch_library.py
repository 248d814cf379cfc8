"""render_batch: outcomes as they end, in this process, in a thread, or by several processes."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from certificate_data import KIND, changed, sample

import carbondocs
from carbondocs import Outcome, UsageError


def data() -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [sample(number=f"CFP-9999-2026-004-{index:04d}") for index in range(1, 7)]
    rows[3] = changed(rows[3], "footprint.value", "much")
    return rows


@pytest.mark.parametrize("workers", [1, 2])
def test_every_row_has_its_outcome(workers: int) -> None:
    outcomes = {found.index: found for found in carbondocs.Renderer().render_batch(KIND, data(), ("docx",), workers)}
    assert sorted(outcomes) == list(range(6))
    assert [index for index, found in outcomes.items() if found.failed] == [3]
    whole = carbondocs.render(KIND, data()[5], ("docx",))
    assert outcomes[5].artifacts["docx"].content == whole.artifacts["docx"].content
    assert str(outcomes[5].fields["number"]) == "CFP-9999-2026-004-0006"


def test_it_is_read_and_made_bit_by_bit() -> None:
    read = 0

    def rows() -> Iterator[dict[str, object]]:
        nonlocal read
        for row in data():
            read += 1
            yield row

    outcomes = carbondocs.Renderer().render_batch(KIND, rows(), ("docx",))
    assert read == 0
    next(outcomes)
    assert read <= 2


def test_workers_end_with_the_iteration() -> None:
    import multiprocessing

    outcomes = carbondocs.Renderer().render_batch(KIND, data(), ("docx",), workers=2)
    next(outcomes)
    assert multiprocessing.active_children()
    outcomes.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_it_works_in_a_thread() -> None:
    found: list[Outcome] = []
    renderer = carbondocs.Renderer()
    thread = threading.Thread(target=lambda: found.extend(renderer.render_batch(KIND, data()[:2], ("docx",))))
    thread.start()
    thread.join()
    assert [outcome.failed for outcome in found] == [False, False]


@pytest.mark.parametrize(
    ("kind", "formats", "workers"), [("diploma", ("pdf",), 1), (KIND, ("odt",), 2), (KIND, ("pdf",), 0)]
)
def test_a_wrong_call_is_told(kind: str, formats: tuple[str, ...], workers: int) -> None:
    with pytest.raises(UsageError):
        list(carbondocs.Renderer().render_batch(kind, data(), formats, workers))
