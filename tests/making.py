"""Files made for tests: one content in every format, and files that cannot be read."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from html import escape
from io import BytesIO
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from textwrap import wrap

import docx
import pypdf
from PIL import Image, ImageDraw
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from ingest.catalogue import Catalogue
from ingest.documents import Document
from ingest.read import read

FORMATS = ("txt", "md", "html", "docx", "pdf")


@dataclass(frozen=True)
class Heading:
    """A heading; ``level`` counts from 1."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Text:
    """A paragraph, with its number where it has one."""

    text: str
    label: str = ""


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table with a heading row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Part = Heading | Text | Items | Grid


@cache
def read_once(path: Path) -> Document:
    """The document in a file with nothing known of it beforehand, read once a session."""
    return read(path, Catalogue())


def words(text: str) -> str:
    """Text with all white space alike."""
    return " ".join(text.split())


def sections(document: Document) -> list[tuple[tuple[str, ...], list[str]]]:
    """What a document says, up to white space: heading paths, and under each its blocks."""
    return [
        (section.path, [words(document.text[block.start : block.end]) for block in section.blocks])
        for section in document.sections
    ]


def make(parts: Sequence[Part], form: str, path: Path) -> Path:
    """Write a content as a file of one format; ``path`` has no ending yet."""
    file = path.with_suffix(f".{form}")
    if form == "pdf":
        _pdf(parts, file)
    elif form == "docx":
        _docx(parts, file)
    else:
        written = {"txt": _txt, "md": _md, "html": _html}[form](parts)
        file.write_text(written, encoding="utf-8")
    return file


def _txt(parts: Sequence[Part]) -> str:
    blocks: list[str] = []
    for part in parts:
        if isinstance(part, Heading):
            blocks.append(part.text)
        elif isinstance(part, Text):
            blocks.append("\n".join(wrap(f"{part.label} {part.text}".strip(), 90)))
        elif isinstance(part, Items):
            lines = (wrap(item, 84, initial_indent="• ", subsequent_indent="  ") for item in part.items)
            blocks.append("\n".join(line for item in lines for line in item))
        else:
            blocks.append("\n".join("\t".join(row) for row in (part.headings, *part.rows)))
    return "\n\n".join(blocks) + "\n"


def _md(parts: Sequence[Part]) -> str:
    blocks: list[str] = []
    for part in parts:
        if isinstance(part, Heading):
            blocks.append(f"{'#' * part.level} {part.text}")
        elif isinstance(part, Text):
            blocks.append(f"{part.label} {part.text}".strip())
        elif isinstance(part, Items):
            blocks.append("\n".join(f"- {item}" for item in part.items))
        else:
            rule = " | ".join("---" for _ in part.headings)
            rows = [" | ".join(part.headings), rule, *(" | ".join(row) for row in part.rows)]
            blocks.append("\n".join(f"| {row} |" for row in rows))
    return "\n\n".join(blocks) + "\n"


def _html(parts: Sequence[Part]) -> str:
    body: list[str] = []
    for part in parts:
        if isinstance(part, Heading):
            body.append(f"<h{part.level}>{escape(part.text)}</h{part.level}>")
        elif isinstance(part, Text):
            body.append(f"<p>{escape(f'{part.label} {part.text}'.strip())}</p>")
        elif isinstance(part, Items):
            body.append("<ul>" + "".join(f"<li>{escape(item)}</li>" for item in part.items) + "</ul>")
        else:
            head = "".join(f"<th>{escape(cell)}</th>" for cell in part.headings)
            rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in part.rows)
            body.append(f"<table><tr>{head}</tr>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    menu = "<nav><a href='/'>Home</a> <a href='/news'>News</a></nav>"
    return f"<!doctype html><html><head><title>t</title></head><body>{menu}<main>{''.join(body)}</main></body></html>"


def _docx(parts: Sequence[Part], file: Path) -> None:
    document = docx.Document()
    for part in parts:
        if isinstance(part, Heading):
            document.add_heading(part.text, part.level)
        elif isinstance(part, Text):
            document.add_paragraph(f"{part.label} {part.text}".strip())
        elif isinstance(part, Items):
            for item in part.items:
                document.add_paragraph(item, style="List Bullet")
        else:
            table = document.add_table(rows=0, cols=len(part.headings))
            for row in (part.headings, *part.rows):
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
    document.save(str(file))


def _pdf(parts: Sequence[Part], file: Path) -> None:
    """An untagged PDF of several pages, with a header, a footer and page numbers."""
    styles = getSampleStyleSheet()
    body = ParagraphStyle("body", parent=styles["Normal"], fontSize=11, leading=14, spaceAfter=10)
    item = ParagraphStyle("item", parent=body, leftIndent=24, bulletIndent=10)
    heads = {level: ParagraphStyle(f"h{level}", parent=styles[f"Heading{level}"], spaceAfter=8) for level in (1, 2, 3)}
    flow: list[object] = []
    for part in parts:
        if isinstance(part, Heading):
            flow.append(Paragraph(escape(part.text), heads[part.level]))
        elif isinstance(part, Text):
            flow.append(Paragraph(escape(f"{part.label} {part.text}".strip()), body))
        elif isinstance(part, Items):
            flow.extend(Paragraph(escape(text), item, bulletText="•") for text in part.items)
        else:
            flow.extend([ruled(part.headings, part.rows), Spacer(1, 12)])

    def furniture(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 9)
        canvas.drawString(2 * cm, 28.5 * cm, "Anyshire Council · Children's Services")
        canvas.drawString(2 * cm, 1.2 * cm, "Report to the committee")
        canvas.drawRightString(19 * cm, 1.2 * cm, str(document.page))

    made = SimpleDocTemplate(str(file), pagesize=A4, topMargin=3 * cm, bottomMargin=2.5 * cm, title="")
    made.build(flow, onFirstPage=furniture, onLaterPages=furniture)


def ruled(headings: Sequence[str], rows: Iterable[Sequence[str]], repeat: bool = True) -> Table:
    """A ruled table whose cells wrap; it runs over page ends, its heading row repeated there or not."""
    cell = ParagraphStyle("cell", parent=getSampleStyleSheet()["Normal"], fontSize=10, leading=12)
    head = ParagraphStyle("head", parent=cell, fontName="Helvetica-Bold")
    lines = [[Paragraph(escape(text), head) for text in headings]] if headings else []
    lines += [[Paragraph(escape(text), cell) for text in row] for row in rows]
    table = Table(lines, repeatRows=int(repeat and bool(headings)), splitInRow=1)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return table


def untagged(source: Path, target: Path) -> Path:
    """The same PDF without its tags."""
    writer = pypdf.PdfWriter(clone_from=source)
    for key in ("/StructTreeRoot", "/MarkInfo"):
        writer.root_object.pop(key, None)
    writer.write(target)
    return target


def encrypted(source: Path, target: Path, password: str) -> Path:
    """The same PDF, to be opened with a password."""
    writer = pypdf.PdfWriter(clone_from=source)
    writer.encrypt(password)
    writer.write(target)
    return target


def scanned(target: Path) -> Path:
    """A PDF that holds a picture of text."""
    page = Image.new("RGB", (600, 800), "white")
    ImageDraw.Draw(page).text((40, 40), "Inspection outcome", fill="black")
    page.save(target, "PDF")
    return target


def without_pages(target: Path) -> Path:
    """A PDF that is sound but has no page."""
    made = BytesIO()
    pypdf.PdfWriter().write(made)
    target.write_bytes(made.getvalue())
    return target


@cache
def reports(folder: Path, strip_into: Path | None = None) -> dict[str, Document]:
    """The area SEND reports of a folder by area name as their files spell it, read on all cores; tags stripped first
    where a folder for the stripped copies is named."""
    files = sorted((folder / "area-send-reports").glob("*.pdf"))
    if strip_into is not None:
        files = [untagged(file, strip_into / file.name) for file in files]
    with ProcessPoolExecutor(max_workers=cpu_count() or 1, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(_read, files))
    return {file.stem.partition("-area-send")[0]: document for file, document in zip(files, found, strict=True)}


def _read(path: Path) -> Document:
    return read(path, Catalogue())
