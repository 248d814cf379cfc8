"""The check as it goes on, for whoever waits: what the templates tell at once, then what their pages tell."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from carbondocs.designer.preview.checking import CHECK_SECONDS
from carbondocs.designer.preview.worker import GivenUp, Worker
from carbondocs.diagnostics import Diagnostic
from carbondocs.errors import CarbonDocsError


@dataclass(frozen=True)
class Step:
    """All findings where there are new ones; how many documents were read back, and how many there are."""

    findings: tuple[Diagnostic, ...] | None = None
    done: int = 0
    count: int = 0
    ended: bool = False


async def steps(linter: Worker, inspector: Worker, issuer: int) -> AsyncGenerator[Step, None]:
    """A check that ends when nobody listens any more. The linter looks at templates, the inspector at pages too."""
    told: asyncio.Queue[Step] = asyncio.Queue()
    loop, given_up = asyncio.get_running_loop(), threading.Event()

    def put(step: Step) -> None:
        loop.call_soon_threadsafe(told.put_nowait, step)

    def tell(done: int, count: int) -> None:
        put(Step(None, done, count))

    def check() -> None:
        found: tuple[Diagnostic, ...] = ()
        try:
            found = linter.run(CHECK_SECONDS, "check", issuer, False, given_up=given_up.is_set)
            put(Step(found))
            found = inspector.run(CHECK_SECONDS, "check", issuer, True, tell=tell, given_up=given_up.is_set)
            put(Step(found, ended=True))
        except GivenUp:
            return
        except CarbonDocsError as error:
            put(Step((*found, *error.diagnostics), ended=True))

    checking = asyncio.create_task(asyncio.to_thread(check))
    checking.add_done_callback(lambda _: told.put_nowait(Step(ended=True)))
    try:
        while not (step := await told.get()).ended or step.findings is not None:
            yield step
    finally:
        given_up.set()
