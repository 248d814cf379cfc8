"""The rules of a product carbon footprint label: who may use it, and that it can be read.

The clauses are those of 产品碳足迹标识认证通用实施规则（试行）.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.graphics.print_size import code_need
from carbondocs.kinds.base import Broken, Setting
from carbondocs.kinds.certified import (
    RULE,
    broken,
    end_of_validity,
    number_of_the_body,
    number_of_the_year,
    validity_length,
)
from carbondocs.kinds.cfp_label.drawing import artwork_of, layout, mark, payload, smallest_width
from carbondocs.kinds.cfp_label.record import CfpLabel, LabelDesign
from carbondocs.kinds.drawn import in_proportion, large_enough
from carbondocs.values.status import Status

_SCALING = f"{RULE}9.2"
_CHOICES = ("variant", "arrangement", "caption", "unit_line")


def _number_is_of_the_body(record: CfpLabel, setting: Setting) -> Iterator[Broken]:
    yield from number_of_the_body("certificate_number", record.certificate_number, setting)


def _number_is_of_the_year(record: CfpLabel, _: Setting) -> Iterator[Broken]:
    yield from number_of_the_year("certificate_number", record.certificate_number, record.issued_on)


def _valid_for_two_years(record: CfpLabel, setting: Setting) -> Iterator[Broken]:
    if record.issued_on:
        yield from validity_length(record.issued_on, record.expires_on, setting)


def _status_allows_the_label(record: CfpLabel, _: Setting) -> Iterator[Broken]:
    if record.status is not Status.VALID:
        yield broken(
            "status",
            "status.forbids",
            message("While its certificate is {status}, a product may not bear the label.", status=record.status),
            message("Use the label once the certificate is valid again, or correct the status."),
            "9.1.7",
        )


def _not_expired(record: CfpLabel, setting: Setting) -> Iterator[Broken]:
    end = record.expires_on or (end_of_validity(record.issued_on, setting) if record.issued_on else None)
    if end and end < setting.today:
        yield broken(
            "expires_on",
            "status.expired",
            message("The certificate expired on {end}; the label may not be used any more.", end=end),
            message("Certify anew, or correct the date."),
            "9.1.1",
        )


def _value_can_be_read(record: CfpLabel, setting: Setting) -> Iterator[Broken]:
    if artwork_of(setting) is None:
        yield from _refused("footprint", lambda: mark(record, setting))


def _unit_can_be_shown(record: CfpLabel, setting: Setting) -> Iterator[Broken]:
    if record.design.unit_line and record.functional_unit is None:
        problem = message("The label is to show the functional or declared unit, which isn't given.")
        yield broken("functional_unit", "label.unit_missing", problem, message("Add it, or leave unit_line out."))
        return
    yield from _refused("functional_unit.text", lambda: layout(record, setting))


def _address_fits_a_code(record: CfpLabel, setting: Setting) -> Iterator[Broken]:
    yield from _refused("verification_url", lambda: code_need(payload(record, setting), 1.0))


def _large_enough(record: CfpLabel, setting: Setting) -> Iterator[Broken]:
    try:
        least = smallest_width(record, setting)
    except InvalidValue:  # another rule tells of it
        return
    yield from large_enough(record.design, least, _SCALING)


def _in_proportion(record: CfpLabel, setting: Setting) -> Iterator[Broken]:
    try:
        drawn = layout(record, setting)
    except InvalidValue:  # another rule tells of it
        return
    yield from in_proportion(record.design, drawn.width, drawn.height, _SCALING)


def _stands_out_from_its_ground(record: CfpLabel, _: Setting) -> Iterator[Broken]:
    if record.design.variant == "reversed" and record.design.ground == "white":
        yield broken(
            "design.ground",
            "design.contrast",
            message("The reversed label is white at its edges and can't be seen on white."),
            message("Choose another variant, or a transparent ground and place it on a dark one."),
            "9.2",
        )


def _artwork_is_used_as_it_is(record: CfpLabel, setting: Setting) -> Iterator[Broken]:
    if artwork_of(setting) is None:
        return
    for name in _CHOICES:
        if getattr(record.design, name) != LabelDesign.model_fields[name].default:
            yield broken(
                f"design.{name}",
                "design.artwork",
                message("The official artwork is used as it is; {field} can't be chosen for it.", field=name),
                message("Leave it out."),
                "9.2",
            )


def _refused(path: str, make: Callable[[], object]) -> Iterator[Broken]:
    try:
        make()
    except InvalidValue as error:
        yield Broken(path, error)


RULES = (
    _number_is_of_the_body,
    _number_is_of_the_year,
    _valid_for_two_years,
    _status_allows_the_label,
    _not_expired,
    _value_can_be_read,
    _unit_can_be_shown,
    _address_fits_a_code,
    _large_enough,
    _in_proportion,
    _stands_out_from_its_ground,
    _artwork_is_used_as_it_is,
)
