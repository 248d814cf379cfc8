"""Who is measured: five ways from the same records to finished files.

Each is started once and then handed batches of records with the folder that is to receive their files.
"""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path

from records import Record, sentences, wording

Batch = Callable[[Sequence[Record], Path], None]

_TITLE = "产品碳足迹标识认证证书"


@dataclass(frozen=True)
class Contender:
    """A way to make certificates: ``start`` loads all it can ahead of time; ``lacks`` tells what is missing for it."""

    title: str
    start: Callable[[], Batch]
    lacks: Callable[[], str] = lambda: ""


def _carbondocs(format_name: str) -> Batch:
    import carbondocs

    renderer = carbondocs.Renderer()

    def batch(records: Sequence[Record], folder: Path) -> None:
        for record in records:
            outcome = renderer.render("cfp-certificate", record, (format_name,))
            content = outcome.artifacts[format_name].content
            (folder / f"{record['number']}.{format_name}").write_bytes(content)

    return batch


def _plain_weasyprint() -> Batch:
    """A page of HTML with a table, as one writes it in an afternoon, in the Song face of the system."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    def batch(records: Sequence[Record], folder: Path) -> None:
        for record in records:
            document = HTML(string=_html(record))
            document.write_pdf(folder / f"{record['number']}.pdf", font_config=FontConfiguration())

    return batch


_STYLE = """
@page { size: A4; margin: 25mm 22mm; background: url(BORDER) no-repeat center / 210mm 297mm }
body { font: 11pt/1.5 "Noto Serif CJK SC" } h1 { text-align: center; font-size: 26pt; letter-spacing: .15em }
.number { text-align: center } table { width: 100%; border-collapse: collapse; margin: 8mm 0 }
td { padding: 1.2mm; vertical-align: top; white-space: pre-line } td:first-child { width: 50mm } p { margin: 1mm 0 }
img { width: 26mm; float: right }
"""
_BORDER = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><g fill="none" stroke="#0B4D3A">'
    '<rect x="9" y="9" width="192" height="279" stroke-width="1.2"/>'
    '<rect x="12" y="12" width="186" height="273" stroke-width=".4"/></g></svg>'
)


def _html(record: Record) -> str:
    rows = "".join(f"<tr><td>{escape(label)}</td><td>{escape(value)}</td></tr>" for label, value in wording(record))
    style = _STYLE.replace("BORDER", _data_uri("image/svg+xml", _BORDER.encode()))
    return (
        f'<html lang="zh-CN"><head><title>{_TITLE}</title><style>{style}</style></head><body><h1>{_TITLE}</h1>'
        f'<p class="number">证书编号：{record["number"]}</p><table>{rows}</table>'
        f'<img src="{_data_uri("image/png", _qr_png(record))}">'
        + "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences(record))
        + "</body></html>"
    )


def _qr_png(record: Record) -> bytes:
    import qrcode

    png = BytesIO()
    qrcode.make(f"https://www.sample-cfp.example/verify/{record['number']}").save(png)
    return png.getvalue()


def _data_uri(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def _docxtpl_and_libreoffice() -> Batch:
    """A plain Word template, filled once for each record; then one call of LibreOffice turns all files into PDF."""
    from docx.shared import Mm
    from docxtpl import DocxTemplate, InlineImage

    template = _word_template()

    def batch(records: Sequence[Record], folder: Path) -> None:
        files: list[Path] = []
        for record in records:
            document = DocxTemplate(BytesIO(template))
            picture = InlineImage(document, BytesIO(_qr_png(record)), width=Mm(26))
            rows = [{"label": label, "value": value} for label, value in wording(record)]
            document.render(
                {"number": record["number"], "rows": rows, "sentences": sentences(record), "qr": picture},
                autoescape=True,
            )
            files.append(folder / f"{record['number']}.docx")
            document.save(files[-1])
        profile = f"-env:UserInstallation={(folder.parent / 'libreoffice').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    return batch


def _word_template() -> bytes:
    from docx import Document
    from docx.oxml.ns import qn

    document = Document()
    font = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    font.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    document.add_heading(_TITLE, 0)
    document.add_paragraph("证书编号：{{ number }}")
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text = "{%tr for row in rows %}"
    table.cell(1, 0).text, table.cell(1, 1).text = "{{ row.label }}", "{{ row.value }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    for text in ("{%p for sentence in sentences %}", "{{ sentence }}", "{%p endfor %}", "{{ qr }}"):
        document.add_paragraph(text)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _typst() -> Batch:
    """A page of Typst with a table, compiled by one compiler that keeps its fonts."""
    import typst

    compiler = typst.Compiler()

    def batch(records: Sequence[Record], folder: Path) -> None:
        for record in records:
            content = compiler.compile(_typst_page(record).encode())
            assert isinstance(content, bytes)
            (folder / f"{record['number']}.pdf").write_bytes(content)

    return batch


_TYPST_STYLE = """
#set document(title: "TITLE", date: none)
#set page(paper: "a4", margin: (x: 22mm, y: 25mm), background: {
  rect(width: 192mm, height: 279mm, stroke: 1.2mm + rgb("#0B4D3A"))
  place(center + horizon, rect(width: 186mm, height: 273mm, stroke: .4mm + rgb("#0B4D3A")))
})
#set text(font: "Noto Serif CJK SC", size: 11pt, lang: "zh", region: "cn")
#align(center, text(size: 26pt, tracking: .15em, weight: "bold")[TITLE])
#align(center)[证书编号：NUMBER]
#table(columns: (50mm, 1fr), stroke: none, inset: 1.2mm, ROWS)
#place(bottom + right, image(bytes((QR)), width: 26mm))
"""


def _typst_page(record: Record) -> str:
    rows = ", ".join(json.dumps(text, ensure_ascii=False) for pair in wording(record) for text in pair)
    code = ", ".join(map(str, _qr_png(record)))
    style = (
        _TYPST_STYLE.replace("QR", code)
        .replace("TITLE", _TITLE)
        .replace("NUMBER", record["number"])
        .replace("ROWS", rows)
    )
    return style + "\n\n".join(sentences(record))


def _lacks_song() -> str:
    found = shutil.which("fc-list") and subprocess.check_output(["fc-list", "Noto Serif CJK SC"])
    return "" if found else "Noto Serif CJK is missing; on Debian: apt install fontconfig fonts-noto-cjk"


def _lacks_libreoffice() -> str:
    if not shutil.which("soffice"):
        return "LibreOffice is missing; on Debian: apt install libreoffice-writer-nogui"
    return _lacks_song()


CONTENDERS = {
    "carbondocs-pdf": Contender("carbondocs (PDF)", lambda: _carbondocs("pdf")),
    "carbondocs-docx": Contender("carbondocs (DOCX)", lambda: _carbondocs("docx")),
    "weasyprint": Contender("plain WeasyPrint (PDF)", _plain_weasyprint, _lacks_song),
    "typst": Contender("Typst (PDF)", _typst, _lacks_song),
    "libreoffice": Contender("docxtpl and LibreOffice", _docxtpl_and_libreoffice, _lacks_libreoffice),
}
