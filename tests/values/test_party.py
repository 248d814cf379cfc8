"""Organizations."""

from __future__ import annotations

import pickle

import pytest
from pydantic import ValidationError
from refusals import accepted

from carbondocs.values.party import Party

_DATA = {"name": "福建示范电池有限公司", "address": "福州市鼓楼区示范路1号", "credit_code": "91350100M000100Y43"}


def test_a_party_passes_through_json_and_pickle_and_can_be_hashed() -> None:
    party = accepted(Party, _DATA)
    assert str(party.credit_code) == _DATA["credit_code"]
    assert party.name_en is None
    assert Party.model_validate_json(party.model_dump_json()) == party
    assert pickle.loads(pickle.dumps(party)) == party
    assert len({party, accepted(Party, _DATA)}) == 1


def test_every_wrong_field_is_told_at_once() -> None:
    with pytest.raises(ValidationError) as caught:
        Party.model_validate({"name": "x" * 500, "address": 5, "credit_code": "91350100M000100Y44", "nick": "x"})
    assert {found["loc"] for found in caught.value.errors()} == {("name",), ("address",), ("credit_code",), ("nick",)}
    codes = {found["ctx"]["error"].code for found in caught.value.errors() if "ctx" in found}
    assert codes == {"text.too_long", "text.type", "credit_code.check_character"}


def test_schema_has_chinese_titles() -> None:
    properties = Party.model_json_schema()["properties"]
    assert [field["title"] for field in properties.values()] == [
        "名称", "英文名称", "地址", "英文地址", "统一社会信用代码",
    ]  # fmt: skip
