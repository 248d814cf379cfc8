"""What carbondocs batch puts its documents together in: one PDF for the printer, one ZIP archive."""

from __future__ import annotations

from pathlib import Path

from carbondocs.batch.bundles import join_pdfs, zip_files
from carbondocs.batch.manifest import MANIFESTS
from carbondocs.batch.order import Order
from carbondocs.batch.plan import Choice
from carbondocs.batch.run import Batch
from carbondocs.cli.speech import told
from carbondocs.errors import UsageError, one
from carbondocs.store.storage import Storage


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
    names = (f"{name}.pdf" for name in batch.journal.names())
    if any(_same(batch.storage, name, merge) for name in names):
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
    files = [file for _, file in batch.journal.documents(batch.order.edition, choice.partial)]
    told_of = []
    if merge and (pdfs := [file.path for file in files if file.format == "pdf"]):
        pages = join_pdfs(batch.storage, pdfs, merge)
        told_of.append(told("Joined in order: {path}, documents: {count}, pages: {pages}.", path=merge,
                            count=len(pdfs), pages=pages))  # fmt: skip
    elif merge:
        told_of.append(told("There is nothing to join; {path} was not written.", path=merge))
    if archive and files:
        zip_files(batch.storage, (*(file.path for file in files), *MANIFESTS), archive)
        told_of.append(told("Zipped: {path}.", path=archive))
    elif archive:
        told_of.append(told("There is nothing to zip; {path} was not written.", path=archive))
    return told_of


def _same(storage: Storage, name: str, target: str) -> bool:
    """Whether a file of the batch lies at a path or address."""
    place = storage.where(name)
    return place == target or ("://" not in target and Path(place).resolve() == Path(target).resolve())
