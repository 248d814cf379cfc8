"""碳排放管理体系认证标志, the mark of carbon emission management systems (碳排放管理体系认证实施规则 10.2, 10.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import Field, model_validator

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.graphics.cems_mark import SCHEME, MarkDrawing, mark_drawing
from carbondocs.graphics.pictures import Picture
from carbondocs.graphics.print_size import least_width
from carbondocs.kinds.base import Broken, Kind, Setting
from carbondocs.kinds.drawn import FORMATS, Design, DrawingContext, in_proportion, large_enough
from carbondocs.kinds.parts import colours
from carbondocs.kinds.systems import RULE
from carbondocs.language import Phrase
from carbondocs.values.dates import Day
from carbondocs.values.model import Model
from carbondocs.values.status import Status
from carbondocs.values.text import Line, Name

_RECOLOURING = ("variant", "colour", "color", "inks", "opacity", "monochrome")


class MarkDesign(Design):
    """How the mark is put out; it has one form and one colouring."""

    @model_validator(mode="before")
    @classmethod
    def _keep_the_colours(cls, data: Any) -> Any:
        asked = [name for name in _RECOLOURING if isinstance(data, Mapping) and name in data]
        if asked:
            raise InvalidValue(
                "mark.recoloured",
                message("The mark may not be recoloured: {field} can't be chosen.", field=asked[0]),
                message("Leave it out; the mark may be scaled in proportion, and nothing else."),
                f"{RULE}10.3.3",
            )
        return data


class CemsMark(Model):
    """碳排放管理体系认证标志 of one certified organisation."""

    number: Line = Field(title="证书编号", description="Stands below the mark.")
    body_name: Name | None = Field(
        None, title="机构名称或简称", description="The issuer's short name, or else its name, where it is absent."
    )
    expires_on: Day | None = Field(None, title="有效期至")
    status: Status = Field(Status.VALID, title="证书状态")
    design: MarkDesign = Field(MarkDesign(), title="样式")


@dataclass(frozen=True)
class MarkDocument(DrawingContext):
    """One mark: our own stand-in, or the issuer's artwork, with the lines that stand below or in it."""

    mark: MarkDrawing


def _mark(record: CemsMark, setting: Setting) -> MarkDrawing:
    """The mark; InvalidValue where the face lacks a character."""
    artwork = setting.issuer.artwork.get("cems-mark")
    name = _body_name(record, setting)
    return mark_drawing(name, str(record.number), setting.faces, artwork, sample=setting.issuer.sample)


def _body_name(record: CemsMark, setting: Setting) -> str:
    return record.body_name or setting.issuer.short_name


def _status_allows_the_mark(record: CemsMark, _: Setting) -> Iterator[Broken]:
    if record.status is not Status.VALID:
        problem = message(
            "While its certificate is {status}, an organisation may not use the mark.", status=record.status
        )
        hint = message("Use the mark once the certificate is valid again, or correct the status.")
        yield Broken("status", InvalidValue("status.forbids", problem, hint, f"{RULE}11.3"))


def _not_expired(record: CemsMark, setting: Setting) -> Iterator[Broken]:
    if record.expires_on and record.expires_on < setting.today:
        problem = message("The certificate expired on {end}; the mark may not be used any more.", end=record.expires_on)
        hint = message("Certify anew, or correct the date.")
        yield Broken("expires_on", InvalidValue("status.expired", problem, hint, f"{RULE}11.1"))


def _names_can_be_set(record: CemsMark, setting: Setting) -> Iterator[Broken]:
    try:
        _mark(record, setting)
    except InvalidValue as error:
        yield Broken("", error)


def _size_is_sound(record: CemsMark, setting: Setting) -> Iterator[Broken]:
    try:
        drawn = _mark(record, setting)
    except InvalidValue:  # the rule above tells of it
        return
    yield from large_enough(record.design, least_width(drawn.width, drawn.needs), f"{RULE}10.3.3")
    yield from in_proportion(record.design, drawn.width, drawn.height, f"{RULE}10.3.3")


def mark_document(record: CemsMark, _: Mapping[str, Picture], setting: Setting) -> MarkDocument:
    """Work out all that the mark's template shows."""
    drawn = _mark(record, setting)
    return MarkDocument(
        lang=setting.locale.lang,
        title=Phrase(f"{SCHEME}标志 {record.number}"),
        name=str(record.number),
        watermark=Phrase(""),
        colours=colours(setting.issuer),
        pictures={},
        canvas=record.design.canvas(drawn.width, drawn.height),
        description=_description(record, setting, official=drawn.artwork is not None),
        mark=drawn,
    )


def _description(record: CemsMark, setting: Setting, *, official: bool) -> Phrase:
    parts = [f"{_body_name(record, setting)}，证书编号 Certificate No. {record.number}"]
    if setting.issuer.sample:
        parts.append("样张，不具证书效力 Sample, not a valid mark")
    parts.append(
        "图样由发证机构提供 Artwork supplied by the certification body"
        if official
        else "占位图样，并非官方认证标志 A stand-in; not the official mark"
    )
    return Phrase("。".join(parts) + "。")


KIND = Kind(
    name="cems-mark",
    title={"zh_CN": "碳排放管理体系认证标志", "en": "Mark of a certified carbon emission management system"},
    record=CemsMark,
    rules=(_status_allows_the_mark, _not_expired, _names_can_be_set, _size_is_sound),
    context=mark_document,
    sample="mark",
    formats=FORMATS,
)
