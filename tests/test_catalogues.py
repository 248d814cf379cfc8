"""Every text that people read has its translation."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from babel.messages.pofile import read_po
from pydantic import BaseModel

from carbondocs.kinds import kinds
from carbondocs.sources.forms import offered
from carbondocs.sources.leaves import leaves
from carbondocs.values.choice import Choice

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "carbondocs"
CATALOGUES = SOURCE / "catalogues"
GAP = re.compile(r"\{(\w+)\}")

# the functions whose texts are messages, and which of their arguments are
MESSAGES = {"message": (0,), "told": (0,), "one": (1, 2), "_blame": (2, 3)}
# the variables that hold a text on its way there
VARIABLES = {"problem", "hint"}


def nodes() -> Iterator[ast.AST]:
    for path in SOURCE.rglob("*.py"):
        yield from ast.walk(ast.parse(path.read_text("utf-8")))


def calls() -> Iterator[tuple[str, ast.Call]]:
    for node in nodes():
        if isinstance(node, ast.Call):
            yield node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", ""), node


def literals(node: ast.expr) -> Iterator[str]:
    """The texts that an argument may be: a literal, or either arm of a conditional."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def message_texts() -> set[str]:
    found: set[str] = set()
    for name, call in calls():
        for index in MESSAGES.get(name, ()):
            if index < len(call.args):
                found.update(text for text in literals(call.args[index]) if text)
    for node in nodes():
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in VARIABLES:
            found.update(text for text in literals(node.value) if text)
    return found


def field_texts() -> set[str]:
    """What a workbook tells of fields: their descriptions, and their choices that have no word of their own."""
    found: set[str] = set()
    for model in {model for kind in kinds().values() for model in models(kind.record)}:
        found.update(info.description for info in model.model_fields.values() if info.description)
        choices = [choice for leaf in offered(tuple(leaves(model))) for choice in leaf.choices]
        found.update(str(choice) for choice in choices if not isinstance(choice, bool | Choice))
    return found


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    """All models in a type, and in the fields of these."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for info in annotation.model_fields.values():
            yield from models(info.annotation)
    for argument in get_args(annotation):
        yield from models(argument)


def document_texts() -> set[str]:
    """All Chinese texts handed to ``say``."""
    found: set[str] = set()
    for name, call in calls():
        if name in {"say", "_say"}:
            found.update(literals(call.args[0]))
    return found


def catalogue(name: str) -> dict[str, str]:
    with (CATALOGUES / f"{name}.po").open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}


@pytest.mark.parametrize(
    ("name", "texts"),
    [("messages.zh_CN", message_texts() | field_texts()), ("documents.en", document_texts())],
    ids=["zh", "en"],
)
def test_every_text_is_translated(name: str, texts: set[str]) -> None:
    assert len(texts) > 20, "the search for texts found next to nothing"
    assert sorted(texts - {text for text, translation in catalogue(name).items() if translation}) == []


@pytest.mark.parametrize("name", ["messages.zh_CN", "documents.en"])
def test_translations_have_the_gaps_of_their_texts(name: str) -> None:
    wrong = [text for text, words in catalogue(name).items() if set(GAP.findall(text)) != set(GAP.findall(words))]
    assert wrong == []


def test_chinese_messages_call_fields_by_their_titles() -> None:
    names = {leaf.names[-1] for kind in kinds().values() for leaf in leaves(kind.record) if "_" in leaf.names[-1]}
    raw = re.compile(rf"(?<![{{（.\w])(?:{'|'.join(names | {'validity_end'})})(?![\w}}])")
    assert len(names) > 20
    assert [words for words in catalogue("messages.zh_CN").values() if raw.search(words)] == []
