"""Documents in English whose data has Chinese names alone: these stand in the place of the English ones."""

from __future__ import annotations

import pytest

from carbondocs.designer.variations import variations
from carbondocs.issuer import sample_issuer
from carbondocs.kinds import kind, kinds
from carbondocs.pipeline import render_one, setting_for
from carbondocs.templating.pack import find_pack


@pytest.mark.parametrize("name", kinds())
def test_they_are_set_in_the_shipped_faces(name: str) -> None:
    chosen = kind(name)
    setting = setting_for(chosen, sample_issuer(), "en")
    rows = {each.name: each.row for each in variations(chosen, setting)}
    looks = find_pack(name).manifest.looks
    for look in (None, *looks):
        outcome = render_one(chosen, rows.get("least", rows["sample"]), find_pack(name, look=look), ("pdf",), setting)
        assert not outcome.failed
