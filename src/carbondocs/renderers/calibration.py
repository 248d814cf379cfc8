"""The calibration page of a label stock: printed and measured, it tells the offset that makes up for a printer."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, islice

from carbondocs.errors import UsageError, one
from carbondocs.faces import face, faces_in
from carbondocs.flow import Rendition
from carbondocs.graphics.imposition import Cell, Grid, LabelStock, cells
from carbondocs.graphics.outlines import Outline, outline
from carbondocs.graphics.raster import svg_to_pdf
from carbondocs.language import locale
from carbondocs.renderers.sheets import check_offset
from carbondocs.templating.environment import fill
from carbondocs.workspace import shipped

INSET = 10.0
"""How far the frame is from the edges of the page, in mm."""

_FAMILY = "CarbonDocs Hei"
_SHORT, _MIDDLE, _LONG = 1.5, 2.5, 4.0  # ticks at 1, 5 and 10 mm
_NUMBER_SIZE, _TITLE_SIZE, _SUBTITLE_SIZE, _CHINESE_SIZE, _ENGLISH_SIZE = 2.2, 5.0, 3.4, 3.6, 2.9
_CHINESE_STEP, _ENGLISH_STEP = 8.0, 4.8  # from the line before
_PADDING = 7.0
_LEAST_PAGE = 60.0


@dataclass(frozen=True)
class _Tick:
    at: int
    length: float
    number: Outline | None


@dataclass(frozen=True)
class _Line:
    outline: Outline
    y: float


@dataclass(frozen=True)
class _Plate:
    """The texts one below the other, centred on x = 0 and beginning at y = 0, and the size of their white ground."""

    lines: tuple[_Line, ...]
    width: float
    height: float


def calibration_page(stock: LabelStock | Grid, offset: tuple[float, float] = (0.0, 0.0)) -> Rendition:
    """A PDF page with rulers, a frame 10 mm inside the edges, the outlines of the cells, and how to use them.

    ``offset``, in mm to the right and down, is to try out one that was found. A grid, whose cells depend on the
    label, shows none. UsageError: the page is too small, or the
    offset out of bounds.
    """
    if min(stock.page_width, stock.page_height) < _LEAST_PAGE:
        raise UsageError(
            one(
                "sheet.page",
                "The page is too small for a calibration page.",
                "Calibrate with a page of at least {least} × {least} mm.",
                least=f"{_LEAST_PAGE:g}",
            )
        )
    check_offset(offset)
    svg = fill(
        (shipped("templates") / "shared",),
        "calibration.svg.j2",
        {
            "page": stock,
            "offset": offset,
            "inset": INSET,
            "cells": _cells(stock),
            "across": _ticks(stock.page_width),
            "down": _ticks(stock.page_height),
            "plate": _plate(),
        },
    )
    return Rendition("pdf", svg_to_pdf(svg), 1)


def _cells(stock: LabelStock | Grid) -> list[Cell]:
    return list(islice(cells(stock), stock.capacity)) if isinstance(stock, LabelStock) else []


def _ticks(side: float) -> list[_Tick]:
    """A ruler along a side of the page, a tick for each millimetre between the sides of the frame."""
    return [_tick(at) for at in range(int(INSET) + 1, int(side - INSET))]


def _tick(at: int) -> _Tick:
    if at % 10:
        return _Tick(at, _SHORT if at % 5 else _MIDDLE, None)
    return _Tick(at, _LONG, _outline(str(at), _NUMBER_SIZE))


def _outline(text: str, size: float, weight: int = 400) -> Outline:
    shipped_faces = faces_in(shipped("fonts"))
    return outline(text, face(shipped_faces, _FAMILY, weight).path, size, anchor="middle")


def _plate() -> _Plate:
    say = locale("zh-CN+en").say
    title = say("标签纸校准页")
    texts = [
        (_outline(title.main, _TITLE_SIZE, 700), _TITLE_SIZE),
        (_outline(title.also, _SUBTITLE_SIZE), _ENGLISH_STEP),
    ]
    for phrase in (
        say("打印时请选“实际大小”（100 %），不要缩放。"),
        say("量方框左边线、上边线到纸边的距离 L、T（毫米）：应为 10。"),
        say("不是 10 时，出整版加 --offset X,Y，其中 X = 10 − L，Y = 10 − T。"),
        say("标尺的 100 毫米若不是 100 毫米，说明打印时缩放了页面。"),
    ):
        texts += [
            (_outline(phrase.main, _CHINESE_SIZE), _CHINESE_STEP),
            (_outline(phrase.also, _ENGLISH_SIZE), _ENGLISH_STEP),
        ]
    bases = accumulate((step for _, step in texts), initial=_PADDING)
    lines = tuple(_Line(text, round(base, 3)) for (text, _), base in zip(texts, islice(bases, 1, None), strict=True))
    return _Plate(lines, max(text.width for text, _ in texts) + 2 * _PADDING, lines[-1].y + _PADDING)
