"""What all tests share: hypothesis without a clock, and outside tools that may be missing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

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


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the shipped samples."""
    return SAMPLES
