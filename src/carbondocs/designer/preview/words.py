"""What the preview's page says, in both languages."""

from __future__ import annotations

from carbondocs.designer.variations import TITLES
from carbondocs.diagnostics import message
from carbondocs.language import Tongue, worded

_WORDS = {
    "preview": message("Preview"),
    "skip": message("Skip to the pages"),
    "noScript": message("The pages are shown by JavaScript. Allow it for this address, which is this machine's own."),
    "choices": message("What is shown"),
    "data": message("Data"),
    "samples": message("Samples"),
    "extremes": message("Extremes"),
    "language": message("Language"),
    "issuer": message("Issuer"),
    "sampleIssuer": message("The sample issuer"),
    "state": message("State"),
    "valid": message("Valid"),
    "draft": message("Draft"),
    "texts": message("Texts"),
    "asGiven": message("As they are"),
    "longest": message("The longest"),
    "view": message("Show as"),
    "pdf": message("PDF"),
    "word": message("Word, as pages"),
    "text": message("Word, its text"),
    "compare": message("Compare"),
    "none": message("With nothing"),
    "side": message("Beside the built-in pack"),
    "difference": message("Differences highlighted"),
    "zoom": message("Zoom"),
    "zoomIn": message("Larger"),
    "zoomOut": message("Smaller"),
    "fit": message("Fit width"),
    "whole": message("Whole page"),
    "shortcuts": message("Keys while the pages have the focus: + and − zoom, 0 fits the width, 1 shows a whole page."),
    "download": message("Download"),
    "pages": message("Pages"),
    "findings": message("Findings"),
    "checking": message("Checking the pack …"),
    "fields": message("Fields"),
    "search": message("Search the fields"),
    "copyHint": message("A click copies"),
    "noFields": message("No field is called or means that."),
    "nothing": message("The template has an error, and there are no pages yet."),
    "legendBoth": message("In both"),
    "legendMine": message("Only in my pack"),
    "legendBuiltIn": message("Only in the built-in pack"),
    "legendColour": message("Another colour"),
}

_SCRIPT = {
    "page": message("Page {number} of {count}"),
    "mine": message("My pack"),
    "builtIn": message("Built-in pack"),
    "checking": message("Checking the pack …"),
    "reading": message("Reading the pages back: {done} of {count}"),
    "unchecked": message("The check stopped. It starts again when a file is saved."),
    "noFindings": message("The check found nothing."),
    "counts": message("{errors} errors, {warnings} warnings, {notes} notes."),
    "copied": message("Copied {field}."),
    "rendering": message("Rendering …"),
    "first": message("The first pages are being made …"),
    "converting": message("LibreOffice lays out the pages …"),
    "shown": message("Pages: {pages}, made in {seconds} s."),
    "shownText": message("This is the text of the Word file."),
    "kept": message("The template has an error. These are the last good pages."),
    "nothing": message("The template has an error, and there are no pages yet."),
    "noFile": message("The file could not be made."),
    "mended": message("Mended."),
    "gone": message("The preview has ended. Start it again: carbondocs templates preview"),
    "error": message("error"),
    "warning": message("warning"),
    "note": message("note"),
}


def words(tongue: Tongue) -> dict[str, str]:
    """The words of the page as it is served."""
    return {name: worded(text, tongue) for name, text in _WORDS.items()} | {
        f"data-{name}": worded(text, tongue) for name, text in TITLES.items()
    }


def script_words(tongue: Tongue) -> dict[str, str]:
    """The words that its script says, with gaps in braces."""
    return {name: worded(text, tongue) for name, text in _SCRIPT.items()}
