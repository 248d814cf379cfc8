"""The one Jinja factory: sandboxed, nothing undefined passes, everything is escaped."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from carbondocs.diagnostics import Diagnostic, Place, message
from carbondocs.errors import TemplateError
from carbondocs.templating.filters import FILTERS

TEMPLATE_FAULTS = (jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What may be raised while a template is read and filled."""


def names(context: object) -> dict[str, Any]:
    """The names that a template sees: the fields of the context, as they are."""
    if not is_dataclass(context):
        raise TypeError("a context is a dataclass")
    return {field.name: getattr(context, field.name) for field in fields(context)}


@lru_cache(maxsize=16)
def environment(folders: tuple[Path, ...]) -> jinja2.Environment:
    """The environment whose templates lie in ``folders``, the first that has a name winning."""
    made = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader(folders),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(FILTERS)
    return made


@lru_cache(maxsize=1)
def word_environment() -> jinja2.Environment:
    """The environment for Word templates.

    Braces of the data are written as character references, because docxtpl takes some runs of braces, such as an
    opening brace and an underscore, for its own notation.
    """
    return ImmutableSandboxedEnvironment(undefined=jinja2.StrictUndefined, autoescape=True, finalize=_braceless)


def _braceless(value: Any) -> Any:
    if isinstance(value, jinja2.Undefined):
        return value
    return Markup(str(escape(value)).replace("{", "&#123;").replace("}", "&#125;"))


def fill(folders: tuple[Path, ...], template: str, context: Mapping[str, Any]) -> str:
    """A template out of ``folders`` filled in; TemplateError with file and line where the template is wrong."""
    try:
        return environment(folders).get_template(template).render(context)
    except TEMPLATE_FAULTS as error:
        raise TemplateError([template_diagnostic(error, template)]) from error
    except RecursionError as error:
        raise TemplateError(
            [
                Diagnostic(
                    "template.endless", message("The template includes itself without end."), place=Place(template)
                )
            ]
        ) from error


def template_diagnostic(error: Exception, template: str) -> Diagnostic:
    """What Jinja found, with the template and line."""
    if isinstance(error, jinja2.TemplateNotFound):
        return Diagnostic(
            "template.missing",
            message("There is no template {name}.", name=error.name),
            message("Put the file into the pack, or mend the name."),
            Place(template),
        )
    place = Place(_location(error, template))
    if isinstance(error, jinja2.UndefinedError):
        return Diagnostic(
            "template.name",
            message("The template uses a name that is not there: {reason}.", reason=error.message),
            message("See the list of fields for this kind of document."),
            place,
        )
    return Diagnostic("template.syntax", message("The template can't be read: {reason}.", reason=error), place=place)


def _location(error: Exception, template: str) -> str:
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{error.name or template}:{error.lineno}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith((".j2", ".css"))]
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else template
