"""PDF without usable tags -> pieces: ruled tables by pdfplumber, the rest from the look of its lines."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from .furniture import without_furniture
from .lines import pieces_from_lines
from .pieces import Line, Piece, RawTable, cell_text
from .repair import clean, is_finished, join, split_bullet, starts_low
from .stitch import stitch


def read_layout(pdf: PDF) -> list[Piece]:
    """Pieces of a PDF by geometry alone."""
    flow: list[Line | RawTable] = [part for page in pdf.pages for part in _page(page)]
    kept = {id(line) for line in without_furniture([p for p in flow if isinstance(p, Line)])}
    flow = [p for p in flow if isinstance(p, RawTable) or id(p) in kept]
    pieces: list[Piece] = []
    for is_table, run in groupby(flow, key=lambda p: isinstance(p, RawTable)):
        parts = list(run)
        if is_table:
            tables = [p for p in parts if isinstance(p, RawTable)]
            pieces.extend(Piece("table", page=next(iter(t.pages), None), table=t) for t in tables)
        else:
            pieces.extend(pieces_from_lines([p for p in parts if isinstance(p, Line)]))
    return stitch(pieces)


def _page(page: Page) -> Iterator[Line | RawTable]:
    """Lines and ruled tables of one page, top to bottom."""
    tables = [t for t in page.find_tables() if _is_data(t)]
    placed: list[tuple[float, Line | RawTable]] = [(t.bbox[1], _table(t, page.page_number)) for t in tables]
    boxes = [t.bbox for t in tables]
    outside = page.filter(lambda obj: not any(_inside(obj, box) for box in boxes))
    bottom = 0.0
    for line in outside.extract_text_lines(return_chars=True):
        height = max(line["bottom"] - line["top"], 1)
        gap = max(0.0, (line["top"] - bottom) / height - 0.35) if bottom else 1.0
        placed.append((line["top"], _line(line, page.page_number, gap)))
        bottom = line["bottom"]
    placed.sort(key=lambda p: p[0])
    for _, part in placed:
        yield part


def _line(line: dict[str, Any], page: int, gap: float) -> Line:
    chars = [c for c in line["chars"] if c["text"].strip()]
    bold = sum("bold" in c["fontname"].lower() for c in chars) > len(chars) * 0.6
    sizes = sorted(c["size"] for c in chars)
    size = round(sizes[len(sizes) // 2], 1) if sizes else 0.0
    return Line(clean(line["text"]), page, 1.0 if gap >= 0.45 else 0.0, line["x0"], size, bold)


def _is_data(table: Any) -> bool:
    rows = [[cell for cell in row if cell and cell.strip()] for row in table.extract()]
    filled = [row for row in rows if row]
    return len(filled) >= 2 and sum(len(row) >= 2 for row in filled) > len(filled) / 2


def _table(table: Any, page: int) -> RawTable:
    """Cells of a ruled table, wrapped lines inside a cell joined, empty columns dropped."""
    rows = [tuple(_cell(cell or "") for cell in row) for row in table.extract()]
    rows = [row for row in rows if any(row)]
    keep = [i for i in range(len(rows[0])) if any(row[i] for row in rows)]
    rows = [tuple(row[i] for i in keep) for row in rows]
    headed = _is_heading_row(rows[0])
    body = rows[1:] if headed else rows
    return RawTable(
        rows=tuple(body),
        headings=rows[0] if headed else (),
        pages=tuple(page for _ in body),
        heading_page=page if headed else None,
    )


def _is_heading_row(row: tuple[str, ...]) -> bool:
    """Short cells without a full stop name columns; a row that goes on from the page before does not."""
    filled = [cell for cell in row if cell]
    return len(filled) == len(row) and all(len(c) < 60 and not c.endswith(".") and not starts_low(c) for c in filled)


def _cell(text: str) -> str:
    paragraphs: list[tuple[str, bool]] = []
    for raw in text.split("\n"):
        bullet, line = split_bullet(raw)
        line = clean(line)
        if not line:
            continue
        if paragraphs and not bullet and not is_finished(paragraphs[-1][0]):
            paragraphs[-1] = (join(paragraphs[-1][0], line), paragraphs[-1][1])
        elif paragraphs and not bullet:
            paragraphs[-1] = (f"{paragraphs[-1][0]} {line}", paragraphs[-1][1])
        else:
            paragraphs.append((line, bullet))
    return cell_text(paragraphs)


def _inside(obj: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    if "x0" not in obj:
        return False
    x, y = (obj["x0"] + obj["x1"]) / 2, (obj["top"] + obj["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])
