"""What carbondocs batch puts its documents together in: one PDF for the printer, one ZIP archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from carbondocs.batch.bundles import join_pdfs, zip_files
from carbondocs.batch.lists import Choice
from carbondocs.batch.manifest import MANIFESTS
from carbondocs.batch.order import Order
from carbondocs.batch.run import Batch
from carbondocs.cli.speech import told
from carbondocs.errors import UsageError, one
from carbondocs.store.entries import StoredFile
from carbondocs.store.naming import name_key


def check_bundles(order: Order, merge: str | None, archive: str | None) -> None:
    """UsageError where the files to put documents together in can't be meant, before anything is made."""
    if merge and "pdf" not in order.formats:
        raise UsageError(one("batch.merge", "Only PDF documents can be joined.", "Add pdf to --format."))
    for option, path, ending in (("--merge", merge, ".pdf"), ("--zip", archive, ".zip")):
        if path and not path.lower().endswith(ending):
            raise UsageError(
                one(
                    "batch.bundle",
                    "{path} can't be the file of {option}: its name doesn't end in {ending}.",
                    "Name a file of its own, which is written anew each time, such as {example}.",
                    path=path,
                    option=option,
                    ending=ending,
                    example=f"all{ending}",
                )
            )


def check_no_document(batch: Batch, merge: str | None) -> None:
    """UsageError where the joined file would take the place of one of the documents."""
    if not merge:
        return
    wanted = _name_within(batch.storage.where(""), merge)
    if wanted and any(name_key(f"{name}.pdf") == name_key(wanted) for name in batch.journal.names()):
        raise UsageError(
            one(
                "batch.bundle_taken",
                "{path} is the name of a document, which the joined file would replace.",
                "Name another file for --merge, such as {example}.",
                path=merge,
                example="all.pdf",
            )
        )


def bundle(batch: Batch, merge: str | None, archive: str | None, choice: Choice) -> list[str]:
    """Join and zip what is done, as asked for; what was written, in words."""
    told_of = []
    if merge and _any(batch, choice, "pdf"):
        pages = join_pdfs(batch.storage, (file.path for file in _files(batch, choice, "pdf")), merge)
        told_of.append(told("Joined in order: {path}, pages: {pages}.", path=merge, pages=pages))
    elif merge:
        told_of.append(told("There is nothing to join; {path} was not written.", path=merge))
    if archive and _any(batch, choice):
        zip_files(batch.storage, (*(file.path for file in _files(batch, choice)), *MANIFESTS), archive)
        told_of.append(told("Zipped: {path}.", path=archive))
    elif archive:
        told_of.append(told("There is nothing to zip; {path} was not written.", path=archive))
    return told_of


def _files(batch: Batch, choice: Choice, format_name: str = "") -> Iterator[StoredFile]:
    """The files of what this run's list holds, or of what was chosen of it, one by one."""
    for _, file in batch.journal.documents(batch.order.edition, choice.partial):
        if format_name in {"", file.format}:
            yield file


def _any(batch: Batch, choice: Choice, format_name: str = "") -> bool:
    return next(_files(batch, choice, format_name), None) is not None


def _name_within(folder: str, target: str) -> str:
    """The name that a path or address has in a folder or bucket; empty where it lies elsewhere."""
    if "://" in target:
        return target.removeprefix(f"{folder}/") if target.startswith(f"{folder}/") else ""
    path, root = Path(target).resolve(), Path(folder).resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
