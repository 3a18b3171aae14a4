"""A table of figures: which of its cells are values, and which headings stand over and beside each."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..documents import Cell, Table
from .columns import action_columns
from .headed_periods import find_year
from .periods import find_periods
from .units import cell_values, is_no_value, noted

_NO_MEASURE = re.compile(
    r"(?:ref(?:erence)?|id|#|item|pages?|page no|tel(?:ephone)?|phone|mobile|contact|ext(?:ension)?|fax|post ?code|urn"
    r"|appendix|version|risk|likelihood|impact|severity|probability|(?:inherent|residual|current|target|gross|net)? ?"
    r"(?:risk )?(?:scores?|rating)|rank(?:ing)?|year groups?|age|ages|paragraph|section|time|date)s?(?:\s*(?:no"
    r"|number))?",
    re.I,
)
_ORDINAL = re.compile(r"(?:s ?\.?/?n ?o?|no|nos|number|#|item|ref|row|line)\b.*|", re.I)
_OF_WHEN = re.compile(
    r"(?:academic |financial |school |calendar |reporting |end of |time )?(?:years?|periods?|months?|quarters?|terms?"
    r"|dates?"
    r"|as at|week(?:s)?(?: ending| commencing)?|(?:year|month|quarter|week) end(?:ing)?)",
    re.I,
)
_NO_LABEL = re.compile(
    r"(?:good (?:is|performance|to be)|polarity|direction(?: of travel)?|(?:bigger|smaller|higher|lower).*"
    r"|(?:data )?owner"
    r"|(?:lead )?officer|lead|responsib.*|frequency|source|status|b?rag(?: .*)?|trend|rating|performance|target date"
    r"|(?:data )?type|ref(?:erence)?|code|id)",
    re.I,
)
"""Headings of columns that say something of a row other than what it counts."""
_MAX_NAME = 160  # characters; longer is text and no name of a series


class Row(NamedTuple):
    """A row of values."""

    cells: tuple[Cell, ...]
    labels: tuple[str, ...]
    """What stands before its values."""
    group: str
    """The row without values that it stands under."""


class Grid(NamedTuple):
    """A table with its headings sorted out."""

    heads: tuple[tuple[str, ...], ...]
    """For each column the headings that stand over it, from the top down."""
    label_heads: tuple[str, ...]
    """Headings of the columns that hold names."""
    values: tuple[int, ...]
    """Columns that hold values."""
    rows: tuple[Row, ...]


def grid(table: Table) -> Grid | None:
    """The table as one of figures; ``None`` for a table of anything else (actions, contacts, names, risks)."""
    width = max((len(row) for row in table.rows), default=0)
    if not width or action_columns([cell.text for cell in table.headings]):
        return None
    heading_rows, body = _heading_rows(table, width)
    if not body:
        return None
    heads = _stacks(heading_rows, width)
    values = _value_columns(body, heads)
    if not values:
        return None
    if table.spanning and table.spanning.text:
        heads = [(_one_line(table.spanning.text), *stack) for stack in heads]
    named = _named(body, heads, values[0])
    rows = _rows(body, named, values)
    label_heads = tuple(" ".join(heads[n][-1:]) for n in named)
    return Grid(tuple(heads), label_heads, values, rows) if rows else None


def _heading_rows(table: Table, width: int) -> tuple[list[list[str]], list[tuple[Cell, ...]]]:
    """Rows of headings as text, and the rows under them; a second row of headings stands in the body of some files."""
    rows = [row for row in table.rows if any(cell.text.strip() for cell in row)]
    found = []
    if any(cell.text for cell in table.headings):
        texts = [_one_line(cell.text) for cell in table.headings][:width]
        found.append([""] * (width - len(texts)) + texts)
    while len(rows) > 1 and _is_heading(rows, bool(found), found[-1] if found else []):
        texts = [_one_line(cell.text) for cell in rows.pop(0)]
        found.append(texts + [""] * (width - len(texts)))
    return found, rows


def _is_heading(rows: list[tuple[Cell, ...]], headed: bool, over: Sequence[str]) -> bool:
    """True where the first of some rows holds headings: periods, or names over columns that hold values below."""
    first = [_one_line(cell.text) for cell in rows[0]][1:]
    filled = [text for text in first if text]
    if not filled:
        return not headed and _is_year(rows[0][0].text)
    if all(_is_period(text) for text in filled):
        return True
    if any(cell_values(text) or is_no_value(text) or len(text) > _MAX_NAME for text in filled):
        return False
    below = [[_one_line(cell.text) for cell in row][1:] for row in rows[1:4]]
    counts = sum(1 for row in below for text in row if cell_values(text))
    blank_over = any(not text for text in list(over)[1:]) or len({t for t in over[1:] if t}) < len(
        [t for t in over[1:] if t]
    )
    return counts >= len(filled) and (not headed or blank_over)


def _is_year(text: str) -> bool:
    year = find_year(text)
    return bool(year) and len(text.strip()) <= len(year.words if year else "") + 16


def _is_period(text: str) -> bool:
    periods = find_periods(text, heading=True)
    return bool(periods) and len(text) <= periods[0].end - periods[0].start + 12 and not _is_count(text)


def _is_count(text: str) -> bool:
    return bool(cell_values(text)) and not re.fullmatch(r"(?:19|20)\d\d", text.strip())


def _stacks(rows: list[list[str]], width: int) -> list[tuple[str, ...]]:
    """Headings of each column from the top; one over several columns counts for each of them."""
    filled = []
    for number, row in enumerate(rows):
        if number < len(rows) - 1:
            row = _spread(row, rows[number + 1])
        filled.append(row)
    stacks = []
    for column in range(width):
        names = [row[column] for row in filled if row[column]]
        stacks.append(tuple(name for n, name in enumerate(names) if name not in names[:n]))
    return stacks


def _spread(row: list[str], below: list[str]) -> list[str]:
    spread = list(row)
    for column in range(2, len(row)):
        if not spread[column] and below[column]:
            spread[column] = spread[column - 1]
    return spread


def _value_columns(body: list[tuple[Cell, ...]], heads: Sequence[tuple[str, ...]]) -> tuple[int, ...]:
    found = []
    for column, stack in enumerate(heads):
        texts = [_one_line(row[column].text) for row in body if column < len(row)]
        figures = sum(1 for text in texts if cell_values(noted(text)[0]))
        others = sum(1 for text in texts if not is_no_value(text)) - figures
        name = stack[-1] if stack else ""
        if not figures or others > figures or _NO_MEASURE.fullmatch(name.strip(" .:")):
            continue
        if column == 0 and (len(body) > 1 or not name or _is_ordinal(body, 0, stack) or len(heads) == 1):
            continue
        if _OF_WHEN.fullmatch(name.strip(" :")) and all(_is_period(text) for text in texts if text):
            continue
        found.append(column)
    return tuple(found)


def _is_ordinal(body: list[tuple[Cell, ...]], column: int, stack: Sequence[str]) -> bool:
    """True for a column that numbers the rows or gives their references."""
    texts = [_one_line(row[column].text) for row in body if column < len(row) and row[column].text.strip()]
    coded = all(re.fullmatch(r"[A-Z]{0,4}\s?\d{1,3}(?:\.\d{1,2})*[a-z]?\.?", text) for text in texts)
    return bool(texts) and coded and column == 0 and bool(_ORDINAL.fullmatch(stack[-1] if stack else ""))


def _named(body: list[tuple[Cell, ...]], heads: Sequence[tuple[str, ...]], end: int) -> list[int]:
    """Columns of names before the values, the one that says most last."""
    found = [n for n in range(end) if not _is_ordinal(body, n, heads[n])]
    kept = [n for n in found if not _NO_LABEL.fullmatch(heads[n][-1].strip(" .:?") if heads[n] else "")] or found
    lengths = {
        n: len({row[n].text for row in body if n < len(row)}) * sum(len(row[n].text) for row in body if n < len(row))
        for n in kept
    }
    return sorted(kept, key=lambda n: (lengths[n], n))


def _rows(body: list[tuple[Cell, ...]], named: list[int], values: tuple[int, ...]) -> tuple[Row, ...]:
    rows: list[Row] = []
    group = ""
    for cells in body:
        texts = [_one_line(cell.text) for cell in cells]
        labels = tuple(texts[n] for n in named if n < len(texts))
        if not any(texts[n] for n in values if n < len(texts)):
            if any(labels):
                group = next(label for label in reversed(labels) if label)
            continue
        if max((len(label) for label in labels), default=0) <= _MAX_NAME:
            rows.append(Row(cells, labels, group))
    return tuple(rows)


def _one_line(text: str) -> str:
    return " ".join(text.split())
