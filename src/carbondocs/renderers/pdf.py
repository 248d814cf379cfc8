"""PDF, by WeasyPrint: the one place that knows it.

One FontConfiguration serves a process, because WeasyPrint never gives back the memory of one. A page is set in
the workspace's faces and no other. The ornament is drawn once and put under each page as a form.
"""

from __future__ import annotations

import threading
from collections import Counter
from contextlib import redirect_stdout
from functools import lru_cache
from io import StringIO
from itertools import product
from types import SimpleNamespace
from typing import Any

from carbondocs.diagnostics import Diagnostic, Place, Severity, message
from carbondocs.errors import CarbonDocsError, InvalidValue, MachineError, TemplateError, one
from carbondocs.faces import Face
from carbondocs.flow import Rendition
from carbondocs.kinds.base import Context, Setting
from carbondocs.renderers.base import too_long
from carbondocs.renderers.breakage import breakage
from carbondocs.renderers.drawings import layer
from carbondocs.renderers.forms import deflate, form, underlay
from carbondocs.renderers.page_faces import check_faces, face_rule
from carbondocs.renderers.page_flow import fills_page, lowest_part
from carbondocs.renderers.page_pictures import visible_pictures
from carbondocs.renderers.page_sources import ROOT, PageSources, check_inline_drawings, check_size
from carbondocs.renderers.pause import collector_paused
from carbondocs.renderers.style_grammar import StyleGrammar
from carbondocs.templating.environment import fill, names
from carbondocs.templating.pack import Pack

DENSITIES = ("normal", "close", "dense", "least")


class PdfRenderer:
    """Sets HTML sheets as PDF. WeasyPrint's font map is shared, so one page is set at a time."""

    format = "pdf"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._engines: dict[tuple[Face, ...], _Engine] = {}

    def render(self, pack: Pack, context: Context, setting: Setting) -> Rendition:
        """The document as PDF; LayoutError where it doesn't fit its page at the least spacing."""
        with self._lock, collector_paused():
            if setting.faces not in self._engines:
                self._engines[setting.faces] = _Engine(setting.faces)
            engine = self._engines[setting.faces]
            try:
                return engine.render(pack, context, setting)
            except engine.weasyprint.urls.FatalURLFetchingError as error:
                raise _told(error.__cause__) from error

    def visible_pictures(self, pack: Pack, context: Context, setting: Setting) -> Counter[str]:
        """The pictures that readers see on the pages of a document that was rendered, by name, with how often."""
        with self._lock:
            return self._engines[setting.faces].visible_pictures(pack, context)


def engine_versions() -> dict[str, str]:
    """The versions of Pango and of HarfBuzz's subsetter, empty where there is none; MachineError without Pango."""
    loaded = _weasyprint()
    pango = loaded.ffi.pango.pango_version()
    return {
        "pango": f"{pango // 10000}.{pango // 100 % 100}.{pango % 100}",
        "subsetter": _harfbuzz_version(loaded) if loaded.pdf_fonts.harfbuzz_subset else "",
    }


def style_grammar() -> StyleGrammar:
    """What style sheets of pages may say; MachineError without Pango."""
    return StyleGrammar(_weasyprint().css, _weasyprint().HTML)


class _Engine:
    """WeasyPrint with one set of faces."""

    def __init__(self, faces: tuple[Face, ...]) -> None:
        self.weasyprint = _weasyprint()
        self.faces = faces
        self.font_configuration = self.weasyprint.fonts.FontConfiguration()
        rules = "".join(map(face_rule, faces))
        self._css(rules, self.weasyprint.urls.URLFetcher(allowed_protocols={"file"}))
        self._fingerprints = {face.fingerprint for face in faces}
        self._styles: dict[str, Any] = {}

    def render(self, pack: Pack, context: Context, setting: Setting) -> Rendition:
        try:
            return self._rendered(pack, context, setting)
        except (CarbonDocsError, self.weasyprint.urls.FatalURLFetchingError):
            raise
        except Exception as error:  # at what an edited template says the engine may fail in any way
            if pack.built_in:
                raise
            raise TemplateError([self._breakage(pack, context)]) from error

    def visible_pictures(self, pack: Pack, context: Context) -> Counter[str]:
        return sum(map(visible_pictures, self._sheets(pack, context)), Counter[str]())

    def _rendered(self, pack: Pack, context: Context, setting: Setting) -> Rendition:
        sheets = self._sheets(pack, context)
        pages = [page for sheet in sheets for page in sheet.pages]
        document = sheets[0].copy(pages)
        ornament = form(layer(pack, context)) if setting.stock == "plain" and pack.manifest.layer else None

        def finish(_: Any, pdf: Any) -> None:
            if ornament:
                underlay(pdf, ornament)
            deflate(pdf)

        content: bytes = document.write_pdf(finisher=finish, pdf_identifier=True)
        check_faces(document, self._fingerprints, self.weasyprint.ffi)
        return Rendition(PdfRenderer.format, content, len(pages), _subsetter_warning(self.weasyprint))

    def _sheets(self, pack: Pack, context: Context) -> list[Any]:
        sources = PageSources(pack, context, self.weasyprint.urls)
        laid_out = (self._sheet(pack, template, context, sources) for template in pack.manifest.sheets)
        return [sheet for sheet in laid_out if sheet is not None]

    def _sheet(self, pack: Pack, template: str, context: Context, sources: PageSources) -> Any:
        """A template laid out, ever closer until it fits where it must fit one page; None where it comes out empty."""
        single = template in pack.manifest.single_page
        for density in DENSITIES if single else DENSITIES[:1]:
            document = self._laid_out(pack, template, context, sources, density)
            if document is None or not single or fills_page(document, self.weasyprint):
                return document
        raise too_long(Place(template, lowest_part(document)))

    def _laid_out(self, pack: Pack, template: str, context: Context, sources: PageSources, density: str) -> Any:
        html = fill(pack.folders, template, {**names(context), "density": density})
        if not html.strip():
            return None
        check_size(html, template)
        check_inline_drawings(html)
        return self._set(html, self._style(pack, context, sources.fetcher), sources)

    def _set(self, html: str, style: Any, sources: PageSources) -> Any:
        return self.weasyprint.HTML(string=html, base_url=ROOT, url_fetcher=sources.fetcher).render(
            stylesheets=[style], font_config=self.font_configuration, cache=sources.images
        )

    def _style(self, pack: Pack, context: Context, fetcher: Any) -> Any:
        text = _style_text(pack, context)
        if text not in self._styles:
            self._styles[text] = self._css(text, fetcher)
        return self._styles[text]

    def _breakage(self, pack: Pack, context: Context) -> Diagnostic:
        """What is told of a pack at which the engine failed."""
        sources, style = PageSources(pack, context, self.weasyprint.urls), _style_text(pack, context)

        def finish(_: Any, pdf: Any) -> None:
            deflate(pdf)

        def sets(page: str, style: str) -> bool:
            try:
                self._set(page, self._css(style, sources.fetcher), sources).write_pdf(
                    finisher=lambda _, pdf: deflate(pdf)
                )
            except Exception:
                return False
            return True

        for template, density in product(pack.manifest.sheets, DENSITIES):
            page = fill(pack.folders, template, {**names(context), "density": density})
            if page.strip() and not sets(page, style):
                return breakage(pack, template, page, style, sets)
        return breakage(pack, pack.manifest.sheets[0], "", "", sets)

    def _css(self, text: str, fetcher: Any) -> Any:
        return self.weasyprint.CSS(string=text, base_url=ROOT, url_fetcher=fetcher, font_config=self.font_configuration)


def _style_text(pack: Pack, context: Context) -> str:
    return fill(pack.folders, pack.manifest.style, {"colours": context.colours, "watermark": context.watermark})


@lru_cache(maxsize=1)
def _weasyprint() -> Any:
    """WeasyPrint's modules. Importing it makes Pillow take cut-off pictures, which is undone here."""
    from PIL import ImageFile

    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        with redirect_stdout(StringIO()):  # where it can't start, it prints a banner
            import weasyprint
            from weasyprint.layout.background import layout_box_backgrounds
            from weasyprint.pdf import fonts as pdf_fonts
            from weasyprint.text import ffi, fonts
    except OSError as error:
        raise MachineError(
            one(
                "pango.missing",
                "A library that sets PDF pages is missing: {reason}.",
                "Install Pango and HarfBuzz (on Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 "
                "libharfbuzz-subset0), then run carbondocs doctor.",
                reason=error,
            )
        ) from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    return SimpleNamespace(
        HTML=weasyprint.HTML,
        CSS=weasyprint.CSS,
        css=weasyprint.css,
        urls=weasyprint.urls,
        fonts=fonts,
        ffi=ffi,
        pdf_fonts=pdf_fonts,
        layout_box_backgrounds=layout_box_backgrounds,
    )


def _harfbuzz_version(loaded: Any) -> str:
    at_least = loaded.ffi.harfbuzz.hb_version_atleast
    major = max(number for number in range(100) if at_least(number, 0, 0))
    minor = max(number for number in range(100) if at_least(major, number, 0))
    micro = max(number for number in range(100) if at_least(major, minor, number))
    return f"{major}.{minor}.{micro}"


def _subsetter_warning(weasyprint: Any) -> tuple[Diagnostic, ...]:
    if weasyprint.pdf_fonts.harfbuzz_subset:
        return ()
    return (
        Diagnostic(
            "subsetter.missing",
            message("HarfBuzz's subsetter is missing; PDF takes tens of times longer."),
            message("Install it (on Debian and Ubuntu: apt install libharfbuzz-subset0)."),
            severity=Severity.WARNING,
        ),
    )


def _told(cause: BaseException | None) -> TemplateError:
    if isinstance(cause, TemplateError):
        return cause
    if isinstance(cause, InvalidValue):
        return TemplateError([Diagnostic(cause.code, cause.problem, cause.hint)])
    raise TypeError("only our own fetcher raises fatal errors") from cause
