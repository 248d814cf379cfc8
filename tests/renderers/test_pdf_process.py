"""PDF and the process it is made in: the same bytes everywhere, and nothing of the caller's is touched."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from certificate_data import KIND, LOCALES, rendered, sample

from carbondocs import Renderer

TESTS = Path(__file__).parents[1]


def run(script: str, *arguments: str, cwd: Path | None = None, **environment: str) -> str:
    """What a script prints in a process of its own, which must not complain."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env={**os.environ, "PYTHONPATH": str(TESTS), **environment},
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


DIGESTS = """
import hashlib, json, sys
from certificate_data import rendered
made = {name: hashlib.sha256(rendered(*name.split())).hexdigest() for name in sys.argv[1:]}
print(json.dumps(made))
"""
DOCUMENTS = ["one-product zh-CN", "hard-case en", "45-products zh-CN", "draft zh-CN", "reissued zh-CN+en"]


@pytest.mark.parametrize(("seed", "order"), [("1", DOCUMENTS), ("2", DOCUMENTS[::-1])])
def test_the_same_bytes_in_every_process_and_order(seed: str, order: list[str], tmp_path: Path) -> None:
    here = {name: hashlib.sha256(rendered(*name.split())).hexdigest() for name in DOCUMENTS}
    settings = {"PYTHONHASHSEED": seed, "TZ": ("UTC", "Asia/Shanghai")[seed == "2"], "LANG": "C.UTF-8"}
    assert json.loads(run(DIGESTS, *order, cwd=tmp_path, **settings)) == here


def test_the_same_bytes_after_documents_of_other_lengths() -> None:
    """The spread that one certificate left behind doesn't show in the next."""
    renderer = Renderer()

    def made(length: int) -> bytes:
        data = sample(system_boundary="边" * length, standards=["GB/T 1 " + "标" * length] * 3, standards_en=())
        return renderer.render(KIND, data, ("pdf",)).artifacts["pdf"].content

    lengths = [1, 40, 80, 120]
    assert [made(length) for length in lengths] == [made(length) for length in reversed(lengths)][::-1]
    assert renderer.render(KIND, sample(), ("pdf",)).artifacts["pdf"].content == rendered()


def test_the_same_bytes_from_several_threads_at_once() -> None:
    renderers = {locale: Renderer(locale=locale) for locale in LOCALES}
    jobs = [(name, locale) for name in ("one-product", "reissued", "draft") for locale in LOCALES] + [
        ("one-product", "zh-CN"),
        ("hard-case", "zh-CN"),
        ("hard-case", "zh-CN"),
    ]
    alone = [rendered(*job) for job in jobs]

    def made(job: tuple[str, str]) -> bytes:
        name, locale = job
        return renderers[locale].render(KIND, sample(name), ("pdf",)).artifacts["pdf"].content

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(made, jobs)) == alone


UNTOUCHED = """
import decimal, locale, logging, os, signal, sys, warnings
from PIL import Image, ImageFile
ImageFile.LOAD_TRUNCATED_IMAGES = False

def state():
    return {
        "environment": dict(os.environ),
        "folder": os.getcwd(),
        "locale": locale.setlocale(locale.LC_ALL),
        "logging": (logging.root.handlers[:], logging.root.level, logging.raiseExceptions),
        "warnings": warnings.filters[:],
        "signals": [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGPIPE)],
        "pillow": (ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS),
        "decimal": str(decimal.getcontext()),
        "hooks": (sys.excepthook, sys.stdout, sys.stderr),
        "recursion": sys.getrecursionlimit(),
        "umask": (os.umask(0o22), os.umask(0o22))[1],
        "path": sys.path[:],
    }

before = state()
from certificate_data import attempt, sample
assert attempt(sample(), locale="zh-CN+en").artifacts
changed = [name for name, value in state().items() if value != before[name]]
assert not changed, changed
"""


def test_the_callers_process_stays_as_it_was_and_nothing_is_printed(tmp_path: Path) -> None:
    assert run(UNTOUCHED, TMPDIR=str(tmp_path)) == ""
    assert list(tmp_path.iterdir()) == [], "temporary files are left behind"


WITHOUT_SUBSETTER = """
import weasyprint.pdf.fonts
weasyprint.pdf.fonts.harfbuzz_subset = None
from certificate_data import attempt, sample
outcome = attempt(sample())
assert not outcome.failed
assert outcome.artifacts["pdf"].content.startswith(b"%PDF")
(found,) = outcome.diagnostics
print(found.code, found.severity)
"""


def test_without_the_subsetter_pages_are_set_with_a_warning() -> None:
    assert run(WITHOUT_SUBSETTER) == "subsetter.missing warning\n"


WITHOUT_PANGO = """
import cffi
real = cffi.FFI.dlopen

def dlopen(self, name, *arguments):
    if "pango" in str(name):
        raise OSError(f"cannot load library {name!r}")
    return real(self, name, *arguments)

cffi.FFI.dlopen = dlopen
from carbondocs import MachineError
from certificate_data import attempt, sample
try:
    attempt(sample())
except MachineError as error:
    (found,) = error.diagnostics
    print(found.code, "apt install" in str(found.hint))
"""


def test_without_pango_the_remedy_is_told() -> None:
    assert run(WITHOUT_PANGO).splitlines()[-1] == "pango.missing True"
