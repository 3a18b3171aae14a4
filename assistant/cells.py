"""Tables of figures: the cell that a question asks for, by what its row and its column say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.abbreviations import spelt_out
from ingest.dates import MONTHS, find_dates, overlap
from ingest.documents import Cell, Document, Section, Source, Table
from ingest.numbers import find_numbers

from .conditions import of_another_condition
from .forms import DURATION, HOW_LONG
from .library import Library
from .months import month_before
from .nationwide import WORDS as COUNTRY_WORDS
from .nationwide import columns_of_place, is_beside_country
from .retrieve import Found
from .times import times_in
from .understand import Understood
from .units import is_of_figures
from .words import keys, says

_YEAR = 4  # characters of a year's ISO form
_AIMS = re.compile(r"\b(?:target|forecast|planned|expected|trajectory|goal)s?\b", re.I)
_MIN_MATCH = 0.6  # share of what the question says, by weight, that row, caption and headings must say too
_ANAPHOR = re.compile(r"\b(?:these|those|of which|of them)\b", re.I)
_CUMULATIVE = "=cumulative"
"""A running total is another series than the month's own figure."""
_MOST = re.compile(r"\b(?:highest|most|best|peak|top|greatest|largest|maximum)\b", re.I)
_LEAST = re.compile(r"\b(?:lowest|least|worst|fewest|smallest|minimum)\b", re.I)
_NO_GROUP = re.compile(r"(?:notes?|source|sources|not known|unknown|totals?|n/?a)\b", re.I)
_TOTAL = re.compile(r"(?:grand |overall )?totals?\b|all\b", re.I)
_LINE = 300  # characters
_IN_TIME = re.compile(
    r"\b(?:waits?|waiting|time|delay)\b[^.]{0,40}\b(?:in )?(?:weeks|months|days)\b"
    r"|\b(?:weeks|months|days)\b[^.]{0,20}\bwait",
    re.I,
)
_COUNTED = re.compile(r"\b(?:children|people|pupils|number|waiting for|on the)\b", re.I)
_LATEST = re.compile(r"\b(?:latest|most recent|newest|current|currently|now|at present|last (?:month|figure))\b", re.I)


@dataclass(frozen=True)
class CellHit:
    """A row of a table of figures, the cells of it that answer, and how well it fits."""

    document: Document
    section: Section
    table: Table
    row: tuple[Cell, ...]
    name: str
    """What the row counts, with the row it refers back to or that names its group."""
    columns: tuple[int, ...]
    """Columns that answer; all of them where the question names none."""
    score: float
    picked: str = ""
    """ "highest" or "lowest" where the question asks for an extreme."""
    above: Cell | None = None
    """Label of the row that it refers back to, or that names its group."""
    beside_country: bool = False
    """Its columns are those of the area and of the country, and both are asked for."""

    @property
    def label(self) -> str:
        """The row's own name."""
        return self.row[0].text

    def column_name(self, column: int) -> str:
        """Heading of a column with the heading over all columns: "April 2021"."""
        return column_name(self.table, column)


def column_name(table: Table, column: int) -> str:
    """Heading of a column, with the year over all columns where its own heading names none."""
    offset = len(table.rows[0]) - len(table.headings)
    own = table.headings[column - offset].text if 0 <= column - offset < len(table.headings) else ""
    over = table.spanning.text if table.spanning else ""
    return own if not over or re.search(r"(?:19|20)\d\d", own) else f"{own} {over}"


def find_cells(library: Library, question: Understood, found: Found) -> list[CellHit]:
    """Rows of figures that answer a question, best first."""
    wanted = {library.known_as(t.key) for t in question.content()}
    wanted -= {key for key in wanted if not library.knows(key) and key.startswith("#")}
    if not wanted:
        return []
    hits = [
        hit
        for document, section, table in _tables(library, found)
        for hit in _rows(library, question, wanted, document, section, table)
    ]
    return sorted(hits, key=lambda hit: -hit.score)


def _tables(library: Library, found: Found) -> Iterator[tuple[Document, Section, Table]]:
    ids = dict.fromkeys(passage.document for passage, _ in found.passages)
    for id_ in ids:
        document = library.get(id_)
        for section in document.sections:
            for table in section.tables:
                if is_of_figures(table) and all(cell.text.strip() for cell in table.headings[1:]):
                    yield document, section, table


def _rows(
    library: Library, question: Understood, wanted: set[str], document: Document, section: Section, table: Table
) -> Iterator[CellHit]:
    columns = _columns(table, question, document.source)
    if columns is None:
        return
    placed = is_beside_country({n: column_name(table, n) for n in range(1, len(table.rows[0]))})
    beside = placed and len(columns) > 1
    shares = "=percent" in wanted
    wanted = wanted - COUNTRY_WORDS if placed else wanted
    before = _line_before(document, table)
    around = set(_said(" . ".join([table.caption or "", *section.path[-1:], before])))
    names = {n: column_name(table, n) for n in columns}
    over = {n: set(keys(name)) for n, name in names.items()}
    if not beside and len(set(map(frozenset, over.values()))) > 1:
        columns = _fitting(columns, over, wanted)
    around |= set[str]().union(*(over[n] for n in columns)) - set[str]().union(
        *(over[n] for n in over if n not in columns)
    )
    named = [names[n] for n in columns]
    asks_time = bool(HOW_LONG.search(question.standalone))
    everywhere = {key for row in table.rows for key in _said(row[0].text)}
    group: Cell | None = None
    for number, row in enumerate(table.rows):
        if _is_group(row):
            group = row[0]
            continue
        group = None if _TOTAL.match(row[0].text) else group
        if question.intent == "number" and _is_share(row) != shares:
            continue
        if question.intent == "number" and _is_of_time(row, named, before) != asks_time:
            continue
        if of_another_condition(question.standalone, row[0].text):
            continue
        own = set(_said(row[0].text)) - {"not", "count"}
        if question.intent == "number" and "=complete" in own and not wanted & {"=complete", "=ontime"}:
            continue  # plans that were issued in a time are not the plans that there are
        above = table.rows[number - 1][0] if number and _ANAPHOR.search(row[0].text) else group
        parent = above.text if above else ""
        of_parent = _said(parent)
        said = own | of_parent
        match = _match(library, wanted, said, around, everywhere)
        if match < _MIN_MATCH or not any(says(key, said) for key in wanted):
            continue
        surplus = len(own - wanted) / max(len(own), 1)
        by_parent = any(says(key, of_parent) and not says(key, own) for key in wanted)
        other_kind = (_CUMULATIVE in said) != (_CUMULATIVE in wanted)
        score = match - 0.3 * surplus - (0.15 if by_parent else 0.05 if parent else 0) - (0.3 if other_kind else 0)
        picked, chosen = _extreme(question, row, columns)
        yield CellHit(document, section, table, row, _name(row[0].text, parent), chosen, score, picked, above, beside)


@lru_cache(maxsize=20_000)
def _said(label: str) -> frozenset[str]:
    """Concepts and words of a label, its abbreviations written out: no sentence beside it tells what they are."""
    return frozenset({*keys(label), *keys(spelt_out(label, common=True))})


def _is_group(row: tuple[Cell, ...]) -> bool:
    """Whether a row only names those below it."""
    label = row[0].text.strip()
    return (
        len(row) > 1 and bool(label) and not _NO_GROUP.match(label) and not any(cell.text.strip() for cell in row[1:])
    )


def _line_before(document: Document, table: Table) -> str:
    """The line over a table that introduces it: "average waits, in weeks"."""
    lines = document.text[max(0, table.start - _LINE) : table.start].rstrip().splitlines()
    return lines[-1] if lines and len(lines[-1]) < _LINE else ""


def _fitting(columns: tuple[int, ...], over: dict[int, set[str]], wanted: set[str]) -> tuple[int, ...]:
    """Of columns that count different things (waits, children waiting) those that say most of what is asked."""
    said = {n: len([key for key in wanted if says(key, over[n])]) for n in columns}
    most = max(said.values())
    return tuple(n for n in columns if said[n] == most)


def _is_of_time(row: tuple[Cell, ...], columns: Sequence[str], before: str) -> bool:
    """Whether a row holds lengths of time: its name, its cells, its columns or the line over its table say so."""
    if columns and all(_IN_TIME.search(name) for name in columns):
        return True
    if _IN_TIME.search(before) and not _COUNTED.search(row[0].text) and not _is_share(row):
        return not any(_COUNTED.search(name) for name in columns)
    named = re.search(
        r"\((?:in )?(?:weeks|days|months|years)\)|\b(?:waits?|waiting times?|time taken|length of)\b", row[0].text, re.I
    )
    counts = _COUNTED.search(row[0].text)
    cells = [cell.text for cell in row[1:] if cell.text.strip()]
    return bool(named and not counts) or (bool(cells) and all(DURATION.search(text) for text in cells))


def _is_share(row: tuple[Cell, ...]) -> bool:
    """Whether a row holds percentages."""
    return "%" in row[0].text or any("%" in cell.text for cell in row[1:])


def _match(library: Library, wanted: set[str], said: set[str], around: set[str], everywhere: set[str]) -> float:
    """Share of the question's concepts that the row says itself, or (counted less) its caption and heading say."""
    total = sum(library.idf(key) for key in wanted)
    got = 0.0
    for key in wanted:
        if says(key, said):
            got += library.idf(key)
        elif says(key, around):
            got += library.idf(key) * (0.3 if key in everywhere else 0.8)
    return got / total if total else 0.0


def _name(text: str, parent: str) -> str:
    return f"{text} ({parent})" if parent else text


def _columns(table: Table, question: Understood, source: Source) -> tuple[int, ...] | None:
    """Columns for the periods that a question names; ``None`` where it names one that the table does not have."""
    width = len(table.rows[0])
    aims = bool(_AIMS.search(question.standalone))
    numbered = tuple(n for n in range(1, width) if bool(_AIMS.search(column_name(table, n))) == aims) or tuple(
        range(1, width)
    )
    dated = {n: _column_dates(table, n, source) for n in numbered}
    if not any(dated.values()):
        names = {n: column_name(table, n) for n in numbered}
        if is_beside_country(names):
            return columns_of_place(names, question)
        named = set(keys(question.standalone))
        fitting = tuple(n for n in numbered if set(keys(column_name(table, n))) & named)
        return fitting or numbered
    periods = [p for p in question.periods if len(p) > 4] or list(question.periods)
    if question.month and not any(len(p) > 4 for p in periods):
        in_month = tuple(n for n in numbered if any(d[5:7] == f"{question.month:02d}" for d in dated[n] if len(d) >= 7))
        in_month = tuple(n for n in in_month if not periods or any(overlap(d, p) for d in dated[n] for p in periods))
        return in_month or None
    if periods:
        exact = tuple(n for n in numbered if any(_covers(p, d) for d in dated[n] for p in periods))
        if exact and len(exact) == len(numbered) and _LATEST.search(question.standalone):
            return numbered[-1:]
        return exact or None
    return numbered[-1:] if _LATEST.search(question.standalone) else numbered


def _covers(period: str, date: str) -> bool:
    """Whether a column's date is of the period asked for; a whole year's figure is not one month's."""
    return overlap(date, period) and not (len(period) > _YEAR and len(date) == _YEAR)


def _column_dates(table: Table, column: int, source: Source) -> list[str]:
    name = column_name(table, column)
    dates = [span.iso for span in times_in(name) or find_dates(name)]
    if not dates:
        month = re.match(r"[A-Za-z]+", name)
        if month and month[0].lower() in MONTHS:
            return [_in_year(MONTHS[month[0].lower()], table, source)]
    return dates


def _in_year(month: int, table: Table, source: Source) -> str:
    """A month that a column names alone: of the year in the table's caption, else the last one before the document."""
    named = re.findall(r"\b(?:19|20)\d\d\b", table.caption or "")
    if len(set(named)) == 1:
        return f"{named[0]}-{month:02d}"
    return month_before(month, source) or f"0000-{month:02d}"


def _extreme(question: Understood, row: tuple[Cell, ...], columns: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    """The column with the highest or lowest figure, where the question asks for an extreme."""
    picked = "highest" if _MOST.search(question.standalone) else "lowest" if _LEAST.search(question.standalone) else ""
    values = {n: v for n in columns if (v := _value(row[n].text)) is not None} if picked else {}
    if not values:
        return "", columns
    best = max(values.values()) if picked == "highest" else min(values.values())
    return picked, tuple(n for n, value in values.items() if value == best)


def _value(text: str) -> float | None:
    numbers = find_numbers(text)
    return float(numbers[0].value) if numbers else None
