"""What headings mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbondocs.kinds.cfp_certificate.record import CfpCertificate
from carbondocs.sources.headings import Column, Headings
from carbondocs.sources.leaves import Leaf, Reading, leaves
from carbondocs.values.findings import dotted

HEADINGS = Headings(leaves(CfpCertificate))
LEAVES = list(leaves(CfpCertificate))


def meant(heading: str) -> str | None:
    column = HEADINGS.resolve(heading)
    return dotted(column.path) if column else None


def first_path(leaf: Leaf) -> str:
    return ".".join(f"{name}[0]" if position in leaf.lists else name for position, name in enumerate(leaf.names))


def test_the_record_has_the_leaves_that_interface_names() -> None:
    names = {".".join(leaf.names) for leaf in LEAVES}
    assert {"number", "applicant.credit_code", "products.footprint.value", "data_period.start", "standards"} <= names
    assert len(names) == len(LEAVES)


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: ".".join(leaf.names))
def test_every_leaf_is_found_by_its_names_and_by_its_titles(leaf: Leaf) -> None:
    headings = (".".join(leaf.names), first_path(leaf), ".".join(leaf.titles), "".join(leaf.titles))
    assert [meant(heading) for heading in headings] == [first_path(leaf)] * len(headings)


@given(st.sampled_from([leaf for leaf in LEAVES if leaf.lists]), st.integers(0, 999))
def test_an_index_is_kept_in_either_language(leaf: Leaf, index: int) -> None:
    (position,) = leaf.lists
    path = first_path(leaf).replace("[0]", f"[{index}]")
    for parts in (leaf.names, leaf.titles):
        indexed = [f"{part}[{index}]" if place == position else part for place, part in enumerate(parts)]
        assert meant(".".join(indexed)) == path
    assert meant("".join(indexed)) == path


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("footprint", "footprint.value"),
        ("产品碳足迹", "footprint.value"),
        ("products[2].footprint", "products[2].footprint.value"),
        ("认证委托人名称", "applicant.name"),
        ("认证委托人.名称", "applicant.name"),
        (" 认证委托人 名称 ", "applicant.name"),
        ("生产者(制造商)名称", "manufacturer.name"),
        ("Applicant.Name", "applicant.name"),
        ("产品名称", "products[0].name"),
        ("起始日期", "data_period.start"),
        ("有效期至", "expires_on"),
        ("生产者名称", "manufacturer.name"),
        ("生产者（制造商）地址", "manufacturer.address"),
        ("功能单位/声明单位", "functional_unit.text"),
    ],
)
def test_short_and_informal_headings(heading: str, path: str) -> None:
    assert meant(heading) == path


@pytest.mark.parametrize(
    "heading",
    ["", "名称", "applicant", "applicants.name", "applicant[0].name", "products[0]", "products[1000].name",
     "products[-1].name", "products.[0]name", "standards[1000]", "applicant.name.x", "applicant..name"],
)  # fmt: skip
def test_other_headings_are_unknown(heading: str) -> None:
    assert meant(heading) is None


@pytest.mark.parametrize(
    ("heading", "near"),
    [
        ("aplicant.name", "applicant.name"),
        ("products[0].nam", "products.name"),
        ("认证委托人名字", "认证委托人名称"),
        ("编号", "证书编号"),
    ],
)
def test_the_nearest_heading_is_found(heading: str, near: str) -> None:
    assert HEADINGS.nearest(heading) == near


def test_a_heading_like_nothing_has_no_nearest() -> None:
    assert HEADINGS.nearest("€€€") == HEADINGS.nearest(" . ") == ""


@pytest.mark.parametrize(
    ("heading", "reading"),
    [
        ("number", Reading.TEXT),
        ("status", Reading.TEXT),
        ("footprint", Reading.FIGURE),
        ("footprint.unit", Reading.TEXT),
        ("issued_on", Reading.DAY),
        ("data_period.end", Reading.DAY),
        ("standards", Reading.TEXTS),
        ("standards_en", Reading.TEXTS),
    ],
)
def test_cells_are_read_by_the_type_of_the_field(heading: str, reading: Reading) -> None:
    column = HEADINGS.resolve(heading)
    assert isinstance(column, Column)
    assert column.reading is reading


def test_what_a_list_has_already_is_not_proposed() -> None:
    used = [column.path for column in [HEADINGS.resolve("生产企业名称")] if column]
    assert HEADINGS.nearest("生产企业名字") == "生产企业名称"
    assert HEADINGS.nearest("生产企业名字", used) != "生产企业名称"
