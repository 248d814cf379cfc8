"""The one Jinja factory: sandboxed, metered, nothing undefined passes, everything is escaped."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from markupsafe import Markup, escape

from carbondocs.diagnostics import Diagnostic, Place, message
from carbondocs.errors import InvalidValue, TemplateError
from carbondocs.templating.filters import FILTERS
from carbondocs.templating.jinja_words import in_our_words
from carbondocs.templating.sandbox import Sandbox, filled
from carbondocs.workspace import Folder

TEMPLATE_FAULTS = (jinja2.TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What may be raised while a template is read and filled."""

_NAME = re.compile(
    r"'(.+)' is undefined|.+ has no attribute '(.+)'|.+ has no element (.+)|access to attribute '(.+)' of .+ is unsafe"
    r"|(.+) is not safely callable"
)


def names(context: object) -> dict[str, Any]:
    """The names that a template sees: the fields of the context, as they are."""
    if not is_dataclass(context):
        raise TypeError("a context is a dataclass")
    return {field.name: getattr(context, field.name) for field in fields(context)}


class _Loader(jinja2.FileSystemLoader):
    """Reads templates out of folders, and out of nothing that a link in them leads to."""

    def get_source(self, environment: jinja2.Environment, template: str) -> Any:
        """The text of a template without a byte order mark, its file, and whether it is still the same.

        InvalidValue where it lies outside.
        """
        source, file, unchanged = super().get_source(environment, template)
        for folder in map(Path, self.searchpath):
            if Path(file).is_relative_to(folder):
                Folder(folder).path(str(Path(file).relative_to(folder)))
                break
        return source.removeprefix("\ufeff"), file, unchanged


@lru_cache(maxsize=16)
def environment(folders: tuple[Path, ...]) -> jinja2.Environment:
    """The environment whose templates lie in ``folders``, the first that has a name winning."""
    made = Sandbox(loader=_Loader(folders), trim_blocks=True, lstrip_blocks=True)
    made.filters.update(FILTERS)
    return made


@lru_cache(maxsize=1)
def word_environment() -> jinja2.Environment:
    """The environment for Word templates.

    Braces of the data are written as character references, because docxtpl takes some runs of braces, such as an
    opening brace and an underscore, for its own notation.
    """
    return Sandbox(finalize=_braceless)


def _braceless(value: Any) -> Any:
    if isinstance(value, jinja2.Undefined):
        return value
    return Markup(str(escape(value)).replace("{", "&#123;").replace("}", "&#125;"))


def fill(folders: tuple[Path, ...], template: str, context: Mapping[str, Any]) -> str:
    """A template out of ``folders`` filled in; TemplateError with file and line where the template is wrong."""
    try:
        return filled(environment(folders).get_template(template), context)
    except TEMPLATE_FAULTS as error:
        raise TemplateError([template_diagnostic(error, template)]) from error


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
    if isinstance(error, InvalidValue):
        return Diagnostic(error.code, error.problem, error.hint, place)
    if isinstance(error, jinja2.UndefinedError):
        return Diagnostic(
            "template.name",
            message("The template uses a name that is not there: {reason}.", reason=_name_in(error.message or "")),
            message("See the list of fields for this kind of document."),
            place,
        )
    if isinstance(error, SecurityError):
        return Diagnostic(
            "template.unsafe",
            message("The template asks for what templates may not use: {reason}.", reason=_name_in(str(error))),
            message("Use the fields of the document and the filters that the page about templates lists."),
            place,
        )
    if isinstance(error, jinja2.TemplateSyntaxError):
        return Diagnostic("template.syntax", *in_our_words(error.message or ""), place)
    return Diagnostic("template.syntax", message("The template can't be read: {reason}.", reason=error), place=place)


def _name_in(said: str) -> str:
    """The name that Jinja's sentence about a missing or forbidden one tells, without its words."""
    plain = said.rstrip(".")
    found = _NAME.fullmatch(plain)
    return next(filter(None, found.groups())) if found else plain


def _location(error: Exception, template: str) -> str:
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{error.name or template}:{error.lineno}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith((".j2", ".css"))]
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else template
