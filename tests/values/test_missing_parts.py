"""What a table lacks of a whole is told part by part, and never nothing."""

from __future__ import annotations

import pytest
from pydantic import Field, ValidationError

from carbondocs.diagnostics import Place
from carbondocs.values.findings import diagnose
from carbondocs.values.model import Model


class _Needed(Model):
    name: str = Field(title="名称")
    address: str = Field(title="地址")
    remark: str = Field("", title="备注")


class _Optional(Model):
    remark: str = Field("", title="备注")


class _Whole(Model):
    factory: _Needed = Field(title="生产企业")
    extras: _Optional = Field(title="其他")


def told(place: Place | None) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        _Whole.model_validate({})
    return [str(one.message) for one in diagnose(caught.value, _Whole, lambda path: place or Place("a.yaml", path))]


def test_in_a_table_each_part_is_told_by_its_full_heading() -> None:
    told_of = told(Place("list.csv", "row 2"))
    assert told_of == ["生产企业名称 is missing.", "生产企业地址 is missing.", "其他 is missing."]


def test_elsewhere_the_whole_is_told() -> None:
    assert told(None) == ["factory (生产企业) is missing.", "extras (其他) is missing."]
