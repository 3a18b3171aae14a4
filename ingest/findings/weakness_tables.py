"""Areas of significant weakness in the rows of a table, with the verdict where a column gives it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..documents import Cell, Document, Section, Table
from .making import Span, cell_span, row_span, tables
from .progress_words import NOT_SUFFICIENT, SUFFICIENT, Verdict, polarity
from .revisit_starts import weakness_text

_GRAVE = r"(?:(?:significant|serious|major|key|main|identified)\s+)*"
NAMED = (
    rf"(?:{_GRAVE}areas?\s+of\s+{_GRAVE}(?:weakness(?:es)?|concerns?)"
    r"|(?:significant|serious|following)\s+weakness(?:es)?)"
)
"""What a document calls an area of significant weakness."""
_COLUMN = re.compile(
    rf"^(?:[\w\s]{{0,20}})?(?:{NAMED}|weakness(?:es)?(?:\s+identified)?)(?:\s+\(?\w[^:]{{0,40}})?:?$", re.I
)
_VERDICT_COLUMN = re.compile(
    r"\bprogress\b|\bverdict\b|\bjudge?ment\b|\boutcome\b|\bre-?visit\b|\bre-?inspection\b", re.I
)
_YES = re.compile(r"^(?:yes|met|sufficient|achieved|✓|✔)\b[.!]?$|^[✓✔]$", re.I)
_NO = re.compile(r"^(?:no|not met|insufficient|not sufficient|not achieved)\b[.!]?$|^[✗✘]$", re.I)
MIN_WORDS = 3
"""Words; fewer name no weakness, but in a column of weaknesses, where one word does."""
_NAMES_ONE = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Listed:
    """A weakness in a list."""

    span: Span
    text: str
    verdict: Verdict | None = None
    verdict_span: Span | None = None


def weaknesses_in_tables(document: Document) -> Iterator[list[Listed]]:
    for section, table in tables(document):
        headings = [" ".join(cell.text.split()) for cell in table.headings]
        column = next((n for n, name in enumerate(headings) if _COLUMN.match(name)), None)
        if column is None or _VERDICT_COLUMN.search(headings[column]):
            continue
        judged = next((n for n, name in enumerate(headings) if n != column and _VERDICT_COLUMN.search(name)), None)
        found = list(_rows(document, section, table, column, judged))
        if found:
            yield found


def _rows(document: Document, section: Section, table: Table, column: int, judged: int | None) -> Iterator[Listed]:
    seen: set[str] = set()
    for row in table.rows:
        if column >= len(row) or not _NAMES_ONE.search(row[column].text) or key(row[column].text) in seen:
            continue
        seen.add(key(row[column].text))
        verdict = _cell_verdict(row[judged]) if judged is not None and judged < len(row) else None
        cell = cell_span(document, section, row[column])
        yield Listed(cell, weakness_text(cell.line), verdict, row_span(document, section, row) if verdict else None)


def _cell_verdict(cell: Cell) -> Verdict | None:
    text = " ".join(cell.text.split())
    return SUFFICIENT if _YES.match(text) else NOT_SUFFICIENT if _NO.match(text) else polarity(text)


def key(text: str) -> str:
    """A text as it is compared: letters and figures alone."""
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()
