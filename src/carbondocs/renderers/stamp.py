"""Puts a page that was drawn once under every page of a PDF that is being written, as a form."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

_NAME = "carbondocs-layer"


def stamp(pdf: Any, layer: bytes) -> None:
    """Put the single page of ``layer``, a PDF of its own, under each page of ``pdf``, a pydyf document."""
    import pydyf

    content, box, resources = _form(layer)
    form = pydyf.Stream([content], {
        "Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array(box), "Resources": resources,
    }, compress=True)  # fmt: skip
    pdf.add_object(form)
    under = pydyf.Stream([f"q /{_NAME} Do Q".encode()])
    pdf.add_object(under)
    for page in _pages(pdf):
        page["Contents"] = pydyf.Array([under.reference, page["Contents"]])
        objects = _resources(pdf, page)["XObject"]
        objects[_NAME] = form.reference


@lru_cache(maxsize=8)
def _form(layer: bytes) -> tuple[bytes, tuple[float, ...], bytes]:
    import pikepdf

    with pikepdf.open(BytesIO(layer)) as document:
        page = document.pages[0]
        page.contents_coalesce()
        box = tuple(float(side) for side in page.mediabox.as_list())
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        return page.obj.Contents.read_bytes(), box, resources.unparse(resolved=True)


def _pages(pdf: Any) -> list[Any]:
    return [pdf.objects[number] for number in pdf.pages["Kids"][::3]]


def _resources(pdf: Any, page: Any) -> Any:
    return pdf.objects[int(page["Resources"].split()[0])]
