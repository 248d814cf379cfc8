"""The whole flow: Row, Record, Context, Rendition; and many renditions on sheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from carbondocs.diagnostics import Diagnostic, Place, Report, message
from carbondocs.errors import DataError, InvalidValue, LayoutError, UsageError, one
from carbondocs.faces import faces_in
from carbondocs.flow import Outcome, Rendition, Row, Stock
from carbondocs.issuer import PROFILE, Issuer
from carbondocs.kinds.base import Kind, Setting
from carbondocs.kinds.check import check
from carbondocs.kinds.drawn import DrawingContext
from carbondocs.language import locale as locale_named
from carbondocs.renderers.base import renderer
from carbondocs.renderers.sheets import Sheets
from carbondocs.templating.pack import Pack
from carbondocs.values.model import Model
from carbondocs.workspace import shipped

_TOO_SMALL = "design.too_small"


def setting_for(kind: Kind[Model], issuer: Issuer, locale: str | None = None, stock: Stock = "plain") -> Setting:
    """What documents of a kind are made under: in that language, or in what is usual for the kind.

    UsageError for an unknown language; DataError where the issuer's folder of fonts is missing or wrong.
    """
    chosen = locale_named(locale or kind.locale)
    added, faces = issuer.profile.fonts, faces_in(shipped("fonts"))
    try:
        faces += faces_in(issuer.folder.root / added) if added else ()
    except InvalidValue as error:
        raise DataError([Diagnostic(error.code, error.problem, error.hint, Place(PROFILE, "fonts"))]) from error
    return Setting(issuer, chosen, issuer.today(), faces, stock)


def validate_one(kind: Kind[Model], row: Row, setting: Setting) -> Report:
    """All findings about one row."""
    _, report = check(kind, row, setting)
    return report


def render_one(kind: Kind[Model], row: Row, pack: Pack, formats: Sequence[str], setting: Setting) -> Outcome:
    """One document in each of ``formats``; where an error stops it, an outcome without artifacts says so.

    Raises UsageError, TemplateError or MachineError where the set-up is wrong, which stops every document alike.
    """
    kind.speak(setting.locale)
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


def render_sheet(kind: Kind[Model], rows: Iterable[Row], pack: Pack, sheets: Sheets, setting: Setting) -> Rendition:
    """All labels on sheets, in the order of their rows.

    Raises DataError with the findings of all rows where one of them is wrong, for a sheet has no room for gaps.
    """
    report = Report()
    empty = True
    try:
        for row in rows:
            empty = False
            report.extend(_put(kind, row, pack, sheets, setting))
    except DataError as error:  # a list gives its sound rows first, then tells of all others
        report.extend(error.diagnostics)
    if empty and not report.errors:
        report.add(Diagnostic("sheet.empty", message("There is no label."), message("Give at least one row of data.")))
    if report.errors:
        raise DataError(tuple(report))
    return replace(sheets.pdf(), warnings=tuple(report))


def _put(kind: Kind[Model], row: Row, pack: Pack, sheets: Sheets, setting: Setting) -> tuple[Diagnostic, ...]:
    """Put the label of a row on the sheets, made at the size that it has there; the findings about it."""
    checked, report = check(kind, row, setting)
    if checked is None:
        return tuple(report)
    context = kind.context(checked.record, checked.pictures, setting)
    if not isinstance(context, DrawingContext):
        raise UsageError(one("sheet.kind", "{kind} is no label.", "Render it without --sheet.", kind=kind.name))
    try:
        width = sheets.fitted(context.canvas.width, context.canvas.height)
    except InvalidValue as error:
        return (Diagnostic(error.code, error.problem, error.hint, row.place("")),)
    outcome = render_one(kind, _at_width(row, width), pack, ("pdf",), setting)
    if not outcome.failed:
        sheets.add(outcome.artifacts["pdf"].content)
    return tuple(_about_the_sheet(finding, row) for finding in outcome.diagnostics)


def _at_width(row: Row, width: float) -> Row:
    """The row of a drawing, asking for that width in mm and for nothing beyond the trim."""
    design = {**row.data.get("design", {}), "width": f"{width:.3f}", "height": None, "bleed": 0, "crop_marks": False}
    return replace(row, data={**row.data, "design": design})


def _about_the_sheet(finding: Diagnostic, row: Row) -> Diagnostic:
    """A label too small is so by the sheet, not by its data."""
    if finding.code != _TOO_SMALL:
        return finding
    return replace(
        finding, hint=message("Choose a sheet with larger labels, or shorten what it says."), place=row.place("")
    )
