"""What the pages of one document may show: the pack's files, its drawings and the document's pictures.

Nothing else is served, whatever a template asks for: no file, no network.
"""

from __future__ import annotations

from mimetypes import guess_type
from typing import Any
from urllib.parse import unquote

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue, TemplateError
from carbondocs.kinds.base import Context
from carbondocs.renderers.drawings import drawing
from carbondocs.renderers.forms import FormImage, form
from carbondocs.templating.pack import Pack

ROOT = "file:///pack/"
"""Stands before the names of the pack's files; no such folder exists."""

_PICTURE = "picture:"


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
        return pack.read(name), guess_type(name)[0] or "application/octet-stream"
    raise InvalidValue(
        "template.outside",
        message("The template asks for {url}, which is outside its pack.", url=url),
        message("Copy the file into the pack and name it by its relative path."),
    )


def _picture(url: str, pack: Pack, context: Context) -> tuple[bytes, str]:
    name = url.removeprefix(_PICTURE)
    if name in context.pictures:
        return context.pictures[name].content, context.pictures[name].media_type
    return drawing(pack, name, context).encode(), "image/svg+xml"
