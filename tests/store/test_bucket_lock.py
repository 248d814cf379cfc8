"""The lock of a bucket: one run at a time, whichever machine it is on."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from carbondocs.errors import UsageError
from carbondocs.store import bucket_lock
from carbondocs.store.bucket_lock import LOCK, BucketLock
from carbondocs.store.objects import ObjectStorage

BEAT = 0.2


@pytest.fixture
def storage(bucket: Path, monkeypatch: pytest.MonkeyPatch) -> ObjectStorage:
    """A prefix where signs of life come fast."""
    monkeypatch.setattr(bucket_lock, "_BEAT", BEAT)
    return ObjectStorage(f"s3://{bucket}/out")


def another(storage: ObjectStorage, **changes: Any) -> None:
    """Make the lock one of another machine's run."""
    holder = {
        "run": "another", "host": "far.example", "process": 7, "journal": "far", "started": "2026-03-16T06:00:00+00:00",
        "beat": "2026-03-16T06:10:00+00:00",
    }  # fmt: skip
    storage.put({LOCK: json.dumps(holder | changes).encode()})


def noted(storage: ObjectStorage) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(storage.read(LOCK) or b"{}")
    return found


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until, "nothing happens"
        time.sleep(BEAT / 4)


def test_the_second_is_refused_until_the_first_has_ended(storage: ObjectStorage) -> None:
    with BucketLock(storage, "here"):
        holder = noted(storage)
        with pytest.raises(UsageError) as refused:
            BucketLock(storage, "there")
        (found,) = refused.value.diagnostics
        assert found.code == "batch.running"
        assert f"process {holder['process']} on {holder['host']}" in str(found)
        assert noted(storage)["run"] == holder["run"]
    assert storage.read(LOCK) is None
    BucketLock(storage, "there").close()


def test_it_gives_signs_of_life(storage: ObjectStorage) -> None:
    with BucketLock(storage, "here") as lock:
        before = noted(storage)
        wait_for(lambda: noted(storage)["beat"] > before["beat"])
        assert {**noted(storage), "beat": ""} == {**before, "beat": ""}
        assert lock.lost() is None


def test_what_the_same_journal_left_behind_is_taken(storage: ObjectStorage) -> None:
    with BucketLock(storage, "here"):
        left_behind = noted(storage)
    another(storage, host=left_behind["host"], journal="here", beat=left_behind["beat"])
    with BucketLock(storage, "here"):
        assert noted(storage)["run"] not in ("another", left_behind["run"])
    another(storage, host=left_behind["host"], journal="its copy", beat=left_behind["beat"])
    with pytest.raises(UsageError):
        BucketLock(storage, "here")


def test_a_silent_one_is_told_with_its_age_and_taken_on_demand(storage: ObjectStorage) -> None:
    another(storage)
    with pytest.raises(UsageError) as refused:
        BucketLock(storage, "here")
    (found,) = refused.value.diagnostics
    told = dict(found.message.values)
    assert found.code == "batch.silent"
    assert (told["host"], told["process"]) == ("far.example", "7")
    assert int(told["minutes"]) > 60
    assert "--take-over" in str(found.hint)
    with BucketLock(storage, "here", take_over=True):
        assert noted(storage)["journal"] == "here"


def test_one_that_lives_is_not_taken_whatever_the_clocks_say(storage: ObjectStorage) -> None:
    ended = threading.Event()

    def live() -> None:
        beat = 0
        while not ended.wait(BEAT / 2):
            beat += 1
            another(storage, beat=f"2026-03-16T06:10:{beat % 60:02}+00:00")

    another(storage)
    thread = threading.Thread(target=live)
    thread.start()
    with pytest.raises(UsageError):
        BucketLock(storage, "here", take_over=True)
    ended.set()
    thread.join()
    assert noted(storage)["run"] == "another"


@pytest.mark.parametrize("removed", [False, True])
def test_who_has_lost_it_knows_and_leaves_the_others_alone(storage: ObjectStorage, removed: bool) -> None:
    with BucketLock(storage, "here") as lock:
        if removed:
            storage.remove(LOCK)
        else:
            another(storage)
        wait_for(lambda: lock.lost() is not None)
        assert "no longer holds s3://" in str(lock.lost())
    assert noted(storage).get("run") == (None if removed else "another")


def test_what_is_no_lock_of_ours_locks_too(storage: ObjectStorage) -> None:
    storage.put({LOCK: b"hands off"})
    with pytest.raises(UsageError):
        BucketLock(storage, "here")


class Plain:
    """A store that knows no conditional writes, whose looks and writes take their time."""

    def __init__(self, system: Any) -> None:
        self._system = system
        self._both = threading.Barrier(2)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._system, name)

    def pipe_file(self, path: str, content: bytes, **options: Any) -> None:
        if options:
            raise NotImplementedError
        self._system.pipe_file(path, content)

    def exists(self, path: str) -> bool:
        found: bool = self._system.exists(path)
        self._both.wait(timeout=20)
        return found


def test_of_two_at_once_one_has_it_though_the_store_cannot_tell(storage: ObjectStorage) -> None:
    plain = Plain(storage._system)
    vars(storage)["_system"] = plain
    taken: list[BucketLock] = []
    refused: list[UsageError] = []

    def take(journal: str) -> None:
        try:
            taken.append(BucketLock(storage, journal))
        except UsageError as error:
            refused.append(error)

    threads = [threading.Thread(target=take, args=(journal,)) for journal in ("one", "two")]
    with ExitStack() as stack:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        for lock in taken:
            stack.enter_context(lock)
    assert (len(taken), len(refused)) == (1, 1)


def test_an_object_is_created_once(storage: ObjectStorage) -> None:
    taken = [storage.create("once", bytes([number])) for number in range(3)]
    assert taken == [True, False, False]
    assert storage.read("once") == b"\0"
