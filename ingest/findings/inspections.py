"""Inspections: when, of which framework, with what outcome, what came before and what comes next."""

import re
from collections.abc import Iterable, Iterator

from ..dates import bounds, overlap
from ..documents import Document, Finding
from .inspection_labels import NEVER, Labelled, labelled_dates, named_type
from .inspection_next import due_inspections
from .inspection_outcome import outcomes_in, stated_outcome
from .inspection_prose import Dated, dated_inspections, framework_of
from .team_inspectors import inspectors

_FRAMEWORKS = {
    "area SEND report": "area SEND inspection",
    "inspection letter": "local area SEND inspection",
    "revisit letter": "revisit",
    "monitoring report": "monitoring inspection",
}
"""Kinds of document in which inspectors report their own inspection, with its framework."""
_NEW = frozenset({"area SEND inspection"})
_MONITORING = re.compile(r"\bmonitoring (?:inspection|visit)\b", re.I)
_SEND = re.compile(r"\b(?:SEND|special educational needs)\b")


def inspection_findings(document: Document) -> Iterator[Finding]:
    """The inspections that a document states: its own, previous ones and those to come, and the outcome.

    A report or letter of inspectors has one inspection of its own, and all earlier ones are previous ones. Any other
    document has no inspection of its own; it dates those it speaks of.
    """
    framework = _FRAMEWORKS.get(document.source.kind or "")
    if framework is None:
        yield from _told(document)
        return
    labelled = list(labelled_dates(document))
    if _MONITORING.search(document.source.title) or any(_MONITORING.match(line.span.text) for line in labelled):
        framework = "monitoring inspection"
    told = list(dated_inspections(document))
    outcome = stated_outcome(document, own=True) if framework in _NEW else None
    own = _own(document, framework, labelled, told, outcome[0] if outcome else None)
    dates = own.fields["dates"] if own else None
    if own:
        yield own
    if outcome:
        yield outcome[1].finding("outcome", outcome=outcome[0])
    yield from _previous(framework, labelled, told, str(dates) if dates else None)
    yield from _next(document, str(dates) if dates else None)


def _own(
    document: Document, framework: str, labelled: list[Labelled], told: list[Dated], outcome: str | None
) -> Finding | None:
    """The inspection that the document reports."""
    labels = {"own", "revisit"} if framework == "revisit" else {"own"}
    places = [
        (found.span, found.dates[0][0]) for found in labelled if found.label in labels and found.dates[0][0] != NEVER
    ]
    places = places or [(found.span, found.dates) for found in told if found.exact]
    if not places:
        return None
    span, dates = places[0]
    return span.finding("inspection", framework=framework, dates=dates, outcome=outcome, inspectors=_leads(document))


def _leads(document: Document) -> tuple[str, ...] | None:
    return tuple(inspector.name for inspector in inspectors(document) if inspector.lead) or None


def _previous(framework: str, labelled: list[Labelled], told: list[Dated], own: str | None) -> Iterator[Finding]:
    """Earlier inspections: those behind labels; else those that sentences date before this inspection."""
    labels = {"previous"} if framework == "revisit" else {"previous", "revisit"}
    found = [(line.span, dates, type_) for line in labelled if line.label in labels for dates, type_ in line.dates]
    if not found and own:
        before = [line for line in told if bounds(line.dates)[1] < bounds(own)[0]]
        found = [(line.span, line.dates, _told_type(line)) for line in _most_precise(before)]
    seen: set[tuple[str, str]] = set()
    for span, dates, type_ in found:
        if (dates, type_) not in seen:
            seen.add((dates, type_))
            yield span.finding("previous inspection", dates=dates, type=type_)


def _told_type(line: Dated) -> str:
    return "revisit" if framework_of(line.words, line.dates) == "revisit" else named_type(line.words)


def _next(document: Document, ended: str | None) -> Iterator[Finding]:
    for due in due_inspections(document, ended):
        yield due.span.finding("next inspection", derived=due.derived, type=due.type, due=due.due, by=due.by)


def _told(document: Document) -> Iterator[Finding]:
    """Inspections that a document of someone else speaks of: a committee report, a council's page, a plan."""
    if not _SEND.search(document.text):
        return
    lines = [line for line in dated_inspections(document) if line.exact or len(line.dates) >= len("2019-02")]
    lines = _most_precise(lines)
    leads = _leads(document) if len(lines) == 1 else None
    for line in lines:
        framework = framework_of(line.words, line.dates)
        stated = outcomes_in(line.words)
        outcome = stated[0] if framework in _NEW and len(stated) == 1 else None
        yield line.span.finding("inspection", framework=framework, dates=line.dates, outcome=outcome, inspectors=leads)
    outcome_told = stated_outcome(document, own=False)
    if outcome_told:
        yield outcome_told[1].finding("outcome", outcome=outcome_told[0])
    yield from _next(document, None)


def _most_precise(lines: Iterable[Dated]) -> list[Dated]:
    """Of mentions of one inspection the one with the most precise date, and of equals the first."""
    kept: list[Dated] = []
    for line in sorted(lines, key=lambda line: (_days(line.dates), line.span.start)):
        same = (k for k in kept if overlap(k.dates, line.dates))
        if not any(_told_type(k) == _told_type(line) or _days(k.dates) < _days(line.dates) for k in same):
            kept.append(line)
    return sorted(kept, key=lambda line: line.span.start)


def _days(iso: str) -> tuple[int, int]:
    """How long a date or interval is: whole years and months by their form, days by counting."""
    first, last = bounds(iso)
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7]) - int(first[5:7])
    return months, int(last[8:]) - int(first[8:])
