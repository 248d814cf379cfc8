"""Samples in the hands of another certification body than the fictitious one that they were written for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from carbondocs.designer.variations import Variation, samples, variations
from carbondocs.flow import Row
from carbondocs.issuer import Issuer, sample_issuer
from carbondocs.kinds import kind as kind_named
from carbondocs.kinds.base import Context, Kind, Setting
from carbondocs.kinds.check import check
from carbondocs.pipeline import setting_for
from carbondocs.values.model import Model

_END = "expires_on"
_ENOUGH = 2


def trial_setting(kind: Kind[Model], issuer: Issuer, locale: str | None = None) -> Setting:
    """What samples are rendered under as that issuer's: on the day on which they were made."""
    return replace(setting_for(kind, issuer, locale), today=sample_issuer().today())


def adopted_samples(kind: Kind[Model], setting: Setting) -> dict[str, Row]:
    """The samples of a kind by name, the one to start from first, as the issuer's own."""
    return {name: adopted(kind, row, setting) for name, row in samples(kind).items()}


def adopted_contexts(kind: Kind[Model], issuer: Issuer) -> tuple[Context, ...]:
    """What templates see of a kind's samples, as the issuer's own: of all in its usual language, of two in others."""
    return tuple(context for locale in kind.locales for context in _contexts(kind, issuer, locale))


def _contexts(kind: Kind[Model], issuer: Issuer, locale: str) -> Iterator[Context]:
    setting = trial_setting(kind, issuer, locale)
    known = samples(kind)
    rows = list(known.values())[: None if locale == kind.locale else _ENOUGH]
    for row in rows:
        checked, _ = check(kind, adopted(kind, row, setting), setting)
        if checked:
            yield kind.context(checked.record, checked.pictures, setting)


def adopted_variations(kind: Kind[Model], setting: Setting) -> tuple[Variation, ...]:
    """The sample and its extremes, as the issuer's own."""
    made = _variations(kind.name, setting.locale.name)
    return tuple(replace(each, row=adopted(kind, each.row, setting)) for each in made)


@lru_cache(maxsize=8)
def _variations(kind_name: str, locale: str) -> tuple[Variation, ...]:
    known = kind_named(kind_name)
    return variations(known, setting_for(known, sample_issuer(), locale))


def adopted(kind: Kind[Model], row: Row, setting: Setting) -> Row:
    """The row as the issuer would have it: the body's code in its numbers, the last day by the body's convention.

    As it is where that makes it no sounder.
    """
    return next((each for each in _attempts(row, setting) if check(kind, each, setting)[0]), row)


def _attempts(row: Row, setting: Setting) -> Iterator[Row]:
    yield row
    codes = (issuer.profile.approval_number.body_code for issuer in (sample_issuer(), setting.issuer))
    old, new = (f"CFP-{code}-" for code in codes)
    numbered = replace(row, data=_replaced(row.data, old, new))
    yield numbered
    yield replace(numbered, data={name: value for name, value in numbered.data.items() if name != _END})


def _replaced(value: Any, old: str, new: str) -> Any:
    if isinstance(value, str):
        return value.replace(old, new)
    if isinstance(value, Mapping):
        return {name: _replaced(part, old, new) for name, part in value.items()}
    return [_replaced(part, old, new) for part in value] if isinstance(value, list | tuple) else value
