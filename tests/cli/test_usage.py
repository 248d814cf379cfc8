"""Wrong calls of the command line: each is told in the user's language, with what is right."""

from __future__ import annotations

import subprocess
import sys

import pytest
from running import carbondocs

BATCH = ("batch", "cfp-certificate", "list.csv", "-o", "out")


@pytest.mark.parametrize(
    ("call", "english", "chinese"),
    [
        (("batch",), "'KIND' is missing.", "缺少 'KIND'。"),
        (("batc",), "There is no command batc. Did you mean batch?", "没有命令 batc。 是否想写 batch？"),
        (
            ("render", "--lokale", "en"),
            "There is no option --lokale. Did you mean --locale?",
            "没有选项 --lokale。 是否想写 --locale？",
        ),
        (("render", "a", "b", "-o"), "-o needs a value.", "-o 后面要写值。"),
        (("doctor", "a", "b"), "Too many arguments: a b.", "参数过多：a b。"),
        ((*BATCH, "--only", "x"), "'--only' has to be one of failed.", "'--only' 只能是：failed。"),
        ((*BATCH, "--since", "2026/3/16"), "written like 2026-03-16.", "写法如 2026-03-16。"),
        ((*BATCH, "--workers", "0"), "a whole number from 1 to 256.", "1 到 256 之间的整数。"),
        ((*BATCH, "--max-failures", "-1"), "a whole number, 0 or more.", "不小于 0 的整数。"),
    ],
)
def test_wrong_usage_is_told_in_both_languages(call: tuple[str, ...], english: str, chinese: str) -> None:
    for lang, words in (("C.UTF-8", english), ("zh_CN.UTF-8", chinese)):
        run = carbondocs(*call, lang=lang)
        assert run.code == 2
        assert words in run.err
        assert run.out == ""


def test_the_usage_of_the_command_and_its_help_are_named() -> None:
    lines = carbondocs("batch", lang="zh_CN.UTF-8").err.splitlines()
    assert (lines[0][:3], lines[0][-25:]) == ("用法：", "batch [OPTIONS] KIND ROWS")
    assert (lines[1][:5], lines[1][-13:]) == ("详细说明：", " batch --help")


def test_python_runs_the_package_as_the_command_line() -> None:
    done = subprocess.run([sys.executable, "-m", "carbondocs", "kinds"], capture_output=True, text=True, check=True)
    assert "cfp-certificate" in done.stdout


def test_help_pages_are_in_one_language() -> None:
    english, chinese = (carbondocs("batch", "--help", lang=lang).out for lang in ("C.UTF-8", "zh_CN.UTF-8"))
    assert "\nOptions:\n" in english
    assert "[required]" in english
    assert "Show this message and exit." in english
    assert (chinese[:3], "\n选项:\n" in chinese, "[必填]" in chinese) == ("用法：", True, True)
    for word in ("Usage", "Options", "required", "Show this"):
        assert word not in chinese


@pytest.mark.parametrize("group", [(), ("templates",)])
def test_every_command_is_described_without_cuts(group: tuple[str, ...]) -> None:
    for lang in ("C.UTF-8", "zh_CN.UTF-8"):
        page = carbondocs(*group, "--help", lang=lang).out
        assert "..." not in page.partition("\n")[2]
