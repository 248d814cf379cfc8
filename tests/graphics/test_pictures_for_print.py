"""Photographs come upright, and with no more pixels than print can show."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from carbondocs.graphics.pictures import Picture, for_print, load_picture
from carbondocs.workspace import Folder


def stored(folder: Path, image: Image.Image, name: str, **options: object) -> Picture:
    image.save(folder / name, **options)  # type: ignore[arg-type]
    return load_picture(Folder(folder), name)


def pixels(picture: Picture) -> Image.Image:
    return Image.open(BytesIO(picture.content)).convert("RGB")


def test_a_photograph_is_turned_as_its_camera_was_held(tmp_path: Path) -> None:
    image = Image.new("RGB", (60, 30), "white")
    image.paste("red", (0, 0, 10, 30))
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = stored(tmp_path, image, "photo.jpg", exif=exif)
    upright = pixels(picture)
    assert upright.size == (30, 60)
    assert picture.aspect == pytest.approx(0.5)
    top, bottom = (upright.crop((10, y, 20, y + 2)).resize((1, 1)).tobytes() for y in (2, 50))
    assert top[0] > 200 > 80 > top[1]
    assert bottom[1] > 200


@pytest.mark.parametrize(("name", "mode"), [("large.jpg", "RGB"), ("large.png", "RGBA"), ("large.png", "P")])
def test_a_picture_has_no_more_pixels_than_print_shows(tmp_path: Path, name: str, mode: str) -> None:
    picture = stored(tmp_path, Image.linear_gradient("L").resize((4000, 2000)).convert(mode), name)
    printed = for_print(picture, 100)
    assert pixels(printed).size == (1181, 590)
    assert printed.aspect == pytest.approx(2, rel=0.01)
    assert printed.media_type == picture.media_type
    assert for_print(picture, 100) == printed


def test_a_small_picture_stays_as_it_is(tmp_path: Path) -> None:
    picture = stored(tmp_path, Image.new("RGB", (1300, 600)), "small.png")
    assert for_print(picture, 100) is picture
