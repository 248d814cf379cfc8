"""A pause for Python's collector of reference cycles, for work that makes many objects and keeps them to its end."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause it, if it runs: through the hundreds of thousands of objects of a long document it would go again and
    again, to find nothing. What has become garbage by then is collected afterwards."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
