"""How the tests run the command line: in a process of its own, with a locale."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from certificate_data import KIND, sample
from click.testing import CliRunner

from carbondocs.cli.main import cli

MAIN = "from carbondocs.cli.main import main; main()"


class Run(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def findings(self) -> list[dict[str, str]]:
        """The findings told as JSON: the first line on standard error."""
        found: list[dict[str, str]] = json.loads(self.err.splitlines()[0])
        return found


def environment(lang: str) -> dict[str, str]:
    """The environment of a user with that locale."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return {**kept, "LANG": lang}


def carbondocs(
    *arguments: str | Path, lang: str = "C.UTF-8", stdin: bytes = b"", cwd: Path | None = None, before: str = ""
) -> Run:
    """Run ``carbondocs`` with those arguments; ``before`` is Python that comes first in that process."""
    done = subprocess.run(
        [sys.executable, "-c", f"{before}\n{MAIN}", *map(str, arguments)],
        input=stdin,
        env=environment(lang),
        cwd=cwd,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def here(*arguments: str | Path) -> Run:
    """Run ``carbondocs`` in this process, where its engines are warm; what it raises is raised."""
    result = CliRunner().invoke(cli, [str(argument) for argument in arguments], standalone_mode=False)
    if result.exception:
        raise result.exception
    return Run(int(result.return_value or 0), result.stdout, result.stderr)


def data_file(folder: Path, *documents: dict[str, Any], name: str = "data.yaml") -> Path:
    """A file of several documents; without any it holds the sample."""
    path = folder / name
    texts = (yaml.safe_dump(document, allow_unicode=True, sort_keys=False) for document in documents or (sample(),))
    path.write_text("---\n".join(texts), encoding="utf-8")
    return path


def render(data: Path | str, out: Path, *options: str | Path, **settings: Any) -> Run:
    """``carbondocs render`` to PDF."""
    return carbondocs("render", KIND, data, "-o", out, "--format", "pdf", *options, **settings)


def render_here(data: Path | str, out: Path, *options: str | Path) -> Run:
    """``carbondocs render`` to PDF, in this process."""
    return here("render", KIND, data, "-o", out, "--format", "pdf", *options)


def names(folder: Path) -> list[str]:
    """The names of all files in a folder; none where there is no folder."""
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
