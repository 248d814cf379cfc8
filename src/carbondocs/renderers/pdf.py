"""PDF, by WeasyPrint: the one place that knows it.

One FontConfiguration serves a process, because WeasyPrint never gives back the memory of one. A page is set in
the workspace's faces and no other. The ornament is drawn once and put under each page as a form.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from carbondocs.diagnostics import Diagnostic, message
from carbondocs.errors import InvalidValue, LayoutError, TemplateError, one
from carbondocs.faces import Face
from carbondocs.flow import Rendition
from carbondocs.graphics.raster import svg_to_pdf
from carbondocs.kinds.base import Context, Setting
from carbondocs.renderers.drawings import drawing, layer
from carbondocs.renderers.stamp import stamp
from carbondocs.templating.environment import fill, names
from carbondocs.templating.pack import Pack

DENSITIES = ("normal", "close", "dense", "least")
_ROOT = "file:///pack/"


class PdfRenderer:
    """Sets HTML sheets as PDF. WeasyPrint's font map is shared, so one page is set at a time."""

    format = "pdf"

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._engines: dict[tuple[Face, ...], _Engine] = {}

    def render(self, pack: Pack, context: Context, setting: Setting) -> Rendition:
        """The document as PDF; LayoutError where it doesn't fit its page at the least spacing."""
        with self._lock:
            if setting.faces not in self._engines:
                self._engines[setting.faces] = _Engine(setting.faces)
            engine = self._engines[setting.faces]
            try:
                return engine.render(pack, context, setting)
            except engine.weasyprint.urls.FatalURLFetchingError as error:
                raise _told(error.__cause__) from error


class _Engine:
    """WeasyPrint with one set of faces."""

    def __init__(self, faces: tuple[Face, ...]) -> None:
        self.weasyprint = _weasyprint()
        self.faces = faces
        self.font_configuration = self.weasyprint.fonts.FontConfiguration()
        rules = "".join(map(_font_face, faces))
        self.face_style = self._css(rules, self.weasyprint.urls.URLFetcher(allowed_protocols={"file"}))
        self._fingerprints = {face.fingerprint for face in faces}
        self._styles: dict[bytes, Any] = {}

    def render(self, pack: Pack, context: Context, setting: Setting) -> Rendition:
        fetcher = _fetcher(self.weasyprint, pack, context)
        sheets = [
            sheet
            for template in pack.manifest.sheets
            if (sheet := self._sheet(pack, template, context, setting, fetcher)) is not None
        ]
        pages = [page for sheet in sheets for page in sheet.pages]
        document = sheets[0].copy(pages)
        ornament = layer(pack, context) if setting.stock == "plain" else None
        content: bytes = document.write_pdf(
            finisher=(lambda _, pdf: stamp(pdf, _layer_pdf(ornament))) if ornament else None,
            pdf_identifier=True, custom_metadata=False,
        )  # fmt: skip
        self._check_faces(document)
        return Rendition(PdfRenderer.format, content, len(pages))

    def _sheet(self, pack: Pack, template: str, context: Context, setting: Setting, fetcher: Any) -> Any:
        """A template laid out as closely as it must be to fit; None where it comes out empty."""
        single = template in pack.manifest.single_page
        for density in DENSITIES if single else DENSITIES[:1]:
            html = fill(pack.folders, template, {**names(context), "density": density, "stock": setting.stock})
            if not html.strip():
                return None
            document = self.weasyprint.HTML(string=html, base_url=_ROOT, url_fetcher=fetcher).render(
                stylesheets=[self.face_style, self._style(pack, fetcher)], font_config=self.font_configuration
            )
            if not single or _fits(document):
                return document
        raise LayoutError(
            one("layout.overflow", "The texts are too long for one page, even at the closest spacing.",
                "Shorten the longest ones; the certification unit, system boundary and standards have most room to give.")
        )  # fmt: skip

    def _style(self, pack: Pack, fetcher: Any) -> Any:
        content = pack.read(pack.manifest.style)
        if content not in self._styles:
            self._styles[content] = self._css(content.decode(), fetcher)
        return self._styles[content]

    def _css(self, text: str, fetcher: Any) -> Any:
        return self.weasyprint.CSS(
            string=text, base_url=_ROOT, url_fetcher=fetcher, font_config=self.font_configuration
        )

    def _check_faces(self, document: Any) -> None:
        strangers = {
            font.family
            for font in document.fonts.values()
            if self._head(font.hb_face) not in self._fingerprints
        }
        if strangers:
            raise TemplateError(
                one("face.foreign", "The page was set in a face that does not come with the document: {faces}.",
                    "Name only the shipped faces, or those of the issuer's font folder, in the style sheet.",
                    faces=", ".join(sorted(strangers)))
            )  # fmt: skip


    def _head(self, hb_face: Any) -> bytes:
        ffi, harfbuzz = self.weasyprint.ffi.ffi, self.weasyprint.ffi.harfbuzz
        blob = harfbuzz.hb_face_reference_table(hb_face, harfbuzz.hb_tag_from_string(b"head", -1))
        length = ffi.new("unsigned int *")
        data = harfbuzz.hb_blob_get_data(blob, length)
        content: bytes = ffi.unpack(data, length[0])
        harfbuzz.hb_blob_destroy(blob)
        return content


@lru_cache(maxsize=1)
def _weasyprint() -> Any:
    import weasyprint
    from weasyprint.text import ffi, fonts

    return SimpleNamespace(HTML=weasyprint.HTML, CSS=weasyprint.CSS, urls=weasyprint.urls, fonts=fonts, ffi=ffi)


@lru_cache(maxsize=8)
def _layer_pdf(svg: str) -> bytes:
    return svg_to_pdf(svg)


def _font_face(face: Face) -> str:
    slope = "italic" if face.italic else "normal"
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {slope};'
        f' src: url("{face.path.as_uri()}") }}\n'
    )


def _fetcher(weasyprint: Any, pack: Pack, context: Context) -> Any:
    """Serves the pack's files, the document's pictures and the pack's drawings; refuses everything else."""

    class PackFetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002
            try:
                content, media_type = _served(url, pack, context)
            except (InvalidValue, TemplateError) as error:
                raise weasyprint.urls.FatalURLFetchingError(str(error)) from error
            return weasyprint.urls.URLFetcherResponse(url, content, {"Content-Type": media_type})

    return PackFetcher()


def _told(cause: BaseException | None) -> TemplateError:
    if isinstance(cause, TemplateError):
        return cause
    if isinstance(cause, InvalidValue):
        return TemplateError([Diagnostic(cause.code, cause.problem, cause.hint)])
    raise TypeError("only our own fetcher raises fatal errors") from cause


def _served(url: str, pack: Pack, context: Context) -> tuple[bytes, str]:
    scheme, _, rest = url.partition(":")
    if scheme == "picture":
        if rest in context.pictures:
            return context.pictures[rest].content, context.pictures[rest].media_type
        return drawing(pack, rest, context).encode(), "image/svg+xml"
    if url.startswith(_ROOT):
        name = unquote(url.removeprefix(_ROOT))
        return pack.read(name), _media_type(name)
    raise InvalidValue(
        "template.outside", message("The template asks for {url}, which is outside its pack.", url=url),
        message("Copy the file into the pack and name it by its relative path."),
    )  # fmt: skip


def _media_type(name: str) -> str:
    from mimetypes import guess_type

    return guess_type(name)[0] or "application/octet-stream"


def _fits(document: Any) -> bool:
    """Whether a sheet fills one page and its text ends, at ``flow-end``, above ``foot``."""
    if len(document.pages) != 1:
        return False
    anchors = document.pages[0].anchors
    if "flow-end" not in anchors or "foot" not in anchors:
        return True
    return bool(anchors["flow-end"][1] <= anchors["foot"][1])
