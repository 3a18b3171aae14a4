"""What an area SEND report of 2023 onwards finds and asks for, from the parts that all such reports have."""

import re
from collections.abc import Iterator, Sequence

from ..documents import Document, Finding
from .making import Span, block_span
from .report_bodies import bodies_at_end, body_line, split_bodies
from .report_entries import Entry, block_entries, named_beside
from .report_parts import Part, Run, runs
from .report_rows import is_plan, row_entries

_ASKED = ("area for priority action", "area for improvement")
_LETTERS = frozenset({"inspection letter", "revisit letter", "letter"})
"""Kinds of 2016-2022, which have other parts."""
_INSPECTED = re.compile(r"\b(?:ofsted|care quality commission|inspectors?|inspections?)\b", re.I)
_LABELLED = re.compile(
    r"^(?:areas? for priority action|priority action area) (?P<number>\d{1,2})\s*[:.)–—-]\s*(?P<text>\S.*)$", re.I
)
_LABEL_ALONE = re.compile(r"^(?:areas? for )?priority action(?: area)? (?P<number>\d{1,2})\s*[:.]?$", re.I)
_DEMAND = re.compile(r"\b(?:should|must|needs? to|ha(?:s|ve) to|urgent(?:ly)?)\b", re.I)


def report_findings(document: Document) -> Iterator[Finding]:
    """Strengths, areas for development, areas for priority action and areas for improvement.

    Takes them from any document that has the fixed headings: a report, a monitoring report, or a plan or committee
    report that repeats them.
    """
    if document.source.kind in _LETTERS or not _INSPECTED.search(document.text):
        return
    counts: dict[Part, int] = {}
    for run in runs(document):
        for entry in _entries(document, run):
            if run.part in _ASKED:
                counts[run.part] = counts.get(run.part, 0) + 1
                yield _asked(run.part, str(counts[run.part]), entry)
            else:
                yield entry.span.finding(run.part, question=run.heading, text=entry.text)
    if not counts.get("area for priority action") and document.source.kind != "monitoring report":
        yield from _labelled(document)


def _entries(document: Document, run: Run) -> Iterator[Entry]:
    if run.table is None:
        yield from block_entries(document, run, with_bodies=run.part == "area for priority action")
    elif not is_plan(run.table):
        yield from row_entries(document, run, run.table)


def _asked(part: Part, number: str, entry: Entry) -> Finding:
    if part == "area for improvement":
        return entry.span.finding(part, number=number, text=entry.text)
    bodies = split_bodies(entry.bodies) or None
    return entry.span.finding(part, derived=entry.derived, number=number, text=entry.text, responsible_body=bodies)


def _labelled(document: Document) -> Iterator[Finding]:
    """Areas for priority action that a document names one by one: "Area for priority action 1: Leaders should ..."."""
    seen: set[str] = set()
    lines = list(_lines(document))
    for n, span in enumerate(lines):
        match = _LABELLED.match(span.line)
        alone = _LABEL_ALONE.match(span.line)
        if match and match["number"] not in seen and _DEMAND.search(match["text"]):
            seen.add(match["number"])
            text, bodies = bodies_at_end(match["text"])
            yield _asked("area for priority action", match["number"], Entry(span, text, bodies))
        elif alone and alone["number"] not in seen and (entry := _below(lines[n + 1 : n + 4])):
            seen.add(alone["number"])
            yield _asked("area for priority action", alone["number"], entry)


def _below(lines: Sequence[Span]) -> Entry | None:
    """What stands under the label of an area for priority action: the demand, and a line beside it with the bodies."""
    bodies, beside, demand = "", None, None
    for span in lines:
        named = body_line(span.line)
        if named and not bodies:
            bodies, beside = named, span
        elif demand is None and _DEMAND.search(span.line) and not named:
            demand = span
        elif demand:
            break
    if demand is None:
        return None
    text, inside = bodies_at_end(demand.line)
    return named_beside(demand, None if inside else beside, text, inside or bodies)


def _lines(document: Document) -> Iterator[Span]:
    """Headings, paragraphs and list items in the order of the text."""
    for section in document.sections:
        end = section.start + len(section.path[-1]) if section.path else section.start
        if section.path and document.text[section.start : end] == section.path[-1]:
            yield Span(document, section, section.start, end)
        for block in section.blocks:
            if block.kind in ("paragraph", "item"):
                yield block_span(document, section, block)
