"""DOCX -> pieces."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table as DocxTable
from docx.text.paragraph import Paragraph

from ..errors import ReadError
from .pieces import Piece, RawTable, cell_text
from .repair import clean, split_bullet, split_label


def read_docx(path: Path) -> list[Piece]:
    """Pieces of a Word document.

    Raises:
        ReadError: not a Word document, damaged, or protected by a password.
    """
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as fault:
        raise ReadError(
            f"{path.name} is not a readable Word document (damaged, or protected by a password)",
            "Open it in a word processor and save a copy without a password",
        ) from fault
    pieces: list[Piece] = []
    for part in document.iter_inner_content():
        if isinstance(part, DocxTable):
            pieces.extend(_table(part))
        else:
            pieces.extend(_paragraph(part))
    return pieces


def _paragraph(paragraph: Paragraph) -> Iterator[Piece]:
    for number, raw in enumerate(re.split(r"[\n\f]", paragraph.text)):
        text = clean(raw)
        if not text:
            continue
        bullet, rest = split_bullet(text)
        level = _heading_level(paragraph, text) if number == 0 else 0
        if level:
            label, rest = split_label(text)
            yield Piece("heading", rest, level=level, label=label)
        elif bullet or _is_list(paragraph):
            yield Piece("item", rest, level=_list_level(paragraph))
        else:
            label, rest = split_label(text)
            yield Piece("paragraph", rest, label=label)


def _heading_level(paragraph: Paragraph, text: str) -> int:
    """Depth of a heading by its style; a short paragraph all in bold is one below the deepest named level."""
    style = (paragraph.style.name if paragraph.style else "") or ""
    match = re.fullmatch(r"heading (\d)", style, re.I)
    if match:
        return int(match[1])
    if style.lower() == "title":
        return 1
    runs = [run for run in paragraph.runs if run.text.strip()]
    bold = bool(runs) and all(run.bold for run in runs)
    return 4 if bold and len(text) <= 120 and not re.search(r"[.;,]$", text) and not _is_list(paragraph) else 0


def _properties(paragraph: Paragraph) -> Any:
    return paragraph._p.pPr


def _is_list(paragraph: Paragraph) -> bool:
    style = (paragraph.style.name if paragraph.style else "") or ""
    properties = _properties(paragraph)
    numbered = properties is not None and properties.numPr is not None and properties.numPr.numId is not None
    return style.lower().startswith("list") or (numbered and properties.numPr.numId.val != 0)


def _list_level(paragraph: Paragraph) -> int:
    properties = _properties(paragraph)
    if properties is not None and properties.numPr is not None and properties.numPr.ilvl is not None:
        return int(properties.numPr.ilvl.val) + 1
    match = re.search(r"(\d)$", (paragraph.style.name if paragraph.style else "") or "")
    return int(match[1]) if match else 1


def _table(table: DocxTable) -> Iterator[Piece]:
    rows: list[tuple[str, ...]] = []
    bold: list[bool] = []
    for row in table.rows:
        cells = list({id(cell._tc): cell for cell in row.cells}.values())  # a merged cell is listed once a column
        rows.append(tuple(_cell(cell) for cell in cells))
        runs = [run for cell in cells for p in cell.paragraphs for run in p.runs if run.text.strip()]
        bold.append(bool(runs) and all(run.bold for run in runs))
    if not rows:
        return
    headed = len(rows) > 1 and (bold[0] or _named_columns(rows))
    body = [row for row in (rows[1:] if headed else rows) if any(row)]
    if body:
        yield Piece("table", table=RawTable(rows=tuple(body), headings=rows[0] if headed else ()))


def _named_columns(rows: list[tuple[str, ...]]) -> bool:
    """A first row of short cells without full stops names the columns."""
    return len(rows[0]) > 1 and all(cell and len(cell) < 60 and not cell.endswith(".") for cell in rows[0][1:])


def _cell(cell: Any) -> str:
    pieces = [piece for paragraph in cell.paragraphs for piece in _paragraph(paragraph)]
    return cell_text(pieces)[0]
