"""The signature that a certificate's data names: a sound picture in the data's own folder, or a finding."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from certificate_data import attempt, findings, issuer_file, sample
from PIL import Image, ImageFile

from carbondocs import DataError, load_issuer


def png(width: int, height: int) -> bytes:
    """A PNG that says it is of that size, and has next to nothing in it."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(1000))),
        (b"IEND", b""),
    )
    written = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


def told(folder: Path, name: str) -> list[tuple[str, str]]:
    signed = sample(signatory={"name": "林知远", "signature": name})
    return [(found.code, found.place.path) for found in findings(signed, folder=folder)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of data, with a picture inside and another beside it."""
    inside = tmp_path / "data"
    inside.mkdir()
    for place in (inside / "sound.png", inside / "sound.jpg", tmp_path / "beside.png"):
        Image.new("RGB", (40, 20), "navy").save(place)
    return inside


@pytest.mark.parametrize("name", ["sound.png", "sound.jpg", "./sound.png"])
def test_a_sound_picture_is_taken(folder: Path, name: str) -> None:
    assert told(folder, name) == []


def test_a_missing_picture(folder: Path) -> None:
    assert told(folder, "nowhere.png") == [("file.missing", "signatory.signature")]
    assert told(folder, ".") == [("file.missing", "signatory.signature")]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture",
        b"\x89PNG\r\n\x1a\n",
        png(40, 20),
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"%PDF-1.7",
    ],
)
def test_what_is_no_picture(folder: Path, content: bytes) -> None:
    (folder / "scribble.png").write_bytes(content)
    assert told(folder, "scribble.png") == [("picture.broken", "signatory.signature")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html><body>no drawing</body></html>", "svg.broken"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "svg.size"),
    ],
)
def test_what_is_no_drawing(folder: Path, content: bytes, code: str) -> None:
    (folder / "scribble.png").write_bytes(content)
    assert told(folder, "scribble.png") == [(code, "signatory.signature")]


@pytest.mark.parametrize("side", [20_000, 60_000])
def test_a_bomb_is_refused_before_it_is_unpacked(folder: Path, side: int, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "bomb.png").write_bytes(png(side, side))
    (folder / "small.png").write_bytes(png(40, 20))

    def unpacked(_: object) -> None:
        raise OSError("unpacked")

    monkeypatch.setattr(ImageFile.ImageFile, "load", unpacked)
    assert told(folder, "small.png") == [("picture.broken", "signatory.signature")]  # this one was to be unpacked
    assert told(folder, "bomb.png") == [("picture.large", "signatory.signature")]


def test_a_file_beyond_all_measure(folder: Path) -> None:
    with (folder / "huge.png").open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    assert told(folder, "huge.png") == [("file.large", "signatory.signature")]


def test_a_path_never_leaves_the_folder(folder: Path) -> None:
    outside = folder.parent / "beside.png"
    (folder / "link.png").symlink_to(outside)
    (folder / "way").symlink_to(folder.parent)
    for name in ("../beside.png", str(outside), "link.png", "way/beside.png", "x/../../beside.png", "/etc/passwd"):
        assert told(folder, name) == [("file.outside", "signatory.signature")], name


def test_nothing_is_made_for_a_broken_picture(folder: Path) -> None:
    outcome = attempt(sample(signatory={"name": "林知远", "signature": "nowhere.png"}), folder)
    assert outcome.failed
    assert outcome.artifacts == {}


def test_the_issuers_pictures_are_checked_alike(tmp_path: Path) -> None:
    (tmp_path / "bomb.png").write_bytes(png(20_000, 20_000))
    with pytest.raises(DataError) as caught:
        load_issuer(issuer_file(tmp_path, signature="nowhere.png", seal="bomb.png", logo="../logo.svg"))
    assert [(found.code, str(found.place)) for found in caught.value.diagnostics] == [
        ("file.missing", "issuer.toml signature"),
        ("picture.large", "issuer.toml seal"),
        ("file.outside", "issuer.toml logo"),
    ]
