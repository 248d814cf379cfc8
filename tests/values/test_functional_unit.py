"""What a footprint is counted for, in the words of either language."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from carbondocs.values.functional_unit import FunctionalUnit


@pytest.mark.parametrize(
    ("given", "kind"),
    [("functional", "functional"), ("功能单位", "functional"), ("declared", "declared"), ("声明单位", "declared")],
)
def test_both_languages_name_the_kind(given: str, kind: str) -> None:
    assert FunctionalUnit.model_validate({"kind": given, "text": "1 kWh"}).kind == kind


@pytest.mark.parametrize("given", ["function", "单位", "", None, 1])
def test_no_other_word_does(given: object) -> None:
    with pytest.raises(ValidationError):
        FunctionalUnit.model_validate({"kind": given, "text": "1 kWh"})
