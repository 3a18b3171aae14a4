"""Dates of inspections that stand behind a label: "Inspection dates: ...", "Date of previous inspection: ..."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from ..dates import DateSpan, find_dates
from ..documents import Cell, Document, Section, Table
from .making import Span, cell_span, tables

_KINDS = r"(?:full|joint|local area|area SEND|area|SEND|monitoring|initial|Ofsted|CQC|and)"
_BEFORE = r"(?:previous|last|prior|initial)"
_LABELS = re.compile(
    rf"(?:(?P<previous>\bdates? of (?:the |our )?{_BEFORE} (?:{_KINDS} )*(?:inspections?|re-?visits?|visits?)"
    r"(?: and re-?visits?)?|\bdates? (?:previously|last) inspected"
    rf"|\b{_BEFORE} (?:{_KINDS} )*(?:inspections?|re-?visits?)(?: dates?| took place)?)"
    rf"|(?P<own>\b(?:{_KINDS} )*inspection dates?|\bdates? of (?:the |this )?(?:{_KINDS} )*inspection"
    r"|\bdates? inspected)"
    r"|(?P<revisit>\b(?:dates? of (?:the )?)?re-?visit(?: dates?)?))(?:\(s\))?\s*(?P<mark>:|\t|\||\n|$)",
    re.I,
)
_NEVER = re.compile(
    r"(?:not (?:yet |been )*(?:previously )?(?:been )?inspected|not previously|not yet inspected"
    r"|no (?:previous|earlier) inspections?|(?:this is the )?first inspection)\b(?:[^.;:\n\t]{0,60})?"
    r"|^\s*(?:none|n/?a|not applicable)\s*$",
    re.I,
)
_REVISIT = re.compile(r"\bre-?visit", re.I)
_MONITORING = re.compile(r"\bmonitoring (?:inspection|visit)", re.I)
_TYPE = r"(?P<{}>re-?visit|monitoring inspection|(?:full )?inspection)"
_BEHIND = re.compile(
    rf"^\s*[(\[](?:the |joint |SEND )*{_TYPE.format('within')}\b[^)\]\d]{{0,30}}[)\]]"
    rf"|^[ ,–—-]+{_TYPE.format('bare')}[ ]*(?=[;,.\n]|$)",
    re.I,
)
_MAX_VALUE = 250  # characters; more is running text

NEVER = "not previously inspected"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A date or dates behind a label."""

    label: str
    """"own", "previous" or "revisit"."""
    span: Span
    """From the label to the last date or word of its value."""
    dates: tuple[tuple[str, str], ...]
    """ISO 8601 dates, or ``NEVER``, each with its type: "inspection", "revisit" or "monitoring inspection"."""


def labelled_dates(document: Document) -> Iterator[Labelled]:
    """All dates behind labels: those in lines in the order of the text, then those in columns."""
    lines = list(_lines(document))
    for number, line in enumerate(lines):
        matches = [match for match in _LABELS.finditer(line.text) if _starts(line.text, match)]
        for match, after in zip_longest(matches, matches[1:]):
            value = line.part(match.end(), after.start() if after else len(line.text))
            if not value.text.strip() and after is None and number + 1 < len(lines):
                value = lines[number + 1]
                if _LABELS.match(value.text):
                    continue
            found = _value(value, match[0])
            if found:
                yield Labelled(
                    _name(match), Span(document, line.section, line.start + match.start(), found[1]), found[0]
                )
    yield from _in_columns(document)


def _in_columns(document: Document) -> Iterator[Labelled]:
    """Dates of a table whose headings are the labels."""
    for section, table in tables(document):
        labels = [_LABELS.fullmatch(cell.text.strip()) for cell in table.headings]
        for number, label in enumerate(labels if _are_columns(table) else ()):
            cell = table.rows[0][number] if table.rows and number < len(table.rows[0]) else None
            found = _value(cell_span(document, section, cell), label[0]) if label and cell else None
            if label and found:
                span = Span(document, section, table.headings[number].start, found[1])
                yield Labelled(_name(label), span, found[0])


def _are_columns(table: Table) -> bool:
    return sum(bool(_LABELS.fullmatch(cell.text.strip())) for cell in table.headings) > 1


def _name(label: re.Match[str]) -> str:
    return next(name for name in ("previous", "own", "revisit") if label[name])


def _starts(text: str, match: re.Match[str]) -> bool:
    """True for a label at the start of a line or cell, or with a colon behind it."""
    before = text[: match.start()].rstrip(" •|–-")
    return not before or before[-1] in "\n\t" or match["mark"] == ":"


def _value(value: Span, label: str) -> tuple[tuple[tuple[str, str], ...], int] | None:
    """The dates of a value with their types, and where it ends in the document."""
    text = value.text[:_MAX_VALUE]
    dates = find_dates(text)
    never = _NEVER.search(text)
    if never and (not dates or never.start() < dates[0].start):
        return ((NEVER, "inspection"),), value.start + len(text[: never.end()].rstrip(" ,.;)"))
    if not dates or len(text[: dates[0].start].split()) > 8:
        return None
    typed = tuple((date.iso, _type(text, dates, number, label)) for number, date in enumerate(dates))
    tail = _BEHIND.match(text[dates[-1].end :])
    end = dates[-1].end + (tail.end() if tail else 0)
    closes = text[end : end + 1] == ")" and text.count("(", 0, end) > text.count(")", 0, end)
    return typed, value.start + end + int(closes)


def _type(text: str, dates: list[DateSpan], number: int, label: str) -> str:
    """What took place on one of several dates: named behind it, or before it."""
    date = dates[number]
    behind = _BEHIND.match(text[date.end : dates[number + 1].start if number + 1 < len(dates) else None])
    before = text[dates[number - 1].end : date.start] if number else text[: date.start]
    if number and (used := _BEHIND.match(before)):
        before = before[used.end() :]
    said = behind[0] if behind else before
    if not number and not said.strip(" (:"):
        said = "" if re.search(r"\band re-?visit", label, re.I) else label
    return named_type(said)


def named_type(words: str) -> str:
    """The type of inspection that words name."""
    return (
        "revisit" if _REVISIT.search(words) else "monitoring inspection" if _MONITORING.search(words) else "inspection"
    )


def _lines(document: Document) -> Iterator[Span]:
    """Headings of sections and tables, and all blocks, in the order of the text."""
    for section in document.sections:
        spans = [Span(document, section, block.start, block.end) for block in section.blocks]
        spans += [
            _across(document, section, table.headings)
            for table in section.tables
            if table.headings and not _are_columns(table)
        ]
        first = min([span.start for span in spans], default=section.end)
        if first > section.start:  # a heading; that of the title is in no path
            text = document.text[section.start : first].rstrip()
            spans.append(Span(document, section, section.start, section.start + len(text)))
        yield from sorted(spans, key=lambda span: span.start)


def _across(document: Document, section: Section, cells: tuple[Cell, ...]) -> Span:
    return Span(document, section, min(cell.start for cell in cells), max(cell.end for cell in cells))
