"""What programs call: render(), validate(), and a Renderer that keeps everything warm between documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from carbondocs.batch.crew import Alone, Crew, Finished, Stopped, as_finished
from carbondocs.batch.order import Order
from carbondocs.batch.patterns import field_name, in_field_names
from carbondocs.batch.processes import Processes
from carbondocs.batch.run import why_stopped
from carbondocs.batch.work import HandingBack
from carbondocs.diagnostics import Diagnostic
from carbondocs.errors import DataError, UsageError, one
from carbondocs.flow import Outcome, Rendition, Row, Stock
from carbondocs.graphics.imposition import Grid, LabelStock
from carbondocs.graphics.stocks import label_stock
from carbondocs.issuer import Issuer, load_issuer, sample_issuer
from carbondocs.kinds import kind
from carbondocs.kinds.base import Kind, Setting
from carbondocs.pipeline import render_one, render_sheet, setting_for, validate_one
from carbondocs.renderers.sheets import Layout, Sheets
from carbondocs.templating.pack import Pack, find_pack, refuse_other_packs
from carbondocs.values.model import Model

Data = Mapping[str, Any] | Row


@dataclass(frozen=True)
class Renderer:
    """Renders documents for one issuer; keeps fonts, templates and engines warm, and is safe across threads.

    ``issuer`` is a profile's path or an Issuer (the built-in sample issuer where it is absent); ``templates`` are
    packs, or folders of packs, that come before the built-in ones; ``locale`` is ``zh-CN``, ``en`` or ``zh-CN+en``
    (what is usual for the kind where it is absent); ``stock`` is ``preprinted`` for paper that has the ornament
    already.
    """

    issuer: Issuer | Path | str | None = None
    templates: Sequence[Path | str] = ()
    locale: str | None = None
    stock: Stock = "plain"
    _issuer: Issuer = field(init=False, repr=False)

    def __post_init__(self) -> None:
        given = self.issuer
        issuer = given if isinstance(given, Issuer) else load_issuer(Path(given)) if given else sample_issuer()
        object.__setattr__(self, "_issuer", issuer)

    def render(self, kind_name: str, data: Data, formats: Sequence[str] = ("pdf", "docx")) -> Outcome:
        """One document in each of ``formats``.

        Raises DataError with all diagnostics where the data breaks rules, TemplateError where a template is wrong,
        UsageError for an unknown kind, format or language.
        """
        outcome = self.attempt(kind_name, data, formats)
        if outcome.failed:
            raise DataError(outcome.diagnostics)
        return outcome

    def attempt(self, kind_name: str, data: Data, formats: Sequence[str] = ("pdf", "docx")) -> Outcome:
        """As render(), but wrong data gives an outcome with its diagnostics and without artifacts."""
        order = self.order(kind_name, formats)
        return render_one(order.kind, _row(data), order.pack, order.formats, order.setting)

    def render_batch(
        self, kind_name: str, rows: Iterable[Data], formats: Sequence[str] = ("pdf", "docx"), workers: int = 1
    ) -> Iterator[Outcome]:
        """The outcomes of many documents as they end; ``index`` tells which row each is of, counted from 0.

        A wrong row doesn't stop the others. More than one of ``workers`` are processes, which end with the iteration;
        a script starts them below ``if __name__ == "__main__":``. One does its work here, in order, as it must where
        no process may be started. Raises as render() does, save for wrong data.
        """
        if workers < 1:
            raise UsageError(one("workers.none", "There must be at least one worker.", "Ask for 1 or more."))
        work = HandingBack(self.order(kind_name, formats))
        crew: Crew[tuple[int, Row], Outcome] = Alone(work) if workers == 1 else Processes(work, workers)
        with closing(crew):
            for finished in as_finished(crew, enumerate(map(_row, rows))):
                yield _outcome(finished)

    def order(
        self,
        kind_name: str,
        formats: Sequence[str],
        *,
        pattern: str = "",
        split_by: str = "",
        draft: str = "draft",
        absent: str = "none",
    ) -> Order:
        """What a batch is to make of every row; see Order. Raises UsageError and TemplateError as render() does.

        In ``pattern`` and ``split_by`` fields go by their names or their Chinese titles.
        """
        chosen = kind(kind_name)
        unknown = [name for name in formats if name not in chosen.formats]
        if unknown or not formats:
            raise UsageError(
                one(
                    "format.unknown",
                    "{kind} has no format {format}.",
                    "Use one of {known}.",
                    kind=kind_name,
                    format=unknown or "''",
                    known=chosen.formats,
                )
            )
        pack, _ = self._admitted(chosen, formats)
        names = in_field_names(pattern, chosen), field_name(split_by, chosen)
        return Order(kind_name, pack, tuple(formats), self._setting(chosen), *names, draft, absent)

    def check_templates(self, kind_name: str, formats: Sequence[str] = ()) -> tuple[Diagnostic, ...]:
        """The warnings about the pack from which documents in these formats, or in all, are made; none if built in.

        This is what ``carbondocs templates check`` tells without rendering. Raises TemplateError with all the errors,
        as everything does that makes documents, and where a folder of ``templates`` is no pack, or one of another kind.
        """
        chosen = kind(kind_name)
        for folder in self.templates:
            refuse_other_packs(Path(folder), kind_name)
        return self._admitted(chosen, formats or chosen.formats)[1]

    def render_sheet(
        self,
        kind_name: str,
        rows: Iterable[Data],
        stock: LabelStock | Grid | Path | str,
        *,
        start: int = 1,
        copies: int = 1,
        offset: tuple[float, float] = (0.0, 0.0),
        crop_marks: bool = False,
    ) -> Rendition:
        """Many labels in one PDF, on the sheets of a label stock: a preset's name, a TOML file, or a LabelStock.

        ``start`` is the first free label of the first sheet, counted row by row from 1; ``copies`` is how many of
        each; ``offset``, in mm to the right and down, makes up for a printer that is off. A label larger than the
        stock's is made smaller, in proportion.

        Raises DataError with the findings of all rows where one is wrong or can't be as small as the stock needs it,
        UsageError for an unknown stock or a number out of bounds.
        """
        chosen = kind(kind_name)
        laid_out = label_stock(stock) if isinstance(stock, Path | str) else stock
        sheets = Sheets(laid_out, Layout(start, copies, offset, crop_marks))
        pack, _ = self._admitted(chosen, ("pdf",))
        return render_sheet(chosen, map(_row, rows), pack, sheets, self._setting(chosen))

    def validate(self, kind_name: str, data: Data) -> tuple[Diagnostic, ...]:
        """All findings about the data; empty when all is well."""
        chosen = kind(kind_name)
        return tuple(validate_one(chosen, _row(data), self._setting(chosen)))

    def _setting(self, chosen: Kind[Model]) -> Setting:
        return setting_for(chosen, self._issuer, self.locale, self.stock)

    def _admitted(self, chosen: Kind[Model], formats: Sequence[str]) -> tuple[Pack, tuple[Diagnostic, ...]]:
        """The pack, in which there is no error, and the warnings about it."""
        profile = self._issuer.profile
        places = (*self.templates, *([self._issuer.folder.root / profile.templates] if profile.templates else []))
        pack = find_pack(chosen.name, tuple(Path(place) for place in places), profile.looks.get(chosen.name))
        if pack.built_in:
            return pack, ()
        from carbondocs.designer.admission import admitted

        return pack, admitted(pack, chosen, self._setting(chosen), formats)


def render(
    kind: str,
    data: Data,
    formats: Sequence[str] = ("pdf", "docx"),
    *,
    issuer: Issuer | Path | str | None = None,
    templates: Sequence[Path | str] = (),
    locale: str | None = None,
    stock: Stock = "plain",
) -> Outcome:
    """Render one document; ``result.artifacts["pdf"].content`` is its bytes. See Renderer for the arguments."""
    return Renderer(issuer, templates, locale, stock).render(kind, data, formats)


def validate(
    kind: str, data: Data, *, issuer: Issuer | Path | str | None = None, locale: str | None = None
) -> tuple[Diagnostic, ...]:
    """All findings about the data of one document; empty when all is well."""
    return Renderer(issuer, locale=locale).validate(kind, data)


def _outcome(finished: Finished[tuple[int, Row], Outcome]) -> Outcome:
    if not isinstance(finished.result, Stopped):
        return finished.result
    if finished.result.error:
        raise finished.result.error
    index, row = finished.task
    return Outcome({}, (why_stopped(finished.result, row),), index=index)


def workbook(kind_name: str) -> bytes:
    """The Excel workbook to fill in for a kind: its sheets, notes and drop-downs, with the kind's sample as example.

    UsageError: there is no such kind.
    """
    from carbondocs.workbooks.book import blank_workbook

    return blank_workbook(kind(kind_name))


def _row(data: Data) -> Row:
    return data if isinstance(data, Row) else Row(data)
