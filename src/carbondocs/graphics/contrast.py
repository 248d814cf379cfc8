"""How far two colours stand apart, as WCAG 2.2 counts it: from 1, the same, to 21, black on white."""

from __future__ import annotations

GRAPHICS = 3.0
"""What large digits and shapes need."""

CODES = 7.0
"""What a QR code needs, which cameras read in bad light."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written ``#RRGGBB``."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[index : index + 2], 16) / 255) for index in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
