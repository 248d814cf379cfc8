"""The faces of pages: those that they may be set in, and a look at those that they were set in."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from carbondocs.errors import TemplateError, one
from carbondocs.faces import Face


def face_rule(face: Face) -> str:
    """The rule of a style sheet that brings a face."""
    slope = "italic" if face.italic else "normal"
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {slope};'
        f' src: url("{face.path.as_uri()}") }}\n'
    )


def check_faces(document: Any, fingerprints: Set[bytes], libraries: Any) -> None:
    """TemplateError where a page was set in a face that is none of those with these fingerprints."""
    strangers = {font.family for font in document.fonts.values() if _head(font.hb_face, libraries) not in fingerprints}
    if strangers:
        raise TemplateError(
            one(
                "face.foreign",
                "The page was set in a face that does not come with the document: {faces}.",
                "Name only the shipped faces, or those of the issuer's font folder, in the style sheet.",
                faces=", ".join(sorted(strangers)),
            )
        )


def _head(hb_face: Any, libraries: Any) -> bytes:
    """The table that tells a face from all others, whatever it is named."""
    ffi, harfbuzz = libraries.ffi, libraries.harfbuzz
    blob = harfbuzz.hb_face_reference_table(hb_face, harfbuzz.hb_tag_from_string(b"head", -1))
    length = ffi.new("unsigned int *")
    data = harfbuzz.hb_blob_get_data(blob, length)
    content: bytes = ffi.unpack(data, length[0])
    harfbuzz.hb_blob_destroy(blob)
    return content
