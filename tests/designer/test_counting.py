"""Checks and proofs show how far they are on a terminal, and nothing elsewhere."""

from __future__ import annotations

import sys
from io import StringIO

import pytest

from carbondocs.cli.counting import counted
from carbondocs.designer.progress import silent


class Terminal(StringIO):
    """Standard error of somebody who looks on."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_is_shown_how_many_of_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with counted("Reading the pages back") as tell:
        tell(12, 31)
    assert "Reading the pages back" in terminal.getvalue()
    assert "12/31" in terminal.getvalue()


def test_a_pipe_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", pipe := StringIO())
    with counted("Reading the pages back") as tell:
        assert tell is silent
        tell(12, 31)
    assert pipe.getvalue() == ""
