"""Word files, by docxtpl: the one place that knows it.

docxtpl's own defaults are overruled: the environment is ours, which is sandboxed, escapes every text and lets no
undefined name pass, and XML that comes out broken is an error where docxtpl would mend it by guessing. What it
would work out anew for each document, the cleaned template and its compiled form, is kept.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import jinja2

from carbondocs.diagnostics import Diagnostic, Place, message
from carbondocs.errors import InvalidValue, TemplateError
from carbondocs.flow import Rendition
from carbondocs.kinds.base import Context, Setting
from carbondocs.renderers import word_package
from carbondocs.renderers.word_fit import fit_first_page
from carbondocs.renderers.word_flow import settle_flow
from carbondocs.renderers.word_pictures import fill_pictures
from carbondocs.renderers.word_safety import drop_own_template, refuse_outside, refuse_unsafe
from carbondocs.renderers.word_styles import with_accent, with_variant
from carbondocs.templating.environment import TEMPLATE_FAULTS, names, template_diagnostic, word_environment
from carbondocs.templating.pack import WORD, Pack
from carbondocs.templating.sandbox import filled as filled_in

_STORIES = {"document": "body 正文", "header": "header 页眉", "footer": "footer 页脚"}
_STYLES = "word/styles.xml"
_PARAGRAPH = re.compile(r"<w:p([ >])")


class DocxRenderer:
    """Fills Word templates. Nothing is shared between documents but what is never changed."""

    format = "docx"

    def render(self, pack: Pack, context: Context, setting: Setting) -> Rendition:
        """The document as a Word file, read back and found whole; TemplateError where the template is wrong,
        LayoutError where the texts are too long for the first page."""
        template = _opened(pack)
        template.render(names(context), word_environment())
        filled = BytesIO()
        template.save(filled)
        parts = word_package.unpack(filled.getvalue())
        drop_own_template(parts)
        word_package.drop_left_out(parts)
        settle_flow(parts)
        fill_pictures(parts, pack, context, setting)
        word_package.drop_strays(parts)
        parts[_STYLES] = with_variant(parts[_STYLES], "bilingual" if context.title.also else context.lang)
        if pack.manifest.single_page:
            fit_first_page(parts)
        parts = with_accent(parts, context.colours["dark"])
        parts[word_package.PROPERTIES] = word_package.properties(context)
        refuse_outside(parts, template.name)
        content = word_package.packed(parts)
        word_package.check(content, template.name)
        return Rendition(DocxRenderer.format, content)


def _opened(pack: Pack) -> Any:
    """The pack's Word template, as docxtpl sees it."""
    name = pack.manifest.word or WORD
    try:
        content = pack.read(name)
        refuse_unsafe(content, name)
        template = _template()(BytesIO(word_package.with_known_properties(content)), name)
        template.init_docx()
    except InvalidValue as error:
        raise TemplateError([Diagnostic(error.code, error.problem, error.hint, Place(name))]) from error
    except (BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise TemplateError([word_package.unreadable(error, name)]) from error
    return template


@lru_cache(maxsize=1)
def _template() -> Any:
    from docxtpl import DocxTemplate
    from lxml.etree import XMLSyntaxError, fromstring

    @lru_cache(maxsize=64)
    def patched(source: str) -> str:
        return str(DocxTemplate.patch_xml(None, source))

    class Template(DocxTemplate):  # type: ignore[misc]
        def __init__(self, content: BytesIO, name: str) -> None:
            super().__init__(content)
            self.name = name

        def patch_xml(self, src_xml: str) -> str:
            return patched(src_xml)

        def render_xml_part(self, src_xml: str, part: Any, context: Mapping[str, Any], _: Any = None) -> str:
            """Our own in place of docxtpl's, whose private notation for braces could match the data."""
            source = _PARAGRAPH.sub(r"\n<w:p\1", src_xml)  # so that a line of the template is a paragraph
            story = next((words for name, words in _STORIES.items() if f"/{name}" in part.partname), part.partname)
            try:
                filled = filled_in(_compiled(source), context).replace("\n<w:p", "<w:p")
                fromstring(filled.encode())
            except TEMPLATE_FAULTS as error:
                place = Place(self.name, f"{story} {_near(error, source)}".rstrip())
                found = template_diagnostic(error, self.name)
                raise TemplateError([Diagnostic(found.code, found.message, found.hint, place)]) from error
            except XMLSyntaxError as error:
                raise TemplateError([_torn(error, Place(self.name, story))]) from error
            return self.resolve_listing(filled) if set(filled) & set("\n\t\a\f") else filled

    return Template


@lru_cache(maxsize=64)
def _compiled(source: str) -> jinja2.Template:
    return word_environment().from_string(source)


def _near(error: Exception, source: str) -> str:
    """The visible text of the paragraph in which Jinja stopped."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        line = error.lineno
    else:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
        line = (frames[-1].lineno if frames else None) or 0
    lines = source.splitlines()
    text = re.sub(r"<[^>]+>", "", lines[line - 1]).strip() if 0 < line <= len(lines) else ""
    return f"“{text[:60]}”" if text else ""


def _torn(error: Exception, place: Place) -> Diagnostic:
    return Diagnostic(
        "word.torn",
        message("The tags of the Word template tear its paragraphs or rows apart: {reason}.", reason=error),
        message("Let each if and for end with the same kind of tag as it begins: p with p, tr with tr."),
        place,
    )
