"""Names out of the data, by field names and Chinese titles."""

from __future__ import annotations

import pytest

from carbondocs import Renderer
from carbondocs.batch.patterns import field_name, in_field_names
from carbondocs.errors import UsageError
from carbondocs.kinds import kind


@pytest.mark.parametrize(
    ("kind_name", "pattern", "names"),
    [
        ("cfp-certificate", "{证书编号}_{认证委托人名称}", "{number}_{applicant.name}"),
        ("cfp-certificate", "证书 {number} ({认证委托人.名称})", "证书 {number} ({applicant.name})"),
        ("cfp-certificate", "｛证书编号｝", "{number}"),
        ("cfp-certificate", "{产品[1]型号}", "{products[1].model}"),
        ("cfp-label", "{产品名称}_{证书编号}", "{product_name}_{certificate_number}"),
        ("cfp-certificate", "{nummer}", "{nummer}"),
        ("cfp-certificate", "", ""),
    ],
)
def test_titles_are_turned_into_field_names(kind_name: str, pattern: str, names: str) -> None:
    assert in_field_names(pattern, kind(kind_name)) == names


@pytest.mark.parametrize("given", ["认证委托人名称", "{认证委托人名称}", "｛认证委托人名称｝", "applicant.name"])
def test_a_single_field_may_stand_in_braces(given: str) -> None:
    assert field_name(given, kind("cfp-certificate")) == "applicant.name"


@pytest.mark.parametrize(
    ("title", "hint"),
    [
        ("认证委托人名", "Did you mean 认证委托人名称?"),
        ("委托人名称", "Did you mean 认证委托人名称?"),
        ("出处 Row", "Name a single value, such as number or applicant.name."),
    ],
)
def test_an_unknown_title_is_told_with_the_nearest(title: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        in_field_names(f"{{证书编号}}_{{{title}}}", kind("cfp-certificate"))
    (told,) = caught.value.diagnostics
    assert str(told.message) == f"Files can't be named by {title}: there is no such field."
    assert str(told.hint) == hint


def test_an_order_is_the_same_by_titles_and_by_names() -> None:
    renderer = Renderer()
    named = renderer.order("cfp-certificate", ("docx",), pattern="{number}", split_by="applicant.name")
    titled = renderer.order("cfp-certificate", ("docx",), pattern="{证书编号}", split_by="认证委托人名称")
    assert (titled.setup, titled.split_by) == (named.setup, named.split_by)
