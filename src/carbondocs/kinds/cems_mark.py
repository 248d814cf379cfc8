"""碳排放管理体系认证标志, the mark of carbon emission management systems (碳排放管理体系认证实施规则 10.2, 10.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, model_validator

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.faces import face
from carbondocs.graphics.artwork import Artwork
from carbondocs.graphics.artwork_layout import texts_in_boxes
from carbondocs.graphics.boxes import Box, centred, fitted, size_within
from carbondocs.graphics.label import Line as PlacedLine
from carbondocs.graphics.pictures import Picture
from carbondocs.graphics.print_size import SMALL_PRINT, Need, least_width
from carbondocs.kinds.base import Broken, Kind, Setting
from carbondocs.kinds.drawn import FORMATS, Design, DrawingContext, in_proportion, large_enough
from carbondocs.kinds.parts import colours
from carbondocs.language import Phrase
from carbondocs.values.dates import Day
from carbondocs.values.model import Model
from carbondocs.values.status import Status
from carbondocs.values.text import Line, Name

_RULE = "CCAI-S-C07:2024《碳排放管理体系认证实施规则》"
_RECOLOURING = ("variant", "colour", "color", "inks", "opacity", "monochrome")

# The drawing: the emblem is 60 wide and high, the scheme's name, the body's and the number stand below it.
_WIDTH, _HEIGHT = 60.0, 87.0
_SCHEME = "碳排放管理体系认证"
_MIDDLE = 30.0
_SCHEME_BASE, _NAME_BASE, _NUMBER_BASE = 68.6, 76.6, 84.2
_SCHEME_SIZE, _NAME_SIZE, _NUMBER_SIZE = 6.5, 5.2, 5.2
_SAMPLE = (("样张", Box(0.2, 52.2, 7.4, 3.7)), ("SAMPLE", Box(0.2, 56.9, 7.4, 1.7)))


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
                f"{_RULE}10.3.3",
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
    """One mark: our own stand-in, or the issuer's ``artwork``, with the lines that stand below or in it."""

    artwork: Artwork | None
    lines: tuple[PlacedLine, ...]
    ink: str
    sample_lines: tuple[PlacedLine, ...]


@dataclass(frozen=True)
class _Drawing:
    width: float
    height: float
    lines: tuple[PlacedLine, ...]
    needs: tuple[Need, ...]


def _drawing(record: CemsMark, setting: Setting) -> _Drawing:
    """The mark's lines; InvalidValue where the face lacks a character."""
    hei = face(setting.faces, "CarbonDocs Hei").path
    texts = {"name": _body_name(record, setting), "number": str(record.number)}
    artwork = setting.issuer.artwork.get("cems-mark")
    if artwork:
        return _Drawing(artwork.width, artwork.height, *texts_in_boxes(artwork, texts, hei))
    bold = face(setting.faces, "CarbonDocs Hei", 700).path
    rows = (
        (_SCHEME, bold, _SCHEME_SIZE, _SCHEME_BASE),
        (texts["name"], hei, _NAME_SIZE, _NAME_BASE),
        (texts["number"], hei, _NUMBER_SIZE, _NUMBER_BASE),
    )
    sizes = [size_within(text, font, _WIDTH, most) for text, font, most, _ in rows]
    lines = (centred(text, font, size, _MIDDLE, base) for size, (text, font, _, base) in zip(sizes, rows, strict=True))
    return _Drawing(_WIDTH, _HEIGHT, tuple(lines), tuple(Need(size, SMALL_PRINT) for size in sizes))


def _body_name(record: CemsMark, setting: Setting) -> str:
    return record.body_name or setting.issuer.profile.short_name or setting.issuer.profile.name


def _status_allows_the_mark(record: CemsMark, _: Setting) -> Iterator[Broken]:
    if record.status is not Status.VALID:
        problem = message(
            "While its certificate is {status}, an organisation may not use the mark.", status=record.status
        )
        hint = message("Use the mark once the certificate is valid again, or correct the status.")
        yield Broken("status", InvalidValue("status.forbids", problem, hint, f"{_RULE}11.3"))


def _not_expired(record: CemsMark, setting: Setting) -> Iterator[Broken]:
    if record.expires_on and record.expires_on < setting.today:
        problem = message("The certificate expired on {end}; the mark may not be used any more.", end=record.expires_on)
        hint = message("Certify anew, or correct the date.")
        yield Broken("expires_on", InvalidValue("status.expired", problem, hint, f"{_RULE}11.1"))


def _names_can_be_set(record: CemsMark, setting: Setting) -> Iterator[Broken]:
    try:
        _drawing(record, setting)
    except InvalidValue as error:
        yield Broken("", error)


def _size_is_sound(record: CemsMark, setting: Setting) -> Iterator[Broken]:
    try:
        drawn = _drawing(record, setting)
    except InvalidValue:  # the rule above tells of it
        return
    yield from large_enough(record.design, least_width(drawn.width, drawn.needs), f"{_RULE}10.3.3")
    yield from in_proportion(record.design, drawn.width, drawn.height, f"{_RULE}10.3.3")


def mark_document(record: CemsMark, _: Mapping[str, Picture], setting: Setting) -> MarkDocument:
    """Work out all that the mark's template shows."""
    drawn = _drawing(record, setting)
    artwork = setting.issuer.artwork.get("cems-mark")
    return MarkDocument(
        lang=setting.locale.lang,
        title=Phrase(f"{_SCHEME}标志 {record.number}"),
        name=str(record.number),
        watermark=Phrase(""),
        colours=colours(setting.issuer),
        pictures={},
        canvas=record.design.canvas(drawn.width, drawn.height),
        description=_description(record, setting, official=artwork is not None),
        artwork=artwork,
        lines=drawn.lines,
        ink=artwork.ink if artwork else "#0B4D3A",
        sample_lines=_sample_lines(setting, drawn.width / _WIDTH),
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


def _sample_lines(setting: Setting, scale: float) -> tuple[PlacedLine, ...]:
    if not setting.issuer.sample:
        return ()
    hei: Path = face(setting.faces, "CarbonDocs Hei", 700).path
    return tuple(fitted(text, hei, box.scaled(scale)) for text, box in _SAMPLE)


KIND = Kind(
    name="cems-mark",
    title={"zh_CN": "碳排放管理体系认证标志", "en": "Mark of a certified carbon emission management system"},
    record=CemsMark,
    rules=(_status_allows_the_mark, _not_expired, _names_can_be_set, _size_is_sound),
    context=mark_document,
    sample="mark",
    formats=FORMATS,
)
