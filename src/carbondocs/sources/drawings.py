"""What lies over the cells of a sheet, as a workbook's zip archive tells it: pictures, shapes and charts."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import Any
from zipfile import ZipFile

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue

PICTURE = InvalidValue(
    "cell.picture",
    message("A picture stands here, which isn't read."),
    message("Save it as a file beside the workbook, and write the file's name, such as photo-1.jpg, into the cell."),
)
_DRAWING = InvalidValue(
    "cell.drawing",
    message("A drawing or a chart stands here, which isn't read."),
    message("Write what it says into cells, and delete it; or move it to a sheet whose name begins with 备注."),
)

_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")
_SHAPES = {"pic": PICTURE, "sp": _DRAWING, "cxnSp": _DRAWING, "graphicFrame": _DRAWING}


def floating(archive: ZipFile, sheet: str) -> dict[tuple[int, int], InvalidValue]:
    """What is wrong with the pictures and drawings on a sheet, by the row and column where each begins, from 1.

    ``sheet`` is the name of the sheet's part in the archive. Notes on cells are none of these.
    """
    found: dict[tuple[int, int], InvalidValue] = {}
    for part in _drawings(archive, sheet):
        for anchor in _parsed(archive, part).iter():
            if _name(anchor) in _ANCHORS:
                shapes = [_SHAPES[name] for name in map(_name, anchor.iter()) if name in _SHAPES]
                place = _start(anchor)
                if shapes and found.get(place) is not PICTURE:
                    found[place] = PICTURE if PICTURE in shapes else shapes[0]
    return found


def _drawings(archive: ZipFile, sheet: str) -> Iterator[str]:
    """The parts that hold the drawings of a sheet."""
    relations = join(dirname(sheet), "_rels", f"{sheet.rpartition('/')[2]}.rels").lstrip("/")
    if relations not in archive.namelist():
        return
    for relation in _parsed(archive, relations):
        if str(relation.get("Type")).endswith("/drawing"):
            part = normpath(join("/", dirname(sheet), str(relation.get("Target")))).lstrip("/")
            if part in archive.namelist():
                yield part


def _start(anchor: Any) -> tuple[int, int]:
    """The cell that an anchor begins in; A1 where it is tied to none."""
    row, column = (anchor.findtext(f"{{*}}from/{{*}}{name}") or "0" for name in ("row", "col"))
    return int(row) + 1, int(column) + 1


def _parsed(archive: ZipFile, part: str) -> Any:
    from defusedxml.ElementTree import fromstring

    return fromstring(archive.read(part))


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
