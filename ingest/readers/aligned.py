"""Tables of a plain text whose columns are set apart by spaces, as ``pdftotext -layout`` and typists leave them.

A column ends where every line of a run is blank at the same places. The rows of what is found so get tabs between their
cells.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .flat_tables import is_figure, is_period
from .heading_rows import names_columns
from .repair import is_finished, split_bullet, split_label, starts_low
from .stacked_tables import is_column_name

RULE = re.compile(r"\s*(?:[-=_~*─━—–]\s?){5,}[-=_~*─━—–\s]*$")
"""A line drawn across the page, or under the names of columns."""
_APART = re.compile(r"\S {2,}\S")
_LABEL = re.compile(r"\(?(?:[A-Za-z]\.?)?\d{0,2}(?:\.\d+)*[.)]?$")
_UNFINISHED = re.compile(r"(?:\b(?:of|and|the|for|to|in|with)|[,&])$", re.I)
_PARALLEL = re.compile(
    r"(?:ofsted|care quality commission|cqc|local authority|integrated care board|clinical .* group)s?", re.I
)
"""What heads two columns of those who signed a letter, or of those in charge: what stands side by side is no row."""
_APART_BY = re.compile(r" {2,}")
_MIN_GROUP = 2  # rows below the one that names them
_MIN_GAP = 2  # blanks between two columns
_MIN_ROWS = 3  # with more than one cell, where neither a rule nor figures tell of a table
_LONGEST = 160  # characters of a cell
_MAX_BLANK = 1  # empty lines between two rows


@dataclass(frozen=True)
class Row:
    """A line of the text; with tabs between its cells, if it is a row of a table."""

    text: str
    bare: bool = False
    """It is a row of a table whose columns have no names."""


@dataclass(frozen=True)
class _Run:
    """Lines from ``start`` to ``end`` (the line after them) that share the columns that begin at ``columns``."""

    start: int
    end: int
    columns: tuple[int, ...]


def with_tabs(lines: Sequence[str]) -> list[Row]:
    """The lines of a text, with tabs between the cells of its aligned tables; wrapped cells are joined.

    Args:
        lines: as they stand in the text, with their spaces.

    Returns:
        Lines in the same order; those of a table without the spaces that aligned them.
    """
    made: list[Row] = []
    index = 0
    while index < len(lines):
        run = _run_at(lines, index)
        table = _table(lines, run) if run and not _is_of_two(lines, run) else None
        end = run.end if run and (table or _is_of_two(lines, run)) else index + 1
        made += table or [Row(line) for line in lines[index:end]]
        index = end
    return made


def _run_at(lines: Sequence[str], start: int) -> _Run | None:
    """The longest run of lines from here on that leave the same places blank."""
    if not _is_spaced(lines[start]):
        return None
    best: _Run | None = None
    taken: set[int] = set()
    empty = 0
    for place in range(start, len(lines)):
        line = lines[place]
        if not line.strip():
            empty += 1
            continue
        if empty > _MAX_BLANK or re.search(r"[\t\f|]", line):
            break
        if empty and not _is_spaced(line):
            if not _is_group(lines[place : place + 1 + _MIN_GROUP]):
                break
            empty = 0
            continue  # its name may be longer than the names of rows
        if not RULE.match(line):
            taken.update(n for n, character in enumerate(line) if character != " ")
            columns = _columns(taken)
            if not columns or (empty and best and len(columns) != len(best.columns)):
                break
            best = _Run(start, place + 1, columns)
        empty = 0
    return best


def _is_spaced(line: str) -> bool:
    return bool(_APART.search(line)) and not re.search(r"[\t|]", line) and not RULE.match(line)


def _is_group(lines: Sequence[str]) -> bool:
    """Whether the first of these lines names the rows below it, which are set further in."""
    name, *rows = lines
    if len(rows) < _MIN_GROUP or is_finished(name):
        return False
    named = not all(map(is_period, _APART_BY.split(rows[0].strip())))
    return named and _is_spaced(rows[0]) and all(_indent(row) > _indent(name) for row in rows)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _columns(taken: set[int]) -> tuple[int, ...]:
    """Where the columns after the first begin: after two blanks or more, with text on both sides."""
    return tuple(place for before, place in pairwise(sorted(taken)) if place - before > _MIN_GAP)


def _table(lines: Sequence[str], run: _Run) -> list[Row] | None:
    """The rows of a run; ``None`` where it is no table."""
    rows: list[tuple[int, tuple[str, ...]]] = []
    named = 0
    for line in lines[run.start : run.end]:
        if RULE.match(line):
            named = named or len(rows)
        elif line.strip():
            rows.append((_indent(line), tuple(_cells(line, run.columns))))
    if named:
        above, rows = rows[:named], rows[named:]
        rows = [(above[0][0], _one([cells for _, cells in above])), *rows]
    if not _is_table([cells for _, cells in rows if _is_full(cells)], bool(named)):
        return None
    joined = list(_joined(rows))
    if 3 * sum(map(_is_full, joined)) < 2 * (len(joined) - len(_groups(rows))):
        return None
    bare = not (named or _has_names(joined))
    return [Row("\t".join(cells), bare) for cells in joined]


def _is_of_two(lines: Sequence[str], run: _Run) -> bool:
    """Whether two columns stand side by side: those who signed, those in charge."""
    return all(map(_PARALLEL.fullmatch, filter(None, _cells(lines[run.start], run.columns))))


def _cells(line: str, columns: Sequence[int]) -> Iterator[str]:
    if not _is_spaced(line) and _indent(line) < columns[0]:
        line = line.strip()
        columns = [len(line)] * len(columns)
    edges = (0, *columns, max(len(line), columns[-1]))
    for begin, end in pairwise(edges):
        yield line[begin:end].strip()


def _one(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Lines of the same cells as one row."""
    return tuple(" ".join(filter(None, cells)) for cells in zip(*rows, strict=True))


def _is_table(rows: Sequence[tuple[str, ...]], ruled: bool) -> bool:
    """Cells of a table are short; the numbers of a list, a letter's head and prose in two columns are none."""
    firsts = [cells[0] for cells in rows if cells[0]]
    if len(rows) < 2 or not firsts or any(len(cell) > _LONGEST for cells in rows for cell in cells):
        return False
    if all(split_bullet(f"{first} x")[0] or _LABEL.match(first) for first in firsts):
        return False
    if 2 * sum(first.endswith(":") or first[0].islower() for first in firsts) > len(firsts):
        return False
    figures = all(any(is_figure(word) for word in " ".join(cells[1:]).split()) for cells in rows[1:])
    return ruled or figures or len(rows) >= _MIN_ROWS


def _has_names(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether the first row names the columns, where no rule is drawn under it."""
    first, *body = rows
    if not first[0]:
        return True
    if _is_numbered(first) or any(map(_holds_figure, first[1:])):
        return False
    if any(map(is_column_name, first)):
        return True
    return names_columns(rows) and (len(first) > 2 or all(_holds_figure(cells[-1]) for cells in body))


def _is_numbered(cells: tuple[str, ...]) -> bool:
    """A row that begins with a number, a date or "Area 1" is one of several such."""
    return any(character.isdigit() for character in cells[0])


def _holds_figure(cell: str) -> bool:
    return not is_period(cell) and any(is_figure(word) and not is_period(word) for word in cell.split())


def _joined(rows: Sequence[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[str, ...]]:
    """Rows with their wrapped lines: a name that goes on further in, and cells that go on below theirs."""
    cells = [row for _, row in rows]
    labelled = [sum(bool(split_label(cell)[0]) for cell in column) > 1 for column in zip(*cells, strict=True)]
    wraps = any(_is_wrapped(*two, labelled) for two in pairwise(cells) if all(map(_is_full, two)))
    groups = _groups(rows)
    held: tuple[int, tuple[str, ...]] | None = None
    for number, (indent, row) in enumerate(rows):
        if number in groups or number - 1 in groups:
            pass
        elif held and (
            _is_wrapped(held[1], row, labelled)
            or _goes_on(held, indent, row, header=number == 1)
            or (wraps and number > 1 and not any(row[1:]))
        ):
            held = (held[0], _one([held[1], row]))
            continue
        if held:
            yield held[1]
        held = (indent, row)
    if held:
        yield held[1]


def _groups(rows: Sequence[tuple[int, tuple[str, ...]]]) -> set[int]:
    """Places of the rows that name those below them, which are set further in: at least two of them."""
    places = set()
    for place, (indent, cells) in enumerate(rows[:-2]):
        below = rows[place + 1 : place + 1 + _MIN_GROUP]
        _, first = below[0]
        deep = all(row[0] and further > indent for further, row in below)
        if place and not any(cells[1:]) and _is_full(first) and deep:
            places.add(place)
    return places


def _is_wrapped(above: tuple[str, ...], row: tuple[str, ...], labelled: Sequence[bool]) -> bool:
    """Whether a row with several cells goes on with those above it, as its words tell."""
    if starts_low(row[0]) or (row[0] and _UNFINISHED.search(above[0])):
        return True
    columns = zip(above, row, labelled, strict=True)
    return any(has and starts_low(cell) and not is_finished(before) for before, cell, has in columns)


def _is_full(cells: tuple[str, ...]) -> bool:
    return sum(map(bool, cells)) > 1


def _goes_on(held: tuple[int, tuple[str, ...]], indent: int, cells: tuple[str, ...], header: bool) -> bool:
    if not cells[0]:
        return not header or not held[1][0]
    above, *others = held[1]
    return bool(above) and not any(others) and indent > held[0]
