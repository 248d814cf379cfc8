"""Pictures that people supply: seals, signatures, logos. Checked before anything is set."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from typing import Any, NoReturn
from xml.etree.ElementTree import tostring

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.graphics.svg_safety import supplied_drawing, try_out
from carbondocs.graphics.svg_shapes import view_box
from carbondocs.workspace import Folder

MAX_PIXELS = 40_000_000
PRINT_DPI = 300

_SLACK = 1.2  # by so much more pixels a picture isn't worth another encoding
_ORIENTATION = 0x0112  # the EXIF tag

_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


@dataclass(frozen=True)
class Picture:
    """A sound PNG, JPEG or SVG; ``aspect`` is width divided by height."""

    content: bytes = field(repr=False)
    media_type: str
    aspect: float


def load_picture(folder: Folder, name: str) -> Picture:
    """The picture of that name; InvalidValue if it is missing, no picture, or larger than MAX_PIXELS."""
    return _checked(name, folder.read(name))


def check_pixels(name: str, content: bytes) -> None:
    """Refuse, as InvalidValue, what is no sound PNG or JPEG of at most MAX_PIXELS."""
    _checked(name, content)


@lru_cache(maxsize=64)
def _checked(name: str, content: bytes) -> Picture:
    return _svg(name, content) if content.lstrip()[:1] == b"<" else _raster(name, content)


def _raster(name: str, content: bytes) -> Picture:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(content), formats=tuple(_MEDIA_TYPES))
        width, height = image.size
        if width * height > MAX_PIXELS:
            raise _too_large(name, width, height)
        image.load()
        if image.getexif().get(_ORIENTATION, 1) != 1:
            return _upright(image)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, InvalidValue):
            raise
        raise _no_picture(name) from error
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    return Picture(content, _MEDIA_TYPES[str(image.format)], width / height)


def _upright(image: Any) -> Picture:
    """A photograph turned as its camera was held, which not every program that shows it would do."""
    from PIL import ImageOps

    return _encoded(ImageOps.exif_transpose(image), str(image.format))


def for_print(picture: Picture, width: float) -> Picture:
    """The picture with no more pixels than print at ``width`` mm can show; a drawing stays as it is."""
    from PIL import Image

    if picture.media_type == "image/svg+xml":
        return picture
    most = round(width / 25.4 * PRINT_DPI)
    with Image.open(BytesIO(picture.content)) as image:
        if image.width <= most * _SLACK:
            return picture
        plain = image.convert("RGBA" if "transparency" in image.info else "RGB") if image.mode == "P" else image
        return _encoded(plain.resize((most, round(most / picture.aspect)), Image.Resampling.LANCZOS), str(image.format))


def _encoded(image: Any, kind: str) -> Picture:
    buffer = BytesIO()
    options = {"quality": 92, "subsampling": 0} if kind == "JPEG" else {"optimize": True}
    image.save(buffer, kind, **options)
    return Picture(buffer.getvalue(), _MEDIA_TYPES[kind], image.width / image.height)


def _svg(name: str, content: bytes) -> Picture:
    """A drawing with a size of its own, tried out on the engine that will draw it."""
    root = supplied_drawing(content, name)
    _, _, width, height = view_box(root) or _no_size(name)
    for side, length in (("width", width), ("height", height)):
        root.set(side, f"{length / max(width, height) * 100:.4f}mm")
    root.set("xmlns", "http://www.w3.org/2000/svg")
    drawing = tostring(root, encoding="unicode")
    try_out(drawing, name)
    return Picture(drawing.encode(), "image/svg+xml", width / height)


def _no_size(name: str) -> NoReturn:
    raise InvalidValue(
        "svg.size",
        message("{name} doesn't say how large it is.", name=name),
        message('Give its svg element a viewBox, such as viewBox="0 0 40 40".'),
    )


def _no_picture(name: str) -> InvalidValue:
    return InvalidValue(
        "picture.broken",
        message("The file {name} is not a picture that can be used.", name=name),
        message("Give a PNG, a JPEG, or an SVG."),
    )


def _too_large(name: str, width: int = 0, height: int = 0) -> InvalidValue:
    """A picture of too many pixels; Pillow doesn't tell the size of one that is far too large."""
    limit = f"{MAX_PIXELS:,}"
    return InvalidValue(
        "picture.large",
        message(
            "The picture {name} has {width} × {height} pixels; the limit is {limit} pixels in all.",
            name=name,
            width=width,
            height=height,
            limit=limit,
        )
        if width
        else message("The picture {name} has far more pixels than the limit of {limit}.", name=name, limit=limit),
        message("Scale it down: 600 pixels per inch of its printed size are plenty."),
    )
