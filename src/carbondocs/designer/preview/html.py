"""The preview's page as it is served: its words, the choices there are, and the fields of the kind, all in HTML."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

from carbondocs.designer.adopted import adopted_variations, trial_setting
from carbondocs.designer.fields import FieldName
from carbondocs.designer.fields_page import all_fields, opens
from carbondocs.designer.preview.telling import plain
from carbondocs.designer.preview.wishes import Studio
from carbondocs.designer.preview.word import has_pages
from carbondocs.designer.preview.words import script_words, words
from carbondocs.designer.variations import samples
from carbondocs.diagnostics import message
from carbondocs.errors import CarbonDocsError
from carbondocs.issuer import load_issuer, sample_issuer
from carbondocs.kinds import kind
from carbondocs.language import Tongue, worded
from carbondocs.templating.environment import fill
from carbondocs.templating.pack import read_manifest

_LOCALES = {"zh-CN": "中文", "en": "English", "zh-CN+en": "中文 + English"}
_OTHERS = {"zh_CN": {"lang": "en", "name": "English"}, "en": {"lang": "zh", "name": "中文"}}
_SAMPLES_OF_THEIR_OWN = frozenset(("sample", "longest", "draft"))  # chosen otherwise
_NOTHING = {"kind": "", "formats": (), "fields": (), "findings": ()}

Option = tuple[str, str]
"""A value to choose, and what it is called."""


def page_html(studio: Studio, tongue: Tongue, token: str) -> str:
    """The page; where the pack's manifest is wrong, with what is wrong and without choices."""
    told = words(tongue)
    names: dict[str, Any] = {
        **_NOTHING,
        "lang": tongue.replace("_", "-"),
        "other": _OTHERS[tongue],
        "token": token,
        "words": told,
        "script_words": json.dumps(script_words(tongue), ensure_ascii=False),
        "folder": str(studio.pack),
        "pack": studio.pack.name,
    }
    try:
        names |= _of_the_kind(studio, tongue, told)
    except CarbonDocsError as error:
        names["findings"] = [plain(finding, tongue) for finding in error.diagnostics]
    return fill((page_folder(),), "preview.html.j2", names)


def page_folder() -> Path:
    """Where the files of the page lie."""
    return Path(str(resources.files("carbondocs.designer.preview"))) / "page"


def _of_the_kind(studio: Studio, tongue: Tongue, told: Mapping[str, str]) -> dict[str, Any]:
    """What there is to choose from, and the fields; TemplateError where the manifest is wrong."""
    manifest = read_manifest(studio.pack)
    chosen = kind(manifest.kind)
    setting = trial_setting(chosen, sample_issuer())
    extremes = [each.name for each in adopted_variations(chosen, setting)]
    shown = [name for name in extremes if name not in _SAMPLES_OF_THEIR_OWN]
    views = ["pdf", *(["word"] if has_pages() else []), "text"] if "docx" in chosen.formats else ["pdf"]
    data = {
        told["samples"]: [(name, name) for name in samples(chosen)],
        told["extremes"]: [(name, told[f"data-{name}"]) for name in shown],
    }
    return {
        "pack": " · ".join(filter(None, (studio.pack.name, manifest.description))),
        "kind": chosen.title[tongue],
        "formats": chosen.formats,
        "data": [(label, options) for label, options in data.items() if options],
        "drafts": "draft" in extremes,
        "locales": [(name, _LOCALES.get(name, name)) for name in chosen.locales],
        "locale": chosen.locale,
        "issuers": list(_issuers(studio, told)),
        "views": _named(views, told),
        "comparisons": _named(("none", "side", "difference"), told),
        "fields": list(_fields(all_fields(chosen), tongue)),
    }


def _named(names: Sequence[str], told: Mapping[str, str]) -> list[Option]:
    return [(name, told[name]) for name in names]


def _issuers(studio: Studio, told: Mapping[str, str]) -> Iterator[Option]:
    """The issuers by number; one whose profile is wrong by its file, so that choosing it tells what is."""
    for number, profile in enumerate(studio.issuers):
        try:
            name = load_issuer(profile).profile.name if profile else told["sampleIssuer"]
        except CarbonDocsError:
            name = str(profile)
        yield str(number), name


def _fields(fields: Sequence[FieldName], tongue: Tongue, depth: int = 0) -> Iterator[dict[str, Any]]:
    say = partial(worded, tongue=tongue)
    for field in fields:
        yield {
            "path": field.path,
            "depth": min(depth, 4),
            "meaning": field.meaning.zh if tongue == "zh_CN" else field.meaning.en,
            "type": field.kind(tongue),
            "example": field.example,
            "clause": field.meaning.clause,
            "copying": say(message("Copy {field}", field=field.path)),
        }
        if opens(field):
            yield from _fields(field.nested, tongue, depth + 1)
