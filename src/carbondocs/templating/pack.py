"""A pack: the folder of templates for one kind of document, which a designer owns."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Self

from pydantic import Field, ValidationError, model_validator

from carbondocs.diagnostics import Diagnostic, Place, message
from carbondocs.errors import InvalidValue, TemplateError, one
from carbondocs.kinds import folder as kind_folder
from carbondocs.values.findings import diagnose
from carbondocs.values.model import Model
from carbondocs.values.toml_words import parsed_toml, toml_fault
from carbondocs.workspace import Folder, shipped

MANIFEST = "pack.toml"
WORD = "document.docx"
"""The name of the Word template where the manifest names none."""
PLAIN_LOOK = "plain"
"""The name of the look that every pack has: the manifest's own."""


class Look(Model):
    """One of the looks of a pack: what is there in place of the manifest's own."""

    page: tuple[float, float] | None = None
    style: str | None = None
    word: str | None = None


class Manifest(Model):
    """What ``pack.toml`` holds: for which kind the pack is, its name, version and description, and its parts.

    ``sheets`` are the HTML templates, in their order; one that comes out empty is left out. ``single_page`` names
    those that must fit one page. ``drawings`` are SVG templates by the name under which pages and Word files show
    them; ``layer`` is the ornament behind every page, which pre-printed stock has already. ``drawing`` is an SVG
    template that is the whole document, in place of sheets and style.

    ``looks`` are other looks by name, such as ``landscape``; ``look`` is the one that is taken where the issuer's
    profile names none.
    """

    kind: str
    name: str = ""
    version: str
    description: str = ""
    page: tuple[float, float] = Field((210, 297), description="Width and height in mm.")
    sheets: tuple[str, ...] = ()
    single_page: tuple[str, ...] = ()
    style: str = ""
    drawing: str | None = None
    layer: str | None = None
    drawings: dict[str, str] = Field(default_factory=dict)
    word: str | None = None
    looks: dict[str, Look] = Field(default_factory=dict)
    look: str | None = None

    @model_validator(mode="after")
    def _pages_or_a_drawing(self) -> Self:
        if bool(self.drawing) == bool(self.sheets and self.style):
            raise InvalidValue(
                "pack.content",
                message("A pack has either sheets and a style, or a drawing."),
                message("Name the templates of one of the two."),
            )
        return self

    def in_look(self, name: str | None) -> Manifest:
        """The manifest in that look, or in its own; InvalidValue where it has none of that name."""
        name = name or self.look
        if name is None or name == PLAIN_LOOK:
            return self
        if name not in self.looks:
            raise InvalidValue(
                "look.unknown",
                message("{kind} has no look {look}.", kind=self.kind, look=name),
                message("Use one of {known}.", known=[PLAIN_LOOK, *self.looks]),
            )
        return self.model_copy(update=self.looks[name].model_dump(exclude_none=True))


@dataclass(frozen=True)
class Pack:
    """A manifest and the folders where its templates are looked for, the designer's before the built-in ones."""

    manifest: Manifest
    folders: tuple[Path, ...]

    @property
    def built_in(self) -> bool:
        """Whether it is the kind's own."""
        own = kind_folder("templates", self.manifest.kind)
        return self.folders[0] in (own, own / self.manifest.kind)

    def read(self, name: str) -> bytes:
        """The bytes of a file of the pack; InvalidValue where it has none of that name."""
        for folder in self.folders[:-1]:
            try:
                return Folder(folder).read(name)
            except InvalidValue as error:
                if error.code != "file.missing":
                    raise
        return Folder(self.folders[-1]).read(name)


def find_pack(kind: str, places: tuple[Path, ...] = (), look: str | None = None) -> Pack:
    """The pack of a kind, out of ``places`` (packs, or folders of packs) or else the kind's own, in that look.

    Raises TemplateError where there is none or its manifest is wrong.
    """
    own = kind_folder("templates", kind)
    for place in places:
        if not place.is_dir():
            raise TemplateError(
                one("pack.folder", "There is no folder of templates {folder}.", "Check the path.", folder=place)
            )
    for place in (*places, own):
        for folder in (place, place / kind):
            if (folder / MANIFEST).is_file():
                manifest = _manifest(folder / MANIFEST)
                if manifest.kind == kind:
                    folders = tuple(dict.fromkeys((folder, own / kind, own, shipped("templates"))))
                    return Pack(_in_look(manifest, look, folder), folders)
    raise TemplateError(
        [
            Diagnostic(
                "pack.missing",
                message("There is no template pack for {kind}.", kind=kind),
                message("Check the folder given with --templates."),
            )
        ]
    )


def refuse_other_packs(folder: Path, kind: str) -> None:
    """TemplateError where a folder named for documents of a kind is a pack of another, or holds none at all."""
    if (folder / MANIFEST).is_file():
        other = _manifest(folder / MANIFEST).kind
        if other != kind:
            problem = message("This pack is for {other}, not for {kind}.", other=other, kind=kind)
            hint = message("Mend kind in it, or name the pack for these documents.")
            raise TemplateError([Diagnostic("pack.kind", problem, hint, Place(str(folder / MANIFEST)))])
    elif not any(folder.glob(f"*/{MANIFEST}")):
        read_manifest(folder)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the pack in that folder; TemplateError where it is missing or wrong."""
    if not (folder / MANIFEST).is_file():
        raise TemplateError(
            one(
                "pack.none",
                "There is no {name} in the folder {folder}.",
                "Name the folder of a pack; carbondocs templates copy makes one.",
                name=MANIFEST,
                folder=folder,
            )
        )
    return _manifest(folder / MANIFEST)


def pack_in(folder: Path, look: str | None = None) -> Pack:
    """The pack in that folder, whatever its kind, with the built-in parts behind it, in that look."""
    return find_pack(read_manifest(folder).kind, (folder,), look)


def _in_look(manifest: Manifest, look: str | None, folder: Path) -> Manifest:
    try:
        return manifest.in_look(look)
    except InvalidValue as error:
        place = Place("issuer.toml", f"looks.{manifest.kind}") if look else Place(f"{folder.name}/{MANIFEST}", "look")
        raise TemplateError([Diagnostic(error.code, error.problem, error.hint, place)]) from error


def _manifest(path: Path) -> Manifest:
    source = f"{path.parent.name}/{path.name}"
    content = path.read_bytes()
    try:
        return Manifest.model_validate(parsed_toml(content))
    except (TOMLDecodeError, UnicodeDecodeError) as error:
        raise TemplateError([toml_fault(error, content, "pack.syntax", source)]) from error
    except ValidationError as error:
        raise TemplateError(diagnose(error, Manifest, lambda at: Place(source, at))) from error
