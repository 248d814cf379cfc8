"""Documents joined for the printer."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from certificate_data import rendered
from pdf_reading import pages

from carbondocs.batch.bundles import join_pdfs
from carbondocs.store.storage import LocalStorage

SAMPLES = ("45-products", "one-product", "45-products")


def joined(folder: Path, name: str = "all.pdf") -> bytes:
    for number, sample in enumerate(SAMPLES):
        (folder / f"{number}.pdf").write_bytes(rendered(sample))
    count = join_pdfs(LocalStorage(folder), [f"{number}.pdf" for number in range(len(SAMPLES))], str(folder / name))
    assert count == sum(len(pages(rendered(sample))) for sample in SAMPLES)
    return (folder / name).read_bytes()


def test_all_pages_are_there_in_order_and_what_is_shared_is_there_once(tmp_path: Path) -> None:
    content = joined(tmp_path)
    assert pages(content) == tuple(text for sample in SAMPLES for text in pages(rendered(sample)))
    assert len(content) < len(rendered("45-products")) + len(rendered("one-product"))
    assert joined(tmp_path, "again.pdf") == content


def test_the_joined_file_is_sound_and_looks_the_same(tmp_path: Path, tool: Callable[[str], str]) -> None:
    joined(tmp_path)
    checked = subprocess.run([tool("qpdf"), "--check", tmp_path / "all.pdf"], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    single = len(pages(rendered(SAMPLES[0]))) + 1
    for name, page in (("all", single), ("1", 1)):
        source, target = str(tmp_path / f"{name}.pdf"), str(tmp_path / name)
        subprocess.run([tool("pdftoppm"), "-r", "50", "-f", str(page), "-singlefile", source, target], check=True)
    assert (tmp_path / "all.ppm").read_bytes() == (tmp_path / "1.ppm").read_bytes()
