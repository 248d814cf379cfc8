"""The whole flow on one screen: Row, Record, Context, Rendition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from carbondocs.diagnostics import Report
from carbondocs.errors import LayoutError
from carbondocs.flow import Outcome, Row
from carbondocs.kinds.base import Kind, Setting, check
from carbondocs.renderers.base import renderer
from carbondocs.templating.pack import Pack
from carbondocs.values.model import Model


def validate_one(kind: Kind[Model], row: Row, setting: Setting) -> Report:
    """All findings about one row."""
    _, report = check(kind, row, setting)
    return report


def render_one(kind: Kind[Model], row: Row, pack: Pack, formats: Sequence[str], setting: Setting) -> Outcome:
    """One document in each of ``formats``; where an error stops it, an outcome without artifacts says so.

    Raises TemplateError or MachineError where the set-up is wrong, which stops every document alike.
    """
    checked, report = check(kind, row, setting)
    if checked is None:
        return Outcome({}, tuple(report))
    context = kind.context(checked.record, checked.pictures, setting)
    try:
        renditions = {name: renderer(name, pack).render(pack, context, setting) for name in formats}
    except LayoutError as error:
        placed = (replace(finding, place=row.place("")) for finding in error.diagnostics)
        return Outcome({}, (*report, *placed))
    warnings = [warning for rendition in renditions.values() for warning in rendition.warnings]
    return Outcome(renditions, (*report, *warnings), dict(checked.record))
