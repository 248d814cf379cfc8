"""The typefaces that pages are set in: the shipped ones and those of a folder that an issuer adds."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont


@dataclass(frozen=True)
class Face:
    """One font file: its family, weight (400, 700) and slope, and the characters it can set."""

    path: Path
    family: str
    weight: int
    italic: bool

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that the face has glyphs for."""
        with numbered_glyphs(self.path) as font:
            return frozenset(font.getBestCmap())

    @cached_property
    def fingerprint(self) -> bytes:
        """The ``head`` table, whose checksum adjustment covers the whole file and tells one font from another."""
        from fontTools.ttLib import TTFont

        with TTFont(self.path, lazy=True) as font:
            return bytes(font.reader["head"])

    def sha256(self) -> str:
        """The digest of the font file."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()


@cache
def faces_in(folder: Path) -> tuple[Face, ...]:
    """The TrueType faces of a folder, by file name.

    Fonts with CFF outlines are refused: cut down to the glyphs of one page, viewers that keep to the letter of
    PDF show their Chinese characters wrong or not at all.
    """
    if not folder.is_dir():
        raise InvalidValue(
            "font.folder",
            message("There is no folder of fonts {folder}.", folder=folder),
            message("Check the path; it is relative to the profile's folder."),
        )
    return tuple(_face(path) for path in sorted(folder.iterdir()) if path.suffix.lower() in {".ttf", ".otf"})


def numbered_glyphs(source: Path | BinaryIO) -> TTFont:
    """A font whose glyphs are named by their numbers: for thousands of them, names of their own take long to find."""
    from fontTools.ttLib import TTFont

    font = TTFont(source, lazy=True)
    font.setGlyphOrder([f"glyph{number}" for number in range(font["maxp"].numGlyphs)])
    return font


def face(faces: tuple[Face, ...], family: str, weight: int = 400) -> Face:
    """The upright face of that family and weight; KeyError where there is none."""
    for candidate in faces:
        if (candidate.family, candidate.weight, candidate.italic) == (family, weight, False):
            return candidate
    raise KeyError(f"{family} {weight}")


def unset(text: str, faces: tuple[Face, ...]) -> str:
    """The characters of ``text`` that none of ``faces`` has, each once, in their order."""
    missing = set(map(ord, text)) - {ord("\n")}
    for each in faces:
        if not missing:
            return ""
        missing = missing - each.characters  # in place it would go through the thousands that a face has
    return "".join(dict.fromkeys(character for character in text if ord(character) in missing))


def _face(path: Path) -> Face:
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, lazy=True) as font:
            if "glyf" not in font:
                raise InvalidValue(
                    "font.outlines",
                    message("The font {name} has no TrueType outlines.", name=path.name),
                    message("Ask its maker for a .ttf with TrueType (glyf) outlines."),
                )
            names = font["name"]
            family = names.getDebugName(16) or names.getDebugName(1)
            return Face(path, str(family), int(font["OS/2"].usWeightClass), bool(font["head"].macStyle & 2))
    except (TTLibError, OSError) as error:
        raise InvalidValue(
            "font.broken",
            message("The font {name} can't be read: {reason}.", name=path.name, reason=error),
            message("Replace the file."),
        ) from error
