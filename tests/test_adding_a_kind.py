"""The page about adding a kind: the files it shows, put outside of carbondocs, are a kind like any other."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree
from pdf_reading import pages, squeezed

PAGE = Path(__file__).parents[1] / "docs" / "adding-a-kind.md"
SHOWN = re.compile(r"^\*\*`([^`\n]+)`\*\*\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
KIND, DISTRIBUTION = "document-receipt", "carbondocs-receipt 1.0"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "from carbondocs.cli.main import main; main()"
RENAMED = "from dataclasses import replace\nfrom carbondocs_receipt import KIND\nKIND = replace(KIND, name={name!r})\n"
Run = Callable[..., "subprocess.CompletedProcess[str]"]

SAID = {
    "zh-CN": ("资料接收单", "接收单编号：", "ZL-2026-0031", "山东示例线缆集团有限公司", "2026年03月02日",
              "兹收到下列资料共 3 份：", "法定登记注册证明", "产品原材料清单", "产品碳足迹报告", "样张",
              "示例碳足迹认证中心"),
    "en": ("Receipt of Documents", "Receipt No.:", "ZL-2026-0031", "Shandong Sample Cable Group", "2 March 2026",
           "3 in all", "Proof of registration", "Bill of materials", "Product carbon footprint report", "SAMPLE"),
}  # fmt: skip
SAID["zh-CN+en"] = SAID["zh-CN"] + SAID["en"]


def install(site: Path, distribution: str, entries: dict[str, str]) -> None:
    """Say in ``site``, as an installer would, that the distribution names those kinds."""
    name, version = distribution.split()
    folder = site / f"{name.replace('-', '_')}-{version}.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
    lines = "".join(f"{kind} = {value}\n" for kind, value in entries.items())
    (folder / "entry_points.txt").write_text(f"[carbondocs.kinds]\n{lines}", encoding="utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the page, and the Word template that they make."""
    folder = tmp_path_factory.mktemp("project")
    for name, text in SHOWN.findall(PAGE.read_text(encoding="utf-8")):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    subprocess.run([sys.executable, "word_template.py"], cwd=folder, check=True, timeout=60)
    entries = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    install(folder / "src", DISTRIBUTION, entries["carbondocs.kinds"])
    return folder


@pytest.fixture
def run(project: Path, tmp_path: Path) -> Run:
    """Runs carbondocs in a process of its own, with the kind installed, in an empty folder."""
    paths = [str(project / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]

    def running(
        *arguments: str, code: str = MAIN, lang: str = "C.UTF-8", more: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*paths, *([str(more)] if more else [])])}
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=tmp_path,
            env={**environment, "LC_ALL": lang},
            capture_output=True,
            text=True,
            timeout=120,
        )

    return running


def test_the_page_shows_every_file_of_its_tree(project: Path) -> None:
    made = {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}
    made = {name for name in made if ".dist-info/" not in name and "__pycache__" not in name}
    shown = {name for name, _ in SHOWN.findall(PAGE.read_text(encoding="utf-8"))}
    template = f"src/carbondocs_receipt/templates/{KIND}/document.docx"
    assert made == shown | {template}
    tree = PAGE.read_text(encoding="utf-8").split("\n    carbondocs-receipt/\n")[1].split("\n\n")[0]
    assert [name for name in made if Path(name).name not in tree] == []


def test_every_list_has_the_kind(run: Run) -> None:
    listed = [line.split(maxsplit=1) for line in run("kinds").stdout.splitlines()]
    assert [KIND, "Receipt of documents  (pdf, docx)"] in listed
    assert "资料接收单" in run("kinds", lang="zh_CN.UTF-8").stdout
    assert json.loads(run("schema", KIND).stdout)["properties"]["received_on"]["title"] == "接收日期"
    assert run("sample", KIND, "--list").stdout == "receipt  资料接收单: three documents of one applicant.\n"
    checks = {check["name"]: check for check in json.loads(run("doctor", "--json").stdout)}
    assert (checks[DISTRIBUTION]["found"], checks[DISTRIBUTION]["sound"]) == (KIND, True)


@pytest.mark.parametrize("locale", SAID)
def test_the_kind_is_rendered_and_reads_back(run: Run, tmp_path: Path, locale: str) -> None:
    assert run("sample", KIND, "-o", "receipt.yaml").returncode == 0
    done = run("render", KIND, "receipt.yaml", "-o", "out", "--locale", locale)
    assert (done.returncode, done.stderr) == (0, "")
    (pdf,), (docx,) = (tmp_path / "out").glob("*.pdf"), (tmp_path / "out").glob("*.docx")
    with ZipFile(docx) as archive:
        assert archive.testzip() is None
        word = "".join(etree.fromstring(archive.read("word/document.xml")).itertext(f"{W}t"))
    for text in ("".join(pages(pdf.read_bytes())), word):
        assert [words for words in SAID[locale] if squeezed(words) not in squeezed(text)] == []
        assert locale == "zh-CN" or "{" not in text
    assert locale != "en" or "资料" not in word
    with pikepdf.open(pdf) as document:
        fonts = {str(font.BaseFont) for font in document.pages[0].resources.Font.values()}
    assert fonts
    assert all("CarbonDocs" in font for font in fonts)


def test_the_library_knows_the_kind(run: Run) -> None:
    code = (
        "import carbondocs, yaml; from pathlib import Path; from carbondocs.kinds import folder\n"
        f"path = folder('samples', '{KIND}') / '{KIND}' / 'receipt.yaml'\n"
        f"outcome = carbondocs.render('{KIND}', yaml.safe_load(path.read_text('utf-8')))\n"
        "print(*sorted(outcome.artifacts), len(outcome.diagnostics))"
    )
    assert run(code=code).stdout == "docx pdf 0\n"


def test_its_rules_are_told_in_both_languages(run: Run, tmp_path: Path) -> None:
    run("sample", KIND, "-o", "receipt.yaml")
    text = (tmp_path / "receipt.yaml").read_text(encoding="utf-8")
    wrong = text.replace("2026-03-02", "2026-12-02").replace("产品原材料清单", "产品碳足迹报告")
    (tmp_path / "wrong.yaml").write_text(wrong, encoding="utf-8")
    english, chinese = (
        run("render", KIND, "wrong.yaml", "-o", "out", lang=lang) for lang in ("C.UTF-8", "zh_CN.UTF-8")
    )
    assert english.returncode == chinese.returncode == 3
    assert "Documents can't have been received on 2026-12-02, in the future." in english.stderr
    assert "documents[2]: error: 产品碳足迹报告 is listed twice. [《碳足迹认证规则》4.2.2]" in english.stderr
    assert "接收日期 2026-12-02 在今天之后。" in chinese.stderr
    assert "产品碳足迹报告 列了两次。" in chinese.stderr
    assert not (tmp_path / "out").exists()


def test_carbondocs_own_words_stay(run: Run, tmp_path: Path) -> None:
    package = tmp_path / "impostor"
    (package / "catalogues").mkdir(parents=True)
    (package / "__init__.py").write_text(RENAMED.format(name="x"), encoding="utf-8")
    words = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "二维码"\nmsgstr "Impostor"\n'
    (package / "catalogues" / "documents.en.po").write_text(words, encoding="utf-8")
    install(tmp_path, "impostor 1", {"x": "impostor"})
    code = "from carbondocs.kinds import kinds; from carbondocs.language import locale\n"
    code += "print(list(kinds())[-1], locale('en').say('二维码'))"
    assert run(code=code, more=tmp_path).stdout == "x QR code\n"


# distribution, the kind that it names, its module, the module's content, what is said of it
FAULTY = [
    ("gone-kind 1.0", "gone", "nowhere_to_be_found", None, "ModuleNotFoundError"),
    ("torn-kind 2.1", "torn", "torn_module", "KIND = (", "SyntaxError"),
    ("quitting-kind 1.0", "quitting", "quitting_module", "raise SystemExit(7)", "SystemExit"),
    ("empty-kind 1.0", "empty", "empty_module", "KINDS = []", "empty_module has no KIND."),
    ("other-kind 1.0", "other", "other_module", "from carbondocs_receipt import KIND", "is named document-receipt."),
    ("twin-kind 1.0", KIND, "other_module", None, f"{DISTRIBUTION} has a kind of that name."),
    ("usurping-kind 1.0", "cfp-certificate", "other_module", None, "carbondocs has a kind of that name."),
]


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A folder in which all the faulty kinds are installed."""
    site = tmp_path / "site"
    site.mkdir()
    for distribution, kind, module, content, _ in FAULTY:
        install(site, distribution, {kind: module})
        if content:
            (site / f"{module}.py").write_text(content, encoding="utf-8")
    (site / "babble").mkdir()
    (site / "babble" / "__init__.py").write_text(RENAMED.format(name="babble"), encoding="utf-8")
    (site / "babble" / "catalogues").mkdir()
    (site / "babble" / "catalogues" / "documents.en.po").write_bytes(b'msgid "\xff\xfe')
    install(site, "babbling-kind 1.0", {"babble": "babble"})
    return site


SAID_OF = [*((row[0], row[1], row[4]) for row in FAULTY), ("babbling-kind 1.0", "babble", "can't be read")]


def test_faulty_kinds_are_told_and_the_others_work(run: Run, faulty: Path) -> None:
    done = run("kinds", more=faulty)
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()][-1] == KIND
    assert "cfp-certificate" in done.stdout
    told = [line for line in done.stderr.splitlines() if "warning" in line]
    assert len(told) == len(SAID_OF)
    for distribution, kind, words in SAID_OF:
        assert any(line.startswith(f"{distribution} {kind}: ") and words in line for line in told), words
    assert run("sample", "cfp-certificate", more=faulty).returncode == 0
    assert run("sample", KIND, more=faulty).returncode == 0


def test_doctor_tells_of_faulty_kinds(run: Run, faulty: Path) -> None:
    done = run("doctor", "--json", more=faulty)
    checks = {check["name"]: check for check in json.loads(done.stdout)}
    assert done.returncode == 0
    for distribution, _, words in SAID_OF:
        assert not checks[distribution]["sound"]
        assert words in checks[distribution]["found"]
        assert checks[distribution]["remedy"]


@pytest.mark.parametrize(("distribution", "kind", "words"), [SAID_OF[0], SAID_OF[2], SAID_OF[4], SAID_OF[7]])
def test_asking_for_a_faulty_kind_says_why(run: Run, faulty: Path, distribution: str, kind: str, words: str) -> None:
    done = run("schema", kind, more=faulty)
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.startswith(f"{distribution} {kind}: error: ")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
