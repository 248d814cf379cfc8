"""Where a batch goes, a folder of this machine or a bucket, and where its journal lies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from carbondocs.batch.lists import RowList
from carbondocs.batch.order import Order
from carbondocs.batch.run import Batch
from carbondocs.errors import OutputError, UsageError, one
from carbondocs.store.bucket_lock import BucketLock
from carbondocs.store.journal import Journal
from carbondocs.store.locks import FolderLock
from carbondocs.store.objects import ObjectStorage, is_address, state_folder
from carbondocs.store.storage import LocalStorage, Storage, growing, make_folder

HIDDEN = ".carbondocs"
"""The folder beside the documents that holds journal and lock."""

_JOURNAL, _LOCK = "journal.sqlite", "lock"


@contextmanager
def batch_at(
    place: str, order: Order, rows: RowList, state: Path | None = None, *, take_over: bool = False
) -> Iterator[Batch]:
    """A batch into a folder of this machine, which is made where it is absent, or to the address of a bucket.

    ``state`` is the folder of journal and lock where documents go to a bucket; by default one of this user's.
    ``take_over`` takes a bucket's lock from a run of another machine that gives no sign of life.

    UsageError: another run is at work there. OutputError: it can't be written to.
    """
    storage, desk, state = _found(place, state)
    if take_over and not isinstance(storage, ObjectStorage):
        raise UsageError(
            one(
                "lock.folder",
                "A folder needs no --take-over: a run that has ended holds no lock there.",
                "Leave it out; it is for documents that go to a bucket.",
            )
        )
    make_folder(state)
    with ExitStack() as stack:
        lock = stack.enter_context(FolderLock(state / _LOCK, place))
        journal = stack.enter_context(Journal(state / _JOURNAL))
        batch = Batch(order, rows, storage, journal, desk, (lock.descriptor,))
        if isinstance(storage, ObjectStorage):
            owner = f"{journal.identity} {state.resolve()}"
            batch.lost = stack.enter_context(BucketLock(storage, owner, take_over=take_over)).lost
        storage.sweep(journal.folders())
        yield batch


@contextmanager
def rehearsal_at(place: str, order: Order, rows: RowList, state: Path | None = None) -> Iterator[Batch]:
    """The same batch for a plan only: nothing is touched."""
    storage, desk, state = _found(place, state)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(TemporaryDirectory(prefix="carbondocs-")))
        if (known := state / _JOURNAL).is_file():
            with suppress(OutputError), Journal(known) as journal:
                journal.copy_to(scratch / _JOURNAL)
        journal = stack.enter_context(Journal(scratch / _JOURNAL))
        yield Batch(order, rows, storage, journal, desk)


def growing_at(place: str) -> AbstractContextManager[Path]:
    """A single file to be written piece by piece, by its path or address; see Storage.growing()."""
    if not is_address(place):
        return growing(Path(place))
    folder, _, name = place.rpartition("/")
    return ObjectStorage(folder).growing(name)


def _found(place: str, state: Path | None) -> tuple[Storage, LocalStorage, Path]:
    """The storage of a place, where corrections are made for it, and the folder of its journal."""
    if is_address(place):
        bucket = ObjectStorage(place)
        state = state or state_folder(bucket.url)
        return bucket, LocalStorage(state), state
    if state:
        raise UsageError(
            one(
                "journal.place",
                "A folder holds its own journal.",
                "Leave out --journal; it is for documents that go to a bucket.",
            )
        )
    folder = LocalStorage(Path(place))
    return folder, folder, folder.root / HIDDEN
