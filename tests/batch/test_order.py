"""What a batch's documents depend on."""

from __future__ import annotations

import pytest

from carbondocs import Renderer
from carbondocs.batch import order
from carbondocs.batch.portable import packed, unpacked


def test_another_pango_sets_other_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    renderer = Renderer()
    before = {form: renderer.order("cfp-certificate", (form,)).setup for form in ("pdf", "docx")}
    monkeypatch.setattr("carbondocs.renderers.pdf.engine_versions", lambda: {"pango": "9.9.9"})
    after = {form: renderer.order("cfp-certificate", (form,)).setup for form in ("pdf", "docx")}
    assert after["pdf"] != before["pdf"]
    assert after["docx"] == before["docx"]


def test_an_order_is_the_same_where_carbondocs_lies_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    given = Renderer().order("cfp-certificate", ("pdf",))
    parts = given.parts
    monkeypatch.setattr(order, "_program", lambda: "another")
    arrived = unpacked(packed(given))
    assert arrived == given
    assert {name for name, digest in arrived.parts.items() if digest != parts[name]} == {"program"}
