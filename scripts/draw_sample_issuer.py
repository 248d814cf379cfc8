"""Draw the seal, the signature and the accreditation of the sample issuer: outlines, which need no font anywhere."""

from __future__ import annotations

from math import pi
from pathlib import Path

from carbondocs.graphics.outlines import outline

ROOT = Path(__file__).parents[1]
HEI, SONG, KAI = (ROOT / "fonts" / f"CarbonDocs{name}.ttf" for name in ("Hei-Regular", "Song-Bold", "Kai-Regular"))
RED, INK, BLUE = "#C8102E", "#1A1F1C", "#1F4E79"
BODY, MIDDLE, BELOW = "示例碳足迹认证中心（样张）", "样 章", "SAMPLE"
STAR = "M0-6.2 1.39-1.92 5.9-1.92 2.25.73 3.64 5.02 0 2.37-3.64 5.02-2.25.73-5.9-1.92-1.39-1.92Z"


def seal() -> str:
    """A round seal of 42 mm, with the body's name on its upper arc."""
    radius, span = 16.2, 1.42 * pi
    step = span / (len(BODY) - 1)
    letters = []
    for index, character in enumerate(BODY):
        turn = (-span / 2 + index * step) * 180 / pi
        glyph = outline(character, SONG, 4.3, anchor="middle")
        letters.append(f'<path transform="rotate({turn:.2f}) translate(0 {-radius + 1.4:.2f})" d="{glyph.path}"/>')
    middle = outline(MIDDLE, HEI, 4.4, anchor="middle").path
    below = outline(BELOW, HEI, 2.6, tracking=0.12, anchor="middle").path
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="42mm" height="42mm" viewBox="-21 -21 42 42">'
        f'<g fill="{RED}"><circle r="20.2" fill="none" stroke="{RED}" stroke-width="1.1"/>'
        f'<path transform="translate(0 -3.4)" d="{STAR}"/>{"".join(letters)}'
        f'<path transform="translate(0 9.2)" d="{middle}"/>'
        f'<path transform="translate(0 14.2)" d="{below}"/></g></svg>\n'
    )


def signature(name: str) -> str:
    """A name as if it were written, leaning a little."""
    glyphs = outline(name, KAI, 9)
    width, height = glyphs.width + 8, 13
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.1f}mm" height="{height}mm" '
        f'viewBox="0 0 {width:.1f} {height}">'
        f'<path fill="{INK}" transform="translate(5 10) skewX(-14) rotate(-4)" d="{glyphs.path}"/></svg>\n'
    )


def accreditation() -> str:
    """The logo of an accreditation body that there isn't."""
    big = outline("样例认可", HEI, 5.2, tracking=0.06, anchor="middle").path
    small = outline("SAMPLE ACCREDITATION", HEI, 1.9, tracking=0.04, anchor="middle").path
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="26mm" height="22mm" viewBox="-13 -11 26 22">'
        f'<g fill="{BLUE}"><path fill="none" stroke="{BLUE}" stroke-width="1.5" stroke-linecap="round" '
        'd="M-8.6-1.2A8.6 8.6 0 0 1 8.6-1.2"/>'
        f'<path fill="none" stroke="{BLUE}" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round" '
        'd="M-3.6-4.4-.8-1.6 4-7"/>'
        f'<path transform="translate(0 5)" d="{big}"/><path transform="translate(0 9)" d="{small}"/></g></svg>\n'
    )


if __name__ == "__main__":
    folder = ROOT / "samples" / "issuer"
    (folder / "seal.svg").write_text(seal(), encoding="utf-8")
    (folder / "signature.svg").write_text(signature("林知远"), encoding="utf-8")
    (folder / "accreditation.svg").write_text(accreditation(), encoding="utf-8")
