"""What the pages of one document may show: the pack's files, its drawings and the document's pictures.

Nothing else is served, whatever a template asks for: no file, no network.
"""

from __future__ import annotations

import re
from mimetypes import guess_type
from typing import Any
from urllib.parse import unquote

from carbondocs.diagnostics import Diagnostic, Place, message
from carbondocs.errors import InvalidValue, TemplateError
from carbondocs.graphics.pictures import check_pixels
from carbondocs.graphics.svg_bounds import bounded_svg
from carbondocs.kinds.base import Context
from carbondocs.renderers.drawings import drawing
from carbondocs.renderers.forms import FormImage, form
from carbondocs.templating.pack import Pack

ROOT = "file:///pack/"
"""Stands before the names of the pack's files; no such folder exists."""

MAX_TAGS = 200_000
"""How many tags a page's template may write, those that close counted; thousands of rows have fewer."""

_PICTURE = "picture:"
_INLINE = re.compile(r"<svg\b.*?</svg\s*>", re.DOTALL | re.IGNORECASE)
_FACES = {"ttf": b"\0\1\0\0", "otf": b"OTTO", "woff": b"wOFF", "woff2": b"wOF2"}
_PNG, _JPEG = b"\x89PNG", b"\xff\xd8\xff"


def check_size(html: str, template: str) -> None:
    """TemplateError where a page has more tags than can be laid out in sensible time."""
    if html.count("<") > MAX_TAGS:
        raise TemplateError(
            [
                Diagnostic(
                    "template.large",
                    message("The template writes more than {limit} tags.", limit=f"{MAX_TAGS:,}"),
                    message("Look at its loops, and at what it repeats or pads."),
                    Place(template),
                )
            ]
        )


def check_inline_drawings(html: str) -> None:
    """TemplateError where a drawing within a page would load something or is never done.

    WeasyPrint would leave such a drawing out, or draw it for ever.
    """
    for drawing_text in _INLINE.findall(html):
        bounded_svg(f'<page xmlns:xlink="http://www.w3.org/1999/xlink">{drawing_text}</page>'.encode())


class PageSources:
    """Drawings of plain line work come as forms out of ``images``, all else from ``fetcher``."""

    def __init__(self, pack: Pack, context: Context, urls: Any) -> None:
        self.images = _Images(pack, context)
        self.fetcher = _fetcher(pack, context, urls)


class _Images(dict[str, Any]):
    """WeasyPrint's image cache for one document: drawings of plain line work come out of it as forms."""

    def __init__(self, pack: Pack, context: Context) -> None:
        super().__init__()
        self._pack, self._context = pack, context

    def __contains__(self, url: object) -> bool:
        if not super().__contains__(url) and str(url).startswith(_PICTURE):
            content, media_type = _picture(str(url), self._pack, self._context)
            if media_type == "image/svg+xml" and (made := form(content.decode())):
                self[str(url)] = FormImage(made)
        return super().__contains__(url)


def _fetcher(pack: Pack, context: Context, urls: Any) -> Any:
    class PackFetcher(urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002
            try:
                content, media_type = _served(url, pack, context)
            except (InvalidValue, TemplateError) as error:
                raise urls.FatalURLFetchingError(str(error)) from error
            return urls.URLFetcherResponse(url, content, {"Content-Type": media_type})

    return PackFetcher()


def _served(url: str, pack: Pack, context: Context) -> tuple[bytes, str]:
    if url.startswith(_PICTURE):
        return _picture(url, pack, context)
    if url.startswith(ROOT):
        name = unquote(url.removeprefix(ROOT))
        return _sound(name, pack.read(name)), guess_type(name)[0] or "application/octet-stream"
    raise InvalidValue(
        "template.outside",
        message("The template asks for {url}, which is outside its pack.", url=url),
        message("Copy the file into the pack and name it by its relative path."),
    )


def _sound(name: str, content: bytes) -> bytes:
    """A file of the pack, if it is what pages are made of.

    WeasyPrint goes by the content, not by the name, and hands what it doesn't know to Pillow, which would start
    other programs for some formats.
    """
    ending = name.rpartition(".")[2].lower()
    if ending == "css" and _is_text(content):
        return content
    if ending in _FACES and content.startswith(_FACES[ending]):
        return content
    if content.startswith((_PNG, _JPEG)):
        check_pixels(name, content)
    else:
        bounded_svg(content, doctype=True)
    return content


def _is_text(content: bytes) -> bool:
    try:
        return not content.decode().startswith("%!")  # which is PostScript, a text that is a program
    except UnicodeDecodeError:
        return False


def _picture(url: str, pack: Pack, context: Context) -> tuple[bytes, str]:
    name = url.removeprefix(_PICTURE)
    if name in context.pictures:
        return context.pictures[name].content, context.pictures[name].media_type
    return drawing(pack, name, context).encode(), "image/svg+xml"
