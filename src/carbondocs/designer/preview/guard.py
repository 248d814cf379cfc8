"""Who is let in to the preview: whoever came by the page's own address and knows the token in it."""

from __future__ import annotations

from secrets import compare_digest
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_HEADINGS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Stands before the preview. Another page in the same browser can neither read from it nor make it do anything."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app, self._token = app, token
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = self._app if self._known(Request(scope)) else Response("Forbidden", 403)

        async def guarded(event: Any) -> None:
            if event["type"] == "http.response.start":
                event["headers"] += [(name.lower().encode(), value.encode()) for name, value in _HEADINGS.items()]
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
