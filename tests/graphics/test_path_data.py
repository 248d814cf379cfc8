"""Path data: what SVG's grammar allows passes, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbondocs.graphics.path_data import is_path_data


@pytest.mark.parametrize(
    "data",
    [
        "",
        "M0 0",
        "M0,0L1 1z",
        "m.5.5-1-1 2 2zM3 3h1v-1H2V0",
        "M0 0C1 2 3 4 5 6S1 2 3 4Q1 2 3 4T5 6",
        "M1e-3 2E+2 L3 4",
        "M0 0a1 1 0 01.5.5A25,25 -30 0,1 50,-25",
    ],
)
def test_path_data_of_every_kind_passes(data: str) -> None:
    assert is_path_data(data)


BROKEN = "0 0|L1 1|M0|M0 0z 1|M0 0 zzz 1|Mx y zzz 1e999|M0 0 L|M0 0 C1 2 3|M0 0 A1 1 0 2 0 1 1|M∞ 0"


@pytest.mark.parametrize("data", BROKEN.split("|"))
def test_what_is_no_path_data_is_refused(data: str) -> None:
    assert not is_path_data(data)


@given(st.text(alphabet="MLHVCSQTAZmlhvcsqtaz0123456789.,-+e \n", max_size=40))
def test_whatever_passes_as_path_data_can_be_tokenised_by_hand(data: str) -> None:
    if is_path_data(data) and data.strip():
        assert data.strip()[0] in "Mm"
        assert not is_path_data(f"{data} x")
