"""carbondocs sets product carbon footprint certificates from structured data into PDF and DOCX."""

from carbondocs.api import Renderer, render, validate, workbook
from carbondocs.diagnostics import Diagnostic, Place, Severity
from carbondocs.errors import (
    CarbonDocsError,
    DataError,
    LayoutError,
    MachineError,
    OutputError,
    TemplateError,
    UsageError,
)
from carbondocs.flow import Outcome, Rendition
from carbondocs.graphics.imposition import LabelStock
from carbondocs.issuer import Issuer, load_issuer

__all__ = [
    "CarbonDocsError",
    "DataError",
    "Diagnostic",
    "Issuer",
    "LabelStock",
    "LayoutError",
    "MachineError",
    "Outcome",
    "OutputError",
    "Place",
    "Renderer",
    "Rendition",
    "Severity",
    "TemplateError",
    "UsageError",
    "load_issuer",
    "render",
    "validate",
    "workbook",
]
