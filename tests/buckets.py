"""An S3 server of the tests, and what lies in its buckets."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import s3fs
from batch_lists import tree


@contextmanager
def s3_server() -> Iterator[str]:
    """The address of an S3 server on loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        address = f"http://127.0.0.1:{port}"
        wait_for(lambda: _answers(address))
        yield address
        process.terminate()


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something is so; where it never is, the test fails."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "nothing happens"
        time.sleep(0.02)


def opened(server: str) -> Any:
    """The server, to look at what lies there."""
    return s3fs.S3FileSystem(key="key", secret="secret", endpoint_url=server, use_listings_cache=False)


def listed(server: str, bucket: Path) -> list[str]:
    """The names of all objects of a bucket, its lock apart."""
    names = (name.partition("/")[2] for name in opened(server).find(str(bucket)))
    return [name for name in names if ".carbondocs" not in name]


def fetched(server: str, bucket: Path, folder: Path) -> dict[str, str]:
    """The digests of all objects below ``out/``, as of the files of a folder."""
    opened(server).get(str(bucket), str(folder), recursive=True)
    return tree(folder / "out")


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address).close()
    except OSError:
        return False
    return True
