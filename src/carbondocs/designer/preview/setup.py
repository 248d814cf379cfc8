"""What the preview's page begins with: its words, the choices there are, and the fields of the kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from carbondocs.designer.fields import FieldName
from carbondocs.designer.fields_page import all_fields
from carbondocs.designer.preview.wishes import Studio
from carbondocs.designer.preview.word import has_pages
from carbondocs.designer.preview.words import words
from carbondocs.designer.variations import samples, variations
from carbondocs.issuer import load_issuer, sample_issuer
from carbondocs.kinds import kind
from carbondocs.language import LOCALES, Tongue
from carbondocs.pipeline import setting_for
from carbondocs.templating.pack import read_manifest


def setup(studio: Studio, tongue: Tongue) -> dict[str, Any]:
    """All that, as the page reads it; TemplateError where the pack's manifest is wrong."""
    manifest = read_manifest(studio.pack)
    chosen = kind(manifest.kind)
    told = words(tongue)
    extremes = [each.name for each in variations(chosen, setting_for(chosen, sample_issuer()))]
    names = [load_issuer(profile).profile.name if profile else told["sampleIssuer"] for profile in studio.issuers]
    views = ["pdf", *(["word"] if has_pages() else []), "text"] if "docx" in chosen.formats else ["pdf"]
    return {
        "tongue": tongue.replace("_", "-"),
        "words": told,
        "pack": manifest.description or studio.pack.name,
        "folder": str(studio.pack),
        "kind": chosen.title[tongue],
        "samples": list(samples(chosen)),
        "extremes": [name for name in extremes if name not in {"sample", "longest", "draft"}],
        "drafts": "draft" in extremes,
        "locales": list(LOCALES),
        "locale": chosen.locale,
        "issuers": names,
        "views": views,
        "formats": list(chosen.formats),
        "fields": list(_fields(all_fields(chosen), tongue)),
    }


def _fields(fields: Sequence[FieldName], tongue: Tongue, depth: int = 0) -> Iterator[dict[str, Any]]:
    for field in fields:
        meaning = field.meaning.zh if tongue == "zh_CN" else field.meaning.en
        yield {
            "path": field.path,
            "depth": depth,
            "meaning": meaning,
            "type": field.type,
            "example": field.example,
            "clause": field.meaning.clause,
        }
        if not field.type.endswith("text in the languages"):  # whose names are always the same two
            yield from _fields(field.nested, tongue, depth + 1)
