"""Starting the preview: a port of this machine alone, a token, the browser."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from secrets import token_urlsafe

from carbondocs.designer.preview.rendering import no_preview
from carbondocs.designer.preview.wishes import Studio
from carbondocs.errors import UsageError, one

_HOST = "127.0.0.1"
_PATIENCE = 1  # s, for pages that are still open when the preview ends


def serve(studio: Studio, port: int, tell: Callable[[str], None], *, browser: bool) -> None:
    """Serve the preview until it is interrupted. ``tell`` is given its address; port 0 is any that is free.

    MachineError where its libraries are missing; UsageError where the port is taken.
    """
    try:
        import pypdfium2  # noqa: F401
        import uvicorn
        import watchfiles  # noqa: F401

        from carbondocs.designer.preview.app import preview_app
    except ImportError as error:
        raise no_preview(error) from error
    token = token_urlsafe(24)
    with _bound(port) as listening:
        port = listening.getsockname()[1]
        app = preview_app(studio, token, port)
        config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=_PATIENCE)
        address = f"http://{_HOST}:{port}/?token={token}"
        tell(address)
        if browser:
            webbrowser.open(address)
        uvicorn.Server(config).run(sockets=[listening])


def _bound(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((_HOST, port))
    except OSError as error:
        listening.close()
        raise UsageError(
            one("preview.port", "Port {port} can't be used: {reason}.", "Leave --port out, or name another.",
                port=port, reason=error.strerror)
        ) from error  # fmt: skip
    return listening
