"""A list of errors that somebody is correcting, kept when a run is about to write another in its place."""

from __future__ import annotations

import hashlib

from carbondocs.batch.run import Batch
from carbondocs.store.files import refusal


def keep_edited(batch: Batch) -> str:
    """Put an edited list of errors out of the way, unless this run has read it; where it lies now, or nothing.

    OutputError where that can't be done.
    """
    path = batch.desk.root / batch.order.errors_name(batch.journal.first_edition())
    written = batch.journal.remembered(path.name)
    if not written or not path.is_file() or str(path.resolve()) == batch.rows.label:
        return ""
    if hashlib.sha256(path.read_bytes()).hexdigest() in written:
        return ""
    names = (path.with_stem(f"{path.stem}-edited{number}") for number in ("", *map(str, range(2, 1000))))
    kept = next(name for name in names if not name.exists())
    try:
        path.rename(kept)
    except OSError as error:
        raise refusal(error, kept) from error
    return str(kept)
