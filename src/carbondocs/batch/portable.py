"""An order that can be carried to another machine, where what comes with carbondocs lies elsewhere."""

from __future__ import annotations

import pickle
import zlib
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import Any

from carbondocs.batch.order import Order
from carbondocs.faces import Face
from carbondocs.workspace import shipped

_SHIPPED = ("templates", "fonts", "samples")


def packed(thing: object) -> bytes:
    """A thing as bytes; paths into what is shipped are told by their names there."""
    content = BytesIO()
    _Packer(content, pickle.HIGHEST_PROTOCOL).dump(thing)
    return zlib.compress(content.getvalue())


def unpacked(content: bytes) -> Any:
    """A thing out of its bytes, on the machine where this runs."""
    return _Unpacker(BytesIO(zlib.decompress(content))).load()


class _Packer(pickle.Pickler):
    def persistent_id(self, thing: object) -> tuple[str, str] | None:
        if isinstance(thing, Path):
            for name in _SHIPPED:
                if thing.is_relative_to(shipped(name)):
                    return name, thing.relative_to(shipped(name)).as_posix()
        return None

    def reducer_override(self, thing: Any) -> Any:
        """What an order or a face has worked out here holds for this machine, and stays here."""
        if isinstance(thing, Order | Face):
            return type(thing), tuple(getattr(thing, part.name) for part in fields(thing))
        return NotImplemented


class _Unpacker(pickle.Unpickler):
    def persistent_load(self, name: tuple[str, str]) -> Path:
        return shipped(name[0]) / name[1]
