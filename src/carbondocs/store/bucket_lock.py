"""The lock of a bucket: an object beside the documents that says which run of which machine is at work there."""

from __future__ import annotations

import json
import os
import secrets
import socket
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from threading import Event, Thread
from typing import Self

from carbondocs.errors import CarbonDocsError, UsageError, one
from carbondocs.store.objects import ObjectStorage

LOCK = ".carbondocs/lock.json"
"""The name of the object."""

_BEAT = 15.0  # s between two signs of life
_QUIET = 60.0  # s without one, after which a run is told of as silent
_SETTLE = 0.3  # s in which another run's write, begun at the same moment, comes to light
_TRIES = 3


@dataclass(frozen=True)
class _Holder:
    """Who holds a lock: a run, its process, host and journal; when it began and last gave a sign of life (UTC)."""

    run: str
    host: str
    process: int
    journal: str
    started: str
    beat: str

    @property
    def silence(self) -> float:
        """Seconds since the last sign of life, as far as the clocks of both machines agree."""
        return (datetime.now(UTC) - datetime.fromisoformat(self.beat)).total_seconds()


class BucketLock:
    """The lock of a prefix in a bucket, held until close(); ``lost`` tells where another run has taken it.

    ``journal`` names the journal that this run has locked on its own machine: a lock which that journal's last run
    left behind, for it was killed, is taken without asking. That of another machine is taken with ``take_over`` only,
    and where no sign of life comes while it is watched, so that the clocks of the machines don't matter.
    """

    def __init__(self, storage: ObjectStorage, journal: str, *, take_over: bool = False) -> None:
        """Take the lock; UsageError where another run has it, OutputError where the bucket can't be used."""
        now = _now()
        self._storage = storage
        self._mine = _Holder(secrets.token_hex(16), socket.gethostname(), os.getpid(), journal, now, now)
        self._lost = False
        self._take(take_over)
        self._ended = Event()
        self._heart = Thread(target=self._live, name="carbondocs-lock", daemon=True)
        self._heart.start()

    def lost(self) -> UsageError | None:
        """What is to be told where this run holds the lock no longer."""
        if not self._lost:
            return None
        return UsageError(
            one(
                "batch.taken_over",
                "This run no longer holds {place}: another has taken it over, or its lock was removed.",
                "What was made is kept. Wait until the other run has ended, then run the same command again.",
                place=self._storage.url,
            )
        )

    def close(self) -> None:
        """Give the lock back; where the bucket can't be reached, the next run with this journal takes it."""
        self._ended.set()
        self._heart.join(_BEAT)
        with suppress(CarbonDocsError):
            if self._held():
                self._storage.remove(LOCK)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _take(self, take_over: bool) -> None:
        for _ in range(_TRIES):
            if self._storage.create(LOCK, _noted(self._mine)):
                break
            holder = self._holder()
            if holder and (self._is_ours(holder) or (take_over and self._stays_silent(holder))):
                self._storage.put({LOCK: _noted(self._mine)})
                break
            if holder:
                raise self._refused(holder)
        time.sleep(_SETTLE)
        if not self._held():
            raise self._refused(self._holder())

    def _is_ours(self, holder: _Holder) -> bool:
        return (holder.host, holder.journal) == (self._mine.host, self._mine.journal)

    def _stays_silent(self, holder: _Holder) -> bool:
        time.sleep(2 * _BEAT)
        return self._holder() == holder

    def _held(self) -> bool:
        holder = self._holder()
        return holder is not None and holder.run == self._mine.run

    def _holder(self) -> _Holder | None:
        content = self._storage.read(LOCK)
        if content is None:
            return None
        try:
            return _Holder(**json.loads(content))
        except (ValueError, TypeError):  # written by something else: somebody is there
            return _Holder("?", "?", 0, "?", "?", _now())

    def _live(self) -> None:
        """Give signs of life, until the end or until another has the lock."""
        while not self._ended.wait(_BEAT):
            with suppress(CarbonDocsError):  # the network may come back
                if not self._held():
                    self._lost = True
                    return
                self._storage.put({LOCK: _noted(replace(self._mine, beat=_now()))})

    def _refused(self, holder: _Holder | None) -> UsageError:
        told = {
            "place": self._storage.url,
            "host": holder.host if holder else "?",
            "process": holder.process if holder else "?",
            "started": _local(holder.started) if holder else "?",
        }
        if holder is None or holder.silence < _QUIET:
            return UsageError(
                one(
                    "batch.running",
                    "Another run is at work in {place}: process {process} on {host}, begun at {started}.",
                    "Wait until it has ended, or name another place.",
                    **told,
                )
            )
        return UsageError(
            one(
                "batch.silent",
                "A run holds {place}, process {process} on {host}, begun at {started}; it has given no sign of life"
                " for {minutes} minutes.",
                "On {host} the same command goes on with it. If you are sure that it has ended, run yours with"
                " --take-over.",
                **told,
                minutes=round(holder.silence / 60),
            )
        )


def _noted(holder: _Holder) -> bytes:
    return json.dumps(asdict(holder), indent=1).encode()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _local(moment: str) -> str:
    """A moment by the clock of this machine."""
    with suppress(ValueError):
        return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d %H:%M}"
    return moment
