"""Rows and cells of a PDF -> tables of data, or the paragraphs of a table that only lays out the page.

Word processors use tables to lay out pages, and inspection reports do so on every page. A run of rows with two cells or
more is data; so is a box of one column whose rows are of one kind, with or without a bold row that names them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from .heading_rows import names_columns
from .pdf_text import Paragraph
from .pieces import Piece, RawTable, cell_text
from .repair import starts_low

Cell = list[Paragraph | RawTable]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row as the file has it."""

    cells: tuple[Cell, ...]
    page: int | None
    header: bool = False
    """The file itself says that it names the columns."""
    whole: bool = False
    """Its one cell reaches over all columns."""
    fills: tuple[str | None, ...] = ()
    """The colour of a RAG rating behind each cell; empty where none is known."""

    @property
    def filled(self) -> int:
        """How many cells hold anything."""
        return sum(map(bool, self.cells))


@dataclass(frozen=True, slots=True)
class Box:
    """A frame around paragraphs: a row of the table before it if that ran over the page end, else just paragraphs."""

    paragraphs: tuple[Paragraph, ...]
    page: int | None


Found = Paragraph | RawTable | Box


def tables(rows: Sequence[GridRow]) -> Iterator[Found]:
    """What a grid holds, in reading order."""
    kept = [row for row in rows if row.filled]
    if not kept:
        return
    if all(row.filled == 1 and not _nested(row) for row in kept) and max(len(row.cells) for row in kept) == 1:
        yield from _one_column(kept)
        return
    run = _Run(max(len(row.cells) for row in kept))
    for number, row in enumerate(kept):
        if _nested(row) or not run.takes(row, kept[number + 1 : number + 2]):
            yield from run.end()
            yield from (part for cell in row.cells for part in cell)
        else:
            run.rows.append(row)
    yield from run.end()


def _nested(row: GridRow) -> bool:
    return any(isinstance(part, RawTable) for cell in row.cells for part in cell)


@dataclass
class _Run:
    """Neighbouring rows of one table of data."""

    width: int
    rows: list[GridRow] = field(default_factory=list)
    headings: tuple[str, ...] = ()
    ended: int = 0

    def takes(self, row: GridRow, following: Sequence[GridRow]) -> bool:
        """True where the row belongs to the table, False where it stands between tables."""
        if row.filled >= 2:
            return True
        alone = bool(row.cells[0]) and _stands_alone(_texts(row.cells[0]), row.whole)
        if self.rows:
            return not (row.whole or alone)
        if not following or following[0].filled < 2 or _is_bold(following[0]) or _size(row) > _size(following[0]) + 1:
            return False
        return not alone or _starts_within(row)  # the rest of a table from the page before

    def end(self) -> Iterator[Paragraph | RawTable]:
        """The table so far; a lone row among rows of another kind is no table."""
        rows, self.rows = self.rows, []
        if not rows:
            return
        table = raw_table(rows)
        if table.headings:
            self.headings = table.headings
        elif self.headings and len(self.headings) == len(table.rows[0]):
            table = replace(table, headings=self.headings, heading_page=table.pages[0])
        yield table


def _size(row: GridRow) -> float:
    return max((p.size for cell in row.cells for p in _texts(cell)), default=0.0)


def _is_bold(row: GridRow) -> bool:
    return all(p.bold for cell in row.cells for p in _texts(cell))


def _texts(cell: Cell) -> list[Paragraph]:
    return [part for part in cell if isinstance(part, Paragraph)]


def _starts_within(row: GridRow) -> bool:
    """True where a row starts in the middle: its first cells empty, a bullet, or a small letter."""
    filled = next(cell for cell in row.cells if cell)
    first = _texts(filled)[0]
    return not row.cells[0] or first.bullet or starts_low(first.text)


def _stands_alone(cell: list[Paragraph], whole: bool) -> bool:
    """A heading, or a text of its own across all columns."""
    return all(p.bold for p in cell) or (whole and (len(cell) > 1 or len(cell[0].text) > 150))


def _one_column(rows: list[GridRow]) -> Iterator[Found]:
    cells = [_texts(row.cells[0]) for row in rows]
    headed = len(cells[0]) == 1 and cells[0][0].bold and not cells[0][0].bullet
    body = cells[1:] if headed else cells
    plain = body and not any(p.bold for cell in body for p in cell)
    if plain and _is_list(body, headed, cells[0][0]):
        yield raw_table(rows, headed)
    elif plain and not headed and len(rows) == 1:
        yield Box(tuple(cells[0]), rows[0].page)
    else:
        yield from (p for cell in cells for p in cell)


def _is_list(body: list[list[Paragraph]], headed: bool, heading: Paragraph) -> bool:
    """Rows of one kind: each a paragraph, with or without a list under it; one row only under a name of its own."""
    leads = [sum(not p.bullet for p in cell) for cell in body]
    if any(sum(len(p.text) for p in cell) < 30 for cell in body) or (headed and len(heading.text) > 80):
        return False
    return max(leads) <= 2 if len(body) >= 2 else headed and leads[0] == 1


def raw_table(rows: Sequence[GridRow], headed: bool | None = None) -> RawTable:
    """A table of these rows: empty columns dropped, the heading row apart, and dropped where a page end repeats it."""
    width = max(len(row.cells) for row in rows)
    full = [_padded(row, width, first=number == 0) for number, row in enumerate(rows)]
    keep = [i for i in range(width) if any(cells[i] for cells in full)]
    read = [[_read(cells[i]) for i in keep] for cells in full]
    texts = [tuple(text for text, _ in cells) for cells in read]
    if headed is None:
        headed = len(rows) > 1 and _is_heading(rows, texts)
    headings = texts[0] if headed else ()
    body = [n for n in range(int(headed), len(rows)) if texts[n] != headings]
    return RawTable(
        rows=tuple(texts[n] for n in body),
        headings=headings,
        pages=tuple(rows[n].page for n in body),
        heading_page=rows[0].page if headings else None,
        breaks=tuple(
            (row, column, offset, page)
            for row, n in enumerate(body)
            for column, (_, breaks) in enumerate(read[n])
            for offset, page in breaks
        ),
        fills=tuple(
            (row, column, colour)
            for row, n in enumerate(body)
            for column, place in enumerate(keep)
            if place < len(rows[n].fills) and (colour := rows[n].fills[place])
        ),
    )


def _read(cell: Cell) -> tuple[str, tuple[tuple[int, int], ...]]:
    return cell_text(_piece(p) for p in _texts(cell))


def _piece(p: Paragraph) -> Piece:
    return Piece("item" if p.bullet else "paragraph", p.text, p.page, breaks=p.breaks)


def _is_heading(rows: Sequence[GridRow], texts: Sequence[tuple[str, ...]]) -> bool:
    if rows[0].header:
        return True
    bold = [_is_bold(row) for row in rows]
    if bold[0]:
        return not all(bold) or names_columns(texts)
    below = [cell for row in texts[1:] for cell in row]
    return len(texts[0]) > 2 and names_columns(texts) and max(map(len, below)) > 2 * max(map(len, texts[0]))


def _padded(row: GridRow, width: int, first: bool) -> tuple[Cell, ...]:
    """Cells of a row in full width; what goes on from the page before stands in the last columns."""
    missing: tuple[Cell, ...] = ([],) * (width - len(row.cells))
    return (*missing, *row.cells) if first and missing and _starts_within(row) else (*row.cells, *missing)


def settle(found: Sequence[Found]) -> list[Paragraph | RawTable]:
    """Boxes as rows of the one-column table that ran into them over a page end, else as their paragraphs."""
    out: list[Paragraph | RawTable] = []
    for part in found:
        if not isinstance(part, Box):
            out.append(part)
            continue
        last = out[-1] if out else None
        if isinstance(last, RawTable) and _runs_into(last, part):
            out.append(raw_table([GridRow((list(part.paragraphs),), part.page)], headed=False))
        else:
            out.extend(part.paragraphs)
    return out


def _runs_into(table: RawTable, box: Box) -> bool:
    page = table.pages[-1] if table.pages else None
    return len(table.rows[-1]) == 1 and page is not None and box.page == page + 1
