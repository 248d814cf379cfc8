"""The number that a document bears, by its kind."""

from __future__ import annotations

import pytest

from carbondocs.kinds import kind, kinds


@pytest.mark.parametrize("name", sorted(kinds()))
def test_every_kind_knows_the_number_that_its_documents_bear(name: str) -> None:
    chosen = kind(name)
    assert chosen.number_field in chosen.record.model_fields
    assert chosen.file_name == f"{{{chosen.number_field}}}"
