"""How a figure changed: the same thing measured at several times, by one document or by several, oldest to newest."""

import re
from collections.abc import Sequence

from ingest.dates import bounds
from ingest.documents import Finding

from .draft import Draft, Statement
from .fits import fitting
from .library import Library
from .told import all_quotes, figure_of, stated, time_of
from .understand import Understood

_ASKS = re.compile(
    r"\b(?:better or worse|worse or better|up or down|rise|risen|rose|fall|fallen|fell|improv(?:ed|ing)|worsened"
    r"|got (?:better|worse)|getting (?:better|worse)|gone (?:up|down)|went (?:up|down)|chang(?:ed?|ing)|trend|over time"
    r"|over the years|since)\b",
    re.I,
)
_CLOSE = 0.2
_MOST = 8


def trend_draft(library: Library, question: Understood, documents: Sequence[str]) -> Draft | None:
    """Figures of the thing asked about at two times or more; ``None`` where no change is asked for, or none is known.

    Args:
        library: the documents.
        question: as understood.
        documents: those that are searched.
    """
    if not _ASKS.search(question.standalone) or question.intent not in {"text", "yes_no", "comparison", "list"}:
        return None
    if len(question.areas) != 1:
        return None
    found = _at_times(library, question, documents)
    if len(found) < 2:
        return None
    first, last = found[0], found[-1]
    if len(found) == 2:
        told = f"{figure_of(library, first)} ({time_of(first)}), then {figure_of(library, last)} ({time_of(last)})"
    else:
        told = "; ".join(f"{time_of(f)}: {figure_of(library, f)}" for f in found)
    lines = dict.fromkeys(stated(library, f) for f in found)
    direct = Statement(f"{told[0].upper()}{told[1:]}.", all_quotes(library, found), "direct")
    return Draft("answered", (direct, *lines))


def _at_times(library: Library, question: Understood, documents: Sequence[str]) -> list[Finding]:
    """Measures that fit nearly as well as the best, of its unit, one a time, oldest first."""
    anything = question.model_copy(update={"periods": (), "period": None, "month": None})
    fits = [fit for fit in fitting(library, anything, documents, any_change=True) if fit.measure.get("dates")]
    if not fits:
        return []
    unit = fits[0].measure.get("unit")
    close = [f for f in fits if f.score >= fits[0].score - _CLOSE and f.measure.get("unit") == unit]
    span = _asked(question)
    by_time: dict[str, Finding] = {}
    for fit in close:
        dates = fit.measure.get("dates")
        if not span or (span[0] <= bounds(dates)[1] and bounds(dates)[0] <= span[1]):
            by_time.setdefault(dates, fit.measure)
    found = sorted(by_time.values(), key=lambda f: bounds(f.get("dates"))[1])
    return found if len(found) <= _MOST else [found[0], found[-1]]


def _asked(question: Understood) -> tuple[str, str] | None:
    if not question.periods:
        return None
    ends = [bounds(period) for period in question.periods]
    return min(first for first, _ in ends), max(last for _, last in ends)
