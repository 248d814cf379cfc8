"""A Word file out of its parts, always with the same bytes."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from word.markup import NAMESPACES, PLACEHOLDER_ID

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BLANK = b64decode(  # one transparent pixel
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True)
class WordFile:
    """The body with its section properties, headers and footers by relationship id, styles and fonts.

    ``stale`` makes Word ask, on opening, whether to work out the fields: their results in the file are none.
    """

    body: str
    headers: Mapping[str, str]
    footers: Mapping[str, str]
    styles: str
    fonts: str
    stale: bool = False

    def content(self) -> bytes:
        """The bytes of the ``.docx``."""
        parts = self._texts()
        buffer = BytesIO()
        with ZipFile(buffer, "w") as archive:
            for name, text in parts.items():
                archive.writestr(_entry(name), _DECLARATION + text)
            archive.writestr(_entry("word/media/placeholder.png"), _BLANK)
        return buffer.getvalue()

    def _texts(self) -> dict[str, str]:
        stories = {
            f"{kind}-{name}.xml": (kind, f"<w:{mark} {NAMESPACES}>{text}</w:{mark}>")
            for kind, mark, texts in (("header", "hdr", self.headers), ("footer", "ftr", self.footers))
            for name, text in texts.items()
        }
        picture = (PLACEHOLDER_ID, f"{_OFFICE}/image", "media/placeholder.png")
        own = [
            (name, f"{_OFFICE}/{kind}", target)
            for name, kind, target in (
                ("styles", "styles", "styles.xml"), ("settings", "settings", "settings.xml"),
                ("fonts", "fontTable", "fontTable.xml"),
            )
        ]  # fmt: skip
        own += [picture] if PLACEHOLDER_ID in self.body else []
        own += [(target.removesuffix(".xml"), f"{_OFFICE}/{kind}", target) for target, (kind, _) in stories.items()]
        return {
            "[Content_Types].xml": _content_types({target: kind for target, (kind, _) in stories.items()}),
            "_rels/.rels": _relationships(
                ("document", f"{_OFFICE}/officeDocument", "word/document.xml"),
                ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ),
            "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"/>',
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{self.body}</w:body></w:document>",
            "word/_rels/document.xml.rels": _relationships(*own),
            "word/styles.xml": self.styles,
            "word/fontTable.xml": self.fonts,
            "word/settings.xml": _settings(self.stale),
            **{f"word/{target}": text for target, (_, text) in stories.items()},
            **{f"word/_rels/{target}.rels": _relationships(picture) for target in _illustrated(stories)},
        }


def _illustrated(stories: Mapping[str, tuple[str, str]]) -> list[str]:
    return [target for target, (_, text) in stories.items() if PLACEHOLDER_ID in text]


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0
    return entry


def _relationships(*relationships: tuple[str, str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in relationships
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _content_types(stories: Mapping[str, str]) -> str:
    parts = {
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "word/document.xml": f"{_WORD}.document.main+xml",
        "word/styles.xml": f"{_WORD}.styles+xml",
        "word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "word/settings.xml": f"{_WORD}.settings+xml",
        **{f"word/{target}": f"{_WORD}.{kind}+xml" for target, kind in stories.items()},
    }
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _settings(stale: bool) -> str:
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>'
        f'<w:characterSpacingControl w:val="compressPunctuation"/>{"<w:updateFields/>" if stale else ""}<w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
