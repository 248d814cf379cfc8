"""Labels in a column: each as near to where it is wanted as the others let it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def spaced(
    wanted: Sequence[float], heights: Sequence[float], apart: float, top: float, bottom: float
) -> tuple[float, ...]:
    """The middles of labels in their order from above, ``apart`` from each other, between ``top`` and ``bottom``.

    Of all places that keep the order, those with the least sum of squared distances from the ``wanted`` middles.
    There must be room for all of them.
    """
    steps = [height + apart for height in heights]
    before = [0.0, *accumulate(steps)][: len(steps)]
    tops = [middle - height / 2 - offset for middle, height, offset in zip(wanted, heights, before, strict=True)]
    lowest = bottom - (sum(steps) - apart)
    return tuple(
        min(max(place, top), lowest) + offset + height / 2
        for place, offset, height in zip(_ascending(tops), before, heights, strict=True)
    )


def _ascending(values: Sequence[float]) -> list[float]:
    """The numbers nearest to ``values`` that never descend: neighbours that would are pooled at their mean."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, count = value, 1
        while pools and pools[-1][0] > mean:
            other, others = pools.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]
