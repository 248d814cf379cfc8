"""SVG into PDF and PNG: the one place that knows CairoSVG.

A drawing stands alone: whatever it would load, from the network or from a file, is refused. The same SVG gives the
same bytes, for nothing that is written carries a time.
"""

from __future__ import annotations

import re
import zlib
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, NoReturn
from xml.etree.ElementTree import ParseError

from carbondocs.errors import MachineError, TemplateError, one
from carbondocs.graphics.svg_bounds import bounded_svg, broken, reference

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 60_000_000

_MM_PER_INCH = 25.4
_MM_PER_UNIT = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "pc": 25.4 / 6, "px": 25.4 / 96, "": 25.4 / 96}
_LENGTH = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*([a-z]*)\s*")


def svg_to_pdf(svg: str) -> bytes:
    """The drawing as a PDF of one page, as large as its ``width`` and ``height`` say, without date or producer.

    Raises:
        TemplateError: the drawing isn't well-formed SVG, has no size, or would load something.
        MachineError: the library cairo is missing.
    """
    _size(svg)
    return _without_dates(_drawn("PDFSurface", svg))


def svg_to_png(
    svg: str, *, dpi: float, transparent: bool, colours: int | None = None, white_where_clear: bool = False
) -> bytes:
    """The drawing as a PNG of exactly its size in inches times ``dpi`` pixels, on white unless ``transparent``.

    ``colours`` says how few will do for a drawing on white, where the file is to be small and quickly made.
    ``white_where_clear`` is for programs that blend the colour of clear pixels into edges when they scale.

    Raises:
        TemplateError: as for `svg_to_pdf`; or the picture would have more than `MAX_PIXELS` pixels.
        MachineError: the library cairo is missing.
    """
    width, height = (max(1, round(length / _MM_PER_INCH * dpi)) for length in _size(svg))
    if width * height > MAX_PIXELS:
        raise _too_large(width, height)
    size = {"output_width": width, "output_height": height}
    ground = None if transparent and not colours else "white"
    pixels = _drawn("PixelSurface", svg, background_color=ground, **size)
    if colours:
        return _reduced(pixels, (width, height), dpi, colours)
    if white_where_clear and (bled := _bled(pixels, (width, height), dpi)):
        return bled
    return _packed(pixels, (width, height), dpi, transparent)


def cairo_version() -> str:
    """The version of cairo; MachineError without it."""
    try:
        import cairocffi
    except OSError as error:
        raise _no_cairo() from error
    return str(cairocffi.cairo_version_string())


def _size(svg: str) -> tuple[float, float]:
    """Width and height of the drawing in mm."""
    root = bounded_svg(svg.encode())
    return _millimetres(root.get("width", "")), _millimetres(root.get("height", ""))


def _millimetres(length: str) -> float:
    match = _LENGTH.fullmatch(length)
    if match is None or match[2] not in _MM_PER_UNIT or float(match[1]) == 0:
        raise TemplateError(
            one(
                "svg.size",
                "The drawing doesn't say how large it is: its width or height is “{length}”.",
                'Give the svg element both, with a unit: width="60mm" height="85mm".',
                length=length,
            )
        )
    return float(match[1]) * _MM_PER_UNIT[match[2]]


def _drawn(surface: str, svg: str, **options: object) -> bytes:
    """What that surface of CairoSVG makes of the drawing."""
    try:
        import cairosvg
    except OSError as error:
        raise _no_cairo() from error
    try:
        convert = (_pixel_surface() if surface == "PixelSurface" else getattr(cairosvg.surface, surface)).convert
        drawn: bytes = convert(bytestring=svg.encode(), unsafe=False, url_fetcher=_refuse, **options)
    except (ParseError, ValueError, RecursionError) as error:
        raise broken(error) from error
    return drawn


@cache
def _pixel_surface() -> Any:
    """CairoSVG's surface for PNG, but giving the pixels themselves, which it takes long to compress."""
    from cairosvg.surface import PNGSurface

    class PixelSurface(PNGSurface):  # type: ignore[misc]
        def finish(self) -> None:
            self.cairo.flush()
            self.output.write(self.cairo.get_data())

    return PixelSurface


def _refuse(url: str, resource_type: str) -> NoReturn:
    raise reference(url, resource_type)


def _too_large(width: int, height: int) -> TemplateError:
    return TemplateError(
        one(
            "svg.large",
            "The drawing would have {width} × {height} pixels; the limit is {limit} pixels in all.",
            "Ask for fewer dots per inch or a smaller size.",
            width=width,
            height=height,
            limit=f"{MAX_PIXELS:,}",
        )
    )


def _no_cairo() -> MachineError:
    return MachineError(
        one(
            "cairo.missing",
            "The library cairo is missing, so drawings can't be turned into PDF or PNG.",
            "Install it: “apt install libcairo2” on Debian and Ubuntu, “brew install cairo” on macOS.",
        )
    )


def _without_dates(pdf: bytes) -> bytes:
    """The PDF without the /Info that cairo writes, and with an id made of its content."""
    import pikepdf

    packed = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        del document.docinfo
        document.save(packed, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return packed.getvalue()


def _packed(pixels: bytes, size: tuple[int, int], dpi: float, transparent: bool) -> bytes:
    """The drawing as a PNG with its resolution and nothing else. Zlib works at its usual level, for size and speed."""
    from PIL import Image

    mode, stored = ("RGBA", "BGRa") if transparent else ("RGB", "BGRX")
    image = _with_palette(Image.frombuffer(mode, size, pixels, "raw", stored, 0, 1))
    packed = BytesIO()
    image.save(packed, "PNG", dpi=(dpi, dpi))
    return packed.getvalue()


def _bled(pixels: bytes, size: tuple[int, int], dpi: float) -> bytes | None:
    """The drawing as a PNG that is white where it is clear; None where nothing is."""
    from PIL import Image

    image = Image.frombuffer("RGBA", size, pixels, "raw", "BGRa", 0, 1)
    alpha = image.getchannel("A")
    if alpha.getextrema() == (255, 255):
        return None
    image.paste((255, 255, 255, 0), mask=alpha.point(lambda value: 255 * (value == 0), "1"))
    packed = BytesIO()
    image.save(packed, "PNG", dpi=(dpi, dpi), compress_type=zlib.Z_RLE)  # quicker and smaller for flat drawings
    return packed.getvalue()


def _reduced(pixels: bytes, size: tuple[int, int], dpi: float, colours: int) -> bytes:
    """The drawing on white as a PNG of so few colours, white staying white."""
    from PIL import Image

    drawn = Image.frombuffer("RGB", size, pixels, "raw", "BGRX", 0, 1)
    flat = drawn.quantize(colours, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    palette = flat.getpalette() or []
    lightest = max(range(len(palette) // 3), key=lambda index: sum(palette[3 * index : 3 * index + 3]))
    flat.putpalette([*palette[: 3 * lightest], 255, 255, 255, *palette[3 * lightest + 3 :]])
    packed = BytesIO()
    flat.save(packed, "PNG", dpi=(dpi, dpi))
    return packed.getvalue()


def _with_palette(image: Image) -> Image:
    """The picture with a palette where it is flat enough for one to hold every colour; itself where it isn't."""
    from PIL.Image import Dither, Quantize

    colours = image.getcolors(256)
    if colours is None:
        return image
    flat = image.quantize(len(colours), method=Quantize.FASTOCTREE, dither=Dither.NONE)
    return flat if flat.convert(image.mode).tobytes() == image.tobytes() else image
