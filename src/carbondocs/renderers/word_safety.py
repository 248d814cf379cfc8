"""What a Word file may not bring: other files, addresses, programs, and XML that makes its reader fetch or swell.

A template is looked at before it is opened, and the document once more when it is filled, since a template may
write what it doesn't hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from carbondocs.diagnostics import Diagnostic, Message, Place, message
from carbondocs.errors import TemplateError
from carbondocs.renderers.word_package import Parts, relationships_name, serialised

MAX_UNPACKED = 200 * 1024 * 1024
"""How many bytes the parts of a Word template may have in all."""

_SETTINGS = "word/settings.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ADDRESS = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_LOADING_FIELDS = frozenset((
    "AUTOTEXT", "DATABASE", "DDE", "DDEAUTO", "EMBED", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK",
    "MACROBUTTON", "MAILMERGE", "RD",
))  # fmt: skip
_DOCUMENT = message("The Word template has another document in it, which Word would take in.")
_OBJECT = message("The Word template has an object of another program in it.")
_PROGRAM = message("The Word template has a program in it.")
_LOADING_PARTS = {
    "aFChunk": _DOCUMENT,
    "subDocument": _DOCUMENT,
    "frame": message("The Word template has a page from elsewhere in it."),
    "oleObject": _OBJECT,
    "package": _OBJECT,
    "attachedToolbars": _PROGRAM,
    "control": _PROGRAM,
    "vbaProject": _PROGRAM,
    "wordVbaData": _PROGRAM,
}
_REMEDY = message("Take it out in Word, or put the picture or text itself into the document.")


@lru_cache(maxsize=16)
def refuse_unsafe(content: bytes, template: str) -> None:
    """TemplateError where a Word template swells when it is unpacked, or declares XML entities."""
    from lxml import etree

    with ZipFile(BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            problem = message("Unpacked, it has more than {limit} bytes.", limit=f"{MAX_UNPACKED:,}")
            raise _refused(template, "", problem, message("Use smaller pictures."))
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    for name, part in parts.items():
        try:
            tree = etree.fromstring(part, parser).getroottree()
        except etree.XMLSyntaxError:
            continue  # told where it is read for use
        if tree.docinfo.internalDTD is not None:
            problem = message("This part has a DOCTYPE, which no Word file has.")
            raise _refused(template, name, problem, message("Open it in Word and save it anew as .docx."))
    refuse_outside(parts, template)


def refuse_outside(parts: Parts, template: str) -> None:
    """TemplateError with all in the file that would load something from outside it, or run something."""
    found = [
        Diagnostic("word.outside", problem, _REMEDY, Place(template, name))
        for name in sorted(parts)
        if name.endswith((".xml", ".rels"))
        for problem in _outside(name, parts[name])
    ]
    if found:
        raise TemplateError(found)


def drop_own_template(parts: Parts) -> None:
    """Drop the name of the Word template that the designer's file was made with, which Word would look for."""
    from lxml import etree

    related = relationships_name(_SETTINGS)
    if related not in parts or _SETTINGS not in parts:
        return
    settings, relationships = etree.fromstring(parts[_SETTINGS]), etree.fromstring(parts[related])
    for attached in settings.findall(f"{_W}attachedTemplate"):
        settings.remove(attached)
    for relationship in list(relationships):
        if _kind(relationship) == "attachedTemplate":
            relationships.remove(relationship)
    parts[_SETTINGS], parts[related] = serialised(settings), serialised(relationships)


def _outside(name: str, part: bytes) -> Iterator[Message]:
    from lxml import etree

    if not name.endswith(".rels") and b"instr" not in part and b"\0" not in part:
        return  # no field, whose name can't be written in another way in UTF-8
    try:
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return
    if name.endswith(".rels"):
        yield from filter(None, map(_relationship, root))
    else:
        yield from (_leads_out(field) for field in _fields(root) if field.split()[0].upper() in _LOADING_FIELDS)


def _relationship(relationship: Any) -> Message | None:
    """What a relationship brings in, where it may not."""
    kind, target = _kind(relationship), relationship.get("Target", "")
    if kind in _LOADING_PARTS:
        return _LOADING_PARTS[kind]
    external = relationship.get("TargetMode") == "External"
    if not external or kind == "attachedTemplate" or (kind == "hyperlink" and _ADDRESS.match(target)):
        return None
    return _leads_out(target)


def _leads_out(what: str) -> Message:
    return message("The Word template refers to something outside it: {what}.", what=what[:80])


def _kind(relationship: Any) -> str:
    return str(relationship.get("Type", "")).rpartition("/")[2]


def _fields(root: Any) -> Iterator[str]:
    """The instructions of all fields, put together where Word has split them."""
    simple = [str(field.get(f"{_W}instr") or "") for field in root.iter(f"{_W}fldSimple")]
    open_fields: list[str] = []
    for element in root.iter(f"{_W}fldChar", f"{_W}instrText"):
        if element.tag == f"{_W}instrText":
            text = element.text or ""
            open_fields[-1:] = [open_fields[-1] + text] if open_fields else [text]
        elif element.get(f"{_W}fldCharType") == "begin":
            open_fields.append("")
        elif open_fields and element.get(f"{_W}fldCharType") == "end":
            simple.append(open_fields.pop())
    return (instruction.strip() for instruction in (*simple, *open_fields) if instruction.strip())


def _refused(template: str, part: str, problem: Message, hint: Message) -> TemplateError:
    return TemplateError([Diagnostic("word.unsafe", problem, hint, Place(template, part))])
