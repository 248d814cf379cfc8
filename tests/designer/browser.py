"""A real Chromium, driven by its DevTools protocol."""

from __future__ import annotations

import base64
import json
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

_PATIENCE = 60  # s


class Page:
    """One page of the browser."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._number = 0
        for domain in ("Page", "Runtime", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: Any) -> Any:
        """The result of a method of the protocol."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv(timeout=_PATIENCE))
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]

    def open(self, address: str) -> None:
        self.send("Page.navigate", url=address)

    def value(self, expression: str) -> Any:
        """What an expression of JavaScript gives."""
        found = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def wait(self, expression: str, seconds: float = _PATIENCE) -> Any:
        """What an expression gives once it is true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := self.value(f"(() => {{ try {{ return {expression} }} catch (error) {{ return null }} }})()"):
                return found
            time.sleep(0.1)
        raise AssertionError(f"{expression} is never true; the page says: {self.value('document.body.innerText')}")

    def press(self, key: str, *, shift: bool = False) -> None:
        """Press a key, such as Tab or +."""
        for kind in ("rawKeyDown" if len(key) == 1 else "keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key, modifiers=8 if shift else 0,
                      windowsVirtualKeyCode={"Tab": 9, "Enter": 13, "ArrowDown": 40}.get(key, 0))  # fmt: skip

    def screenshot(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))


@contextmanager
def browser(program: str, folder: Path, *options: str) -> Iterator[Page]:
    """An empty page of a new Chromium, whose profile lies in ``folder``."""
    command = [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", *options]
    with subprocess.Popen(
        [*command, f"--user-data-dir={folder}", "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            port = _port(folder / "DevToolsActivePort")
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list") as listed:
                (target,) = [each for each in json.load(listed) if each["type"] == "page"]
            with connect(target["webSocketDebuggerUrl"], max_size=None) as socket:
                yield Page(socket)
        finally:
            process.kill()


def _port(file: Path) -> int:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if file.is_file() and (lines := file.read_text().split()):
            return int(lines[0])
        time.sleep(0.1)
    raise AssertionError("Chromium doesn't start")
