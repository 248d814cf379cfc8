"""Files of a folder, by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from carbondocs.errors import InvalidValue
from carbondocs.workspace import MAX_FILE_BYTES, Folder


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("photo-1.PNG", "Did you mean photo-1.png?"),
        ("Photo_1.png", "Did you mean photo-1.png?"),
        ("in/A.jpg", "Did you mean in/a.jpg?"),
        ("seal.svg", "Check the name, or put the file there."),
        ("nowhere/a.jpg", "Check the name, or put the file there."),
    ],
)
def test_a_missing_file_is_told_with_one_of_nearly_its_name(name: str, hint: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for file in ("photo-1.png", "in/a.jpg"):
        (tmp_path / file).write_bytes(b"x")
    with pytest.raises(InvalidValue) as caught:
        Folder(tmp_path).read(name)
    assert (caught.value.code, str(caught.value.hint)) == ("file.missing", hint)


def test_sizes_are_told_in_megabytes(tmp_path: Path) -> None:
    with (tmp_path / "a.png").open("wb") as file:
        file.truncate(MAX_FILE_BYTES * 3 // 2)
    with pytest.raises(InvalidValue, match=r"^The file a\.png has 30 MB; the limit is 20 MB\.$"):
        Folder(tmp_path).read("a.png")
