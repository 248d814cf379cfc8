"""What all tests share: hypothesis without a clock, and outside tools that may be missing."""

from __future__ import annotations

import os
import secrets
import shutil
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from carbondocs.designer import admission

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture(scope="session")
def tool() -> Callable[[str], str]:
    """The path of an outside program; without it the test is skipped, or fails where tools are required."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path:
            return path
        if os.environ.get("CARBONDOCS_REQUIRE_TOOLS"):
            pytest.fail(f"{name} is missing, and CARBONDOCS_REQUIRE_TOOLS is set")
        pytest.skip(f"{name} is missing")

    return find


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let packs through to the engines as if nothing had looked through them, to try what these refuse themselves."""
    monkeypatch.setattr(admission, "admitted", lambda *_: ())


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the shipped samples."""
    return SAMPLES


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of an S3 server on loopback."""
    from buckets import s3_server

    with s3_server() as address:
        yield address


@pytest.fixture
def bucket(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty bucket, as a name below ``s3:``; what a user has in the environment to get in, and for the state."""
    for name, value in {
        "AWS_ENDPOINT_URL": server, "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1", "XDG_STATE_HOME": str(tmp_path / "state"),
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    found = Path(f"bucket-{secrets.token_hex(8)}")
    request = urllib.request.Request(f"{server}/{found}", method="PUT")
    urllib.request.urlopen(request).close()
    return found
