"""A figure that stands in a table: does it stand in the row and the column that the claim speaks of?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.dates import MONTHS, find_dates
from ingest.documents import Document, Table
from ingest.numbers import find_numbers

from .answers import Citation
from .cells import column_name
from .times import split_year
from .units import is_of_figures
from .verify_near import Figure, fits
from .words import keys, says

_REFERS_UP = re.compile(r"\b(?:these|those|of which|of them)\b", re.I)


@dataclass(frozen=True)
class Spot:
    """A cited cell of a table of figures."""

    table: Table
    row: int
    column: int


@dataclass(frozen=True)
class Meant:
    """What a figure of a claim is said to be of."""

    periods: tuple[str, ...]
    """ISO dates, months or years, "0000-04" for a month without a year; none where claim and question name none."""
    concepts: frozenset[str]
    """What the claim speaks of."""
    wider: bool = True
    """It may be of more than the local area."""


def in_figures(document: Document, citation: Citation) -> bool:
    """Whether a quote is a row, or the headings, of a table of figures."""
    return any(t.start <= citation.start < t.end for t in _tables(document))


def spots(document: Document, citation: Citation, figure: Figure) -> Iterator[Spot]:
    """Cells inside a quote that hold a figure."""
    for table in _tables(document):
        for number, row in enumerate(table.rows):
            for column, cell in enumerate(row[1:], start=1):
                inside = citation.start <= cell.start and cell.end <= citation.end
                if inside and any(n.value == figure.value for n in find_numbers(cell.text)):
                    yield Spot(table, number, column)


def is_of_label(document: Document, citation: Citation, text: str, figure: Figure) -> bool:
    """Whether a figure is part of what a cited row is called: the 20 in "issued in 20 weeks"."""
    after = text[figure.place[1] :].split()[:1]
    said = f"{text[slice(*figure.place)]} {after[0].rstrip('.,;:)')}" if after else ""
    labels = (row[0] for table in _tables(document) for row in table.rows)
    return bool(said) and any(
        citation.start <= cell.start and cell.end <= citation.end and said in " ".join(cell.text.split())
        for cell in labels
    )


def misplaced(spot: Spot, meant: Meant) -> str:
    """Why a cell is not the one that a claim speaks of; "" if nothing says so."""
    name = column_name(spot.table, spot.column)
    theirs = _when(name)
    if not fits(meant.periods, theirs):
        return f"stands there for {name}"
    labels = [_label(spot.table, n) for n in range(len(spot.table.rows))]
    other = _better(labels, spot.row, meant.concepts)
    if other is None and not theirs:
        headings = ["", *(column_name(spot.table, n) for n in range(1, len(spot.table.rows[0])))]
        other = _better(headings, spot.column, meant.concepts)
        return f"stands there under “{headings[spot.column]}”" if other is not None else ""
    return f"stands there for “{labels[spot.row]}”" if other is not None else ""


def _tables(document: Document) -> Iterator[Table]:
    return (table for section in document.sections for table in section.tables if is_of_figures(table))


def _when(name: str) -> tuple[str, ...]:
    """ISO dates that a column's heading names; a month without its year as "0000-04"."""
    dates = tuple(span.iso for span in find_dates(name))
    first = split_year(name)
    if first and len(dates) == 1:
        return (f"{first}-04/{first + 1}-08",)  # a school or a financial year
    month = re.match(r"[A-Za-z]+", name)
    if not dates and month and month[0].lower() in MONTHS:
        return (f"0000-{MONTHS[month[0].lower()]:02d}",)
    return dates


def _label(table: Table, row: int) -> str:
    """What a row counts, with the row that it refers back to: "% of these in time (plans issued)"."""
    own = table.rows[row][0].text
    return f"{own} ({table.rows[row - 1][0].text})" if row and _REFERS_UP.search(own) else own


def _better(labels: Sequence[str], chosen: int, wanted: frozenset[str]) -> int | None:
    """A row or column that says more of what is meant, and no smaller share of itself, than the chosen one."""
    said = [set(keys(label)) for label in labels]
    shared = [sum(says(key, own) for key in wanted) for own in said]
    share = [len(own & wanted) / max(len(own), 1) for own in said]
    better = (n for n in range(len(labels)) if shared[n] > shared[chosen] and share[n] >= share[chosen] and n != chosen)
    return next(better, None)
