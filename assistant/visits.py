"""When inspectors came: from the inspections that an area's documents name, each told once, as exactly as any does."""

import re
from collections.abc import Iterable, Sequence

from ingest.dates import bounds, in_words, overlap
from ingest.documents import Finding

from .draft import Draft, Quote, Statement
from .evidence import Scored
from .library import Library
from .topics import topic
from .understand import Understood

_CAME = re.compile(
    r"\b(?:inspect(?:ed|ion|ions|ors)?|re-?inspect(?:ed|ion)|re-?visit(?:ed)?|visit(?:ed)?|came|come|went|gone?|return(?:ed)?|check(?:ed)?"
    r"|ofsted|cqc)\b",
    re.I,
)
_BACK = re.compile(r"\b(?:back|re-?visit\w*|re-?inspect\w*|return\w*|second time|follow(?:ed|ing)?[- ]up)\b", re.I)
_MONITORING = re.compile(r"\bmonitoring\b", re.I)
_AHEAD = re.compile(r"\b(?:next|will|due|again|expect\w*|should)\b", re.I)
_BEFORE = re.compile(r"\b(?:previous\w*|before (?:that|this|the (?:19|20)\d\d)|(?:time|one) before|earlier)\b", re.I)
_FIRST = re.compile(r"\b(?:first|initial\w*|original\w*)\b", re.I)
_LAST = re.compile(r"\b(?:last|latest|most recent\w*|newest)\b", re.I)
_SAID = frozenset(
    {"time", "check", "progress", "come", "go", "went", "came", "back", "=attend", "=revisit", "carri", "place"}
)
_MOST = 4


def visits_draft(
    library: Library, question: Understood, documents: Sequence[str], scored: Sequence[Scored]
) -> Draft | None:
    """The dates of the inspection asked about; ``None`` where something else is asked, or none is known."""
    text = question.asking
    if question.intent != "date" or not _CAME.search(text) or _AHEAD.search(text) or _BEFORE.search(text):
        return None
    spoken = [match.span() for form in (_CAME, _BACK, _FIRST, _LAST, _MONITORING) for match in form.finditer(text)]
    if [token for token in topic(question, spoken) if token.key not in _SAID] or len(question.areas) != 1:
        return None
    found = _chosen(question, each_once(k.finding for k in library.findings.of("inspection", documents)))
    if not found or len(found) > _MOST:
        return None
    told = "; ".join(_named(finding, alone=len(found) == 1) for finding in found)
    quotes = tuple(Quote.stating(finding) for finding in found)
    lines = [Statement(f.quote, (quote,)) for f, quote in zip(found, quotes, strict=True)]
    return Draft("answered", (Statement(f"{told[0].upper()}{told[1:]}.", quotes, "direct"), *lines))


def each_once(findings: Iterable[Finding]) -> list[Finding]:
    """Inspections by date, newest first; of those that may be the same one, the most exactly dated."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: -len(f.get("dates"))):
        dates = finding.get("dates")
        if dates[:4].isdecimal() and not any(overlap(other.get("dates"), dates) for other in kept):
            kept.append(finding)
    return sorted(kept, key=lambda f: bounds(f.get("dates"))[1], reverse=True)


def _chosen(question: Understood, found: Sequence[Finding]) -> list[Finding]:
    text = question.standalone
    chosen = [f for f in found if not question.periods or any(overlap(f.get("dates"), p) for p in question.periods)]
    if _MONITORING.search(text):
        chosen = [f for f in chosen if f.get("framework") == "monitoring inspection"]
    elif _BACK.search(text):
        chosen = [f for f in chosen if f.get("framework") in {"revisit", "monitoring inspection"}]
    if _FIRST.search(text):
        return chosen[-1:]
    return chosen[:1] if _LAST.search(text) else chosen


def _named(finding: Finding, alone: bool) -> str:
    dates = in_words(finding.get("dates"))
    return dates if alone else f"{dates} ({finding.get('framework')})"
