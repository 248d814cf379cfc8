"""What the preview's page says, in both languages."""

from __future__ import annotations

from carbondocs.designer.variations import TITLES
from carbondocs.diagnostics import message
from carbondocs.language import Tongue, worded

_WORDS = {
    "title": message("Preview"),
    "skip": message("Skip to the pages"),
    "data": message("Data"),
    "samples": message("Samples"),
    "extremes": message("Extremes"),
    "language": message("Language"),
    "issuer": message("Issuer"),
    "sampleIssuer": message("The sample issuer"),
    "view": message("Show as"),
    "pdf": message("PDF"),
    "word": message("Word, as pages"),
    "text": message("Word, its text"),
    "compare": message("Compare"),
    "none": message("With nothing"),
    "side": message("Beside the built-in pack"),
    "difference": message("Differences highlighted"),
    "draft": message("Draft"),
    "longest": message("Longest texts"),
    "zoom": message("Zoom"),
    "zoomIn": message("Larger"),
    "zoomOut": message("Smaller"),
    "fit": message("Fit width"),
    "whole": message("Whole page"),
    "download": message("Download"),
    "pages": message("Pages"),
    "page": message("Page {number} of {count}"),
    "mine": message("My pack"),
    "builtIn": message("Built-in pack"),
    "legendBoth": message("In both"),
    "legendMine": message("Only in my pack"),
    "legendBuiltIn": message("Only in the built-in pack"),
    "legendColour": message("Another colour"),
    "findings": message("Findings"),
    "checking": message("Checking the pack …"),
    "noFindings": message("The check found nothing."),
    "fields": message("Fields"),
    "search": message("Search the fields"),
    "copyField": message("Copy {field}"),
    "copied": message("Copied {field}."),
    "noFields": message("No field is called or means that."),
    "rendering": message("Rendering …"),
    "shown": message("Pages: {pages}, made in {seconds} s."),
    "shownText": message("This is the text of the Word file."),
    "kept": message("The template has an error. These are the last good pages."),
    "nothing": message("The template has an error, and there are no pages yet."),
    "mended": message("Mended."),
    "gone": message("The preview has ended. Start it again: carbondocs templates preview"),
    "error": message("error"),
    "warning": message("warning"),
    "note": message("note"),
}


def words(tongue: Tongue) -> dict[str, str]:
    """All words of the page in that language."""
    return {name: worded(text, tongue) for name, text in _WORDS.items()} | {
        f"data-{name}": worded(text, tongue) for name, text in TITLES.items()
    }
