"""What has happened since: where one asks how things are now, an answer from before a newer inspection says so."""

import re
from collections.abc import Iterator, Sequence

from ingest.dates import bounds, in_words
from ingest.documents import Finding

from .draft import Draft, Quote, Statement
from .library import Library
from .material import Material
from .understand import FAR_AHEAD, Understood

_NOW = re.compile(
    r"\b(?:still|now|today|currently|these days|nowadays|at the moment|any ?more|yet|latest|so far|left"
    r"|remain(?:s|ing)?|outstanding)\b"
    r"|^(?:is|are|has|have)\b|\b(?:got|get|gotten|getting|become) (?:any )?(?:better|worse)\b|\bsince\b",
    re.I,
)


def with_newer_inspection(material: Material, draft: Draft) -> Draft:
    """The answer, and after it the newest inspection of the area where all that it cites is from before that.

    Args:
        material: what was found.
        draft: an answer that states something.
    """
    question, library = material.question, material.library
    cited = {quote.document for statement in draft.statements for quote in statement.quotes}
    if not cited or _ended(question) or question.month or not _NOW.search(question.asking):
        return draft
    areas = {library.sources[id_].local_area for id_ in cited}
    if len(areas) != 1 or None in areas:
        return draft
    newest = max(_visits(library, library.documents_of([area for area in areas if area])), key=_day, default=None)
    if newest is None or newest.document in cited or any(_day(newest) <= library.age(id_) for id_ in cited):
        return draft
    when = in_words(newest.date or "")
    note = Statement(f"Inspectors have come again since ({when}). Of that inspection the documents say:", form="note")
    quotes = [_stated(outcome.finding) for outcome in library.findings.of("outcome", [newest.document])]
    return Draft(draft.status, (*draft.statements, note, *(quotes[:1] or [_stated(newest)])))


def _ended(question: Understood) -> bool:
    """Whether a time is asked about that is over: "since 2019" goes on."""
    return any(not period.endswith(FAR_AHEAD) for period in question.periods)


def _visits(library: Library, documents: Sequence[str]) -> Iterator[Finding]:
    """Inspections that documents speak of, with their dates."""
    for known in (*library.findings.of("inspection", documents), *library.findings.of("milestone", documents)):
        finding = known.finding
        if finding.date and (finding.kind == "inspection" or finding.get("event") == "inspected"):
            yield finding


def _stated(finding: Finding) -> Statement:
    return Statement(finding.quote, (Quote.stating(finding),))


def _day(finding: Finding) -> str:
    return bounds(finding.date)[1] if finding.date else ""
