"""What is wrong with a TOML file is told in our words, with line and column."""

from __future__ import annotations

import tomllib

import pytest

from carbondocs.values.toml_words import parsed_toml, toml_fault


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ('kind = "a"\nname = “我的模板”\n', "pack.toml:2:8", "The sign “ is a curly quote"),
        ('kind ＝ "a"\n', "pack.toml:1:6", "The sign ＝"),
        ('name = "a\n', "pack.toml:1:10", "A text has no closing quote."),
        ("name = a\n", "pack.toml:1:8", "There is no value that can be read."),
        ("columns = ", "pack.toml:1:11", "There is no value after the =."),
        ("columns =\nrows = 3\n", "pack.toml:1:10", "There is no value after the =."),
        ("name a\n", "pack.toml:1:6", "A name has no = after it."),
        ('name = "a"\nname = "b"\n', "pack.toml:2:11", "This is given twice."),
        ('sheets = ["a",\n', "pack.toml:1:15", "A bracket or a text isn't closed."),
        ("[looks\n", "pack.toml:1:7", "A bracket or a text isn't closed."),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, place: str, problem: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as caught:
        parsed_toml(text.encode())
    finding = toml_fault(caught.value, text.encode(), "pack.syntax", "pack.toml")
    assert finding.place.source == place
    assert str(finding.message).startswith(problem)


def test_a_file_that_is_not_utf_8_is_told_as_such() -> None:
    content = 'name = "模板"'.encode("gb18030")
    with pytest.raises(UnicodeDecodeError) as caught:
        parsed_toml(content)
    assert toml_fault(caught.value, content, "pack.syntax", "pack.toml").code == "file.encoding"
