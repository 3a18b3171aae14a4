"""PDF without usable tags -> pieces: tables by their rules or columns, paragraphs by how their lines are set."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.table import Table

from .furniture import without_furniture
from .pdf_columns import Columns, in_columns
from .pdf_fills import Fill, colour_at, fills_of
from .pdf_grid import Cell, Found, GridRow, settle, tables
from .pdf_text import Char, Paragraph, TextLine, mend, paragraph, text_lines, with_headings
from .pieces import Piece
from .repair import is_finished, split_bullet, split_label, starts_low
from .stitch import stitch

Bounds = tuple[float, float, float, float]

_RULE = 3.0  # points; a filled shape as thin as this is a rule
_SLACK = 0.03  # of a line's width: lines end a little short of the true margin
_TIGHT = 1.3  # of the usual distance between two lines of one paragraph


def read_layout(pdf: PDF) -> list[Piece]:
    """Pieces of a PDF by geometry alone."""
    pages = [_Page(page) for page in pdf.pages]
    kept = set(map(id, without_furniture([line for page in pages for line in page.lines])))
    pitch = _pitch([line for page in pages for line in page.lines])
    found: list[Found] = []
    columns: tuple[float, ...] = ()
    for page in pages:
        page.lines = [line for line in page.lines if id(line) in kept]
        parts, columns = page.parts(pitch, columns)
        found.extend(parts)
    return stitch(with_headings(mend(settle(found))))


class _Page:
    """One page: its ruled tables, and the lines outside them."""

    def __init__(self, page: Page) -> None:
        self.number = page.page_number
        chars: list[Char] = [c for c in page.chars if c.get("upright", True)]
        drawn = page.filter(_is_drawn)
        ruled = drawn.find_tables({"explicit_horizontal_lines": _open_ends(drawn)})
        self.tables = [t for t in ruled if _holds_text(t, chars)]
        self.inside = [(t, [c for c in chars if _inside(c, t.bbox)]) for t in self.tables]
        taken = {id(c) for _, of_table in self.inside for c in of_table}
        self.lines = text_lines(c for c in chars if id(c) not in taken)
        self.fills = fills_of(page) if self.tables else []

    def parts(self, pitch: float, carried: tuple[float, ...]) -> tuple[list[Found], tuple[float, ...]]:
        """Paragraphs and tables, top to bottom, and the left edges of the columns it ends with.

        Args:
            pitch: usual distance from line to line, in type sizes.
            carried: left edges of the columns with which the page before ended.
        """
        right = max((line.x1 for line in self.lines), default=0.0)
        placed: list[tuple[float, list[Found], tuple[float, ...]]] = []
        for table, chars in self.inside:
            placed.append((table.bbox[1], list(tables(_grid(table, chars, self.number, pitch, self.fills))), ()))
        for run in self._runs(carried):
            if isinstance(run, Columns):
                placed.append((run.top, list(tables(run.rows(pitch))), run.edges))
            else:
                placed.append((run[0].top, list(paragraphs(run, right, pitch)), ()))
        placed.sort(key=lambda place: place[0])
        return [part for _, found, _ in placed for part in found], placed[-1][2] if placed else ()

    def _runs(self, carried: tuple[float, ...]) -> Iterator[list[TextLine] | Columns]:
        """Lines between tables, and those that stand in columns without rules."""
        run: list[TextLine] = []
        for part in in_columns(self.lines, carried):
            between = isinstance(part, TextLine) and any(run[-1].top < t.bbox[1] < part.top for t in self.tables if run)
            if run and (between or isinstance(part, Columns)):
                yield run
                run = []
            if isinstance(part, Columns):
                yield part
            else:
                run.append(part)
        if run:
            yield run


def _is_drawn(obj: dict[str, Any]) -> bool:
    """False for a coloured ground: only what is drawn as a line can be the rule of a table."""
    if obj["object_type"] != "rect" or obj.get("stroke"):
        return True
    return bool(min(abs(obj["width"]), abs(obj["height"])) < _RULE)


def _open_ends(page: Page) -> list[float]:
    """Heights at which the upright rules of a table end: a row that runs over a page end has no rule there."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v" and edge["height"] > _RULE]
    ends: dict[int, dict[int, float]] = {}
    for edge in upright:
        for end in (float(edge["top"]), float(edge["bottom"])):
            ends.setdefault(round(end), {})[round(edge["x0"])] = end
    return [next(iter(found.values())) for found in ends.values() if len(found) >= 2]


def _holds_text(table: Table, chars: Sequence[Char]) -> bool:
    return any(c["text"].strip() and _inside(c, table.bbox) for c in chars)


def _inside(char: Char, box: Bounds) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _grid(table: Table, chars: Sequence[Char], page: int, pitch: float, fills: list[Fill]) -> list[GridRow]:
    """Rows of a ruled table; a cell over several rows counts for each, one over several columns for the first."""
    rows: list[GridRow] = []
    read: dict[Bounds, Cell] = {}
    for row in table.rows:
        cells: list[Cell] = []
        painted: list[str | None] = []
        for column, box in enumerate(row.cells):
            place = box or _cell_over(table, row.bbox, table.columns[column].bbox)
            if place is not None and place not in read:
                inside = text_lines(c for c in chars if _inside(c, place))
                read[place] = list(paragraphs(inside, place[2], pitch))
            cells.append(read[place] if place is not None else [])
            painted.append(_painted(fills, place) if place is not None else None)
        drawn = sum(box is not None for box in row.cells)
        rows.append(GridRow(tuple(cells), page, whole=drawn == 1 < len(row.cells), fills=tuple(painted)))
    return rows


def _painted(fills: list[Fill], place: Bounds) -> str | None:
    """The colour behind a cell: at its middle."""
    return colour_at(fills, (place[0] + place[2]) / 2, (place[1] + place[3]) / 2)


def _cell_over(table: Table, row: Bounds, column: Bounds) -> Bounds | None:
    """The cell that reaches down into a row from the row above, in the column where it starts."""
    for cell in table.cells:
        x0, top, _, bottom = (float(edge) for edge in cell)
        if abs(x0 - column[0]) < 1 and top < row[1] - 1 and bottom > row[1] + 1:
            return cell
    return None


def _pitch(lines: Sequence[TextLine]) -> float:
    """Usual distance from line to line within paragraphs, in type sizes."""
    steps = [
        (below.top - above.top) / above.size
        for above, below in pairwise(lines)
        if above.page == below.page and above.size == below.size and above.size and abs(above.x0 - below.x0) < 1
    ]
    usual = [step for step in steps if 0.8 < step < 3]
    return median(usual) if usual else 1.3


def paragraphs(lines: Sequence[TextLine], right: float, pitch: float) -> Iterator[Paragraph]:
    """Lines of one column or cell as paragraphs and list items.

    Args:
        lines: top to bottom.
        right: right edge that a line may reach, in points.
        pitch: usual distance from line to line, in type sizes.
    """
    run: list[TextLine] = []
    for line in lines:
        if run and not _goes_on(run, line, right, pitch):
            yield from _made(run)
            run = []
        run.append(line)
    yield from _made(run)


def _made(run: list[TextLine]) -> Iterator[Paragraph]:
    made = paragraph(run)
    if made:
        yield made


def _goes_on(run: list[TextLine], line: TextLine, right: float, pitch: float) -> bool:
    """True where a line belongs to the paragraph of the lines above it."""
    last = run[-1]
    if split_bullet(line.text)[0] or abs(last.size - line.size) > 0.15 * last.size:
        return False
    if line.top - last.top > _TIGHT * pitch * max(last.size, line.size):
        return False
    if split_label(line.text)[0] and is_finished(last.text):
        return False
    if last.bold != line.bold and len(run) == 1 and not _full(last, line, right):
        return False
    return _full(last, line, right) or (starts_low(line.text) and not is_finished(last.text))


def _full(last: TextLine, line: TextLine, right: float) -> bool:
    """True where the next line's first word would not have fitted on this one."""
    solid = [c for c in line.chars if c["text"].strip()]
    end = next((n for n, c in enumerate(line.chars) if not c["text"].strip() and c["x0"] > solid[0]["x0"]), None)
    word = line.chars[end - 1]["x1"] - solid[0]["x0"] if end else line.x1 - line.x0
    return last.x1 + word + 0.2 * last.size > right - _SLACK * (right - last.x0)
