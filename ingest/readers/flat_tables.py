"""Tables that extraction flattened into lines, found again: rows that end in the same number of figures."""

import re
from dataclasses import dataclass

from .pieces import Line, RawTable
from .repair import clean, is_finished, split_bullet, split_label

_FIGURE = re.compile(r"^[(+\-–]?£?\d[\d,]*(?:\.\d+)?[%mk]?\)?$|^(?:n/?a|nil|\*|-|–)$", re.I)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_PERIOD = re.compile(rf"^(?:{_MONTH}(?:[-/' ]?\d\d(?:\d\d)?)?|q[1-4]|(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?|total)$", re.I)
_MIN_COLUMNS = 3
_MAX_ROW_HEADING_LINES = 6


def is_figure(word: str) -> bool:
    """True for a cell that holds a figure, or a mark that there is none."""
    return bool(_FIGURE.match(word))


def is_period(text: str) -> bool:
    """True for a month, quarter or year, "April 2021", "2019/20"."""
    return bool(_periods_in(text))


@dataclass(frozen=True)
class FlatRow:
    """One row: what it counts, its figures, and the lines it takes."""

    heading: str
    figures: tuple[str, ...]
    start: int
    end: int
    page: int | None


@dataclass(frozen=True)
class FlatTable:
    """A table over a run of lines; ``end`` is the index of the line after it."""

    headings: tuple[str, ...]
    rows: tuple[FlatRow, ...]
    start: int
    end: int
    heading_page: int | None
    spanning: str = ""

    def raw(self, caption: str | None) -> RawTable:
        """The table with its row headings as first column; cells stand apart by one space, as in the source."""
        return RawTable(
            rows=tuple((row.heading, *row.figures) for row in self.rows),
            headings=("", *self.headings) if self.headings else (),
            spanning=self.spanning,
            pages=tuple(row.page for row in self.rows),
            heading_page=self.heading_page,
            caption=caption,
            separator=" ",
        )


def find_tables(lines: list[Line]) -> dict[int, FlatTable]:
    """Flattened tables by the index of their first line."""
    found: dict[int, FlatTable] = {}
    index = 0
    while index < len(lines):
        table = _table_at(lines, index)
        if table:
            found[table.start] = table
            index = table.end
        else:
            index += 1
    return found


def tab_table(lines: list[Line], start: int) -> tuple[RawTable, int] | None:
    """Lines with the same number of tabs from ``start`` on, as a table, and the index of the line after them."""
    tabs = lines[start].text.count("\t")
    end = start + 1
    while tabs and end < len(lines) and _is_row(lines[end - 1], lines[end], tabs):
        end += 1
    found = [(tuple(clean(cell) for cell in line.text.split("\t")), line.page) for line in lines[start:end]]
    bare = lines[start].bare
    headings, page = ((), None) if bare else found[0]
    body = [
        (cells + ("",) * (tabs + 1 - len(cells)), page)
        for cells, page in found[not bare :]
        if bare or cells != headings
    ]
    if not tabs or not body:
        return None
    rows, pages = zip(*body, strict=True)
    return RawTable(rows=rows, headings=headings, pages=pages, heading_page=page), end


def _is_row(above: Line, line: Line, tabs: int) -> bool:
    """True where a line goes on with a table, over a page end too; empty cells at its end may have been cut off."""
    has = line.text.count("\t")
    return (has == tabs and (line.gap < 2 or line.page != above.page)) or (tabs > 2 and 1 < has < tabs and not line.gap)


def _table_at(lines: list[Line], start: int) -> FlatTable | None:
    if "\t" in lines[start].text:
        return None
    periods = _periods(lines[start].text)
    if periods:
        rows = _rows(lines, start + 1, len(periods))
        if rows:
            return FlatTable(periods, tuple(rows), start, rows[-1].end, lines[start].page)
    years = re.fullmatch(r"(?:19|20)\d\d", lines[start].text.strip())
    if years and start + 1 < len(lines):
        below = _periods(lines[start + 1].text)
        rows = _rows(lines, start + 2, len(below)) if below else []
        if rows:
            return FlatTable(below, tuple(rows), start, rows[-1].end, lines[start].page, years[0])
    return None


def _periods(text: str) -> tuple[str, ...]:
    """Column headings, where a line holds nothing but periods: "January February March"."""
    found = _periods_in(text)
    return found if len(found) >= _MIN_COLUMNS else ()


def _periods_in(text: str) -> tuple[str, ...]:
    joined: list[str] = []
    for word in clean(text).split():
        if joined and re.fullmatch(r"(?:19|20)\d\d", word) and re.fullmatch(_MONTH, joined[-1], re.I):
            joined[-1] = f"{joined[-1]} {word}"
        else:
            joined.append(word)
    return tuple(joined) if all(_PERIOD.match(period.split()[0]) for period in joined) else ()


def _rows(lines: list[Line], start: int, columns: int) -> list[FlatRow]:
    rows: list[FlatRow] = []
    index = start
    while index < len(lines):
        row = _row_at(lines, index, columns)
        if row is None:
            break
        rows.append(row)
        index = row.end
    return rows


def _row_at(lines: list[Line], start: int, columns: int) -> FlatRow | None:
    """A row whose heading may be wrapped over several lines before its figures."""
    heading: list[str] = []
    for index in range(start, min(start + _MAX_ROW_HEADING_LINES, len(lines))):
        text = clean(lines[index].text)
        if "\t" in lines[index].text or split_bullet(text)[0] or split_label(text)[0]:
            return None
        words = text.split()
        figures = tuple(words[-columns:])
        if len(words) >= columns and all(is_figure(w) for w in figures):
            before = words[: len(words) - columns]
            if before and is_figure(before[-1]):
                return None
            name = " ".join([*heading, " ".join(before)]).strip()
            return FlatRow(name, figures, start, index + 1, lines[start].page) if name else None
        if len(text) > 60 or is_finished(text):
            return None
        heading.append(text)
    return None
