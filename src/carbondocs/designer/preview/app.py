"""The preview's server: it gives the page, renders what it wishes for, and tells it of every save.

It listens on this machine alone. Whoever asks has to know the token in the page's address, and to have come by that
address: another page in the same browser can neither read from it nor make it do anything.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict
from functools import partial
from importlib import resources
from secrets import compare_digest
from time import monotonic
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from carbondocs.designer.preview.checking import CHECK_SECONDS, Inspector
from carbondocs.designer.preview.news import News
from carbondocs.designer.preview.pictures import Album
from carbondocs.designer.preview.rendering import Bench, Shown
from carbondocs.designer.preview.setup import setup
from carbondocs.designer.preview.wishes import Studio, Wish
from carbondocs.designer.preview.worker import Worker
from carbondocs.diagnostics import Diagnostic
from carbondocs.errors import CarbonDocsError
from carbondocs.language import Tongue, worded

_ASSETS = {"preview.css": "text/css; charset=utf-8", "preview.js": "text/javascript; charset=utf-8"}
_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "svg": "image/svg+xml",
    "png": "image/png",
}
_GUARDS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_HEARTBEAT = 15.0
_PATIENCE = 3.0  # s that a document may go on while another is wished for


class Desk:
    """What all requests share: the workers, the pictures, and the news of saves."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.renderer = Worker(Bench, studio)
        self.inspector = Worker(Inspector, studio)
        self.album = Album()
        self.news = News(studio)

    def seconds(self, wish: Wish) -> float:
        """How long a wish may take; LibreOffice needs more."""
        return self.studio.seconds * (4 if wish.view == "word" else 1)

    def close(self) -> None:
        """End all processes."""
        self.renderer.stop()
        self.inspector.stop()


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
        Route("/", _page),
        Route("/assets/{name}", _asset),
        Route("/setup", partial(_setup, desk)),
        Route("/render", partial(_render, desk), methods=["POST"]),
        Route("/check", partial(_check, desk), methods=["POST"]),
        Route("/page/{key}/{number:int}.png", partial(_picture, desk)),
        Route("/difference/{key}/{other}/{number:int}.png", partial(_picture, desk)),
        Route("/download/{name}", partial(_download, desk)),
        Route("/events", partial(_events, desk)),
    ]
    return _Guard(Starlette(routes=routes, lifespan=lifespan), token, port)


class _Guard:
    """Lets in who came by the page's own address and knows the token."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app, self._token = app, token
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        answer = self._app if self._known(request) else Response("Forbidden", 403)

        async def guarded(event: Any) -> None:
            if event["type"] == "http.response.start":
                event["headers"] += [(name.lower().encode(), value.encode()) for name, value in _GUARDS.items()]
            await send(event)

        await answer(scope, receive, guarded)

    def _known(self, request: Request) -> bool:
        origin = request.headers.get("origin")
        own = {f"http://{host}" for host in self._hosts}
        return (
            request.headers.get("host") in self._hosts
            and (origin is None or origin in own)
            and request.headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}
            and compare_digest(request.query_params.get("token", "").encode(), self._token.encode())
        )


async def _page(request: Request) -> Response:
    page = _file("preview.html").decode().replace("TOKEN", request.query_params["token"])
    return Response(page.replace("LANG", _tongue(request).replace("_", "-")), media_type="text/html")


async def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _ASSETS:
        return Response("Not found", 404)
    return Response(_file(name), media_type=_ASSETS[name])


async def _setup(desk: Desk, request: Request) -> Response:
    try:
        return JSONResponse(await asyncio.to_thread(setup, desk.studio, _tongue(request)))
    except CarbonDocsError as error:
        return JSONResponse({"errors": _told(error.diagnostics, request)}, 409)


async def _render(desk: Desk, request: Request) -> Response:
    begun = monotonic()
    try:
        wish = Wish.read(await request.json(), desk.studio)
        desk.renderer.interrupt(after=_PATIENCE)
        shown: Shown = await asyncio.to_thread(desk.renderer.run, desk.seconds(wish), "show", wish)
        pages = await asyncio.to_thread(_kept, desk.album, shown.pages)
        built_in = await asyncio.to_thread(_kept, desk.album, shown.built_in)
    except CarbonDocsError as error:
        return JSONResponse({"failed": True, "findings": _told(error.diagnostics, request)})
    return JSONResponse(
        {
            "failed": shown.failed,
            "pages": pages,
            "builtIn": built_in,
            "text": shown.text,
            "findings": _told(shown.findings, request),
            "seconds": round(monotonic() - begun, 1),
        }
    )


def _kept(album: Album, content: bytes) -> dict[str, Any] | None:
    if not content:
        return None
    key, sizes = album.put(content)
    return {"key": key, "sizes": [asdict(size) for size in sizes]}


async def _check(desk: Desk, request: Request) -> Response:
    given = await request.json()
    wish = Wish.read(given, desk.studio)
    try:
        found = await asyncio.to_thread(
            desk.inspector.run, CHECK_SECONDS, "check", wish.issuer, bool(given.get("thorough"))
        )
    except CarbonDocsError as error:
        found = error.diagnostics
    return JSONResponse({"findings": _told(found, request)})


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
        return Response("\n".join(each["message"] for each in _told(error.diagnostics, request)), 409)
    heading = {"Content-Disposition": f'attachment; filename="{wish.data}-{wish.locale.replace("+", "-")}.{name}"'}
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


def _told(findings: tuple[Diagnostic, ...], request: Request) -> list[Mapping[str, str]]:
    say = partial(worded, tongue=_tongue(request))
    return [
        {
            "severity": str(finding.severity),
            "place": finding.place.told(say),
            "message": say(finding.message),
            "hint": say(finding.hint),
            "clause": finding.clause,
        }
        for finding in findings
    ]


def _tongue(request: Request) -> Tongue:
    asked = request.query_params.get("lang") or request.headers.get("accept-language", "")
    return "zh_CN" if asked.lower().startswith("zh") else "en"


def _file(name: str) -> bytes:
    return (resources.files("carbondocs.designer.preview") / "page" / name).read_bytes()
