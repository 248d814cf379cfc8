"""The base of records."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from carbondocs.values.model import Model


class Pair(Model):
    left: int
    right: int = 2


def test_a_model_is_immutable_and_can_be_hashed() -> None:
    pair = Pair(left=1)
    with pytest.raises(ValidationError, match="frozen"):
        pair.left = 3  # type: ignore[misc]
    assert {pair: "found"}[Pair(left=1, right=2)] == "found"


def test_an_unknown_field_is_an_error() -> None:
    with pytest.raises(ValidationError, match="middle"):
        Pair.model_validate({"left": 1, "middle": 2})
