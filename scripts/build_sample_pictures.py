"""Draw the pictures of the sample verification reports: drawings as SVG without text, photographs' stand-ins as PNG.

Every run gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from pictures.flow_chart import CELL_BANDS, MODULE_BANDS, flow_chart
from pictures.products import cell, module
from pictures.scenes import coating_line, control_room, laminators, scene

FOLDER = Path(__file__).parents[1] / "samples" / "cfp-verification-report"


def main() -> None:
    """Write all pictures beside the samples."""
    drawings = {
        "lfp-cell-product": cell(),
        "lfp-cell-process": flow_chart("系统边界：摇篮到大门", CELL_BANDS, "合格电芯"),
        "pv-module-product": module(),
        "pv-module-process": flow_chart("系统边界：摇篮到坟墓", MODULE_BANDS, "回收材料离开系统（截断法）"),
    }
    for name, svg in drawings.items():
        (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")
    scenes = {"lfp-cell-workshop": coating_line, "lfp-cell-metering": control_room, "pv-module-workshop": laminators}
    for name, paint in scenes.items():
        scene(paint).save(FOLDER / f"{name}.png", optimize=True, dpi=(300, 300))


if __name__ == "__main__":
    main()
