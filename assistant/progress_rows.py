"""A row of a table as a reader takes it in: each value with the name of its column, instead of "22 | 20 | 11"."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from ingest.documents import Cell, Document, Frozen, Table

from .cells import column_name


class Named(Frozen):
    """A value of a row."""

    name: str
    """What stands over its column, with the year over all columns; empty where nothing does."""
    value: str


def row_of(document: Document, start: int, end: int) -> tuple[Named, ...]:
    """The cells of the table row that a quote is; empty where the quote is no row, or only one cell of one.

    Args:
        document: gives the quote.
        start: where the quote starts in the document's text.
        end: where it ends.
    """
    for section in document.sections:
        for table in section.tables:
            if table.start < end and start < table.end:
                rows = [row for row in table.rows if any(_has_words_in(cell, start, end) for cell in row)]
                return tuple(_named(table, rows, start, end)) if _is_one(rows) else ()
    return ()


def row_in_words(row: Iterable[Named]) -> str:
    """ "Action: Train staff; Lead: Head of SEND; By: May 2024"."""
    return "; ".join(f"{cell.name}: {cell.value}" if cell.name else cell.value for cell in row)


def _has_words_in(cell: Cell, start: int, end: int) -> bool:
    return bool(cell.text.strip()) and cell.start < end and start < cell.end


def _is_one(rows: Sequence[tuple[Cell, ...]]) -> bool:
    """Whether these are one row: what goes on over the end of a page has no words in its first cell there."""
    return bool(rows) and not any(row[0].text.strip() for row in rows[1:])


def _named(table: Table, rows: Sequence[tuple[Cell, ...]], start: int, end: int) -> Iterator[Named]:
    columns = list(zip_longest(*rows))
    values = [[" ".join(c.text.split()) for c in cells if c and _has_words_in(c, start, end)] for cells in columns]
    if sum(map(bool, values)) < 2:
        return
    for number, value in enumerate(values):
        if value:
            yield Named(name=" ".join(column_name(table, number).split()), value=" ".join(value))
