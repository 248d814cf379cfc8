"""The sheets that labels are printed on: presets by name, and TOML files of one's own."""

from __future__ import annotations

from pathlib import Path
from tomllib import TOMLDecodeError

from pydantic import ValidationError

from carbondocs.diagnostics import Place
from carbondocs.errors import DataError, UsageError, one
from carbondocs.graphics.imposition import Grid, LabelStock
from carbondocs.values.findings import diagnose
from carbondocs.values.toml_words import parsed_toml, toml_fault

PRESETS: dict[str, LabelStock | Grid] = {
    "a4": Grid(),
    "a4-2x4": LabelStock(columns=2, rows=4, label_width=99.1, label_height=67.7, left=4.65, top=13.1, column_gap=2.5),
    "a4-3x7": LabelStock(columns=3, rows=7, label_width=63.5, label_height=38.1, left=7.25, top=15.15, column_gap=2.5),
    "a4-3x8": LabelStock(columns=3, rows=8, label_width=70, label_height=37, left=0, top=0.5),
    "a4-5x13": LabelStock(columns=5, rows=13, label_width=38.1, label_height=21.2, left=4.75, top=10.7, column_gap=2.5),
    "a4-6x4": LabelStock(
        columns=6, rows=4, label_width=28, label_height=66, left=11, top=10.5, column_gap=4, row_gap=4
    ),
}
"""A4 sheets by columns × rows, with the measures that label makers commonly give; ``a4`` is plain paper for cutting."""


def label_stock(name: Path | str) -> LabelStock | Grid:
    """The preset of that name, or what a TOML file of that path says, whose keys are the fields of LabelStock.

    Raises UsageError for an unknown preset or where there is no such file, DataError with all findings where the
    file is wrong.
    """
    if str(name) in PRESETS:
        return PRESETS[str(name)]
    path = Path(name)
    if path.suffix.lower() != ".toml":
        raise UsageError(
            one(
                "sheet.unknown",
                "There is no sheet {name}.",
                "Use one of {known}, or a .toml file.",
                name=name,
                known=", ".join(PRESETS),
            )
        )
    return _from_toml(path)


def _from_toml(path: Path) -> LabelStock:
    content = b""
    try:
        content = path.read_bytes()
        return LabelStock.model_validate(parsed_toml(content))
    except OSError as error:
        raise UsageError(
            one(
                "sheet.missing",
                "{name} can't be read: {reason}.",
                "Check the path, or use one of {known}.",
                name=path,
                reason=error.strerror,
                known=", ".join(PRESETS),
            )
        ) from error
    except (TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError([toml_fault(error, content, "sheet.syntax", str(path))]) from error
    except ValidationError as error:
        raise DataError(diagnose(error, LabelStock, lambda at: Place(str(path), at))) from error


def toml(stock: LabelStock) -> str:
    """The stock as a TOML file to start one's own from."""
    return "".join(f"{name} = {value:g}\n" for name, value in stock)
