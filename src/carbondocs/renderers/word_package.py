"""The parts of a Word file: taken out, finished, put together with always the same bytes, and read back."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from carbondocs.diagnostics import Diagnostic, Message, Place, message
from carbondocs.errors import TemplateError
from carbondocs.kinds.base import Context

Parts = dict[str, bytes]

PROPERTIES = "docProps/core.xml"

_TYPES = "[Content_Types].xml"
_FOREIGN_CORE = b"http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties"
_RELATIONSHIPS = "_rels/.rels"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def unpack(content: bytes) -> Parts:
    """The parts of a Word file by name."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts) -> bytes:
    """The Word file of these parts: in fixed order and with a fixed date; pictures are compressed already."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != _TYPES, name != _RELATIONSHIPS, name)):
            entry = ZipInfo(name, _EARLIEST)
            entry.compress_type = ZIP_DEFLATED if name.endswith((".xml", ".rels")) else ZIP_STORED
            entry.create_system = 0
            archive.writestr(entry, parts[name])
    return buffer.getvalue()


def with_known_properties(content: bytes) -> bytes:
    """The Word file with its properties found where python-docx looks; LibreOffice relates them under another name."""
    parts = unpack(content)
    relationships = parts.get(_RELATIONSHIPS, b"")
    if _FOREIGN_CORE not in relationships:
        return content
    known = f"{_PACKAGE}/relationships/metadata/core-properties".encode()
    return packed({**parts, _RELATIONSHIPS: relationships.replace(_FOREIGN_CORE, known)})


def relationships_name(part: str) -> str:
    """The name of the part that holds the relationships of ``part``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def properties(context: Context) -> bytes:
    """The document's properties: title, author and language. They tell no time, so that the bytes stay the same.

    The author is who wrote it: a report's verification body, or else the certification body, as in the PDF.
    """
    author = getattr(context, "verification_body", "") or getattr(getattr(context, "body", None), "name", "")
    title = " ".join(part for part in (context.title.main, context.name) if part)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(str(author))}</dc:creator>"
        f"<dc:language>{escape(context.lang)}</dc:language></cp:coreProperties>"
    ).encode()


def drop_left_out(parts: Parts) -> None:
    """Drop the headers and footers of sections that were left out, and the thumbnail, which shows the template."""
    from lxml import etree

    for name in [name for name in parts if name.endswith(".rels")]:
        owner = parts.get(_owner(name), b"")
        root = etree.fromstring(parts[name])
        for relationship in list(root):
            kind = relationship.get("Type").rpartition("/")[2]
            unused = kind in {"header", "footer"} and b'"%s"' % relationship.get("Id").encode() not in owner
            if unused or kind == "thumbnail":
                root.remove(relationship)
        parts[name] = serialised(root)
    drop_strays(parts)


def drop_strays(parts: Parts) -> None:
    """Drop the parts that nothing leads to."""
    kept, waiting = {_TYPES, _RELATIONSHIPS}, [_RELATIONSHIPS]
    while waiting:
        for target in _targets(waiting.pop(), parts):
            if target in kept or target not in parts:
                continue
            kept.add(target)
            if (related := relationships_name(target)) in parts:
                kept.add(related)
                waiting.append(related)
    for name in parts.keys() - kept:
        del parts[name]
    _drop_types(parts)


def declare(parts: Parts, extension: str, media_type: str) -> None:
    """Say what the parts with that extension are, where the file doesn't say so yet."""
    from lxml import etree

    types = etree.fromstring(parts[_TYPES])
    if not any(default.get("Extension").lower() == extension for default in types.iterfind("{*}Default")):
        types.insert(0, types.makeelement(f"{{{_PACKAGE}/content-types}}Default", Extension=extension,
                                          ContentType=media_type))  # fmt: skip
        parts[_TYPES] = serialised(types)


def serialised(root: Any) -> bytes:
    """An element as the content of a part."""
    from lxml import etree

    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def _drop_types(parts: Parts) -> None:
    from lxml import etree

    types = etree.fromstring(parts[_TYPES])
    for override in types.findall("{*}Override"):
        if override.get("PartName").lstrip("/") not in parts:
            types.remove(override)
    parts[_TYPES] = serialised(types)


def _owner(relationships: str) -> str:
    folder, name = posixpath.split(relationships)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _targets(relationships: str, parts: Parts) -> Iterator[str]:
    """The parts of this file that a relationships part leads to."""
    from lxml import etree

    folder = posixpath.dirname(_owner(relationships))
    for relationship in etree.fromstring(parts[relationships]):
        if relationship.get("TargetMode") != "External":
            target = relationship.get("Target")
            yield target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def unreadable(error: Exception, template: str) -> Diagnostic:
    """Why a Word template can't be opened."""
    problem = (
        message("This is no Word file (.docx).")
        if isinstance(error, BadZipFile)
        else message("The Word template can't be opened: {reason}.", reason=error)
    )
    return Diagnostic(
        "word.unreadable", problem, message("Open it in Word and save it anew as .docx."), Place(template)
    )


def check(content: bytes, template: str) -> None:
    """Read a Word file back; TemplateError with all that is wrong with it."""
    problems = list(_problems(content))
    if problems:
        hint = message("Open the template in Word and look at that place; then save it anew.")
        raise TemplateError([
            Diagnostic("word.broken", problem, hint, Place(template, part)) for part, problem in problems
        ])  # fmt: skip


def _problems(content: bytes) -> Iterator[tuple[str, Message]]:
    from lxml import etree

    try:
        with ZipFile(BytesIO(content)) as archive:
            broken = archive.testzip()
    except BadZipFile:
        broken = _TYPES
    if broken:
        yield broken, message("The Word file can't be read back.")
        return
    parts, numbers = unpack(content), set[str]()
    for name in parts:
        if not name.endswith((".xml", ".rels")):
            continue
        try:
            root = etree.fromstring(parts[name])
        except etree.XMLSyntaxError as error:
            yield name, message("This part is not well-formed XML: {reason}.", reason=error)
            continue
        yield from ((name, problem) for problem in _doubled(root, numbers))
        if name.endswith(".rels"):
            for target in _targets(name, parts):
                if target not in parts:
                    yield name, message("The part {target} is missing.", target=target)


def _doubled(root: Any, numbers: set[str]) -> Iterator[Message]:
    for properties in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"):
        number = properties.get("id")
        if number in numbers:
            yield message("Two pictures have the number {number}.", number=number)
        numbers.add(number)
