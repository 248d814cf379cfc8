"""The built wheel stands on its own: beside what it declares, and nothing else, it renders a sample."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pikepdf
import pytest
from packaging.requirements import Requirement

_CHECKOUT = Path(__file__).parents[1]
_ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "FONTCONFIG"))}


def _run(*command: str | Path, cwd: Path) -> str:
    """What ``command`` prints; its standard error is part of the failure where it fails."""
    done = subprocess.run(command, cwd=cwd, env=_ENVIRONMENT, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, f"{command} gave {done.returncode}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@dataclass(frozen=True)
class _Installed:
    """A virtual environment with the wheel, its dependencies as declared, and an empty folder to work in."""

    folder: Path

    @property
    def bin(self) -> Path:
        return self.folder / "bin"

    @property
    def packages(self) -> Path:
        return next(self.folder.glob("lib/python3*/site-packages"))

    def python(self, code: str) -> str:
        return _run(self.bin / "python", "-c", code, cwd=self.folder).strip()


def _needed_by(requirements: list[str], extras: frozenset[str] = frozenset()) -> Iterator[Distribution]:
    """The distributions that ``requirements`` name for ``extras``, as they are installed here, and what they need."""
    for requirement in map(Requirement, requirements):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras | {""}):
            found = distribution(requirement.name)
            yield found
            yield from _needed_by(found.requires or [], frozenset(requirement.extras))


def _link(found: Distribution, packages: Path) -> None:
    """Make an installed distribution importable from ``packages`` too."""
    for name in {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}:
        target = packages / name
        if not target.exists():
            target.symlink_to(Path(str(found.locate_file(name))))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, _CHECKOUT, cwd=out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> _Installed:
    environment = _Installed(tmp_path_factory.mktemp("installed"))
    venv.create(environment.folder, symlinks=True)
    pip = (sys.executable, "-m", "pip", "--python", environment.bin / "python")
    _run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=environment.folder)
    (carbondocs,) = Distribution.discover(name="carbondocs", path=[str(environment.packages)])
    for found in _needed_by(carbondocs.requires or []):
        _link(found, environment.packages)
    _run(*pip, "check", cwd=environment.folder)
    return environment


@pytest.mark.parametrize("folder", ["src/carbondocs", "templates", "fonts", "samples"])
def test_the_wheel_holds_what_the_checkout_holds(wheel: Path, folder: str) -> None:
    ours = {
        path.relative_to(_CHECKOUT / folder).as_posix()
        for path in (_CHECKOUT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.match("fonts/*.py")
    }
    assert ours
    prefix = "carbondocs/" if folder.startswith("src/") else f"carbondocs/{folder}/"
    with zipfile.ZipFile(wheel) as archive:
        packed = {name.removeprefix(prefix) for name in archive.namelist() if name.startswith(prefix)}
    assert ours - packed == set()


def test_the_wheel_holds_the_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        licences = {name.partition("/licenses/")[2] for name in archive.namelist() if ".dist-info/licenses/" in name}
    assert {"LICENSE", "fonts/OFL.txt"} < licences
    assert {f"fonts/licenses/{path.name}" for path in (_CHECKOUT / "fonts" / "licenses").iterdir()} < licences


def test_the_environment_knows_nothing_of_the_checkout_and_its_tools(installed: _Installed) -> None:
    assert Path(installed.python("import carbondocs; print(carbondocs.__file__)")).is_relative_to(installed.packages)
    assert str(_CHECKOUT / "src") not in installed.python("import sys; print(*sys.path, sep='\\n')").splitlines()
    assert installed.python("from importlib.util import find_spec; print(find_spec('pytest'))") == "None"


def test_fonts_templates_and_samples_come_from_the_wheel(installed: _Installed) -> None:
    code = (
        "from carbondocs.workspace import shipped; print(*map(shipped, ('fonts', 'templates', 'samples')), sep='\\n')"
    )
    for folder in map(Path, installed.python(code).splitlines()):
        assert folder.is_relative_to(installed.packages / "carbondocs")
        assert folder.is_dir()


def test_a_sample_is_rendered_from_the_wheel(installed: _Installed) -> None:
    carbondocs = installed.bin / "carbondocs"
    _run(carbondocs, "sample", "cfp-certificate", "-o", "x.yaml", cwd=installed.folder)
    _run(carbondocs, "render", "cfp-certificate", "x.yaml", "-o", "out", cwd=installed.folder)
    (pdf,) = (installed.folder / "out").glob("*.pdf")
    (docx,) = (installed.folder / "out").glob("*.docx")
    assert zipfile.ZipFile(docx).testzip() is None
    with pikepdf.open(pdf) as document:
        fonts = {str(font.BaseFont) for page in document.pages for font in page.resources.Font.values()}
    assert fonts
    assert all("CarbonDocs" in font or "Liberation" in font for font in fonts)
