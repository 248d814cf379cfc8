"""The preview's worker: what takes too long or isn't wanted any more is ended, and what it tells is heard."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from packs_to_break import copied

from carbondocs.designer.preview import checking
from carbondocs.designer.preview.steps import Step, steps
from carbondocs.designer.preview.wishes import Studio
from carbondocs.designer.preview.worker import GivenUp, Worker
from carbondocs.errors import TemplateError

NOWHERE = Studio(Path("nowhere"))


class Sleeper:
    """Works for ever, or fails."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio

    def sleep(self, seconds: float) -> str:
        time.sleep(seconds)
        return "rested"

    def count(self, number: int, tell: Callable[[int], None]) -> str:
        for each in range(number):
            tell(each)
        return "counted"

    def fail(self) -> None:
        raise ValueError("broken")


def test_what_takes_too_long_is_stopped_and_the_next_is_done() -> None:
    worker = Worker(Sleeper, NOWHERE)
    try:
        assert worker.run(60, "sleep", 0) == "rested"
        begun = time.monotonic()
        with pytest.raises(TemplateError) as caught:
            worker.run(0.5, "sleep", 600)
        assert time.monotonic() - begun < 10
        assert caught.value.diagnostics[0].code == "template.time"
        assert worker.run(60, "sleep", 0) == "rested"
        with pytest.raises(TemplateError, match="broken"):
            worker.run(60, "fail")
    finally:
        worker.stop()


def test_a_check_that_takes_too_long_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "CHECK_SECONDS", 0.05)
    with pytest.raises(TemplateError) as caught:
        checking.check_in_time(copied(tmp_path))
    assert caught.value.diagnostics[0].code == "template.time"


def test_what_is_given_up_is_ended_for_whoever_waits_behind_it_too() -> None:
    worker = Worker(Sleeper, NOWHERE)
    try:
        worker.run(60, "sleep", 0)
        begun = time.monotonic()
        with pytest.raises(GivenUp):
            worker.run(600, "sleep", 600, given_up=lambda: time.monotonic() > begun + 0.3)
        assert time.monotonic() - begun < 10
        assert worker.run(60, "sleep", 0) == "rested"
    finally:
        worker.stop()


def test_what_is_told_on_the_way_arrives_in_order() -> None:
    worker = Worker(Sleeper, NOWHERE)
    told: list[int] = []
    try:
        assert worker.run(60, "count", 4, tell=told.append) == "counted"
        assert told == [0, 1, 2, 3]
    finally:
        worker.stop()


class Endless:
    """Checks at once without rendering, and for ever with it."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio

    def check(self, issuer: int, thorough: bool, tell: Callable[[int, int], None] | None = None) -> tuple[()]:
        if tell:
            tell(issuer, 31)
        if thorough:
            time.sleep(600)
        return ()


def test_a_check_that_nobody_waits_for_is_ended() -> None:
    async def first_steps() -> list[Step]:
        listened = steps(linter, inspector, 0)
        seen = [await anext(listened), await anext(listened)]
        await listened.aclose()
        return seen

    linter, inspector = Worker(Endless, NOWHERE), Worker(Endless, NOWHERE)
    begun = time.monotonic()
    try:
        assert asyncio.run(first_steps()) == [Step(()), Step(None, 0, 31)]  # which waits for the thread behind it
    finally:
        linter.stop()
        inspector.stop()
    assert time.monotonic() - begun < 60
