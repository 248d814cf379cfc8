"""Who makes labels: carbondocs, and the plain way with python-qrcode, a string template and CairoSVG.

Each takes records and gives the files; a sheet is one file for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from io import BytesIO
from typing import Any

Record = dict[str, str]
Make = Callable[[Sequence[Record]], Iterable[bytes]]

WIDTH, HEIGHT = 30.0, 68.5  # mm: of carbondocs' label at its usual size, and of the plain one
DPI = 600
_COLUMNS, _ROWS, _MARGIN, _GAP = 5, 3, 10.0, 4.0

_PLAIN = """
<rect width="60" height="137" rx="6.5" fill="#2E8B57"/>
<g fill="#FFFFFF">
<ellipse cx="14" cy="14" rx="7" ry="9"/><ellipse cx="28" cy="10" rx="5" ry="6"/><ellipse cx="39" cy="11" rx="4" ry="5"/>
<ellipse cx="48" cy="15" rx="3.5" ry="4.5"/><ellipse cx="54" cy="21" rx="3" ry="3.6"/>
<path d="M4 40C4 24 18 20 32 20C48 20 57 30 57 42C56 52 50 69 35 69C14 69 18 56 9 48C6 44 4 43 4 40Z"/>
<rect x="3.4" y="72" width="53.2" height="61.6" rx="3.4"/>
</g>
<g fill="#0B4D3A" font-family="Noto Sans CJK SC" text-anchor="middle">
<text x="31" y="45" font-size="13" font-weight="bold">{value}</text>
<text x="31" y="55" font-size="7">kgCO₂e</text>
<text x="34" y="64" font-size="6">碳足迹</text>
<text x="30" y="130" font-size="5">扫码查看认证信息</text>
</g>
<path fill="#0B4D3A" transform="translate(3.4 72) scale({scale})" d="{code}"/>
"""


def records(count: int) -> list[Record]:
    """So many different labels, the same in every run."""
    return [
        {
            "certificate_number": f"CFP-9999-2026-101-{number:04}",
            "product_name": f"产品 {number}",
            "footprint": f"{number * 37 % 1999}.{number % 100:02}",
            "verification_url": f"https://example.org/verify?cert=CFP-9999-2026-101-{number:04}",
        }
        for number in range(1, count + 1)
    ]


def _carbondocs(name: str) -> Make:
    import carbondocs

    renderer = carbondocs.Renderer()

    def make(batch: Sequence[Record]) -> Iterator[bytes]:
        for record in batch:
            yield renderer.render("cfp-label", record, (name,)).artifacts[name].content

    return make


def _carbondocs_sheet() -> Make:
    import carbondocs

    renderer = carbondocs.Renderer()
    return lambda batch: [renderer.render_sheet("cfp-label", batch, "a4").content]


def _plain_label(record: Record) -> str:
    """The label's shapes as one writes them at once: text in a face of the system, a square for each dark module."""
    import qrcode

    code: Any = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_H, border=4)
    code.add_data(record["verification_url"])
    modules = code.get_matrix()
    squares = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(modules) for x, dark in enumerate(row) if dark)
    return _PLAIN.format(value=record["footprint"], scale=53.2 / len(modules), code="".join(squares))


def _svg(width: float, height: float, content: str, units: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {units}">'
        f"{content}</svg>"
    )


def _plain(name: str) -> Make:
    import cairosvg

    convert: dict[str, Callable[[bytes], bytes]] = {
        "svg": bytes,
        "pdf": lambda svg: cairosvg.svg2pdf(svg),
        "png": lambda svg: cairosvg.svg2png(svg, scale=DPI / 96),
    }

    def make(batch: Sequence[Record]) -> Iterator[bytes]:
        for record in batch:
            yield convert[name](_svg(WIDTH, HEIGHT, _plain_label(record), "60 137").encode())

    return make


def _plain_sheet() -> Make:
    """Each page is one large SVG; the pages are put together."""
    import cairosvg
    import pikepdf

    def make(batch: Sequence[Record]) -> Iterator[bytes]:
        whole = pikepdf.new()
        for first in range(0, len(batch), _COLUMNS * _ROWS):
            page = batch[first : first + _COLUMNS * _ROWS]
            labels = (_at(index, _plain_label(record)) for index, record in enumerate(page))
            pdf = cairosvg.svg2pdf(_svg(210, 297, "".join(labels), "210 297").encode())
            with pikepdf.open(BytesIO(pdf)) as made:
                whole.pages.extend(made.pages)
        packed = BytesIO()
        whole.save(packed)
        yield packed.getvalue()

    return make


def _at(index: int, label: str) -> str:
    row, column = divmod(index, _COLUMNS)
    x, y = _MARGIN + column * (WIDTH + _GAP), _MARGIN + row * (HEIGHT + _GAP)
    return f'<g transform="translate({x} {y}) scale({WIDTH / 60})">{label}</g>'


FORMATS = ("svg", "pdf", "png", "sheet")
CONTENDERS: dict[tuple[str, str], Callable[[], Make]] = {
    **{("carbondocs", name): partial(_carbondocs, name) for name in FORMATS[:3]},
    ("carbondocs", "sheet"): _carbondocs_sheet,
    **{("plain", name): partial(_plain, name) for name in FORMATS[:3]},
    ("plain", "sheet"): _plain_sheet,
}
