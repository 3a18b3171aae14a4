"""A measure for readers: its figure as it is printed, when it is of, and the slices of its document that state it."""

import re
from collections.abc import Sequence

from ingest.dates import find_dates, in_words
from ingest.documents import Cell, Finding, Table
from ingest.findings.describe import share_in_words, with_unit
from ingest.numbers import find_numbers

from .draft import Quote, Statement
from .library import Library
from .series import Named, unit_of
from .times import split_year

_MOST = 3  # figures that a first line may give
_MARK = re.compile(
    r"\((?P<mark>(?:fewer|less|more) than|(?:just )?(?:over|under)|around|approximately|about|nearly|almost|roughly"
    r"|at least|at most|up to)\)",
    re.I,
)
"""What a series says of its figure: "plans in time (fewer than)" has less than it."""
_MILLIONS = {"£m": "£ million", "£k": "£ thousand", "£bn": "£ billion"}


def table_of(library: Library, measure: Finding) -> Table | None:
    """The table that a measure is a cell of."""
    tables = (table for section in library.get(measure.document).sections for table in section.tables)
    return next((t for t in tables if t.start <= measure.start < t.end), None)


def time_of(measure: Finding) -> str:
    """When a measure is of: in words, or as its table prints it where its dates were reckoned ("Q2 2023/24")."""
    words, dates = measure.get("period"), measure.get("dates")
    if not dates:
        return words
    if (measure.derived or "").startswith("its year"):
        return in_words(dates).rsplit(" ", 1)[0]  # the quote names no year
    told = [span.iso for span in find_dates(words)] == [dates] and split_year(words) is None
    return in_words(dates) if told or not words else words


def figure_of(library: Library, measure: Finding) -> str:
    """Value and unit: as its cell prints it, else in a form for readers."""
    cell = _cell(library, measure)
    return f"{cell} {unit_of(measure)}" if cell and _lasts(measure, cell) else cell or _plain(measure)


def dated(library: Library, measure: Finding, note: str = "") -> str:
    """A figure with its unit and its time: "72% (Q3 2024/25)", "4.3 (£ million, 2022/23)"."""
    cell = _cell(library, measure)
    unit = _MILLIONS.get(measure.get("unit"), measure.get("unit") if measure.get("unit") == "%" else "")
    apart = unit if cell and unit.strip(" milonthusadb") not in cell else ""
    beside = ", ".join(filter(None, [apart, time_of(measure), note]))
    return f"{figure_of(library, measure)}{f' ({beside})' if beside else ''}"


def stated(library: Library, measure: Finding) -> Statement:
    """A measure in its sentence, or a cell of a table with what its row and column say."""
    table = table_of(library, measure)
    if table is None or not all(cell.text.strip() for cell in table.headings[1:]):
        return Statement(measure.quote, quotes_of(library, measure))
    when = time_of(measure)
    said = f"{measure.get('series')}{f', {when}' if when else ''}: {figure_of(library, measure)}"
    return Statement(said, quotes_of(library, measure))


def told_together(library: Library, measures: Sequence[Finding]) -> Statement:
    """The figures of one series, each with its time, in one statement."""
    told = "; ".join(f"{time_of(m)}: {figure_of(library, m)}" for m in measures)
    quotes = all_quotes(library, measures)
    return Statement(f"{measures[0].get('series')}: {told}", quotes, "direct" if len(measures) <= _MOST else "quote")


def all_quotes(library: Library, measures: Sequence[Finding]) -> tuple[Quote, ...]:
    """The slices that state several measures, each once."""
    return tuple(dict.fromkeys(quote for m in measures for quote in quotes_of(library, m)))


def quotes_of(library: Library, measure: Finding) -> tuple[Quote, ...]:
    """The slice that states a measure; for a row of a table with its headings, without which it says nothing."""
    quote = Quote.stating(measure)
    if measure.derived and "before" in measure.derived:  # its time stands in the sentence before
        units = library.units(measure.document)
        place = next((n for n, unit in enumerate(units) if unit.start <= measure.start < unit.end), 0)
        return (*(Quote.of(unit) for unit in units[max(0, place - 1) : place]), quote)
    table = table_of(library, measure)
    if table is None or not table.headings:
        return (quote,)
    headings = Quote(measure.document, table.start, table.headings[-1].end, quote.path)
    return (*_caption(library, table, quote, measure), headings, quote)


def _caption(library: Library, table: Table, row: Quote, measure: Finding) -> tuple[Quote, ...]:
    """What stands over a table, where the name of the series has words from there."""
    text = library.get(row.document).text
    within = text[table.start : table.headings[-1].end] + text[row.start : row.end]
    for name in (measure.get("series"), measure.get("series").rpartition(": ")[0], Named.of(measure).before):
        start = text.rfind(name, 0, table.start) if name and name not in within else -1
        if start >= 0:
            return (Quote(row.document, start, start + len(name), row.path),)
    return ()


def _cell(library: Library, measure: Finding) -> str:
    """The text of a measure's cell; empty where it is no cell, or its cell holds more than the figure."""
    table = table_of(library, measure)
    if table is None:
        return ""
    row = next((row for row in table.rows if row and row[0].start <= measure.start < row[-1].end), ())
    found = {cell.text.strip() for cell in row[1:] if _holds(cell, measure)}
    return found.pop() if len(found) == 1 else ""


def _holds(cell: Cell, measure: Finding) -> bool:
    numbers = find_numbers(cell.text)
    return len(numbers) == 1 and numbers[0].value == measure.get("value")


def _lasts(measure: Finding, cell: str) -> bool:
    """Whether a length of time lacks its unit."""
    unit = unit_of(measure)
    return bool(re.fullmatch(r"(?:hour|day|week|month|year|term)s?", unit)) and unit.rstrip("s") not in cell.lower()


def _plain(measure: Finding) -> str:
    said = share_in_words(measure) or with_unit(measure.get("value"), unit_of(measure))
    mark = _MARK.search(measure.get("series"))
    said = f"{mark['mark'].lower()} {said}" if mark and mark["mark"].lower() in measure.quote.lower() else said
    return f"{said[:1].upper()}{said[1:]}"
