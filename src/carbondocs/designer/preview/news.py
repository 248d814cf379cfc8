"""Who is told of every save in the pack's folder."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from carbondocs.designer.preview.wishes import Studio

_PASSING = (".tmp", ".swp", ".swx", ".part", "~")


class News:
    """The names of files that were just saved, for each page that is open."""

    def __init__(self, studio: Studio) -> None:
        self._pack = studio.pack
        self._profiles = {profile.parent for profile in studio.issuers if profile}
        self._waiting: set[asyncio.Queue[list[str]]] = set()
        self._stop = asyncio.Event()

    @property
    def ended(self) -> bool:
        """Whether no more will be told."""
        return self._stop.is_set()

    @contextmanager
    def subscribed(self) -> Iterator[asyncio.Queue[list[str]]]:
        """What is told from now on."""
        queue: asyncio.Queue[list[str]] = asyncio.Queue()
        self._waiting.add(queue)
        try:
            yield queue
        finally:
            self._waiting.discard(queue)

    async def watch(self) -> None:
        """Tell of every save in the pack, and right beside the profiles, until the end."""
        around = [self._watch(*self._profiles, recursive=False)] if self._profiles else []
        await asyncio.gather(self._watch(self._pack, recursive=True), *around)

    async def _watch(self, *folders: Path, recursive: bool) -> None:
        from watchfiles import awatch

        async for changes in awatch(*folders, debounce=150, step=50, stop_event=self._stop, recursive=recursive):
            if files := sorted({Path(path).name for _, path in changes if not _passing(Path(path).name)}):
                self._tell(files)

    def end(self) -> None:
        """Tell no more; whoever waits is woken."""
        self._stop.set()
        self._tell([])

    def _tell(self, files: list[str]) -> None:
        for queue in self._waiting:
            queue.put_nowait(files)


def _passing(name: str) -> bool:
    """Whether a file is one that editors write on the way, such as Word's own while it is open."""
    return name.startswith(("~$", ".~", ".#")) or name.endswith(_PASSING) or name == "4913"
