"""The entries of a report that stand in a table: one a row."""

import re
from collections.abc import Iterator

from ..documents import Cell, Document, Table
from .making import row_span
from .report_bodies import are_bodies, bodies_at_end
from .report_entries import Entry, is_preface, without_number
from .report_parts import Run, first_row, part_of, plain

_BODIES = re.compile(r"\b(?:responsib\w+|accountable|bod(?:y|ies)|organisations?|partners?)\b")
_NUMBERS = re.compile(r"(?:no|nr|number|ref(?:erence)?|#|)")
_BULLETS = re.compile(r"^(?:[•●▪]|\d{1,2}[.)])\s+", re.M)
_SPANS_ROWS = "the bodies are those of the row above, which is the last to name any"


def is_plan(table: Table) -> bool:
    """True for a table that holds more than a report's own columns: leads, deadlines and the like of a plan."""
    headings = [plain(cell.text) for cell in table.headings]
    return any(not (part_of(h) or _BODIES.search(h) or _NUMBERS.fullmatch(h)) for h in headings)


def row_entries(document: Document, run: Run, table: Table) -> Iterator[Entry]:
    """The entries of a table in the order of its rows.

    A row that goes on where the one above breaks off belongs to it. A cell that is a list and nothing else holds an
    entry an item.
    """
    said, by = _columns(table)
    above = ""
    for row in _whole_rows(table, said):
        cells = [cell for line in row for cell in line]
        span = row_span(document, run.section, tuple(cells))
        text = " ".join(line[said].text for line in row if said < len(line)).strip()
        named = " ".join(line[by].text for line in row if by is not None and by < len(line)).strip()
        if not text or is_preface(text) or any(part_of(c.text) for c in cells):
            continue
        derived = _SPANS_ROWS if by is not None and not named and above else None
        above = named or above
        for part in _listed(text):
            stated, inside = bodies_at_end(without_number(part))
            yield Entry(span, stated, inside or above, None if inside else derived)


def _columns(table: Table) -> tuple[int, int | None]:
    """Which column holds the entries, and which the bodies."""
    names = [plain(cell.text) for cell in first_row(table)]
    width = max((len(row) for row in table.rows), default=1)
    by = next((n for n, name in enumerate(names) if _BODIES.search(name) and not part_of(name)), None)
    if by is None and width > 1:
        by = next((n for n in range(width) if _all_bodies(table, n)), None)
    said = next((n for n, name in enumerate(names) if part_of(name)), None)
    if said is None or said >= width:
        sizes = {n: sum(len(row[n].text) for row in table.rows if n < len(row)) for n in range(width) if n != by}
        said = max(sizes, key=lambda n: sizes[n], default=0)
    return said, by


def _all_bodies(table: Table, column: int) -> bool:
    cells = [row[column].text for row in table.rows if column < len(row) and row[column].text]
    known = [text for text in cells if not part_of(text) and not _BODIES.fullmatch(plain(text).split(" ")[0])]
    return bool(known) and all(are_bodies(text) for text in known)


def _whole_rows(table: Table, said: int) -> Iterator[list[tuple[Cell, ...]]]:
    """Rows that hold text, each with those that only continue it."""
    whole: list[tuple[Cell, ...]] = []
    for row in table.rows:
        if not any(cell.text for cell in row):
            continue
        if whole and _continues(whole[-1], row, said):
            whole.append(row)
            continue
        if whole:
            yield whole
        whole = [row]
    if whole:
        yield whole


def _continues(above: tuple[Cell, ...], row: tuple[Cell, ...], said: int) -> bool:
    if said >= min(len(row), len(above)) or any(cell.text for n, cell in enumerate(row) if n != said):
        return False
    before, here = above[said].text.rstrip(), row[said].text
    broken = bool(before) and before[-1] not in ".!?:;"
    return (broken and here[:1].islower()) or here.startswith(("• ", "● ", "▪ "))


def _listed(text: str) -> list[str]:
    """The items of a cell that is a list and nothing else; any other cell as it is."""
    marks = list(_BULLETS.finditer(text))
    if len(marks) < 2 or marks[0].start():
        return [text]
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True)]
