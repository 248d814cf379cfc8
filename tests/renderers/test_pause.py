"""The collector of cycles rests while a page is laid out, and only then."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import certificate_data
import pytest

from carbondocs.renderers.pause import collector_paused
from carbondocs.templating.environment import fill


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    running = gc.isenabled()
    yield
    (gc.enable if running else gc.disable)()


def fail() -> None:
    with collector_paused():
        assert not gc.isenabled()
        raise ValueError("torn")


def test_the_collector_goes_on_afterwards_whatever_happened() -> None:
    gc.enable()
    with pytest.raises(ValueError, match="torn"):
        fail()
    assert gc.isenabled()


def test_a_program_that_does_without_the_collector_goes_on_without() -> None:
    gc.disable()
    with collector_paused():
        pass
    assert not gc.isenabled()


def test_it_rests_while_pages_are_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    running = []

    def filled(*given: Any) -> str:
        running.append(gc.isenabled())
        return fill(*given)

    monkeypatch.setattr("carbondocs.renderers.pdf.fill", filled)
    gc.enable()
    certificate_data.pdf(certificate_data.sample())
    assert running
    assert not any(running)
    assert gc.isenabled()
