"""Columns without rules: lines of print with wide gaps at the same places are rows of a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .pdf_grid import Cell, GridRow
from .pdf_text import Char, TextLine, paragraph, text_line
from .repair import split_bullet, starts_low

_GAP = 2.2  # type sizes; a wider gap within a line parts two columns
_NARROW = 0.45  # type sizes; wider than a space, enough between columns that others have shown
_ALIGNED = 6.0  # points by which left edges in one column may differ
_MIN_ROWS = 2


@dataclass(frozen=True)
class Columns:
    """Neighbouring lines in columns."""

    lines: tuple[tuple[TextLine, ...], ...]
    edges: tuple[float, ...]
    """Left edges of the columns."""

    @property
    def top(self) -> float:
        """Top of the first line, in points from the page's top."""
        return self.lines[0][0].top

    def rows(self, pitch: float) -> list[GridRow]:
        """A row a line; a line that goes on with the cells above it belongs to their row."""
        rows: list[list[list[TextLine]]] = []
        for parts in self.lines:
            cells: list[list[TextLine]] = [[] for _ in self.edges]
            for part in parts:
                cells[_column(part, self.edges)].append(part)
            if rows and _wrapped(rows[-1], cells, pitch):
                for above, below in zip(rows[-1], cells, strict=True):
                    above.extend(below)
            else:
                rows.append(cells)
        return [GridRow(tuple(_cell(cell) for cell in row), self.lines[0][0].page) for row in rows]


def _cell(lines: list[TextLine]) -> Cell:
    made = paragraph(lines)
    return [made] if made else []


def _wrapped(above: list[list[TextLine]], below: list[list[TextLine]], pitch: float) -> bool:
    """True where a line only goes on with cells of the row above, in the middle of their sentences."""
    pairs = [(a, b[0]) for a, b in zip(above, below, strict=True) if b]
    if not all(a and b.top - a[-1].top <= 1.3 * pitch * b.size and a[-1].bold == b.bold for a, b in pairs):
        return False
    return all(starts_low(b.text) or a[-1].text.endswith((",", "-", "&")) for a, b in pairs)


def in_columns(lines: Sequence[TextLine], carried: tuple[float, ...] = ()) -> Iterator[TextLine | Columns]:
    """Lines in order, those that stand in columns gathered.

    Args:
        lines: of one page, top to bottom.
        carried: left edges of the columns with which the page before ended.
    """
    parts = [_parts(line) for line in lines]
    index = 0
    while index < len(lines):
        own = tuple(part.x0 for part in parts[index])
        end = _end(parts, index, own, _MIN_ROWS)
        edges = own
        if end == index == 0 and carried:
            end, edges = _end(parts, 0, carried, 1), carried
        if end > index:
            yield Columns(tuple(tuple(line) for line in parts[index:end]), edges)
            index = end
        else:
            yield lines[index]
            index += 1


def _end(parts: list[list[TextLine]], start: int, edges: tuple[float, ...], needed: int) -> int:
    """Index after the last line from ``start`` on that stands in these columns, where enough of them fill all."""
    if len(edges) < 2 or split_bullet(parts[start][0].text)[0]:
        return start
    end = start
    full = 0
    while end < len(parts):
        above = parts[max(end - 1, start)]
        line = parts[end] if _fits(parts[end], edges, above) else _cut_at(parts[end], edges)
        if not _fits(line, edges, above):
            break
        parts[end] = line
        full += len(line) == len(edges)
        end += 1
    return end if full >= needed else start


def _fits(line: list[TextLine], edges: tuple[float, ...], above: list[TextLine]) -> bool:
    """True where each part of a line starts at a column's edge and ends before the next column."""
    if line[0].page != above[0].page or line[0].top - above[0].top > 4 * max(line[0].size, above[0].size):
        return False
    if len(line) == 1 and line[0].bold and not all(part.bold for part in above):
        return False
    for part in line:
        column = _column(part, edges)
        after = edges[column + 1] if column + 1 < len(edges) else float("inf")
        if abs(part.x0 - edges[column]) > _ALIGNED or part.x1 > after:
            return False
    return True


def _cut_at(line: list[TextLine], edges: tuple[float, ...]) -> list[TextLine]:
    """A line cut where a word starts at a column's edge, though the gap before it is narrow."""
    chars = [c for part in line for c in part.chars if c["text"].strip()]
    cuts: list[list[Char]] = [chars[:1]]
    for last, char in pairwise(chars):
        at_edge = any(abs(char["x0"] - edge) < 2 for edge in edges[1:])
        if at_edge and char["x0"] - last["x1"] > _NARROW * char["size"]:
            cuts.append([])
        cuts[-1].append(char)
    return [part for part in (text_line(cut) for cut in cuts) if part]


def _column(part: TextLine, edges: tuple[float, ...]) -> int:
    return min(range(len(edges)), key=lambda n: abs(part.x0 - edges[n]))


def _parts(line: TextLine) -> list[TextLine]:
    """A line cut at its wide gaps; the gap after a bullet or a number is none."""
    cuts: list[list[Char]] = [[]]
    last: Char | None = None
    for char in line.chars:
        if not char["text"].strip():
            continue
        if last is not None and char["x0"] - last["x1"] > _GAP * char["size"]:
            cuts.append([])
        cuts[-1].append(char)
        last = char
    if len(cuts) == 1:
        return [line]
    made = [part for part in (text_line(_with_spaces(line, cut)) for cut in cuts) if part]
    if len(made) > 1 and len(made[0].text) <= 5 and not made[0].text.isalpha():
        return [replace(line)]
    return made


def _with_spaces(line: TextLine, cut: list[Char]) -> list[Char]:
    first, last = cut[0]["x0"], cut[-1]["x1"]
    return [c for c in line.chars if first <= c["x0"] <= last]
