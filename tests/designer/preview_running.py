"""A preview that runs in a process of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

WISH = {"data": "one-product", "locale": "zh-CN"}


class Preview:
    """A preview that runs, as its page sees it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
        self.token = parse_qs(urlsplit(address).query)["token"][0]

    def ask(self, path: str, body: Any = None, *, token: str | None = None, **headers: str) -> tuple[int, bytes]:
        mark = "&" if "?" in path else "?"
        request = urllib.request.Request(
            f"{self.origin}{path}{mark}token={self.token if token is None else token}",
            data=None if body is None else json.dumps(body).encode(),
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def render(self, **changes: object) -> Any:
        status, content = self.ask("/render", {**WISH, **changes})
        assert status == 200
        return json.loads(content)


@contextmanager
def running_preview(pack: Path) -> Iterator[Preview]:
    """A preview of the pack, ended afterwards as by Ctrl+C."""
    command = "import sys; from carbondocs.cli.main import main; sys.argv[0] = 'carbondocs'; main()"
    arguments = [sys.executable, "-c", command, "templates", "preview", str(pack), "--no-browser"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout
        found = re.search(r"http://\S+", process.stdout.readline())
        try:
            assert found
            started = Preview(found[0])
            _reachable(started)
            yield started
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) in {0, 130}


def _reachable(preview: Preview) -> None:
    for _ in range(100):
        try:
            preview.ask("/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the preview doesn't answer")
