"""Help pages in the user's language, the words that are Click's own included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from carbondocs.cli.speech import told


class _Formatter(click.HelpFormatter):
    """Puts Click's words into the user's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: ARG002
        super().write_usage(prog, args, told("Usage: {usage}", usage=""))

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """A part of the page below its heading."""
        headings = {"Options": told("Options"), "Commands": told("Commands")}
        with super().section(headings.get(name, name)):
            yield

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options, or commands, each with what is said of it."""
        super().write_dl([(term, _in_our_words(text)) for term, text in rows], col_max, col_spacing)


class HelpContext(click.Context):
    """A context whose help pages are in the user's language."""

    formatter_class = _Formatter


def _in_our_words(text: str) -> str:
    own = {
        "Show this message and exit.": told("Show this message and exit."),
        "Show the version and exit.": told("Show the version and exit."),
    }
    return own.get(text, text.replace("[required]", f"[{told('required')}]"))
