"""The preview's server: it gives the page, renders what it wishes for, and tells it of every save.

It listens on this machine alone, and lets in only who knows the token in the page's address (see guard).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from functools import partial
from time import monotonic
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from carbondocs.designer.preview.checking import Inspector
from carbondocs.designer.preview.comparing import beside
from carbondocs.designer.preview.guard import Guard
from carbondocs.designer.preview.html import page_folder, page_html
from carbondocs.designer.preview.news import News
from carbondocs.designer.preview.pictures import Album
from carbondocs.designer.preview.rendering import Bench, Shown
from carbondocs.designer.preview.steps import steps
from carbondocs.designer.preview.telling import all_plain
from carbondocs.designer.preview.wishes import Studio, Wish
from carbondocs.designer.preview.worker import Worker
from carbondocs.errors import CarbonDocsError
from carbondocs.language import Tongue
from carbondocs.workspace import shipped

_ASSETS = {"preview.css": "text/css; charset=utf-8", "preview.js": "text/javascript; charset=utf-8"}
_FONTS = ("CarbonDocsHei-Regular.ttf", "CarbonDocsHei-Bold.ttf")
_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "svg": "image/svg+xml",
    "png": "image/png",
}
_HEARTBEAT = 15.0
_PATIENCE = 3.0  # s that a document may go on while another is wished for


class Desk:
    """What all requests share: the workers, the pictures, and the news of saves."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.renderer = Worker(Bench, studio)
        self.linter = Worker(Inspector, studio)
        self.inspector = Worker(Inspector, studio)
        self.album = Album()
        self.news = News(studio)

    def seconds(self, wish: Wish) -> float:
        """How long a wish may take; LibreOffice needs more."""
        return self.studio.seconds * (4 if wish.view == "word" else 1)

    def close(self) -> None:
        """End all processes."""
        for worker in (self.renderer, self.linter, self.inspector):
            worker.stop()


def preview_app(studio: Studio, token: str, port: int) -> ASGIApp:
    """The server for one pack, for whoever knows the token."""
    desk = Desk(studio)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(desk.news.watch())
        yield
        desk.news.end()
        watching.cancel()
        desk.close()

    routes = [
        Route("/", partial(_page, desk)),
        Route("/assets/{name}", _asset),
        Route("/render", partial(_render, desk), methods=["POST"]),
        Route("/check", partial(_check, desk), methods=["POST"]),
        Route("/page/{key}/{number:int}.png", partial(_picture, desk)),
        Route("/difference/{key}/{other}/{number:int}.png", partial(_picture, desk)),
        Route("/download/{name}", partial(_download, desk)),
        Route("/events", partial(_events, desk)),
    ]
    return Guard(Starlette(routes=routes, lifespan=lifespan), token, port)


async def _page(desk: Desk, request: Request) -> Response:
    token = request.query_params["token"]
    content = await asyncio.to_thread(page_html, desk.studio, _tongue(request), token)
    return Response(content, media_type="text/html")


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name in _FONTS:
        return FileResponse(shipped("fonts") / name, media_type="font/ttf")
    if name not in _ASSETS:
        return Response("Not found", 404)
    text = (page_folder() / name).read_text("utf-8").replace("TOKEN", request.query_params["token"])
    return Response(text, media_type=_ASSETS[name])


async def _render(desk: Desk, request: Request) -> Response:
    begun = monotonic()
    try:
        wish = Wish.read(await request.json(), desk.studio)
        desk.renderer.interrupt(after=_PATIENCE)
        shown: Shown = await asyncio.to_thread(desk.renderer.run, desk.seconds(wish), "show", wish)
        pages = await asyncio.to_thread(_kept, desk.album, shown.pages)
        built_in = await asyncio.to_thread(_kept, desk.album, shown.built_in)
    except CarbonDocsError as error:
        return JSONResponse({"failed": True, "findings": all_plain(error.diagnostics, _tongue(request))})
    return JSONResponse(
        {
            "failed": shown.failed,
            "pages": pages,
            "builtIn": built_in,
            "text": list(beside(shown.text, shown.built_in_text)) if shown.built_in_text else shown.text,
            "findings": all_plain(shown.findings, _tongue(request)),
            "seconds": round(monotonic() - begun, 1),
        }
    )


def _kept(album: Album, content: bytes) -> dict[str, Any] | None:
    if not content:
        return None
    key, sizes = album.put(content)
    return {"key": key, "sizes": [asdict(size) for size in sizes]}


async def _check(desk: Desk, request: Request) -> Response:
    """The findings in lines of JSON: of the templates, how far the pages are read, of the pages too."""
    try:
        wish = Wish.read(await request.json(), desk.studio)
    except CarbonDocsError as error:
        return JSONResponse({"findings": all_plain(error.diagnostics, _tongue(request))}, 400)

    async def lines() -> AsyncIterator[str]:
        async for step in steps(desk.linter, desk.inspector, wish.issuer):
            plain = {"done": step.done, "count": step.count, "ended": step.ended}
            found = {} if step.findings is None else {"findings": all_plain(step.findings, _tongue(request))}
            yield json.dumps(plain | found, ensure_ascii=False) + "\n"

    return StreamingResponse(lines(), media_type="application/x-ndjson")


async def _picture(desk: Desk, request: Request) -> Response:
    at = request.path_params
    try:
        scale = max(0.1, float(request.query_params.get("scale", 1)))
        keys = [at["key"], *([at["other"]] if "other" in at else [])]
        drawn = desk.album.difference if "other" in at else desk.album.picture
        content = await asyncio.to_thread(drawn, *keys, at["number"], scale)
    except (LookupError, ValueError):
        return Response("Not found", 404)
    return Response(content, media_type="image/png")


async def _download(desk: Desk, request: Request) -> Response:
    name = request.path_params["name"].rpartition(".")[2]
    if name not in _MEDIA:
        return Response("Not found", 404)
    try:
        wish = Wish.read(request.query_params, desk.studio)
        content = await asyncio.to_thread(desk.renderer.run, desk.seconds(wish), "file", wish, name)
    except CarbonDocsError as error:
        return JSONResponse({"findings": all_plain(error.diagnostics, _tongue(request))}, 409)
    heading = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(wish.file_name(desk.studio, name))}"}
    return Response(content, media_type=_MEDIA[name], headers=heading)


async def _events(desk: Desk, _: Request) -> Response:
    async def stream() -> AsyncIterator[str]:
        with desk.news.subscribed() as waiting:
            yield "retry: 1000\n\n"
            while not desk.news.ended:
                try:
                    files = await asyncio.wait_for(waiting.get(), _HEARTBEAT)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                yield f"event: saved\ndata: {json.dumps(files)}\n\n"

    return StreamingResponse(stream(), media_type="text/event-stream")


def _tongue(request: Request) -> Tongue:
    asked = request.query_params.get("lang") or request.headers.get("accept-language", "")
    return "zh_CN" if asked.lower().startswith("zh") else "en"
