#!/usr/bin/env python3
"""Builds the CarbonDocs faces of this folder from the fonts of Debian 12; the same packages give the same bytes.

Every face gets TrueType outlines, a repertoire cut to what certificates need, the signs that its source lacks,
and a name of its own (the Open Font License reserves the names of the sources).

usage: build_fonts.py PACKAGES OUT [FACE.ttf ...]

PACKAGES is a folder with the unpacked packages, each in a folder of its name: fonts-noto-cjk, fonts-noto-core,
fonts-lxgw-wenkai, fonts-liberation2, unicode-data. OUT receives the faces: those named, or all. README.md has the rest.
"""

from __future__ import annotations

import argparse
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.otBase import USE_HARFBUZZ_REPACKER
from repertoires import repertoires

_NOTO_CJK = "fonts-noto-cjk/usr/share/fonts/opentype/noto"
_NOTO_CORE = "fonts-noto-core/usr/share/fonts/truetype/noto"
_LIBERATION = "fonts-liberation2/usr/share/fonts/truetype/liberation2"
_WENKAI = "fonts-lxgw-wenkai/usr/share/fonts/truetype/lxgw-wenkai"
_UNIHAN = "unicode-data/usr/share/unicode/Unihan_OtherMappings.txt.bz2"

_SIMPLIFIED_CHINESE = 2  # the face's place in the Noto CJK collections
_CREATED = 3786912000  # 2024-01-01 in seconds since 1904, as the head table counts
_QUADRATIC_ERROR = 1.0  # units of the em (1000) that a quadratic curve may stray from its cubic


@dataclass(frozen=True)
class _Face:
    """A face to build: its names, its source, and the donor of the signs that the source lacks."""

    family: str
    style: str
    source: str
    repertoire: str
    donor: str = ""

    @property
    def postscript_name(self) -> str:
        return f"{self.family}-{self.style}".replace(" ", "")

    @property
    def weight(self) -> int:
        return 700 if self.style == "Bold" else 400

    @property
    def full_name(self) -> str:
        return self.family if self.style == "Regular" else f"{self.family} {self.style}"


_FACES = (
    _Face("CarbonDocs Song", "Regular", f"{_NOTO_CJK}/NotoSerifCJK-Regular.ttc", "level 2", "NotoSerif-Regular.ttf"),
    _Face("CarbonDocs Song", "Bold", f"{_NOTO_CJK}/NotoSerifCJK-Bold.ttc", "common", "NotoSerif-Bold.ttf"),
    _Face("CarbonDocs Hei", "Regular", f"{_NOTO_CJK}/NotoSansCJK-Regular.ttc", "gbk", "NotoSans-Regular.ttf"),
    _Face("CarbonDocs Hei", "Bold", f"{_NOTO_CJK}/NotoSansCJK-Bold.ttc", "common", "NotoSans-Bold.ttf"),
    _Face("CarbonDocs Kai", "Regular", f"{_WENKAI}/LXGWWenKai-Regular.ttf", "common", "NotoSerif-Regular.ttf"),
    _Face("CarbonDocs Latin", "Regular", f"{_LIBERATION}/LiberationSerif-Regular.ttf", "latin"),
    _Face("CarbonDocs Latin", "Bold", f"{_LIBERATION}/LiberationSerif-Bold.ttf", "latin"),
    _Face("CarbonDocs Latin", "Italic", f"{_LIBERATION}/LiberationSerif-Italic.ttf", "latin"),
)

# What certificates use and the Chinese sources lack: super- and subscripts, the minus sign, boxes to tick.
_LACKING = "⁰⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎−☐☑☒"
_MORE_DONORS = ("NotoSansSymbols2-Regular.ttf", "NotoSansMath-Regular.ttf")
_ALIKE = {0xA0: 0x20, 0x2010: 0x2D, 0x2011: 0x2D, 0xAD: 0x2D, 0x2126: 0x3A9}
_BLANK_WIDTHS = {
    0x2002: 500, 0x2003: 1000, 0x2004: 333, 0x2005: 250, 0x2006: 167, 0x2008: 250, 0x2009: 200, 0x200A: 100,
    0x202F: 200, 0x200B: 0, 0x200C: 0, 0x200D: 0, 0x2060: 0, 0xFEFF: 0,
}  # fmt: skip


def _cut(source: Path, repertoire: frozenset[int]) -> TTFont:
    """The part of the font at ``source`` that sets ``repertoire``, read back from its bytes."""
    options = subset.Options(
        layout_features=["kern", "palt", "halt", "ccmp", "liga", "calt", "mark", "mkmk"],
        layout_scripts=["*"],
        name_IDs=["*"],
        notdef_outline=True,
        glyph_names=False,
        hinting=False,
    )
    options.drop_tables += ["VORG", "vhea", "vmtx", "DSIG", "BASE", "gasp"]
    if source.suffix == ".ttc":
        options.font_number = _SIMPLIFIED_CHINESE
    font = subset.load_font(str(source), options, lazy=True)
    font.cfg[USE_HARFBUZZ_REPACKER] = True  # an error without uharfbuzz, where the default would give other bytes
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=repertoire & set(font.getBestCmap()))
    subsetter.subset(font)
    content = io.BytesIO()
    font.save(content)
    content.seek(0)
    return TTFont(content, recalcTimestamp=False)


def _with_truetype_outlines(font: TTFont) -> None:
    """Turn CFF outlines into TrueType ones: some PDF viewers show nothing of a subset CFF face."""
    glyph_set, order = font.getGlyphSet(), font.getGlyphOrder()
    font["loca"] = newTable("loca")
    glyf: Any = newTable("glyf")
    font["glyf"] = glyf
    glyf.glyphOrder, glyf.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(glyph_set)
        glyph_set[name].draw(Cu2QuPen(pen, _QUADRATIC_ERROR, reverse_direction=True))
        glyf.glyphs[name] = pen.glyph()
        _set_metrics(font, name, width=font["hmtx"][name][0])
    _with_truetype_profile(font)
    del font["CFF "]
    font.sfntVersion = "\x00\x01\x00\x00"
    font["head"].glyphDataFormat = 0


def _with_truetype_profile(font: TTFont) -> None:
    """Fill in what the maxp table of a TrueType face says beyond that of a CFF face: no instructions."""
    profile = font["maxp"]
    profile.tableVersion = 0x00010000
    profile.maxZones = 1
    profile.maxTwilightPoints = profile.maxStorage = profile.maxFunctionDefs = profile.maxInstructionDefs = 0
    profile.maxStackElements = profile.maxSizeOfInstructions = profile.maxComponentElements = 0


def _set_metrics(font: TTFont, name: str, width: int) -> None:
    """Bring a glyph's bounds and horizontal metrics in line with its outline; ``width`` in units of the em."""
    glyph = font["glyf"].glyphs[name]
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, getattr(glyph, "xMin", 0) or 0)


def _add_glyph(font: TTFont, name: str, glyph: Any, width: int) -> None:
    """Append a glyph that is ``width`` units of the em wide."""
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphs[name] = glyph
    font["glyf"].glyphOrder = font.getGlyphOrder()
    _set_metrics(font, name, width)


def _map(font: TTFont, code: int, name: str) -> None:
    """Let the glyph ``name`` set the code point ``code``."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def _add_lacking_signs(font: TTFont, donors: list[Path]) -> str:
    """Take the signs that the face lacks from the first donor that has them; returns those signs."""
    added = ""
    for path in donors:
        donor = TTFont(path, lazy=True)
        if donor["head"].unitsPerEm != font["head"].unitsPerEm:
            raise ValueError(f"{path.name} has another em than the face that it should complete")
        glyph_set, characters = donor.getGlyphSet(), donor.getBestCmap()
        for code in map(ord, _LACKING):
            if code in font.getBestCmap() or code not in characters:
                continue
            source, outline, pen = glyph_set[characters[code]], DecomposingRecordingPen(glyph_set), TTGlyphPen(None)
            source.draw(outline)
            outline.replay(pen)
            _add_glyph(font, f"u{code:04X}", pen.glyph(), source.width)
            _map(font, code, f"u{code:04X}")
            added += chr(code)
    return added


def _add_spaces(font: TTFont) -> None:
    """Give hyphens, no-break spaces and blanks of every width a glyph, so that no renderer looks for another face."""
    for code, like in _ALIKE.items():
        characters = font.getBestCmap()
        if code not in characters and like in characters:
            _map(font, code, characters[like])
    for code, width in _BLANK_WIDTHS.items():
        if code in font.getBestCmap():
            continue
        name = f"blank{width}"
        if name not in font.getGlyphOrder():
            _add_glyph(font, name, TTGlyphPen(None).glyph(), width)
        _map(font, code, name)


def _rename(font: TTFont, face: _Face) -> None:
    """Give the face its own names, keeping the copyright of its sources, and the style bits that go with them."""
    names = font["name"]
    donated = "; additional symbols Copyright 2015 Google LLC (Noto)" if face.donor else ""
    entries = {
        0: names.getDebugName(0).replace("\n", "; ") + donated,
        1: face.family,
        2: face.style,
        3: f"carbondocs;{face.full_name}",
        4: face.full_name,
        5: f"Version 1.000; from {names.getDebugName(5) or ''}",
        6: face.postscript_name,
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
    }
    names.names = []
    for identifier, text in entries.items():
        names.setName(text, identifier, 3, 1, 0x409)
    metrics = font["OS/2"]
    metrics.usWeightClass = face.weight
    metrics.fsSelection = (metrics.fsSelection & ~0x61) | {"Bold": 0x20, "Italic": 0x01}.get(face.style, 0x40)
    metrics.fsType = 0
    font["head"].macStyle = {"Bold": 1, "Italic": 2}.get(face.style, 0)


def _build(face: _Face, packages: Path, repertoire: frozenset[int]) -> tuple[TTFont, str]:
    """The face and the signs that it got from its donors."""
    font = _cut(packages / face.source, repertoire)
    if "CFF " in font:
        _with_truetype_outlines(font)
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 3.0, [], {}
    added = ""
    if face.donor:
        added = _add_lacking_signs(font, [packages / _NOTO_CORE / name for name in (face.donor, *_MORE_DONORS)])
        _add_spaces(font)
    _rename(font, face)
    font["head"].created = font["head"].modified = _CREATED
    return font, added


def main() -> None:
    """Build the faces that the command line names."""
    parser = argparse.ArgumentParser(description="Build the CarbonDocs faces from unpacked Debian packages.")
    parser.add_argument("packages", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("faces", nargs="*", metavar="FACE.ttf", help="default: all")
    arguments = parser.parse_args()
    sets = repertoires(arguments.packages / _UNIHAN)
    for face in _FACES:
        file = f"{face.postscript_name}.ttf"
        if arguments.faces and file not in arguments.faces:
            continue
        font, added = _build(face, arguments.packages, sets[face.repertoire])
        font.save(arguments.out / file, reorderTables=True)
        print(f"{file}: {len(font.getBestCmap())} characters, taken from donors: {added or 'none'}", flush=True)


if __name__ == "__main__":
    main()
