"""Tables that extraction flattened to one cell a line, found again.

Two kinds: rows that end in the same number of lines of figures, under headings that may take several lines each; and
rows set apart by blank lines, each of as many cells as a block of known column names has.
"""

import re
from dataclasses import dataclass

from .flat_tables import is_figure, is_period
from .pieces import Line, RawTable
from .repair import clean, is_finished, split_bullet, split_label, starts_low

_MIN_FIGURES = 2
_MIN_ROWS = 2
_MAX_LABEL_LINES = 5
_MAX_HEADING_LINES = 40
_LONGEST = 90  # characters of a line of a cell
_COLUMN = re.compile(
    r"(?:ref(?:erence)?|no\.?|id|(?:key |planned |agreed )?(?:actions?|activit(?:y|ies)|tasks?)"
    r"|what(?: will .*| we will do)?"
    r"|(?:lead |responsible )?(?:leads?|owners?|officers?|persons?|responsib(?:le|ility)|who)(?: (?:officer"
    r"|person|for .*))?"
    r"|by who(?:m)?|(?:target |completion )?(?:due|deadlines?|dates?|when|timescales?|by when)(?: date)?"
    r"|(?:b?rag)(?: rating)?"
    r"|(?:current )?(?:status|progress|position|update)|(?:success )?(?:measures?|criteria|indicators?)"
    r"|targets?|baseline|measures?|numbers?|type(?: of .*)?|options?|subjects?"
    r"|actuals?|outcomes?|impact|evidence|milestones?|events?|priority|areas?(?: (?:for|of) .*)?"
    r"|theme|findings?|weakness(?:es)?|verdicts?(?: .*)?|name|role|organisation|body|service)",
    re.I,
)


@dataclass(frozen=True)
class StackedTable:
    """A table over a run of lines; ``end`` is the index of the line after it."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    pages: tuple[int | None, ...]
    start: int
    end: int
    heading_page: int | None

    def raw(self, caption: str | None) -> RawTable:
        """The table as the readers hand it over."""
        return RawTable(
            rows=self.rows, headings=self.headings, pages=self.pages, heading_page=self.heading_page, caption=caption
        )


@dataclass(frozen=True)
class _Row:
    label: tuple[int, ...]
    """Lines of its name; of the first row those of the headings stand before it."""
    figures: tuple[int, ...]


def is_column_name(text: str) -> bool:
    """True for a name that columns of plans and reports have: "Action", "Lead officer", "By when"."""
    return bool(_COLUMN.fullmatch(text))


def find_stacked(lines: list[Line]) -> dict[int, StackedTable]:
    """Tables of one cell a line, by the index of their first line."""
    found: dict[int, StackedTable] = {}
    index = 0
    while index < len(lines):
        table = _of_figures(lines, index) or _of_cells(lines, index)
        if table:
            found[table.start] = table
            index = table.end
        else:
            index += 1
    return found


def _is_cell(line: Line) -> bool:
    text = clean(line.text)
    odd = "\t" in line.text or split_bullet(line.text)[0] or split_label(text)[0]
    return not odd and len(text) <= _LONGEST and not (is_finished(text) and len(text.split()) > 2)


def _of_figures(lines: list[Line], start: int) -> StackedTable | None:
    """The table of figures whose headings begin at ``start``: after a gap, with names and then figures."""
    if not lines[start].gap and start:
        return None
    head = _run(lines, start, figures=False, most=_MAX_HEADING_LINES)
    columns = _run(lines, head, figures=True, most=_MAX_HEADING_LINES) - head
    if head == start or columns < _MIN_FIGURES:
        return None
    rows, at = [_Row((), tuple(range(head, head + columns)))], head + columns
    while at < len(lines):
        label = _run(lines, at, figures=False, most=_MAX_LABEL_LINES)
        end = _run(lines, label, figures=True, most=columns)
        over = end < len(lines) and _is_figure(lines[end]) and not lines[end].gap
        if label == at or end - label != columns or over:
            break
        rows.append(_Row(tuple(range(at, label)), tuple(range(label, end))))
        at = end
    headed = _heads(lines, start, head, columns)
    if len(rows) < _MIN_ROWS or headed is None:
        return None
    headings, first = headed
    cells = [_cells(lines, row.label)[0] if row.label else first for row in rows]
    table = tuple((name, *(clean(lines[n].text) for n in row.figures)) for name, row in zip(cells, rows, strict=True))
    pages = tuple(lines[row.figures[0]].page for row in rows)
    return StackedTable(headings, table, pages, start, at, lines[start].page)


def _run(lines: list[Line], start: int, figures: bool, most: int) -> int:
    """The index after the run of figures, or of other cells, that begins at ``start``."""
    end = start
    while end < min(len(lines), start + most) and _is_cell(lines[end]) and _is_figure(lines[end]) is figures:
        end += 1
    return end


def _is_figure(line: Line) -> bool:
    text = clean(line.text)
    return is_figure(text) and not re.fullmatch(r"(?:19|20)\d\d", text)


def _heads(lines: list[Line], start: int, end: int, columns: int) -> tuple[tuple[str, ...], str] | None:
    """Column headings and the name of the first row from the lines before its figures.

    Where a gap sets the two apart, the last block is the name. ``None`` where the lines do not come to as many
    headings as there are columns.
    """
    gaps = [n for n in range(start + 1, end) if lines[n].gap]
    if gaps:
        headings = _fitted(lines, range(start, gaps[-1]), columns)
        name = _cells(lines, range(gaps[-1], end))
        return (headings, " ".join(name)) if headings else None
    cells = _cells(lines, range(start, end))
    if len(cells) == columns + 2:
        return tuple(cells[:-1]), cells[-1]
    return None


def _fitted(lines: list[Line], places: range, columns: int) -> tuple[str, ...] | None:
    """Lines as headings of so many columns and of the column of names."""
    cells = _cells(lines, places)
    if len(cells) == columns:
        return ("", *cells)
    if len(cells) == columns + 1:
        return tuple(cells)
    for named in (1, 0):  # every heading takes the same number of lines: "Q1", "Apr-Jun", "2023"
        each, rest = divmod(len(cells) - named, columns)
        groups = [cells[named + n * each : named + (n + 1) * each] for n in range(columns)]
        if each > 1 and not rest and len({tuple(map(_shape, group)) for group in groups}) == 1:
            return (cells[0] if named else "", *(" ".join(group) for group in groups))
    return None


def _shape(text: str) -> str:
    """What kind of text a line of a heading is: "2023" as "9999", a period as "period", words as "words"."""
    if is_period(text) or re.fullmatch(r"[a-z]{3,9} ?(?:[-–/]|to) ?[a-z]{3,9}", text, re.I):
        return "year" if text.isdigit() else "period"
    return re.sub(r"[^\W\d]+", "words", re.sub(r"\d+", "9", text))


def _cells(lines: list[Line], places: range | tuple[int, ...]) -> list[str]:
    """Lines put together to cells: a line that is left open by a space, or goes on with a small letter, is wrapped."""
    cells: list[str] = []
    for place in places:
        text = clean(lines[place].text)
        before = lines[place - 1] if cells else None
        if before and not lines[place].gap and (before.open or starts_low(text) or text.startswith("(")):
            cells[-1] = f"{cells[-1]} {text}"
        else:
            cells.append(text)
    return cells


def _of_cells(lines: list[Line], start: int) -> StackedTable | None:
    """The table of text under a block of column names at ``start``: a block of as many cells a row."""
    if not lines[start].gap and start:
        return None
    end = _block(lines, start)
    headings = _cells(lines, range(start, end))
    if len(headings) < 3 or sum(is_column_name(text) for text in headings) < len(headings) - 1:
        return None
    rows: list[tuple[str, ...]] = []
    pages: list[int | None] = []
    at = end
    while at < len(lines):
        after = _block(lines, at)
        cells = _cells(lines, range(at, after))
        if len(cells) != len(headings) or (split_label(cells[0])[0] and not is_column_name(headings[0])):
            break
        rows.append(tuple(cells))
        pages.append(lines[at].page)
        at = after
    return StackedTable(tuple(headings), tuple(rows), tuple(pages), start, at, lines[start].page) if rows else None


def _block(lines: list[Line], start: int) -> int:
    """The index after the lines that follow ``start`` without a gap."""
    end = start + 1
    while end < len(lines) and not lines[end].gap and "\t" not in lines[end].text:
        end += 1
    return end
